// SPDX-License-Identifier: Apache-2.0
#include "dataset/Eligibility.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::dataset {
namespace {

CaseFacts mammography(std::map<std::string, std::string> clinical) {
    CaseFacts facts;
    facts.caseId = core::CaseId("C-0001");
    for (const auto side : {core::Laterality::Right, core::Laterality::Left})
        for (const auto view : {core::ViewPosition::CC, core::ViewPosition::MLO}) {
            core::ImageAttributes image;
            image.laterality = side;
            image.view = view;
            facts.images.push_back(image);
        }
    facts.clinical = {{"age", "52"}, {"sex", "F"}};
    for (auto& [key, value] : clinical)
        facts.clinical[key] = value;
    return facts;
}

CaseFacts malignant(const std::string& inHouse, const std::string& pathology,
                    const std::string& mammogram) {
    return mammography({{"label", "malignant"},
                        {"biopsy_proven", "yes"},
                        {"treated_in_house", inHouse},
                        {"pathology_days_before_surgery", pathology},
                        {"mammogram_days_before_surgery", mammogram}});
}

CaseFacts benign(const std::string& birads, const std::string& followUp) {
    return mammography({{"label", "benign"},
                        {"birads", birads},
                        {"followup_days", followUp},
                        {"followup_result", "benign"}});
}

CaseFacts fundus(std::map<std::string, std::string> clinical) {
    CaseFacts facts;
    facts.kind = core::ImageKind::Fundus;
    facts.images.resize(1);
    facts.clinical = std::move(clinical);
    return facts;
}

TEST(Eligibility, KeepsTheLimitsOfAPatientTreatedInHouse) {
    EXPECT_EQ(eligibility(malignant("yes", "210", "300")).verdict, Eligible::Yes);
    EXPECT_EQ(eligibility(malignant("yes", "211", "300")).rule, "malignant-pathology-time");
    EXPECT_EQ(eligibility(malignant("yes", "211", "300")).verdict, Eligible::No);
    EXPECT_EQ(eligibility(malignant("yes", "210", "301")).rule, "malignant-mammogram-time");
}

TEST(Eligibility, KeepsTheLimitsOfAPatientDiagnosedElsewhere) {
    EXPECT_EQ(eligibility(malignant("no", "90", "90")).verdict, Eligible::Yes);
    EXPECT_EQ(eligibility(malignant("no", "91", "90")).verdict, Eligible::No);
    EXPECT_EQ(eligibility(malignant("no", "90", "91")).verdict, Eligible::No);
}

TEST(Eligibility, AnswersWithoutThePlaceOfTreatmentWhereBothLimitsAgree) {
    EXPECT_EQ(eligibility(malignant("", "90", "12")).verdict, Eligible::Yes);
    EXPECT_EQ(eligibility(malignant("", "91", "12")).verdict, Eligible::Unknown);
    EXPECT_EQ(eligibility(malignant("", "211", "12")).verdict, Eligible::No);
}

TEST(Eligibility, RefusesPathologyAfterSurgery) {
    EXPECT_EQ(eligibility(malignant("yes", "-1", "10")).verdict, Eligible::No);
}

TEST(Eligibility, NeedsAYearOfFollowUpAndSaysHowMuchThereIs) {
    EXPECT_EQ(eligibility(benign("2", "365")).verdict, Eligible::Yes);
    EXPECT_EQ(eligibility(benign("3", "365")).verdict, Eligible::Yes);
    const auto verdict = eligibility(benign("3", "210"));
    EXPECT_EQ(verdict.verdict, Eligible::No);
    EXPECT_EQ(verdict.rule, "benign-follow-up");
    EXPECT_EQ(verdict.because, "follow-up of 210 days, 365 days needed");
}

TEST(Eligibility, ReadsTheCategoryOfEachClass) {
    EXPECT_EQ(eligibility(benign("1", "400")).verdict, Eligible::No);
    EXPECT_EQ(eligibility(benign("4a", "400")).verdict, Eligible::No);
    EXPECT_EQ(eligibility(benign("BI-RADS 2", "400")).verdict, Eligible::Yes);
    auto normal = mammography({{"label", "normal"},
                               {"birads", "1"},
                               {"followup_days", "366"},
                               {"followup_result", "normal"}});
    EXPECT_EQ(eligibility(normal).verdict, Eligible::Yes);
    normal.clinical["followup_result"] = "malignant";
    EXPECT_EQ(eligibility(normal).verdict, Eligible::No);
}

TEST(Eligibility, NeedsExactlyOneOfEachView) {
    auto facts = benign("2", "400");
    facts.images.pop_back();
    EXPECT_EQ(eligibility(facts).rule, "four-views");
    EXPECT_EQ(eligibility(facts).because, "LMLO missing");
    EXPECT_EQ(eligibility(facts).verdict, Eligible::No);
    facts.images.emplace_back(); // an image of unknown view may be the missing one
    EXPECT_EQ(eligibility(facts).verdict, Eligible::Unknown);
    facts = benign("2", "400");
    facts.images.push_back(facts.images.front());
    EXPECT_EQ(eligibility(facts).because, "more than one image of RCC");
}

TEST(Eligibility, RefusesGirlsAndMen) {
    auto facts = benign("2", "400");
    facts.clinical["age"] = "18";
    EXPECT_EQ(eligibility(facts).rule, "adult");
    facts.clinical["age"] = "19";
    EXPECT_EQ(eligibility(facts).verdict, Eligible::Yes);
    facts.clinical["sex"] = "M";
    EXPECT_EQ(eligibility(facts).verdict, Eligible::No);
}

TEST(Eligibility, IsSupportedByOneSignOfTheDisease) {
    EXPECT_EQ(eligibility(fundus({{"label", "glaucoma"}, {"cup_disc_ratio", "0.5"}})).verdict,
              Eligible::Yes);
    EXPECT_EQ(eligibility(fundus({{"label", "glaucoma"}, {"cup_disc_ratio", "0.49"}})).verdict,
              Eligible::Unknown);
    EXPECT_EQ(eligibility(fundus({{"label", "glaucoma"},
                                  {"cup_disc_ratio", "0.49"},
                                  {"disc_haemorrhage", "no"},
                                  {"rnfl_defect", "no"}}))
                  .verdict,
              Eligible::No);
    EXPECT_EQ(eligibility(fundus({{"label", "dr"}, {"dr_signs", "exudate; haemorrhage"}})).verdict,
              Eligible::Yes);
    EXPECT_EQ(eligibility(fundus({{"label", "amd"}, {"amd_signs", "none"}})).verdict, Eligible::No);
    EXPECT_EQ(eligibility(fundus({{"label", "rvo"}, {"rvo_signs", ""}})).verdict,
              Eligible::Unknown);
}

TEST(Eligibility, TakesAnEyeAsNormalOnlyWhenEverySignWasLookedFor) {
    auto facts = fundus({{"label", "normal"},
                         {"cup_disc_ratio", "0.3"},
                         {"disc_haemorrhage", "no"},
                         {"rnfl_defect", "no"},
                         {"dr_signs", "none"},
                         {"amd_signs", "none"},
                         {"rvo_signs", "none"}});
    EXPECT_EQ(eligibility(facts).verdict, Eligible::Yes);
    facts.clinical["amd_signs"] = "";
    EXPECT_EQ(eligibility(facts).verdict, Eligible::Unknown);
    facts.clinical["dr_signs"] = "microaneurysm";
    EXPECT_EQ(eligibility(facts).verdict, Eligible::No);
}

TEST(Eligibility, DoesNotKnowWhatWasNotSaid) {
    CaseFacts nothing;
    EXPECT_EQ(eligibility(nothing).verdict, Eligible::Unknown);
    EXPECT_EQ(eligibility(nothing).rule, "label");
    nothing.clinical["label"] = "glaucoma"; // a fundus label on a mammography case
    EXPECT_EQ(eligibility(nothing).verdict, Eligible::Unknown);
}

TEST(Eligibility, HidesNoNoBehindAnUnknown) {
    auto facts = malignant("yes", "", "301"); // pathology unknown, mammogram too early
    EXPECT_EQ(eligibility(facts).verdict, Eligible::No);
}

/// Knowing less can only turn an answer into Unknown, never Yes into No or No into Yes.
RC_GTEST_PROP(Eligibility, NeverChangesSidesWhenAFactIsForgotten, ()) {
    auto facts = *rc::gen::element(malignant("yes", "100", "250"), malignant("no", "10", "100"),
                                   benign("2", "365"), benign("5", "100"));
    const auto before = eligibility(facts).verdict;
    std::vector<std::string> columns;
    for (const auto& [column, value] : facts.clinical)
        if (column != "label")
            columns.push_back(column);
    facts.clinical[*rc::gen::elementOf(columns)] = "";
    const auto after = eligibility(facts).verdict;
    RC_ASSERT(after == before || after == Eligible::Unknown);
}

} // namespace
} // namespace cw::dataset
