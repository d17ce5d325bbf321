// SPDX-License-Identifier: Apache-2.0
#include "annotation/Vocabulary.h"

#include "annotation/detail/VocabularyTables.h"
#include <algorithm>

namespace cw::annotation {
namespace {

/// Whether a list of words with blanks between them has that one.
bool lists(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const auto end = words.find(' ');
        if (words.substr(0, end) == word)
            return true;
        words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
    }
    return false;
}

const Term* termOf(const Question& question, std::string_view word) {
    const auto at = std::ranges::find(question.terms, word, &Term::word);
    return at == question.terms.end() ? nullptr : &*at;
}

Code codeOf(std::span<const Question> questions, std::string_view key, std::string_view word) {
    for (const auto& question : questions)
        if (question.key == key)
            if (const auto* term = termOf(question, word))
                return term->code;
    return {};
}

std::size_t rankOf(std::string_view ladder, char step) {
    const auto at = ladder.find(step);
    return at == std::string_view::npos ? 0 : at + 1;
}

} // namespace

std::span<const Question> caseQuestions(core::ImageKind kind) {
    return kind == core::ImageKind::Mammography ? detail::breastCaseQuestions()
                                                : detail::fundusCaseQuestions();
}

std::span<const Question> findingQuestions(core::ImageKind kind) {
    return kind == core::ImageKind::Mammography ? detail::breastFindingQuestions()
                                                : detail::fundusFindingQuestions();
}

Answers descriptionOf(const Finding& finding) {
    auto description = finding.attributes;
    description["label"] = finding.label;
    return description;
}

bool applies(std::span<const Question> form, const Question& question, const Answers& answers) {
    if (question.whenKey.empty())
        return true;
    const auto found = answers.find(std::string(question.whenKey));
    const bool none = question.whenWords.starts_with('!');
    if (found == answers.end())
        return none;
    const auto word = coarse(form, question.whenKey, found->second);
    return lists(question.whenWords.substr(none ? 1 : 0), word) != none;
}

std::string_view coarse(std::span<const Question> form, std::string_view key,
                        std::string_view word) {
    bool known = false;
    for (const auto& question : form)
        known |= question.key == key && question.refines.empty() && termOf(question, word);
    if (!known)
        for (const auto& question : form)
            if (question.key == key && !question.refines.empty() && termOf(question, word))
                return question.refines;
    return word;
}

std::vector<std::string> wordsOf(std::string_view answer) {
    std::vector<std::string> words;
    while (!answer.empty()) {
        const auto end = answer.find(',');
        words.emplace_back(answer.substr(0, end));
        answer = end == std::string_view::npos ? std::string_view() : answer.substr(end + 1);
    }
    return words;
}

Compared comparedAs(std::string_view caseKey) {
    for (const auto& table : {detail::breastCaseQuestions(), detail::fundusCaseQuestions()})
        for (const auto& question : table)
            if (question.key == caseKey)
                return question.compared;
    return Compared::Always;
}

Code findingCode(core::ImageKind kind, std::string_view key, std::string_view word) {
    return codeOf(findingQuestions(kind), key, word);
}

Code caseCode(core::ImageKind kind, std::string_view key, std::string_view word) {
    return codeOf(caseQuestions(kind), key, word);
}

Code sideCode(core::Laterality side) {
    if (side == core::Laterality::Right)
        return {"SCT", "73056007", "Right breast"};
    if (side == core::Laterality::Left)
        return {"SCT", "80248007", "Left breast"};
    return {};
}

std::string finalAssessment(const std::string& right, const std::string& left) {
    if (right.empty() || left.empty())
        return {};
    const auto rank = [](const std::string& word) {
        // 4 < 4A < 4B < 4C, all between 0 and 5.
        return std::pair(rankOf("1236045", word.front()), word);
    };
    return rank(right) < rank(left) ? left : right;
}

std::string finalDensity(const std::string& right, const std::string& left) {
    return right.empty() || left.empty() ? std::string() : std::max(right, left);
}

} // namespace cw::annotation
