// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Collection.h"
#include "app/support/HospitalExport.h"
#include "app/workflow/Cohort.h"
#include "app/workflow/Reports.h"
#include "app/workflow/detail/ReportIntake.h"
#include "core/Files.h"
#include "core/Sha256.h"

#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

using testing::ScratchFolder;
namespace fs = std::filesystem;

core::Clock clockAt(std::chrono::sys_days day) {
    return [day] { return std::chrono::system_clock::time_point(day) + std::chrono::hours(3); };
}
using namespace std::chrono;
constexpr auto kInTime = 2026y / March / 2, kTooLate = 2027y / January / 2;

std::size_t filesHolding(const fs::path& folder, const std::string& text) {
    std::size_t count = 0;
    if (!fs::exists(folder))
        return 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        count += entry.is_regular_file() &&
                 testing::contentOf(entry.path()).find(text) != std::string::npos;
    return count;
}

class OnRecord : public ::testing::Test {
protected:
    fs::path path(const std::string& name) const { return m_scratch.path() / name; }
    fs::path document() const {
        testing::write(path("irb.pdf"), "%PDF approval");
        return path("irb.pdf");
    }
    static Approval approval() {
        Approval made;
        made.number = "IRB-2026-0113";
        made.title = "Dense breasts";
        made.from = "2026-01-01";
        made.to = "2026-12-31";
        made.by = "kim";
        return made;
    }
    ScratchFolder m_scratch;
};

TEST_F(OnRecord, ACollectionHoldsPurposeApprovalsAndStepsInAChain) {
    fs::create_directories(path("project"));
    {
        auto collection = *Collection::open(path("project"), clockAt(kInTime));
        ASSERT_TRUE(collection.setPurpose("research", "early cancer in dense breasts", "kim"));
        ASSERT_TRUE(collection.addApproval(approval(), document()));
        EXPECT_EQ(collection.addApproval(approval(), document()).error().code, ErrorCode::Conflict);
        ASSERT_TRUE(collection.addEvent({CollectionStep::Requested,
                                         "lee",
                                         "mammograms of the cohort",
                                         "2026-02-01",
                                         "IRB-2026-0113",
                                         {}}));
        EXPECT_EQ(
            collection.addEvent({CollectionStep::Extracted, "lee", "files", "2026-02-30", {}, {}})
                .error()
                .code,
            ErrorCode::InvalidArgument);
        EXPECT_EQ(collection.addEvent({CollectionStep::Extracted, "lee", "files", {}, "IRB-0", {}})
                      .error()
                      .code,
                  ErrorCode::NotFound);
        EXPECT_EQ(collection.setPurpose("research", "for 900101-1234567", "kim").error().code,
                  ErrorCode::InvalidArgument)
            << "a person's number";
    }
    const auto again = *Collection::open(path("project"), clockAt(kInTime));
    EXPECT_EQ(again.state().approvals.front().documentSha256, core::sha256Hex("%PDF approval"));
    EXPECT_EQ(again.state().events.size(), 1U);
    EXPECT_TRUE(again.warningOn("2026-12-31").empty());
    EXPECT_FALSE(again.warningOn("2027-01-01").empty());
    EXPECT_FALSE(again.warningOn("2025-12-31").empty());
    const auto summary = nlohmann::json::parse(testing::contentOf(path("project/collection.json")));
    EXPECT_EQ(summary["ledger_head"], again.state().headHash);

    // A row left out, or changed, is seen.
    const auto file = path("project/collection/ledger.jsonl");
    const auto whole = testing::contentOf(file);
    testing::write(file, whole.substr(whole.find('\n') + 1));
    EXPECT_EQ(Collection::open(path("project")).error().code, ErrorCode::Corrupt);
    auto changed = whole;
    changed.replace(changed.find("2026-12-31"), 10, "2028-12-31");
    testing::write(file, changed);
    EXPECT_EQ(Collection::open(path("project")).error().code, ErrorCode::Corrupt);
    testing::write(file, whole.substr(0, whole.size() - 5));
    EXPECT_EQ(Collection::open(path("project")).error().code, ErrorCode::Corrupt);
}

TEST_F(OnRecord, AnImportAfterTheApprovalsEndIsWarnedOfAndRecorded) {
    const testing::HospitalExport source(path("export"), false, 1);
    for (const auto& [day, late] : {std::pair{kInTime, false}, {kTooLate, true}}) {
        const auto folder = path(late ? "late" : "early");
        auto project = *Project::create(folder, core::ImageKind::Mammography, clockAt(day));
        ASSERT_TRUE(Collection::open(folder, clockAt(day))->addApproval(approval(), document()));
        const auto report = project.import({source.folder()}, path("key"), {});
        ASSERT_TRUE(report) << report.error().sentence();
        EXPECT_EQ(report->collectionWarning.empty(), !late);
        const auto imports = Collection::open(folder)->state().imports;
        ASSERT_EQ(imports.size(), 1U);
        EXPECT_EQ(imports[0].approval, late ? "" : "IRB-2026-0113");
        EXPECT_EQ(imports[0].warning.empty(), !late);
    }
}

