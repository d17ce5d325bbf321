// SPDX-License-Identifier: Apache-2.0
#include "dataset/Eligibility.h"

#include "dataset/ClinicalFacts.h"
#include "dataset/Conditions.h"
#include <algorithm>

namespace cw::dataset {
namespace {

using Combine = EligibilityRule::Combine;
using Kind = EligibilityCondition::Kind;

bool holdsFor(const EligibilityRule& rule, core::ImageKind kind, const std::string& label) {
    const auto found = rule.labels.find(kind);
    return found != rule.labels.end() && std::ranges::find(found->second, label, [](const auto& l) {
                                             return tidied(l);
                                         }) != found->second.end();
}

bool asksForAnswers(const EligibilityRule& rule) {
    return std::ranges::any_of(rule.conditions,
                               [](const auto& c) { return c.kind == Kind::Answer; });
}

void append(std::string& list, const std::string& item) {
    if (!item.empty())
        list += (list.empty() ? "" : "; ") + item;
}

/// All: the first No decides, else the first Unknown, else all of them are the Yes.
ConditionAnswer allOf(const std::vector<ConditionAnswer>& answers) {
    for (const auto verdict : {Eligible::No, Eligible::Unknown}) {
        const auto at = std::ranges::find(answers, verdict, &ConditionAnswer::verdict);
        if (at != answers.end())
            return *at;
    }
    ConditionAnswer yes{Eligible::Yes, {}, {}};
    for (const auto& answer : answers) {
        append(yes.because, answer.because);
        append(yes.value, answer.value);
    }
    return yes;
}

/// Any: the first Yes decides, else the first Unknown, else all of them are the No.
ConditionAnswer anyOf(const std::vector<ConditionAnswer>& answers) {
    for (const auto verdict : {Eligible::Yes, Eligible::Unknown}) {
        const auto at = std::ranges::find(answers, verdict, &ConditionAnswer::verdict);
        if (at != answers.end())
            return *at;
    }
    ConditionAnswer no{Eligible::No, {}, {}};
    for (const auto& answer : answers) {
        append(no.because, answer.because);
        append(no.value, answer.value);
    }
    return no;
}

ConditionAnswer answerOf(const EligibilityRule& rule, const CaseFacts& facts) {
    std::vector<ConditionAnswer> answers;
    for (const auto& condition : rule.conditions)
        answers.push_back(answerOf(condition, facts));
    if (rule.combine == Combine::All)
        return allOf(answers);
    auto answer = anyOf(answers);
    if (rule.combine == Combine::None && answer.verdict != Eligible::Unknown)
        answer.verdict = answer.verdict == Eligible::Yes ? Eligible::No : Eligible::Yes;
    return answer;
}

} // namespace

std::string_view name(Eligible verdict) {
    switch (verdict) {
    case Eligible::Yes:
        return "yes";
    case Eligible::No:
        return "no";
    case Eligible::Unknown:
        return "unknown";
    }
    return "unknown";
}

EligibilityVerdict eligibility(const CaseFacts& facts, const EligibilityRules& rules) {
    EligibilityVerdict verdict{facts.caseId, Eligible::Unknown, "label", "", ""};
    if (facts.kind == core::ImageKind::Other) {
        verdict.rule = "kind";
        verdict.because = "it is neither mammography nor fundus";
        return verdict;
    }
    const std::string label = textOf(facts, "label");
    bool asked = false;
    for (const auto& rule : rules.rules) {
        if (!holdsFor(rule, facts.kind, label) || (asksForAnswers(rule) && !facts.answers))
            continue;
        const auto answer = answerOf(rule, facts);
        // A Yes never hides anything, an Unknown hides no No.
        const bool worse =
            !asked || answer.verdict == Eligible::No || verdict.verdict == Eligible::Yes;
        asked = true;
        if (!worse)
            continue;
        verdict = {facts.caseId, answer.verdict, rule.name, answer.because, answer.value};
        if (verdict.verdict == Eligible::No)
            return verdict;
    }
    if (!asked)
        verdict.because = label.empty() ? "the class of the case is not known"
                                        : "the class of the case is none of its kind";
    return verdict;
}

std::vector<std::string> rulesInWords(core::ImageKind kind, const EligibilityRules& rules) {
    std::vector<std::string> sentences;
    for (const auto& rule : rules.rules)
        if (rule.labels.contains(kind))
            sentences.push_back(rule.name + ": " + rule.says);
    return sentences;
}

bool asksForAnswers(core::ImageKind kind, const EligibilityRules& rules) {
    return std::ranges::any_of(rules.rules, [kind](const auto& rule) {
        return rule.labels.contains(kind) && asksForAnswers(rule);
    });
}

} // namespace cw::dataset
