// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/ClinicalCsv.h"

#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

TEST(ClinicalCsv, FindsColumnsByNameInAnyOrder) {
    const auto table = parseClinicalCsv("age,patient_id,label\n61,H-1,malignant\n,H-2,normal\n");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->lines.size(), 2U);
    EXPECT_EQ(table->lines[0].patientId, "H-1");
    EXPECT_EQ(table->lines[0].values.at("age"), "61");
    EXPECT_EQ(table->lines[0].values.at("label"), "malignant");
    EXPECT_FALSE(table->lines[1].values.contains("age")) << "empty is unknown, not a value";
    EXPECT_TRUE(table->warnings.empty());
}

TEST(ClinicalCsv, NeverKeepsThePatientIdOrAColumnItDoesNotKnow) {
    const auto table =
        parseClinicalCsv("patient_id,name,birth_date,age\nH-1,Hong Gildong,19700101,50\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->lines[0].values, (std::map<std::string, std::string>{{"age", "50"}}));
}

TEST(ClinicalCsv, LeavesOutValuesThatAreNotOfTheirForm) {
    const auto table = parseClinicalCsv("patient_id,age,sex,label,dr_signs,cup_disc_ratio\n"
                                        "H-1,1970-01-01,Hong,Gildong,exudate;Hong,0.4\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->lines[0].values,
              (std::map<std::string, std::string>{{"cup_disc_ratio", "0.4"}}));
    ASSERT_EQ(table->warnings.size(), 4U);
    for (const auto& warning : table->warnings)
        EXPECT_EQ(warning.find("Hong"), std::string::npos) << warning;
}

TEST(ClinicalCsv, KeepsPartsOfThePathologyReportAndNoFreeText) {
    const auto table =
        parseClinicalCsv("patient_id,pathology_histology,pathology_grade,pathology_er,"
                         "pathology_size_mm,pathology_note\n"
                         "H-1,idc,2,positive,14,seen by Dr Hong\n"
                         "H-2,Hong,4,maybe,14,\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->lines[0].values,
              (std::map<std::string, std::string>{{"pathology_histology", "idc"},
                                                  {"pathology_grade", "2"},
                                                  {"pathology_er", "positive"},
                                                  {"pathology_size_mm", "14"}}));
    EXPECT_EQ(table->lines[1].values,
              (std::map<std::string, std::string>{{"pathology_size_mm", "14"}}));
}

TEST(ClinicalCsv, ReadsListsQuotesMarksAndBothLineEnds) {
    const auto table = parseClinicalCsv("\xEF\xBB\xBFpatient_id,dr_signs\r\n\"H,\"\"1\"\"\","
                                        "haemorrhage; exudate\r\nH-2,none");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->lines.size(), 2U);
    EXPECT_EQ(table->lines[0].patientId, "H,\"1\"");
    EXPECT_EQ(table->lines[0].values.at("dr_signs"), "haemorrhage; exudate");
}

TEST(ClinicalCsv, RefusesWhatIsNotSuchATable) {
    for (const char* text :
         {"", "name,age\nHong,50\n", "patient_id\n\"open\n", "patient_id,age\nH-1,50\nH-1,51\n"}) {
        const auto table = parseClinicalCsv(text);
        ASSERT_FALSE(table) << text;
        EXPECT_EQ(table.error().code, ErrorCode::Malformed);
        EXPECT_EQ(table.error().sentence().find("H-1"), std::string::npos);
    }
}

} // namespace
} // namespace cw::workflow
