// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"
#include "dataset/Eligibility.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::dataset {
namespace {

using enum Eligible;
using Clinical = std::map<std::string, std::string>;

CaseFacts aCase(core::ImageKind kind, Clinical clinical) {
    CaseFacts facts;
    facts.caseId = core::CaseId("C-0001");
    facts.kind = kind;
    if (kind == core::ImageKind::Fundus)
        facts.images.resize(1);
    else
        for (const auto side : {core::Laterality::Right, core::Laterality::Left})
            for (const auto view : {core::ViewPosition::CC, core::ViewPosition::MLO}) {
                facts.images.emplace_back();
                facts.images.back().laterality = side;
                facts.images.back().view = view;
            }
    facts.clinical = std::move(clinical);
    return facts;
}

CaseFacts aWoman(Clinical clinical) {
    clinical.insert({{"age", "52"}, {"sex", "F"}});
    return aCase(core::ImageKind::Mammography, std::move(clinical));
}

Clinical malignant(const std::string& inHouse, const std::string& pathology,
                   const std::string& mammogram) {
    return {{"label", "malignant"},
            {"biopsy_proven", "yes"},
            {"treated_in_house", inHouse},
            {"pathology_days_before_surgery", pathology},
            {"mammogram_days_before_surgery", mammogram}};
}

Clinical followed(const std::string& label, const std::string& birads, const std::string& days,
                  const std::string& result) {
    return {
        {"label", label}, {"birads", birads}, {"followup_days", days}, {"followup_result", result}};
}

struct Row {
    const char* what;
    Clinical clinical;
    Eligible verdict;
    const char *rule, *value;
};

void check(const std::vector<Row>& rows, CaseFacts (*made)(Clinical)) {
    for (const auto& row : rows) {
        const auto verdict = eligibility(made(row.clinical));
        EXPECT_EQ(verdict.verdict, row.verdict) << row.what << ": " << verdict.because;
        if (row.verdict != Yes) {
            EXPECT_EQ(verdict.rule, row.rule) << row.what;
            EXPECT_EQ(verdict.value, row.value) << row.what;
        }
    }
}

// programme.md 2.2, each limit at, just under and just over it.
TEST(EligibilityTable, HoldsEveryBoundaryOfTheMammographyRules) {
    const char *path = "malignant-pathology-time", *mammogram = "malignant-mammogram-time";
    check({{"209", malignant("yes", "209", "0"), Yes, "", ""},
           {"210", malignant("yes", "210", "0"), Yes, "", ""},
           {"211", malignant("yes", "211", "0"), No, path, "211 days"},
           {"299", malignant("yes", "0", "299"), Yes, "", ""},
           {"300", malignant("yes", "0", "300"), Yes, "", ""},
           {"301", malignant("yes", "0", "301"), No, mammogram, "301 days"},
           {"elsewhere 89", malignant("no", "89", "89"), Yes, "", ""},
           {"elsewhere 90", malignant("no", "90", "90"), Yes, "", ""},
           {"elsewhere 91, pathology", malignant("no", "91", "90"), No, path, "91 days"},
           {"elsewhere 91, mammogram", malignant("no", "90", "91"), No, mammogram, "91 days"},
           {"place unknown 90", malignant("", "90", "90"), Yes, "", ""},
           {"place unknown 91", malignant("", "91", "90"), Unknown, path, "91 days"},
           {"place unknown 210", malignant("", "210", "90"), Unknown, path, "210 days"},
           {"place unknown 211", malignant("", "211", "90"), No, path, "211 days"},
           {"place unknown 300", malignant("", "90", "300"), Unknown, mammogram, "300 days"},
           {"place unknown 301", malignant("", "90", "301"), No, mammogram, "301 days"},
           {"on the day", malignant("yes", "0", "0"), Yes, "", ""},
           {"after surgery", malignant("yes", "-1", "0"), No, path, "-1 days"},
           {"days unknown", malignant("yes", "", "0"), Unknown, path, ""}},
          aWoman);
    auto unproven = malignant("yes", "1", "1");
    unproven["biopsy_proven"] = "no";
    auto unheard = unproven;
    unheard["biopsy_proven"] = "";
    check({{"unproven", unproven, No, "malignant-biopsy", "proof by biopsy: no"},
           {"not known", unheard, Unknown, "malignant-biopsy", ""},
           {"364", followed("benign", "2", "364", "benign"), No, "benign-follow-up", "364 days"},
           {"365", followed("benign", "2", "365", "benign"), Yes, "", ""},
           {"366", followed("benign", "3", "366", "benign"), Yes, "", ""},
           {"normal 364", followed("normal", "1", "364", "normal"), No, "normal-follow-up",
            "364 days"},
           {"normal 365", followed("normal", "1", "365", "normal"), Yes, "", ""},
           {"no length", followed("normal", "1", "", "normal"), Unknown, "normal-follow-up", ""},
           {"no result", followed("normal", "1", "400", ""), Unknown, "normal-follow-up", ""},
           {"turned", followed("benign", "2", "400", "malignant"), No, "benign-follow-up",
            "malignant"},
           {"benign 1", followed("benign", "1", "400", "benign"), No, "benign-assessment", "1"},
           {"benign 2", followed("benign", "2", "400", "benign"), Yes, "", ""},
           {"benign 3", followed("benign", "3", "400", "benign"), Yes, "", ""},
           {"benign 4a", followed("benign", "4a", "400", "benign"), No, "benign-assessment", "4A"},
           {"benign 0", followed("benign", "0", "400", "benign"), No, "benign-assessment", "0"},
           {"normal 2", followed("normal", "2", "400", "normal"), No, "normal-assessment", "2"},
           {"normal 1", followed("normal", "1", "400", "normal"), Yes, "", ""}},
          aWoman);
    const auto aged = [](const char* age) {
        auto clinical = followed("normal", "1", "400", "normal");
        clinical["age"] = age;
        return clinical;
    };
    check({{"18", aged("18"), No, "adult", "18 years"},
           {"18.9", aged("18.9"), No, "adult", "18.9 years"},
           {"19", aged("19"), Yes, "", ""},
           {"no age", aged(""), Unknown, "adult", ""}},
          aWoman);
}

CaseFacts anEye(Clinical clinical) { return aCase(core::ImageKind::Fundus, std::move(clinical)); }

TEST(EligibilityTable, HoldsEverySignOfTheFundusRules) {
    const auto signs = [](const char* cup, const char* haemorrhage, const char* rnfl) {
        return Clinical{{"label", "glaucoma"},
                        {"cup_disc_ratio", cup},
                        {"disc_haemorrhage", haemorrhage},
                        {"rnfl_defect", rnfl}};
    };
    const char* glaucoma = "glaucoma-signs";
    check({{"0.5", signs("0.5", "no", "no"), Yes, "", ""},
           {"0.49", signs("0.49", "no", "no"), No, glaucoma,
            "0.49; disc haemorrhage: no; RNFL defect: no"},
           {"0.49, one unknown", signs("0.49", "", "no"), Unknown, glaucoma, ""},
           {"1.5 is no ratio", signs("1.5", "no", "no"), Unknown, glaucoma, ""},
           {"haemorrhage", signs("0.2", "yes", ""), Yes, "", ""},
           {"RNFL", signs("", "", "yes"), Yes, "", ""},
           {"dr", {{"label", "dr"}, {"dr_signs", "microaneurysm"}}, Yes, "", ""},
           {"dmr", {{"label", "DMR"}, {"dr_signs", "x; exudate"}}, Yes, "", ""},
           {"dr none",
            {{"label", "dr"}, {"dr_signs", "none"}},
            No,
            "dr-signs",
            "signs of diabetic retinopathy: none"},
           {"dr other", {{"label", "dr"}, {"dr_signs", "tortuosity"}}, Unknown, "dr-signs", ""},
           {"amd", {{"label", "amd"}, {"amd_signs", "drusen"}}, Yes, "", ""},
           {"rvo", {{"label", "rvo"}, {"rvo_signs", "vessel-thrombosis"}}, Yes, "", ""},
           {"rvo empty", {{"label", "rvo"}, {"rvo_signs", ""}}, Unknown, "rvo-signs", ""}},
          anEye);
}

TEST(EligibilityTable, AsksForTypeOneAsSoonAsTheCaseIsRead) {
    auto facts = aWoman(malignant("yes", "10", "10"));
    EXPECT_EQ(eligibility(facts).verdict, Yes) << "nobody has read it";
    facts.answers = Clinical{{"imageType", "1"}};
    EXPECT_EQ(eligibility(facts).verdict, Yes);
    facts.answers = Clinical{{"imageType", "2"}};
    EXPECT_EQ(eligibility(facts).verdict, No);
    EXPECT_EQ(eligibility(facts).rule, "malignant-image-type");
    EXPECT_EQ(eligibility(facts).value, "2");
    facts.answers = Clinical{{"diagnosis", "malignant"}};
    EXPECT_EQ(eligibility(facts).verdict, Unknown) << "read, but the type was not said";
    auto benign = aWoman(followed("benign", "2", "400", "benign"));
    benign.answers = Clinical{{"imageType", "3"}};
    EXPECT_EQ(eligibility(benign).verdict, Yes) << "only malignant lesions are drawn";
}

TEST(EligibilityVerdict, NeverTellsADateOrAFreeText) {
    auto clinical = malignant("yes", "20190301", "19");
    auto verdict = eligibility(aWoman(clinical));
    EXPECT_EQ(verdict.verdict, Unknown) << "a date is no number of days";
    EXPECT_EQ((verdict.value + verdict.because).find("2019"), std::string::npos);
    clinical = followed("benign", "Kim Younghee", "400", "benign");
    verdict = eligibility(aWoman(clinical));
    EXPECT_EQ(verdict.verdict, Unknown);
    EXPECT_EQ((verdict.value + verdict.because).find("im"), std::string::npos);
    EXPECT_EQ(verdict.value, "");
}

std::string aRule(const std::string& condition) {
    return "concord-eligibility 1\nrule r\n  for fundus dr\n  says something\n  " + condition +
           "\n";
}

TEST(EligibilityRules, AreReadFromAnyFileOfTheForm) {
    const auto rules =
        eligibilityRulesFrom("# ours\nconcord-eligibility 1\ntitle Our study\n\n"
                             "rule old-enough\n  for mammography benign # only\n"
                             "  says 40 or older\n  number age \"age\" years at-least 40\n");
    ASSERT_TRUE(rules) << rules.error().sentence();
    EXPECT_EQ(rules->title, "Our study");
    ASSERT_EQ(rules->rules.size(), 1U);
    auto facts = aWoman({{"label", "benign"}, {"age", "39"}});
    EXPECT_EQ(eligibility(facts, *rules).verdict, No);
    EXPECT_EQ(eligibility(facts, *rules).because, "age of 39 years, 40 years needed");
    facts.clinical["age"] = "40";
    EXPECT_EQ(eligibility(facts, *rules).verdict, Yes);
    facts.clinical["label"] = "normal";
    EXPECT_EQ(eligibility(facts, *rules).rule, "label") << "no rule speaks of that class";
    EXPECT_EQ(rulesInWords(core::ImageKind::Mammography, *rules),
              (std::vector<std::string>{"old-enough: 40 or older"}));
}

TEST(EligibilityRules, CarryTheHashOfTheirFile) {
    EXPECT_EQ(programmeRules().sha256, core::sha256Hex(programmeRulesText()));
    EXPECT_EQ(programmeRules().sha256,
              core::sha256OfFile(CW_SOURCE_DIR "/dataset/rules/programme.rules").value());
    const auto other =
        eligibilityRulesFrom(std::string(programmeRulesText()) + "# one more word\n");
    ASSERT_TRUE(other);
    EXPECT_NE(other->sha256, programmeRules().sha256);
}

TEST(EligibilityRules, SayTheLineAndTheReasonOfAFault) {
    const std::pair<std::string, const char*> faults[] = {
        {"", "line 0: the file begins with: concord-eligibility 1"},
        {"concord-eligibility 2\n", "line 1: the file begins with: concord-eligibility 1"},
        {"concord-eligibility 1\n", "line 1: there is no rule"},
        {"concord-eligibility 1\n\nyes x y\n",
         "line 3: before the first rule there is only a title"},
        {"concord-eligibility 1\nrule\n", "line 2: rule needs one name"},
        {"concord-eligibility 1\nrule a\nrule b\n",
         "line 3: the rule before lacks for, says or a condition"},
        {"concord-eligibility 1\nrule a\n  for mri x\n",
         "line 3: for needs mammography or fundus, and classes"},
        {aRule("yes laser \"laser"), "line 5: a quote is not closed"},
        {aRule("number age \"age\" years at-leest 3"),
         "line 5: after the unit come from, to, at-least and at-most"},
        {aRule("number age \"age\" years at-least three"), "line 5: a limit is a number"},
        {aRule("number age \"age\" years at-least nan"), "line 5: a limit is a number"},
        {aRule("number age \"age\" years"), "line 5: a number needs at-least or at-most"},
        {aRule("number age \"age\" years at-least 5 at-most 4"),
         "line 5: the limits leave no number"},
        {aRule("number age \"age\" years at-most 4 if here"),
         "line 5: a limit with if has a column and an else"},
        {aRule("word sex \"sex\" is X known F M"),
         "line 5: a word that is wanted is not among the known ones"},
        {aRule("views RCC LXX"), "line 5: views are R or L and a view: RCC, LMLO"},
        {aRule("word sex \"sex\" is F known F \"\""), "line 5: there are words too many"},
        {aRule("images at-least 0"), "line 5: images needs at-least and a number from 1"},
        {aRule("yes laser \"laser\"") + "  any\n",
         "line 6: all, any or none stands alone, before the conditions"},
        {aRule("yes laser \"laser\"") + "rule r\n", "line 6: two rules have the same name"},
    };
    for (const auto& [text, sentence] : faults) {
        const auto rules = eligibilityRulesFrom(text);
        ASSERT_FALSE(rules) << text;
        EXPECT_EQ(rules.error().code, ErrorCode::Malformed);
        EXPECT_NE(rules.error().sentence().find(sentence), std::string::npos)
            << rules.error().sentence() << " for\n"
            << text;
    }
}

TEST(EligibilityRules, RefuseWhatIsTooMuch) {
    EXPECT_EQ(eligibilityRulesFrom(std::string(70'000, '#')).error().code, ErrorCode::TooLarge);
    std::string wide = "concord-eligibility 1\ntitle";
    for (int i = 0; i < 200; ++i)
        wide += " x";
    EXPECT_EQ(eligibilityRulesFrom(wide).error().code, ErrorCode::TooLarge);
    std::string deep = aRule("yes laser \"laser\"");
    for (int i = 0; i < 60; ++i)
        deep += "  yes laser \"laser\"\n";
    EXPECT_FALSE(eligibilityRulesFrom(deep));
}

RC_GTEST_PROP(EligibilityRulesProperty, SurviveAnyDamageToAFile, ()) {
    std::string text(programmeRulesText());
    for (int i = *rc::gen::inRange(1, 20); i > 0; --i) {
        const auto at =
            static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size())));
        text[at] = static_cast<char>(*rc::gen::inRange(1, 255));
    }
    const auto rules = eligibilityRulesFrom(text);
    if (rules)
        eligibility(aWoman(malignant("yes", "10", "10")), *rules);
    else
        RC_ASSERT(rules.error().sentence().find("line ") != std::string::npos);
}

} // namespace
} // namespace cw::dataset