TEST_F(OnRecord, ACohortIsComparedWithWhatCameAndHoldsNoPatientsId) {
    const testing::HospitalExport source(path("export"), false, 3);
    const auto& patients = source.truth().patients;
    fs::remove(source.folder() / patients[1].images[2].file);
    auto project = *Project::create(path("project"), core::ImageKind::Mammography);
    ASSERT_TRUE(project.import({source.folder()}, path("key"), source.clinicalCsv()));
    // Patient 0 with another diagnosis, 1 with a view missing, a stranger; patient 2 is not listed.
    const std::string other = patients[0].label == "benign" ? "malignant" : "benign";
    testing::write(path("cohort.csv"), "patient_id,diagnosis\n" + patients[0].patientId + "," +
                                           other + "\n" + patients[1].patientId + "," +
                                           patients[1].label + "\nSTRANGER-0815,normal\n");
    EXPECT_EQ(compareCohort(project).error().code, ErrorCode::NotFound);
    // The phantom's hospital names itself as issuer or does not: both are tried.
    const auto list =
        importCohort(project, path("cohort.csv"), path("key"), {"SYNTHETIC", "CONCORD"}, "kim");
    ASSERT_TRUE(list) << list.error().sentence();
    const auto report = *compareCohort(project);
    EXPECT_EQ(report.patients, 3U);
    EXPECT_EQ(report.came, 2U);
    EXPECT_EQ(report.missing, std::vector<std::size_t>{4});
    EXPECT_EQ(report.unlisted.size(), 1U);
    ASSERT_EQ(report.contradictions.size(), 1U);
    EXPECT_EQ(report.contradictions[0].cohort, other);
    EXPECT_EQ(report.contradictions[0].clinical, patients[0].label);
    ASSERT_EQ(report.incomplete.size(), 1U);
    EXPECT_EQ(report.incomplete[0].row, 3U);
    EXPECT_FALSE(report.sound());
    EXPECT_EQ(filesHolding(path("project"), "STRANGER-0815"), 0U);
    for (const auto& patient : patients)
        EXPECT_EQ(filesHolding(path("project/collection"), patient.patientId), 0U);
    testing::write(path("twice.csv"), "patient_id\nA1\nA1\n");
    EXPECT_EQ(importCohort(project, path("twice.csv"), path("key"), {}, "kim").error().code,
              ErrorCode::Malformed);
}

TEST_F(OnRecord, ReportsLieBesideTheirCaseWithoutTheirPatientForWhoMaySeeThem) {
    const testing::HospitalExport source(path("export"), false, 2);
    const auto& id = source.truth().patients[0].patientId;
    testing::write(
        path("reports.csv"),
        "patient_id,kind,date,name,birth_date,text\n" + id +
            ",radiology,2024-03-15,김철수,19610203,\"환자 김철수 (남, 1961-02-03), 등록번호 " + id +
            ".\nIrregular mass in the right breast, 12 mm. Kim Cheolsu was seen on 2024-03-15, "
            "call 010-1234-5678.\"\n" +
            id + ",pathology,2024-03-20,김철수,,\"Invasive ductal carcinoma, grade 2\"\n" +
            "NOBODY,radiology,,,,\"normal\"\n" + id + ",letter,,,,\"x\"\n");
    auto project = *Project::create(path("project"), core::ImageKind::Mammography);
    const auto report = project.import({source.folder()}, path("key"), {}, "curation", {}, nullptr,
                                       path("reports.csv"));
    ASSERT_TRUE(report) << report.error().sentence();
    for (const auto& warning : report->reportWarnings)
        std::printf("  %s\n", warning.c_str());
    EXPECT_EQ(report->reportsKept, 2U);
    EXPECT_EQ(report->reportWarnings.size(), 2U);
    core::CaseId caseId;
    for (const auto& row : *project.store().cases())
        if (!reports(project, row.id, "steward")->empty())
            caseId = row.id;
    ASSERT_FALSE(caseId.empty());
    const auto texts = *reports(project, caseId, "adjudicator");
    ASSERT_EQ(texts.size(), 2U);
    std::printf("  %s\n", texts[0].text.c_str());
    EXPECT_EQ(texts[0].kind, "radiology");
    EXPECT_EQ(texts[0].cleaning, "scrubbed");
    EXPECT_NE(texts[0].text.find("12 mm"), std::string::npos);
    EXPECT_NE(texts[1].text.find("ductal carcinoma"), std::string::npos);
    for (const auto* gone : {"김철수", "1961", "Cheolsu", "2024", "010-1234", "NOBODY"}) {
        EXPECT_EQ(filesHolding(path("project/reports"), gone), 0U) << gone;
        EXPECT_EQ(filesHolding(path("project/collection"), gone), 0U) << gone;
    }
    EXPECT_EQ(filesHolding(path("project/reports"), id), 0U);

    EXPECT_EQ(reports(project, caseId, "reader").error().code, ErrorCode::Forbidden);
    EXPECT_EQ(reports(project, caseId, "visitor").error().code, ErrorCode::InvalidArgument);
    ASSERT_TRUE(allowReports(project, "reader", true, "kim"));
    EXPECT_EQ(reports(project, caseId, "reader")->size(), 2U);
    ASSERT_TRUE(allowReports(project, "reader", false, "kim"));
    EXPECT_EQ(reports(project, caseId, "reader").error().code, ErrorCode::Forbidden);
    // Once more: nothing is kept twice.
    const auto again = project.import({source.folder()}, path("key"), {}, "curation", {}, nullptr,
                                      path("reports.csv"));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->reportsKept, 0U);
}

TEST(Reports, OfWhomNobodyKnowsTheNameKeepDictionaryWordsAlone) {
    const auto clean =
        detail::cleanReport("Mass in the left breast.\nSeen by Hong Gildong of Mapo 12-3", {});
    EXPECT_EQ(clean.cleaning, "dictionary");
    EXPECT_NE(clean.text.find("left breast"), std::string::npos);
    for (const auto* gone : {"Hong", "Gildong", "Mapo", "12"})
        EXPECT_EQ(clean.text.find(gone), std::string::npos) << gone;
}

} // namespace
} // namespace cw::workflow
