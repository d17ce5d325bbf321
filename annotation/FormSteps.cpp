// SPDX-License-Identifier: Apache-2.0
#include "annotation/FormSteps.h"

#include <algorithm>

namespace cw::annotation {
namespace {

using Value = std::optional<std::string>;

Value valueOf(const Answers& answers, std::string_view key) {
    const auto at = answers.find(std::string(key));
    return at == answers.end() ? std::nullopt : std::optional(at->second);
}

void put(Answers& answers, const std::string& key, const Value& value) {
    if (value && !value->empty())
        answers[key] = *value;
    else
        answers.erase(key);
}

/// Takes back what is no longer asked, and what hung on that in turn.
void dropWhatFellAway(std::span<const Question> form, Answers& answers) {
    for (bool dropped = true; dropped;) {
        dropped = false;
        for (const auto& question : form)
            if (question.refines.empty() && answers.contains(std::string(question.key)) &&
                !applies(form, question, answers))
                dropped = answers.erase(std::string(question.key)) > 0;
    }
}

/// The case's answer goes with the breasts' as long as it was what they gave, or was not given.
void followBreasts(const Answers& before, Answers& after, const std::string& key,
                   std::string (*combine)(const std::string&, const std::string&)) {
    const auto ofBreasts = [&](const Answers& answers) {
        return combine(valueOf(answers, key + "Right").value_or(""),
                       valueOf(answers, key + "Left").value_or(""));
    };
    const auto was = ofBreasts(before), is = ofBreasts(after);
    const auto stored = valueOf(before, key);
    if (was != is && (!stored || *stored == was))
        put(after, key, is);
}

SingleEdit change(const Finding* finding, const std::string& key, Value before, Value after) {
    if (!finding)
        return SetAnswer{key, std::move(before), std::move(after)};
    if (key == "label")
        return SetLabel{finding->id, before.value_or(""), after.value_or("")};
    return SetAttribute{finding->id, key, std::move(before), std::move(after)};
}

/// The edits from one state of a form to another; that of the key comes first and names the step.
std::optional<Edit> stepBetween(const Answers& before, const Answers& after, const Finding* finding,
                                const std::string& key) {
    std::vector<SingleEdit> edits;
    const auto compareKey = [&](const std::string& each) {
        auto was = valueOf(before, each), is = valueOf(after, each);
        if (was != is)
            edits.push_back(change(finding, each, std::move(was), std::move(is)));
    };
    compareKey(key);
    auto both = before;
    both.insert(after.begin(), after.end());
    for (const auto& [each, value] : both)
        if (each != key)
            compareKey(each);
    if (edits.empty())
        return std::nullopt;
    auto first = asEdit(edits.front());
    if (edits.size() == 1)
        return first;
    return EditGroup{describe(first), std::move(edits)};
}

} // namespace

std::optional<Edit> answerStep(core::ImageKind kind, const CaseAnswers& answers,
                               const std::string& key, const Value& value) {
    auto after = answers;
    put(after, key, value);
    if (kind == core::ImageKind::Mammography) {
        followBreasts(answers, after, "assessment", finalAssessment);
        followBreasts(answers, after, "density", finalDensity);
    }
    dropWhatFellAway(caseQuestions(kind), after);
    return stepBetween(answers, after, nullptr, key);
}

std::optional<Edit> descriptionStep(core::ImageKind kind, const Finding& finding,
                                    const std::string& key, const Value& value) {
    if (key == "label" && (!value || value->empty()))
        return std::nullopt;
    const auto before = descriptionOf(finding);
    auto after = before;
    put(after, key, value);
    dropWhatFellAway(findingQuestions(kind), after);
    return stepBetween(before, after, &finding, key);
}

std::vector<std::string> unansweredNeeded(std::span<const Question> form, const Answers& answers) {
    std::vector<std::string> open;
    for (const auto& question : form) {
        const std::string key(question.key);
        const auto at = answers.find(key);
        if (question.asked == Asked::Needed && question.refines.empty() &&
            (at == answers.end() || at->second.empty()) && applies(form, question, answers))
            open.push_back(key);
    }
    return open;
}

} // namespace cw::annotation
