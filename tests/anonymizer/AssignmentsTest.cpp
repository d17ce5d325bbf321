// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Assignments.h"
#include "anonymizer/Profile.h"
#include <algorithm>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::anonymizer {
namespace {

using core::FundusField;
using ::testing::HasSubstr;
using ::testing::Not;

Pseudonyms keyed(const char* seed = "tests") {
    return Pseudonyms(PseudonymKey::forSyntheticData(seed));
}
PatientIdRule lookupRule() {
    PatientIdRule rule;
    rule.mode = PatientIdRule::Mode::Lookup;
    return rule;
}
/// The release of the programme (Profile "programme").
PatientIdRule programmeRule() {
    PatientIdRule rule;
    rule.mode = PatientIdRule::Mode::Numbering;
    rule.firstOf = {{"malignant", 1}, {"benign", 10001}, {"normal", 20001}};
    return rule;
}
Result<Assignments::Made> fromLookup(const std::string& csv) {
    return Assignments::make({csv, {}}, lookupRule(), keyed(), {});
}
Result<Assignments::Made> fromClasses(const std::string& csv,
                                      const std::vector<NumberRow>& known = {},
                                      const std::string& lookup = {}) {
    return Assignments::make({lookup, csv}, programmeRule(), keyed(), known);
}
std::string keyOf(const Result<Assignments::Made>& made, std::string_view id,
                  std::string_view issuer = {}) {
    const auto patient = made->assignments->patient(keyed(), issuer, id);
    return patient ? patient->key.text() : "refused: " + patient.error().message;
}

TEST(LookupTable, GivesTheIdsThatItSays) {
    const auto made = fromLookup("patient_id,pseudonym\r\n4711,CASE-A\r\n\"0815\",CASE-B\r\n");
    ASSERT_TRUE(made);
    EXPECT_EQ(keyOf(made, "4711"), "CASE-A");
    EXPECT_EQ(keyOf(made, "0815 "), "CASE-B"); // padding is no part of an ID
    EXPECT_EQ(keyOf(made, "0815", "HOSPITAL"), "CASE-B");
    EXPECT_EQ(made->assignments->persons(), 2U);
}

// Case 24 of deidentification.md section 9: one person, two IDs.
TEST(LookupTable, TwoIdsOfOnePersonAreOnePatientWithOneDateOffset) {
    const auto made = fromLookup("patient_id,pseudonym\n4711,CASE-A\n9922,CASE-A\n1,CASE-B\n");
    ASSERT_TRUE(made);
    const auto first = made->assignments->patient(keyed(), "", "4711");
    const auto second = made->assignments->patient(keyed(), "OTHER", "9922");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->key, second->key);
    EXPECT_EQ(first->dateOffsetDays, second->dateOffsetDays);
    EXPECT_LT(first->dateOffsetDays, 0);
    EXPECT_EQ(made->assignments->persons(), 2U);
}

TEST(LookupTable, AnIssuerInALineHoldsForThatIssuerAlone) {
    const auto made = fromLookup("patient_id,issuer,pseudonym\n1,NORTH,N1\n1,SOUTH,S1\n2,,ANY2\n");
    ASSERT_TRUE(made);
    EXPECT_EQ(keyOf(made, "1", "NORTH"), "N1");
    EXPECT_EQ(keyOf(made, "1", "SOUTH"), "S1");
    EXPECT_EQ(keyOf(made, "2", "NORTH"), "ANY2");
    EXPECT_THAT(keyOf(made, "1"), HasSubstr("not in the lookup table"));
    EXPECT_THAT(keyOf(made, "1", "EAST"), HasSubstr("not in the lookup table"));
}

TEST(LookupTable, LeavesOthersToTheKeyWhereTheProfileDoes) {
    const auto made = Assignments::make({"patient_id,pseudonym\n1,A\n", {}}, {}, keyed(), {});
    ASSERT_TRUE(made);
    EXPECT_EQ(keyOf(made, "1"), "A");
    EXPECT_EQ(keyOf(made, "2", "X"), keyed().patient("X", "2").text());
}

