// SPDX-License-Identifier: Apache-2.0
#include "dataset/Conditions.h"

#include "dataset/ClinicalFacts.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace cw::dataset {
namespace {

using Condition = EligibilityCondition;

/// The shortest text of a number, with its unit.
std::string words(double number, const std::string& unit) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    std::string text(buffer.data(), end);
    return unit.empty() ? text : text + " " + unit;
}

std::string joined(const std::vector<std::string>& list, const std::string& last) {
    std::string text;
    for (std::size_t i = 0; i < list.size(); ++i)
        text += (i == 0 ? "" : i + 1 == list.size() ? " " + last + " " : ", ") + list[i];
    return text;
}

ConditionAnswer notKnown(const Condition& condition) {
    return {Eligible::Unknown, "the " + condition.name + " is not known", {}};
}

/// Where the upper limit depends on something unknown, the answer that both limits give counts.
ConditionAnswer number(const Condition& c, const CaseFacts& facts) {
    const auto found = numberOf(facts, c.column);
    if (!found || (c.from && *found < *c.from) || (c.to && *found > *c.to))
        return notKnown(c);
    const auto value = words(*found, c.unit);
    const auto told = c.name + " of " + value;
    if (c.atLeast && *found < *c.atLeast)
        return {Eligible::No, told + ", " + words(*c.atLeast, c.unit) + " needed", value};
    if (!c.atMost)
        return {Eligible::Yes, told, value};
    double low = *c.atMost, high = *c.atMost;
    if (c.elseAtMost) {
        const auto yes = yesNoOf(facts, c.ifYes);
        const auto [least, most] = std::minmax(*c.atMost, *c.elseAtMost);
        low = !yes ? least : *yes ? *c.atMost : *c.elseAtMost;
        high = !yes ? most : low;
    }
    if (*found <= low)
        return {Eligible::Yes, told + ", " + words(low, c.unit) + " allowed", value};
    if (*found > high)
        return {Eligible::No, told + ", " + words(high, c.unit) + " allowed", value};
    return {Eligible::Unknown,
            told + ", " + words(low, c.unit) + " or " + words(high, c.unit) +
                " allowed: which of them is not known",
            value};
}

ConditionAnswer word(const Condition& c, std::string text) {
    const auto prefix = tidied(c.after);
    if (!prefix.empty() && text.starts_with(prefix))
        text = tidied(std::string_view(text).substr(prefix.size()));
    const auto same = [&text](const std::string& listed) { return tidied(listed) == text; };
    const auto found = std::ranges::find_if(c.known, same);
    if (text.empty() || found == c.known.end())
        return notKnown(c);
    const auto told = c.name + " " + *found;
    if (std::ranges::any_of(c.wanted, same))
        return {Eligible::Yes, told, *found};
    return {Eligible::No, told + ", " + joined(c.wanted, "or") + " needed", *found};
}

ConditionAnswer answer(const Condition& c, const CaseFacts& facts) {
    if (!facts.answers)
        return notKnown(c);
    const auto found = facts.answers->find(c.column);
    return word(c, found == facts.answers->end() ? std::string() : tidied(found->second));
}

ConditionAnswer yesNo(const Condition& c, const CaseFacts& facts) {
    const auto yes = yesNoOf(facts, c.column);
    if (!yes)
        return notKnown(c);
    return *yes ? ConditionAnswer{Eligible::Yes, c.name, c.name + ": yes"}
                : ConditionAnswer{Eligible::No, "no " + c.name, c.name + ": no"};
}

ConditionAnswer list(const Condition& c, const CaseFacts& facts) {
    const auto found = listHas(facts, c.column, c.wanted);
    if (!found)
        return {Eligible::Unknown, c.name + " are not known", {}};
    return found->empty()
               ? ConditionAnswer{Eligible::No, "none of the " + c.name, c.name + ": none"}
               : ConditionAnswer{Eligible::Yes, c.name + ": " + *found, *found};
}

std::string viewOf(const core::ImageAttributes& image) {
    return std::string(core::name(image.laterality)) + std::string(core::name(image.view));
}

ConditionAnswer views(const Condition& c, const CaseFacts& facts) {
    std::vector<std::string> missing, repeated;
    const auto unclear = std::ranges::count_if(facts.images, [](const auto& image) {
        return image.laterality == core::Laterality::Unknown ||
               image.view == core::ViewPosition::Unknown;
    });
    for (const auto& view : c.wanted) { // further views do not disturb them
        const auto count = std::ranges::count(facts.images, view, viewOf);
        if (count != 1)
            (count == 0 ? missing : repeated).push_back(view);
    }
    const auto sentence = [](std::string text) {
        return ConditionAnswer{Eligible::No, text, text};
    };
    if (!repeated.empty())
        return sentence("more than one image of " + joined(repeated, "and"));
    if (missing.empty())
        return {Eligible::Yes, "all views are there", "all views"};
    auto answer = sentence(joined(missing, "and") + " missing");
    if (unclear > 0) {
        answer.verdict = Eligible::Unknown;
        answer.because += ", but the view of " + std::to_string(unclear) +
                          (unclear == 1 ? " image is not known" : " images is not known");
    }
    return answer;
}

ConditionAnswer images(const Condition& c, const CaseFacts& facts) {
    const auto count = static_cast<double>(facts.images.size());
    const auto value = words(count, count == 1 ? "image" : "images");
    return count >= c.atLeast.value_or(1)
               ? ConditionAnswer{Eligible::Yes, value, value}
               : ConditionAnswer{Eligible::No, value + ", " + words(*c.atLeast, "") + " needed",
                                 value};
}

} // namespace

ConditionAnswer answerOf(const EligibilityCondition& condition, const CaseFacts& facts) {
    switch (condition.kind) {
    case Condition::Kind::Number:
        return number(condition, facts);
    case Condition::Kind::Word:
        return word(condition, textOf(facts, condition.column));
    case Condition::Kind::YesNo:
        return yesNo(condition, facts);
    case Condition::Kind::List:
        return list(condition, facts);
    case Condition::Kind::Views:
        return views(condition, facts);
    case Condition::Kind::Images:
        return images(condition, facts);
    case Condition::Kind::Answer:
        return answer(condition, facts);
    }
    return {};
}

} // namespace cw::dataset
