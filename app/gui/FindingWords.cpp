// SPDX-License-Identifier: Apache-2.0
#include "app/gui/FindingWords.h"

#include "app/gui/Words.h"

namespace cw::gui {

QStringList descriptorLines(const annotation::Finding& finding) {
    QStringList lines;
    for (const auto& [key, value] : finding.attributes)
        lines << QStringLiteral("%1: %2").arg(attributeKeyWords(key), attributeWords(value));
    return lines;
}

QStringList openDescriptors(const annotation::Finding& finding) {
    QStringList open;
    for (const auto& question : findingQuestions(finding.label))
        if (!finding.attributes.contains(question.key))
            open << attributeKeyWords(question.key);
    return open;
}

QStringList answerLines(const annotation::CaseAnswers& answers, core::ImageKind kind) {
    QStringList lines;
    auto rest = answers;
    const auto say = [&lines](const std::string& key, const std::string& value) {
        lines << QStringLiteral("%1: %2").arg(answerKeyWords(key), answerWords(key, value));
    };
    for (const auto& question : caseQuestions(kind))
        if (const auto it = rest.find(question.key); it != rest.end()) {
            say(it->first, it->second);
            rest.erase(it);
        }
    for (const auto& [key, value] : rest)
        say(key, value);
    return lines;
}

} // namespace cw::gui
