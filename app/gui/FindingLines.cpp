// SPDX-License-Identifier: Apache-2.0
#include "app/gui/FindingLines.h"

#include "annotation/SameLesion.h"
#include "app/gui/Words.h"

#include <algorithm>

namespace cw::gui {
namespace {

/// The answers in the order of the form; what the form does not ask comes last.
template <class Say>
void inOrder(std::span<const annotation::Question> form, annotation::Answers answers,
             const Say& say) {
    for (const auto& question : form)
        if (const auto it = answers.find(std::string(question.key)); it != answers.end()) {
            say(it->first, it->second);
            answers.erase(it);
        }
    for (const auto& [key, value] : answers)
        say(key, value);
}

} // namespace

QStringList descriptorLines(core::ImageKind kind, const annotation::Finding& finding) {
    QStringList lines;
    inOrder(annotation::findingQuestions(kind), finding.attributes,
            [&lines](const std::string& key, const std::string& value) {
                if (key != annotation::kLesionKey && key != "count") // shown by other means
                    lines << QStringLiteral("%1: %2").arg(attributeKeyWords(key),
                                                          attributeWords(key, value));
            });
    return lines;
}

QStringList openDescriptors(core::ImageKind kind, const annotation::Finding& finding) {
    const auto form = annotation::findingQuestions(kind);
    const auto answers = annotation::descriptionOf(finding);
    QStringList open;
    for (const auto& question : form) {
        const std::string key(question.key);
        const bool describes = question.asked != annotation::Asked::Detail &&
                               question.refines.empty() && !question.terms.empty() &&
                               !question.several;
        if (describes && !answers.contains(key) && annotation::applies(form, question, answers))
            open << attributeKeyWords(key);
    }
    return open;
}

QStringList answerLines(const annotation::CaseAnswers& answers, core::ImageKind kind) {
    QStringList lines;
    inOrder(annotation::caseQuestions(kind), answers,
            [&lines](const std::string& key, const std::string& value) {
                lines << QStringLiteral("%1: %2").arg(answerKeyWords(key), answerWords(key, value));
            });
    return lines;
}

} // namespace cw::gui
