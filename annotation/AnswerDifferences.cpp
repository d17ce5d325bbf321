// SPDX-License-Identifier: Apache-2.0
#include "annotation/AnswerDifferences.h"

#include "annotation/Vocabulary.h"
#include <algorithm>
#include <cstdlib>
#include <set>
#include <span>

namespace cw::annotation {
namespace {

/// A word's place on its scale, and the group of answers that lead to the same next step.
struct Rung {
    std::string_view word;
    int step;
    int action;
};

/// workstation.md 6.1: 1 and 2 leave the woman alone; 3 is looked at again soon, 0 at once, 4 to 6
/// get a needle. A change of group is a change of what happens to her.
constexpr Rung kBirads[] = {{"0", 0, 0},  {"1", 1, 1},  {"2", 2, 1},  {"3", 3, 2}, {"4", 5, 3},
                            {"4A", 4, 3}, {"4B", 5, 3}, {"4C", 6, 3}, {"5", 7, 3}, {"6", 8, 3}};
constexpr Rung kDensity[] = {{"a", 0, 0}, {"b", 1, 0}, {"c", 2, 0}, {"d", 3, 0}};
/// programme.md 2.4: only Type 1 goes on to inspection.
constexpr Rung kImageType[] = {{"1", 0, 0}, {"2", 1, 1}, {"3", 2, 1}};
constexpr Rung kGradability[] = {{"good", 0, 0}, {"usable", 1, 0}, {"reject", 2, 1}};
/// ICDR: moderate and worse is referred, proliferative is treated (Wilkinson 2003).
constexpr Rung kIcdr[] = {{"0", 0, 0}, {"1", 1, 0}, {"2", 2, 1}, {"3", 3, 1}, {"4", 4, 2}};
/// "present" is a grade that was not told; any oedema is referred.
constexpr Rung kDme[] = {
    {"absent", 0, 0}, {"present", 2, 1}, {"mild", 1, 1}, {"moderate", 2, 1}, {"severe", 3, 1}};
/// AREDS: late AMD is another disease to live with, and only the wet one is injected.
constexpr Rung kAmd[] = {
    {"early", 0, 0}, {"intermediate", 1, 0}, {"late-dry", 2, 1}, {"late-wet", 2, 2}};

struct Scale {
    std::string_view key;
    std::span<const Rung> rungs; ///< empty: names without an order
    bool decides;                ///< of these keys a missing or unreadable answer is major
};
constexpr Scale kScales[] = {{"assessment", kBirads, true},
                             {"assessmentRight", kBirads, true},
                             {"assessmentLeft", kBirads, true},
                             {"density", kDensity, false},
                             {"densityRight", kDensity, false},
                             {"densityLeft", kDensity, false},
                             {"imageType", kImageType, true},
                             {"gradability", kGradability, true},
                             {"icdr", kIcdr, true},
                             {"dme", kDme, true},
                             {"amdStage", kAmd, true},
                             {"diagnosis", {}, true}};

const Rung* rungOf(const Scale& scale, std::string_view word) {
    const auto at = std::ranges::find(scale.rungs, word, &Rung::word);
    return at == scale.rungs.end() ? nullptr : &*at;
}

std::pair<bool, DifferenceReason> judged(const Scale& scale, std::string_view a,
                                         std::string_view b) {
    if (scale.rungs.empty())
        return {true, DifferenceReason::ClassDiffers};
    const auto *p = rungOf(scale, a), *q = rungOf(scale, b);
    if (p == nullptr || q == nullptr)
        return {scale.decides, DifferenceReason::UnknownWord};
    if (p->action != q->action)
        return {true, DifferenceReason::ActionDiffers};
    if (std::abs(p->step - q->step) <= 1)
        return {false, DifferenceReason::Adjacent};
    return {false, scale.decides ? DifferenceReason::SameAction : DifferenceReason::StepsApart};
}

std::set<std::string> keysOf(const CaseAnswers& a, const CaseAnswers& b) {
    std::set<std::string> keys;
    for (const auto* answers : {&a, &b})
        for (const auto& [key, value] : *answers)
            keys.insert(key);
    return keys;
}

std::string textOf(const CaseAnswers& answers, const std::string& key) {
    const auto found = answers.find(key);
    return found == answers.end() ? std::string() : found->second;
}

constexpr DifferenceReason kReasons[] = {
    DifferenceReason::Adjacent,      DifferenceReason::SameAction,   DifferenceReason::StepsApart,
    DifferenceReason::ActionDiffers, DifferenceReason::ClassDiffers, DifferenceReason::OtherWord,
    DifferenceReason::OneUnanswered, DifferenceReason::UnknownWord};

} // namespace

std::string_view name(DifferenceReason reason) {
    switch (reason) {
    case DifferenceReason::Adjacent:
        return "adjacent";
    case DifferenceReason::SameAction:
        return "same-action";
    case DifferenceReason::StepsApart:
        return "steps-apart";
    case DifferenceReason::ActionDiffers:
        return "action-differs";
    case DifferenceReason::ClassDiffers:
        return "class-differs";
    case DifferenceReason::OtherWord:
        return "other-word";
    case DifferenceReason::OneUnanswered:
        return "one-unanswered";
    case DifferenceReason::UnknownWord:
        return "unknown-word";
    }
    return "";
}

std::optional<DifferenceReason> differenceReasonFrom(std::string_view text) {
    const auto at = std::ranges::find(kReasons, text, [](DifferenceReason r) { return name(r); });
    return at == std::end(kReasons) ? std::nullopt : std::optional(*at);
}

AnswerDifference differenceOf(const std::string& key, const std::string& a, const std::string& b) {
    const auto scale = std::ranges::find(kScales, key, &Scale::key);
    const bool known = scale != std::end(kScales);
    if (a.empty() || b.empty())
        return {key, a, b, known && scale->decides, DifferenceReason::OneUnanswered};
    if (!known)
        return {key, a, b, false, DifferenceReason::OtherWord};
    const auto [major, reason] = judged(*scale, a, b);
    return {key, a, b, major, reason};
}

std::vector<AnswerDifference> answerDifferences(const CaseAnswers& a, const CaseAnswers& b) {
    std::vector<AnswerDifference> differences;
    for (const auto& key : keysOf(a, b)) {
        const auto compared = comparedAs(key); // free text, say, never agrees to the letter
        const bool both = a.contains(key) && b.contains(key);
        if (compared == Compared::Never || (compared == Compared::IfBoth && !both))
            continue;
        const auto inA = textOf(a, key), inB = textOf(b, key);
        if (inA != inB)
            differences.push_back(differenceOf(key, inA, inB));
    }
    return differences;
}

CaseAnswers sameAnswers(const CaseAnswers& a, const CaseAnswers& b) {
    CaseAnswers same;
    for (const auto& [key, value] : a)
        if (const auto found = b.find(key);
            comparedAs(key) != Compared::Never && found != b.end() && found->second == value)
            same.emplace(key, value);
    return same;
}

} // namespace cw::annotation
