// SPDX-License-Identifier: Apache-2.0
#include "dataset/ClinicalFacts.h"

#include <vector>

namespace cw::dataset {
namespace {

constexpr double kCupDiscRatio = 0.5;
constexpr std::string_view kDrWords[] = {"haemorrhage", "exudate", "microaneurysm"};
constexpr std::string_view kAmdWords[] = {"macular-haemorrhage", "drusen"};
constexpr std::string_view kRvoWords[] = {"flame-haemorrhage", "vessel-thrombosis"};

using Sign = std::optional<bool>; ///< seen, looked for and not seen, or not known

Sign largeCup(const CaseFacts& facts) {
    const auto ratio = numberOf(facts, "cup_disc_ratio");
    if (!ratio || *ratio < 0 || *ratio > 1)
        return std::nullopt;
    return *ratio >= kCupDiscRatio;
}

std::vector<Sign> glaucomaSigns(const CaseFacts& facts) {
    return {largeCup(facts), yesNoOf(facts, "disc_haemorrhage"), yesNoOf(facts, "rnfl_defect")};
}
std::vector<Sign> drSigns(const CaseFacts& facts) { return {listHas(facts, "dr_signs", kDrWords)}; }
std::vector<Sign> amdSigns(const CaseFacts& facts) {
    return {listHas(facts, "amd_signs", kAmdWords)};
}
std::vector<Sign> rvoSigns(const CaseFacts& facts) {
    return {listHas(facts, "rvo_signs", kRvoWords)};
}

/// Seen if one sign is, not seen if all were looked for, else not known.
Sign anyOf(const std::vector<Sign>& signs) {
    bool allKnown = true;
    for (const Sign& sign : signs) {
        if (sign.value_or(false))
            return true;
        allKnown = allKnown && sign.has_value();
    }
    return allKnown ? Sign(false) : std::nullopt;
}

RuleAnswer hasImage(const CaseFacts& facts) {
    return facts.images.empty() ? RuleAnswer{Eligible::No, "image", "there is no picture"}
                                : RuleAnswer{Eligible::Yes, "image", "there is a picture"};
}

RuleAnswer supported(const std::vector<Sign>& signs, std::string_view rule) {
    const Sign seen = anyOf(signs);
    if (!seen)
        return {Eligible::Unknown, rule, "it is not known whether there is a sign of the disease"};
    return *seen ? RuleAnswer{Eligible::Yes, rule, "at least one sign of the disease"}
                 : RuleAnswer{Eligible::No, rule, "no sign of the disease"};
}

RuleAnswer glaucoma(const CaseFacts& f) { return supported(glaucomaSigns(f), "glaucoma-signs"); }
RuleAnswer dr(const CaseFacts& f) { return supported(drSigns(f), "dr-signs"); }
RuleAnswer amd(const CaseFacts& f) { return supported(amdSigns(f), "amd-signs"); }
RuleAnswer rvo(const CaseFacts& f) { return supported(rvoSigns(f), "rvo-signs"); }

RuleAnswer healthy(const CaseFacts& facts) {
    constexpr std::string_view kRule = "normal-signs";
    std::vector<Sign> signs;
    for (const auto group : {glaucomaSigns, drSigns, amdSigns, rvoSigns})
        signs.push_back(anyOf(group(facts)));
    const Sign seen = anyOf(signs);
    if (!seen)
        return {Eligible::Unknown, kRule, "not every sign of a disease was looked for"};
    return *seen ? RuleAnswer{Eligible::No, kRule, "a sign of a disease was seen"}
                 : RuleAnswer{Eligible::Yes, kRule, "no sign of a disease"};
}

// programme 2.2
constexpr Rule kGlaucoma[] = {hasImage, glaucoma};
constexpr Rule kDr[] = {hasImage, dr};
constexpr Rule kAmd[] = {hasImage, amd};
constexpr Rule kRvo[] = {hasImage, rvo};
constexpr Rule kNormal[] = {hasImage, healthy};

} // namespace

std::span<const Rule> fundusRules(std::string_view label) {
    if (label == "glaucoma")
        return kGlaucoma;
    if (label == "dr" || label == "dmr") // the programme's file names say DMR
        return kDr;
    if (label == "amd")
        return kAmd;
    if (label == "rvo")
        return kRvo;
    if (label == "normal")
        return kNormal;
    return {};
}

} // namespace cw::dataset