TEST(LookupTable, IsRefusedWithTheRowAndNeverTheValue) {
    const auto refused = [](const std::string& csv) {
        const auto made = fromLookup(csv);
        EXPECT_FALSE(made) << csv;
        return made ? std::string() : made.error().sentence();
    };
    const std::string header = "patient_id,pseudonym\n";
    EXPECT_THAT(refused(header + "SECRET1,A\nSECRET1,B\n"), HasSubstr("row 3"));
    EXPECT_THAT(refused(header + "SECRET1,a/b\n"), HasSubstr("letters, digits"));
    EXPECT_THAT(refused(header + "SECRET1,..\n"), HasSubstr("row 2"));
    EXPECT_THAT(refused(header + "SECRET1,\n"), HasSubstr("row 2"));
    EXPECT_THAT(refused(header + ",A\n"), HasSubstr("no patient_id"));
    EXPECT_THAT(refused(header + "SECRET1," + std::string(65, 'A') + "\n"), HasSubstr("64"));
    EXPECT_THAT(refused(header + "SECRET1,secret2\nSECRET2,B\n"), HasSubstr("original patient ID"));
    EXPECT_THAT(refused(header + "SECRET1,xSecret1x\n"), HasSubstr("holds the original"));
    EXPECT_THAT(refused("id,name\n1,2\n"), HasSubstr("columns"));
    EXPECT_THAT(refused(header + "\"SECRET1,A\n"), HasSubstr("quote"));
    EXPECT_THAT(refused(""), HasSubstr("lookup table"));
    for (const char* csv : {"SECRET1,A\nSECRET1,B\n", "SECRET1,xSECRET1x\n", "SECRET1,a/b\n"})
        EXPECT_THAT(refused(header + csv), Not(HasSubstr("SECRET1")));
}

TEST(LookupTable, SameAnswerTwiceIsNoContradiction) {
    EXPECT_TRUE(fromLookup("patient_id,pseudonym\n1,A\n1,A\n"));
}

TEST(Numbering, CountsEveryClassFromItsFirstNumber) {
    const auto made = fromClasses("patient_id,class\n"
                                  "a1,malignant\na2,malignant\nb1,benign\nn1,Normal\nn2,normal\n");
    ASSERT_TRUE(made) << made.error().sentence();
    const std::set<std::string> malignant{keyOf(made, "a1"), keyOf(made, "a2")},
        normal{keyOf(made, "n1"), keyOf(made, "n2")};
    EXPECT_EQ(malignant, (std::set<std::string>{"00001", "00002"}));
    EXPECT_EQ(normal, (std::set<std::string>{"20001", "20002"}));
    EXPECT_EQ(keyOf(made, "b1"), "10001");
    EXPECT_THAT(keyOf(made, "stranger"), HasSubstr("no class"));
    EXPECT_EQ(made->fresh.size(), 5U);
}

TEST(Numbering, TakesClinicalCsvAsItIs) {
    const auto made = fromClasses("age,patient_id,label,sex\n50,p1,benign,F\n61,p2,,F\n");
    ASSERT_TRUE(made);
    EXPECT_EQ(keyOf(made, "p1"), "10001");
    EXPECT_THAT(keyOf(made, "p2"), HasSubstr("no class"));
    ASSERT_EQ(made->notes.size(), 1U);
    EXPECT_THAT(made->notes[0], HasSubstr("1 rows"));
}

