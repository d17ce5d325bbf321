// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/ReadingFile.h"
#include "app/support/SmallProject.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

using nlohmann::json;
using testing::SmallProject;
const core::ReaderId kA{"A"}, kB{"B"};

json filledIn(SmallProject& project, std::size_t i) {
    const auto files = exportReadings(*project, kA, project.caseId(i));
    EXPECT_TRUE(files.has_value());
    auto reading = json::parse(files->at(0).json);
    reading["answers"]["diagnosis"] = "dr";
    reading["findings"].push_back({{"image", reading["images"][0]["id"]},
                                   {"label", "exudate"},
                                   {"outline", json::array({{1, 1}, {9, 1}, {9, 9}, {1, 9}})}});
    return reading;
}

class ReadingFiles : public ::testing::Test {
protected:
    ReadingFiles() : project(3) { EXPECT_EQ(*project->assignAll(kA, kB), 3U); }
    SmallProject project;
};

TEST_F(ReadingFiles, ExportTheWholeWorklistWithImageSizes) {
    const auto files = exportReadings(*project, kA);
    ASSERT_TRUE(files);
    ASSERT_EQ(files->size(), 3U);
    const auto item = json::parse(files->at(0).json);
    EXPECT_EQ(item["schema"], "concord-reading-1");
    EXPECT_EQ(item["case"], project.caseId(0).text());
    EXPECT_EQ(item["images"][0]["id"], project.imageOf(0).text());
    EXPECT_EQ(item["images"][0]["width"], SmallProject::kWidth);
    EXPECT_TRUE(exportReadings(*project, core::ReaderId("C"))->empty());
}

TEST_F(ReadingFiles, ExportingDoesNotBeginAReading) {
    ASSERT_TRUE(exportReadings(*project, kA));
    EXPECT_EQ(project->store().caseRow(project.caseId(0))->state, storage::CaseState::Assigned);
}

TEST_F(ReadingFiles, ComeBackAsTheSessionSays) {
    const auto reading = filledIn(project, 0);
    const auto applied = importReading(*project, reading.dump(), AfterImport::KeepOpen);
    ASSERT_TRUE(applied) << applied.error().sentence();
    const auto session = project->openSession(project.caseId(0), kA);
    ASSERT_TRUE(session);
    ASSERT_EQ(session->findings().size(), 1U);
    EXPECT_EQ(session->findings()[0].label, "exudate");
    EXPECT_EQ(session->answers().at("diagnosis"), "dr");
}

TEST_F(ReadingFiles, ImportedTwiceChangeNothingAndReplaceWhatWasThere) {
    auto reading = filledIn(project, 0);
    ASSERT_TRUE(importReading(*project, reading.dump(), AfterImport::KeepOpen));
    const auto journal = project->store().journalFile(project.caseId(0), kA);
    const auto before = testing::contentOf(journal);
    ASSERT_TRUE(importReading(*project, reading.dump(), AfterImport::KeepOpen));
    EXPECT_EQ(testing::contentOf(journal), before);

    reading["findings"].clear();
    reading["answers"] = {{"diagnosis", "normal"}};
    ASSERT_TRUE(importReading(*project, reading.dump(), AfterImport::KeepOpen));
    const auto session = project->openSession(project.caseId(0), kA);
    EXPECT_TRUE(session->findings().empty());
    EXPECT_EQ(session->answers(), (annotation::CaseAnswers{{"diagnosis", "normal"}}));
}

TEST_F(ReadingFiles, ThatBreakARuleApplyNothing) {
    const auto good = filledIn(project, 0);
    auto bow = good, foreign = good, outside = good;
    bow["findings"].push_back(good["findings"][0]);
    bow["findings"][1]["outline"] = json::array({{1, 1}, {9, 9}, {9, 1}, {1, 9}});
    foreign["findings"][0]["image"] = project.imageOf(1).text();
    outside["findings"][0]["outline"][0] = {-5, 1};
    for (const auto& bad : {bow, foreign, outside, json("text"), json{{"schema", "other"}}}) {
        const auto applied = importReading(*project, bad.dump(), AfterImport::KeepOpen);
        EXPECT_FALSE(applied) << bad.dump();
    }
    EXPECT_FALSE(testing::fs::exists(project->store().journalFile(project.caseId(0), kA)));
}

TEST_F(ReadingFiles, AreFinalOnceSubmitted) {
    const auto reading = filledIn(project, 0);
    ASSERT_TRUE(importReading(*project, reading.dump(), AfterImport::Submit));
    const auto again = importReading(*project, reading.dump(), AfterImport::KeepOpen);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Forbidden);
    const auto exported = exportReadings(*project, kA, project.caseId(0));
    ASSERT_TRUE(exported);
    EXPECT_TRUE(exported->at(0).submitted);
    EXPECT_EQ(json::parse(exported->at(0).json)["answers"]["diagnosis"], "dr");
}

TEST_F(ReadingFiles, OfAReaderWithoutThisCaseAreForbidden) {
    auto reading = filledIn(project, 0);
    reading["reader"] = "C";
    const auto applied = importReading(*project, reading.dump(), AfterImport::KeepOpen);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, ErrorCode::Forbidden);
}

} // namespace
} // namespace cw::workflow
