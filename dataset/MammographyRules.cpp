// SPDX-License-Identifier: Apache-2.0
#include "dataset/ClinicalFacts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cw::dataset {
namespace {

constexpr double kAdult = 19;
constexpr double kPathologyInHouse = 210, kMammogramInHouse = 300, kElsewhere = 90;
constexpr double kFollowUp = 365;

std::string days(double count) { return std::to_string(std::lround(count)) + " days"; }

RuleAnswer adultWoman(const CaseFacts& facts) {
    constexpr std::string_view kRule = "adult";
    const std::string sex = textOf(facts, "sex");
    const auto age = numberOf(facts, "age");
    if (age && *age < kAdult)
        return {Eligible::No, kRule, "the patient is younger than 19"};
    if (!sex.empty() && sex != "f" && sex != "female")
        return {Eligible::No, kRule, "the patient is not a woman"};
    if (!age)
        return {Eligible::Unknown, kRule, "the age is not known"};
    if (sex.empty())
        return {Eligible::Unknown, kRule, "the sex is not known"};
    return {Eligible::Yes, kRule, "a woman of 19 years or more"};
}

struct ViewCounts {
    std::array<int, 4> standard{}; ///< RCC, LCC, RMLO, LMLO
    int unclear = 0;               ///< images whose side or view is not known
};
constexpr std::array<const char*, 4> kViewNames{"RCC", "LCC", "RMLO", "LMLO"};

ViewCounts countViews(const CaseFacts& facts) {
    ViewCounts counts;
    for (const core::ImageAttributes& image : facts.images) {
        if (image.laterality == core::Laterality::Unknown ||
            image.view == core::ViewPosition::Unknown) {
            ++counts.unclear;
            continue;
        }
        const bool oneSide = image.laterality != core::Laterality::Both;
        const bool standard =
            image.view == core::ViewPosition::CC || image.view == core::ViewPosition::MLO;
        if (!oneSide || !standard)
            continue; // further views do not disturb the four
        const std::size_t at = (image.view == core::ViewPosition::MLO ? 2U : 0U) +
                               (image.laterality == core::Laterality::Left ? 1U : 0U);
        ++counts.standard[at];
    }
    return counts;
}

RuleAnswer fourViews(const CaseFacts& facts) {
    constexpr std::string_view kRule = "four-views";
    const ViewCounts counts = countViews(facts);
    std::string missing, repeated;
    for (std::size_t i = 0; i < kViewNames.size(); ++i) {
        std::string& list = counts.standard[i] == 0 ? missing : repeated;
        if (counts.standard[i] != 1)
            list += (list.empty() ? "" : ", ") + std::string(kViewNames[i]);
    }
    if (!repeated.empty())
        return {Eligible::No, kRule, "more than one image of " + repeated};
    if (missing.empty())
        return {Eligible::Yes, kRule, "all four views are there"};
    if (counts.unclear > 0)
        return {Eligible::Unknown, kRule,
                missing + " missing, but the view of " + std::to_string(counts.unclear) +
                    " images is not known"};
    return {Eligible::No, kRule, missing + " missing"};
}

RuleAnswer biopsy(const CaseFacts& facts) {
    constexpr std::string_view kRule = "malignant-biopsy";
    const auto proven = yesNoOf(facts, "biopsy_proven");
    if (!proven)
        return {Eligible::Unknown, kRule, "it is not known whether a biopsy proved it"};
    return *proven ? RuleAnswer{Eligible::Yes, kRule, "proven by biopsy"}
                   : RuleAnswer{Eligible::No, kRule, "not proven by biopsy"};
}

/// What was done before surgery, and how long before it may lie. Where the place of treatment is
/// not known, the answer that both limits give still counts.
RuleAnswer withinDays(const CaseFacts& facts, std::string_view rule, std::string_view column,
                      const std::string& what, double inHouseLimit) {
    const auto before = numberOf(facts, column);
    const auto inHouse = yesNoOf(facts, "treated_in_house");
    if (!before)
        return {Eligible::Unknown, rule, "the days from " + what + " to surgery are not known"};
    if (*before < 0)
        return {Eligible::No, rule, what + " lies after surgery"};
    const double low = inHouse.value_or(false) ? inHouseLimit : kElsewhere;
    const double high = inHouse.value_or(true) ? inHouseLimit : kElsewhere;
    const std::string found = what + " " + days(*before) + " before surgery, ";
    if (*before <= low)
        return {Eligible::Yes, rule, found + days(low) + " allowed"};
    if (*before > high)
        return {Eligible::No, rule, found + days(high) + " allowed"};
    return {Eligible::Unknown, rule,
            found + days(inHouseLimit) + " allowed if treated in house, " + days(kElsewhere) +
                " if not, which is not known"};
}

RuleAnswer pathologyTime(const CaseFacts& facts) {
    return withinDays(facts, "malignant-pathology-time", "pathology_days_before_surgery",
                      "pathology", kPathologyInHouse);
}

RuleAnswer mammogramTime(const CaseFacts& facts) {
    return withinDays(facts, "malignant-mammogram-time", "mammogram_days_before_surgery",
                      "mammogram", kMammogramInHouse);
}

RuleAnswer assessment(const CaseFacts& facts, std::string_view rule, std::string_view allowed,
                      const std::string& needed) {
    std::string category = textOf(facts, "birads");
    if (category.starts_with("bi-rads"))
        category.erase(0, category.find_first_not_of(' ', 7));
    if (category.empty())
        return {Eligible::Unknown, rule, "the BI-RADS category is not known"};
    if (category.size() == 1 && allowed.find(category) != std::string_view::npos)
        return {Eligible::Yes, rule, "read as BI-RADS " + needed};
    return {Eligible::No, rule, "not read as BI-RADS " + needed};
}

RuleAnswer followUp(const CaseFacts& facts, std::string_view rule, std::string_view still) {
    const std::string result = textOf(facts, "followup_result");
    const auto length = numberOf(facts, "followup_days");
    if (!result.empty() && result != still)
        return {Eligible::No, rule, "the follow-up did not find it " + std::string(still)};
    if (length && *length < kFollowUp)
        return {Eligible::No, rule,
                "follow-up of " + days(*length) + ", " + days(kFollowUp) + " needed"};
    if (!length)
        return {Eligible::Unknown, rule, "the length of the follow-up is not known"};
    if (result.empty())
        return {Eligible::Unknown, rule, "the result of the follow-up is not known"};
    return {Eligible::Yes, rule, "still " + std::string(still) + " after " + days(*length)};
}

RuleAnswer benignAssessment(const CaseFacts& facts) {
    return assessment(facts, "benign-assessment", "23", "2 or 3");
}
RuleAnswer benignFollowUp(const CaseFacts& facts) {
    return followUp(facts, "benign-follow-up", "benign");
}
RuleAnswer normalAssessment(const CaseFacts& facts) {
    return assessment(facts, "normal-assessment", "1", "1");
}
RuleAnswer normalFollowUp(const CaseFacts& facts) {
    return followUp(facts, "normal-follow-up", "normal");
}

// programme 2.2
constexpr Rule kMalignant[] = {adultWoman, fourViews, biopsy, pathologyTime, mammogramTime};
constexpr Rule kBenign[] = {adultWoman, fourViews, benignAssessment, benignFollowUp};
constexpr Rule kNormal[] = {adultWoman, fourViews, normalAssessment, normalFollowUp};

} // namespace

std::span<const Rule> mammographyRules(std::string_view label) {
    if (label == "malignant")
        return kMalignant;
    if (label == "benign")
        return kBenign;
    if (label == "normal")
        return kNormal;
    return {};
}

} // namespace cw::dataset