TEST(Numbering, StaysTheSameInEveryLaterExport) {
    const auto first = fromClasses("patient_id,class\np1,benign\np2,benign\np3,malignant\n");
    ASSERT_TRUE(first);
    // A later export: other order, somebody gone, two new.
    const auto later = fromClasses("patient_id,class\np9,benign\np2,benign\np3,malignant\n"
                                   "p8,malignant\n",
                                   first->fresh);
    ASSERT_TRUE(later);
    EXPECT_EQ(keyOf(later, "p2"), keyOf(first, "p2"));
    EXPECT_EQ(keyOf(later, "p3"), keyOf(first, "p3"));
    EXPECT_EQ(keyOf(later, "p9"), "10003"); // the number of who is gone is not given again
    EXPECT_EQ(keyOf(later, "p8"), "00002");
    EXPECT_EQ(later->fresh.size(), 2U);
}

RC_GTEST_PROP(Numbering, DoesNotDependOnTheOrderOfTheTable, ()) {
    std::vector<std::string> lines;
    for (int i = 0; i < 12; ++i)
        lines.push_back("p" + std::to_string(i) + (i % 3 == 0 ? ",malignant\n" : ",normal\n"));
    const auto table = [&] {
        std::string csv = "patient_id,class\n";
        for (const auto& line : lines)
            csv += line;
        return csv;
    };
    const auto one = fromClasses(table());
    const auto seed = *rc::gen::arbitrary<unsigned>();
    std::sort(lines.begin(), lines.end(), [&](const std::string& a, const std::string& b) {
        return std::hash<std::string>{}(a + std::to_string(seed)) <
               std::hash<std::string>{}(b + std::to_string(seed));
    });
    const auto other = fromClasses(table());
    RC_ASSERT(one.has_value() && other.has_value());
    for (int i = 0; i < 12; ++i)
        RC_ASSERT(keyOf(one, "p" + std::to_string(i)) == keyOf(other, "p" + std::to_string(i)));
}

TEST(Numbering, SaysNothingOfTheOrderOfIds) {
    std::string csv = "patient_id,class\n";
    for (int i = 0; i < 100; ++i)
        csv += std::to_string(1000 + i) + ",malignant\n";
    const auto made = fromClasses(csv);
    ASSERT_TRUE(made);
    int inversions = 0;
    for (int i = 0; i < 100; ++i)
        for (int k = i + 1; k < 100; ++k)
            inversions +=
                keyOf(made, std::to_string(1000 + i)) > keyOf(made, std::to_string(1000 + k));
    // A random order has 2,475 of 4,950 with a deviation of 170.
    EXPECT_GT(inversions, 1600);
    EXPECT_LT(inversions, 3350);
}

TEST(Numbering, EndsWhereTheNextClassBegins) {
    const std::vector<NumberRow> full{{"somebody", "malignant", 9999}};
    const auto last = fromClasses("patient_id,class\np1,malignant\n", full);
    ASSERT_TRUE(last);
    EXPECT_EQ(keyOf(last, "p1"), "10000");
    const auto over = fromClasses("patient_id,class\np1,malignant\np2,malignant\n", full);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, ErrorCode::TooLarge);
    EXPECT_THAT(over.error().sentence(), HasSubstr("malignant has no numbers left"));
    const auto highest =
        fromClasses("patient_id,class\np1,normal\n", {{"somebody", "normal", 99999}});
    EXPECT_EQ(highest.error().code, ErrorCode::TooLarge);
}

TEST(Numbering, RefusesASecondClassForOnePatient) {
    const auto contradiction = fromClasses("patient_id,class\np1,malignant\np1,benign\n");
    ASSERT_FALSE(contradiction);
    EXPECT_THAT(contradiction.error().sentence(), HasSubstr("row 3"));
    const auto first = fromClasses("patient_id,class\np1,benign\n");
    ASSERT_TRUE(first);
    const auto changed = fromClasses("patient_id,class\np1,malignant\n", first->fresh);
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, ErrorCode::Conflict);
    EXPECT_EQ(fromClasses("patient_id,class\np1,odd\n").error().code, ErrorCode::Malformed);
}

