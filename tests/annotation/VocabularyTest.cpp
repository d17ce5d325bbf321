// SPDX-License-Identifier: Apache-2.0
#include "annotation/Vocabulary.h"

#include "annotation/FormSteps.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace cw::testing {
namespace {

using namespace annotation;
using core::ImageKind;
constexpr auto kMg = ImageKind::Mammography;
constexpr auto kFundus = ImageKind::Fundus;

std::string sct(std::string_view key, std::string_view word) {
    const auto code = findingCode(kMg, key, word);
    return code.scheme == "SCT" ? std::string(code.value) : std::string();
}

// The right-hand sides were typed off workstation.md 4, line by line, not off the table.
TEST(Vocabulary, HasTheCodesOfTheDicomContextGroups) {
    const std::tuple<const char*, const char*, const char*> kListed[] = {
        {"label", "mass", "129788004"},
        {"label", "calcification", "129769006"},
        {"distribution", "individual", "129770007"},
        {"label", "distortion", "129792006"},
        {"label", "asymmetry", "129790003"},
        {"asymmetry", "focal", "129789007"},
        {"label", "intramammary-node", "443808008"},
        {"label", "skin-lesion", "95324001"},
        {"label", "dilated-duct", "129794007"},
        {"shape", "oval", "84360004"},
        {"shape", "round", "42700002"},
        {"shape", "irregular", "49608001"},
        {"shape", "lobular", "40266001"},
        {"margin", "circumscribed", "129738007"},
        {"margin", "obscured", "129740002"},
        {"margin", "microlobulated", "129739004"},
        {"margin", "indistinct", "129741003"},
        {"margin", "spiculated", "129742005"},
        {"density-of-mass", "high", "129744006"},
        {"density-of-mass", "equal", "129745007"},
        {"density-of-mass", "low", "129746008"},
        {"density-of-mass", "fat-containing", "129747004"},
        {"morphology", "skin", "129757003"},
        {"morphology", "vascular", "129759000"},
        {"morphology", "coarse", "129749001"},
        {"morphology", "rod-like", "129752009"},
        {"morphology", "round", "129756007"},
        {"morphology", "rim", "129751002"},
        {"morphology", "lucent-centred", "129754005"},
        {"morphology", "dystrophic", "129750001"},
        {"morphology", "milk-of-calcium", "129753004"},
        {"morphology", "suture", "129758008"},
        {"morphology", "amorphous", "129760005"},
        {"morphology", "coarse-heterogeneous", "129763007"},
        {"morphology", "fine-linear", "129762002"},
        {"distribution", "diffuse", "129764001"},
        {"distribution", "regional", "129767008"},
        {"distribution", "grouped", "129766004"},
        {"distribution", "linear", "129765000"},
        {"distribution", "segmental", "129768003"},
        {"associated", "skin-retraction", "129796009"},
        {"associated", "skin-thickening", "129797000"},
        {"associated", "trabecular-thickening", "129795008"},
        {"associated", "axillary-adenopathy", "127189005"},
        {"quadrant", "upper-outer", "76365002"},
        {"quadrant", "upper-inner", "77831004"},
        {"quadrant", "lower-outer", "33564002"},
        {"quadrant", "lower-inner", "19100000"},
        {"quadrant", "subareolar", "129784002"},
        {"quadrant", "central", "129786000"},
        {"quadrant", "axillary-tail", "129785001"},
        {"assessment", "0", "397138000"},
        {"assessment", "1", "397140005"},
        {"assessment", "2", "397141009"},
        {"assessment", "3", "397143007"},
        {"assessment", "4", "397144001"},
        {"assessment", "5", "397145000"}};
    for (const auto& [key, word, code] : kListed)
        EXPECT_EQ(sct(key, word), code) << key << " " << word;
    EXPECT_EQ(findingCode(kMg, "morphology", "fine-pleomorphic").value, "111344");
    EXPECT_EQ(findingCode(kMg, "morphology", "fine-pleomorphic").scheme, "DCM");
    for (const auto* word : {"4A", "4B", "4C", "6"}) {
        EXPECT_EQ(caseCode(kMg, "assessment", word).scheme, "BI");
        EXPECT_EQ(caseCode(kMg, "assessment", word).value, std::string("MA.II.A.5.") + word);
    }
    const std::pair<const char*, const char*> kDensities[] = {
        {"a", "129716005"}, {"b", "129717001"}, {"c", "129718006"}, {"d", "129719003"}};
    for (const auto& [word, code] : kDensities)
        EXPECT_EQ(caseCode(kMg, "density", word).value, code);
    EXPECT_EQ(sideCode(core::Laterality::Left).value, "80248007");
    EXPECT_EQ(sideCode(core::Laterality::Right).value, "73056007");
    EXPECT_EQ(caseCode(kFundus, "field", "macula").value, "111900");
    EXPECT_EQ(caseCode(kFundus, "field", "disc").value, "111901");
    EXPECT_EQ(caseCode(kFundus, "field", "lesion").value, "111902");
    EXPECT_EQ(caseCode(kFundus, "field", "disc-macula").value, "111903");
}

/// SNOMED CT's check digit (Verhoeff), so that a slip of a finger cannot pass unseen.
bool hasValidCheckDigit(std::string_view id) {
    constexpr int kMultiply[10][10] = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
    constexpr int kPermute[8][10] = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
        {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
        {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
    int check = 0;
    for (std::size_t i = 0; i < id.size(); ++i)
        check = kMultiply[check][kPermute[i % 8][id[id.size() - 1 - i] - '0']];
    return check == 0;
}

TEST(Vocabulary, EverySnomedCodeHasItsCheckDigitRight) {
    EXPECT_TRUE(hasValidCheckDigit("129788004"));
    EXPECT_FALSE(hasValidCheckDigit("129788005"));
    int codes = 0;
    for (const auto kind : {kMg, kFundus})
        for (const auto form : {caseQuestions(kind), findingQuestions(kind)})
            for (const auto& question : form)
                for (const auto& term : question.terms)
                    if (term.code.scheme == "SCT") {
                        EXPECT_TRUE(hasValidCheckDigit(term.code.value)) << term.word;
                        EXPECT_FALSE(term.code.meaning.empty()) << term.word;
                        ++codes;
                    }
    EXPECT_GT(codes, 80);
}

TEST(Vocabulary, TheMenuOffersTheLabelsThatExportsNumber) {
    for (const bool breast : {true, false}) {
        const auto form = findingQuestions(breast ? kMg : kFundus);
        ASSERT_EQ(form.front().key, "label");
        std::set<std::string> offered;
        for (const auto& term : form.front().terms)
            if (!term.retired) {
                EXPECT_TRUE(offered.insert(std::string(term.word)).second);
            }
        const auto labels = lesionLabels(breast);
        EXPECT_EQ(offered, std::set<std::string>(labels.begin(), labels.end()));
        EXPECT_EQ(labels.size(), offered.size());
    }
    // Exported categories are numbered by these places: they may never move.
    EXPECT_EQ(lesionLabels(true)[4], "other");
    EXPECT_EQ(lesionLabels(false)[11], "other");
}

std::set<std::string> asked(std::span<const Question> form, const Answers& answers) {
    std::set<std::string> keys;
    for (const auto& question : form)
        if (applies(form, question, answers))
            keys.insert(std::string(question.key) +
                        (question.refines.empty() ? "" : "/" + std::string(question.refines)));
    return keys;
}

TEST(Vocabulary, AsksOfAFindingOnlyWhatItsLabelCallsFor) {
    const auto form = findingQuestions(kMg);
    const std::set<std::string> always{"label", "assessment", "associated", "quadrant",
                                       "clock", "depth",      "confidence", "comment"};
    const auto with = [&](std::set<std::string> more) {
        more.insert(always.begin(), always.end());
        return more;
    };
    EXPECT_EQ(asked(form, {{"label", "mass"}}), with({"shape", "margin", "density-of-mass"}));
    EXPECT_EQ(asked(form, {{"label", "calcification"}}), with({"morphology", "distribution"}));
    EXPECT_EQ(asked(form, {{"label", "asymmetry"}}), with({"asymmetry"}));
    EXPECT_EQ(asked(form, {{"label", "distortion"}}), always);
    for (const auto* morphology : {"typically-benign", "vascular"})
        EXPECT_TRUE(asked(form, {{"label", "calcification"}, {"morphology", morphology}})
                        .contains("morphology/typically-benign"));
    for (const auto* four : {"4", "4B"})
        EXPECT_TRUE(asked(form, {{"assessment", four}}).contains("assessment/4"));
    EXPECT_FALSE(asked(form, {{"assessment", "5"}}).contains("assessment/4"));
}

TEST(Vocabulary, WhatCannotBeGradedEndsTheRead) {
    const auto form = caseQuestions(kFundus);
    EXPECT_EQ(asked(form, {{"gradability", "reject"}}),
              (std::set<std::string>{"gradability", "gradabilityReason", "comment"}));
    EXPECT_EQ(unansweredNeeded(form, {{"gradability", "reject"}}),
              std::vector<std::string>{"gradabilityReason"});
    EXPECT_TRUE(unansweredNeeded(form, {{"gradability", "reject"}, {"gradabilityReason", "pupil"}})
                    .empty());
    EXPECT_EQ(unansweredNeeded(form, {}), (std::vector<std::string>{"gradability", "diagnosis"}));
}

TEST(Vocabulary, EachDiagnosisHasItsOwnGrades) {
    const auto form = caseQuestions(kFundus);
    const auto of = [&](const char* diagnosis) {
        auto keys = asked(form, {{"gradability", "good"}, {"diagnosis", diagnosis}});
        for (const auto* common : {"gradability", "diagnosis", "field", "confidence", "comment"})
            keys.erase(common);
        return keys;
    };
    using Keys = std::set<std::string>;
    EXPECT_EQ(of("normal"), Keys{});
    EXPECT_EQ(of("dr"), (Keys{"icdr", "dme", "drSigns", "laser"}));
    EXPECT_EQ(of("glaucoma"), Keys{"glaucomaSigns"});
    EXPECT_EQ(of("amd"), (Keys{"amdStage", "amdSigns"}));
    EXPECT_EQ(of("rvo"), (Keys{"rvoType", "rvoSigns", "laser"}));
}

TEST(Vocabulary, TheCaseTakesTheBreastOfGreaterConcern) {
    EXPECT_EQ(finalAssessment("1", "4B"), "4B");
    EXPECT_EQ(finalAssessment("4C", "4A"), "4C");
    EXPECT_EQ(finalAssessment("4", "4A"), "4A");
    EXPECT_EQ(finalAssessment("5", "4C"), "5");
    EXPECT_EQ(finalAssessment("0", "3"), "0");
    EXPECT_EQ(finalAssessment("0", "6"), "0");
    EXPECT_EQ(finalAssessment("4", "0"), "4");
    EXPECT_EQ(finalAssessment("6", "3"), "6");
    EXPECT_EQ(finalAssessment("2", ""), "");
    EXPECT_EQ(finalDensity("b", "c"), "c");
}

} // namespace
} // namespace cw::testing