TEST(Numbering, OfTwoIdsOfOnePersonIsOneNumber) {
    const auto made = fromClasses("patient_id,class\nid1,benign\n", {},
                                  "patient_id,pseudonym\nid1,PERSON\nid2,PERSON\n");
    ASSERT_TRUE(made);
    EXPECT_EQ(keyOf(made, "id1"), "10001");
    EXPECT_EQ(keyOf(made, "id2"), "10001");
    const auto contradiction = fromClasses("patient_id,class\nid1,benign\nid2,normal\n", {},
                                           "patient_id,pseudonym\nid1,PERSON\nid2,PERSON\n");
    EXPECT_FALSE(contradiction);
}

TEST(Numbering, OfFundusPicturesIsByFieldAndDisease) {
    const auto made = fromClasses("patient_id,class,field\n"
                                  "f1,normal,general\nf2,glaucoma,general\nf3,dr,wide\n"
                                  "f4,rvo,Wide\nf1,amd,wide\n");
    ASSERT_TRUE(made) << made.error().sentence();
    const auto named = [&](const char* id, FundusField field) {
        return made->assignments->nameValues(core::PatientKey(keyOf(made, id)), field);
    };
    auto values = named("f1", FundusField::General);
    EXPECT_EQ(values["field"] + "_" + values["disease"] + "_" + values["number"],
              "General_Normal_1");
    values = named("f1", FundusField::Wide);
    EXPECT_EQ(values["field"] + "_" + values["disease"] + "_" + values["number"], "Wide_AMD_1");
    EXPECT_TRUE(named("f1", FundusField::Unknown).empty()); // two fields: no guess
    EXPECT_EQ(named("f3", FundusField::Unknown)["disease"], "DMR");
    // The patient himself is the key's: his two pictures are one patient in every fold.
    EXPECT_EQ(keyOf(made, "f1"), keyed().patient("", "f1").text());
}

TEST(Numbering, TakesTheFieldFromThePictureWhereTheTableHasNone) {
    const auto made = fromClasses("patient_id,class\nf1,normal\nf2,glaucoma\n");
    ASSERT_TRUE(made);
    const auto values =
        made->assignments->nameValues(core::PatientKey(keyOf(made, "f1")), FundusField::Wide);
    EXPECT_EQ(values.at("field"), "Wide");
    EXPECT_EQ(values.at("disease"), "Normal");
}

TEST(Numbering, AsksForTheFieldWhereNormalCouldBeEither) {
    const auto made = fromClasses("patient_id,class\np1,malignant\np2,glaucoma\np3,normal\n");
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().sentence(), HasSubstr("field"));
}

TEST(Assignments, NeedTheirTables) {
    EXPECT_EQ(Assignments::make({}, lookupRule(), keyed(), {}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(Assignments::make({}, programmeRule(), keyed(), {}).error().code,
              ErrorCode::InvalidArgument);
}

TEST(Assignments, WithoutAnyTheKeyAnswers) {
    const auto patient = assignedPatient(nullptr, keyed(), "X", "7");
    ASSERT_TRUE(patient);
    EXPECT_EQ(patient->key, keyed().patient("X", "7"));
    EXPECT_EQ(patient->dateOffsetDays, keyed().dateOffsetDays("X", "7"));
}

RC_GTEST_PROP(Assignments, SurviveAnyTable, (const std::string& lookup, const std::string& csv)) {
    (void)fromLookup("patient_id,pseudonym\n" + lookup);
    (void)fromLookup(lookup);
    (void)fromClasses("patient_id,class\n" + csv);
}

TEST(ProgrammeProfile, NumbersAsTheseTestsDo) {
    const auto profile = Profile::builtIn("programme");
    ASSERT_TRUE(profile);
    EXPECT_EQ((*profile)->patientIds().mode, PatientIdRule::Mode::Numbering);
    EXPECT_EQ((*profile)->patientIds().firstOf, programmeRule().firstOf);
    EXPECT_EQ((*profile)->patientIds().width, 5);
}

} // namespace
} // namespace cw::anonymizer
