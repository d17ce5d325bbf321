// SPDX-License-Identifier: Apache-2.0
#include "app/support/SmallProject.h"

#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

using testing::SmallProject;
const core::ReaderId kA{"A"}, kB{"B"};

void read(SmallProject& project, std::size_t i, const core::ReaderId& reader,
          const std::string& diagnosis, std::optional<core::Polygon> outline = {}) {
    auto session = project->openSession(project.caseId(i), reader);
    ASSERT_TRUE(session) << session.error().sentence();
    if (outline) {
        const annotation::Finding finding{
            session->nextLesionId(), project.imageOf(i), "exudate", *outline, {}};
        ASSERT_TRUE(session->apply(annotation::AddFinding{finding}));
    }
    ASSERT_TRUE(session->apply(annotation::SetAnswer{"diagnosis", {}, diagnosis}));
    const auto submitted = project->submit(*session);
    ASSERT_TRUE(submitted) << submitted.error().sentence();
}

annotation::Decision decision(SmallProject& project, std::size_t i, annotation::Verdict verdict) {
    annotation::Decision d;
    d.caseId = project.caseId(i);
    d.adjudicator = core::ReaderId("C");
    d.verdict = verdict;
    return d;
}

TEST(Project, CarriesCasesFromWorklistToAFrozenVersion) {
    SmallProject project(4);
    ASSERT_EQ(*project->assignAll(kA, kB), 4U);
    read(project, 0, kA, "normal");
    read(project, 0, kB, "normal");
    read(project, 1, kA, "dr", testing::square(2, 2, 10));
    read(project, 1, kB, "dr");
    read(project, 2, kA, "amd");
    read(project, 2, kB, "dr");
    read(project, 3, kA, "normal");

    const auto summary = project->compareAll();
    ASSERT_TRUE(summary) << summary.error().sentence();
    EXPECT_EQ(summary->compared, 3U);
    EXPECT_EQ(summary->agree, 1U);
    EXPECT_EQ(summary->disagree, 2U);
    EXPECT_EQ(summary->waiting, 1U);

    const auto early = project->freeze(core::VersionName("v1"));
    ASSERT_FALSE(early) << "two cases wait for a decision";
    EXPECT_EQ(early.error().code, ErrorCode::Forbidden);
    EXPECT_NE(early.error().message.find("2 cases"), std::string::npos) << early.error().message;

    ASSERT_TRUE(project->adjudicate(decision(project, 1, annotation::Verdict::AgreeWithA)));
    ASSERT_TRUE(project->adjudicate(decision(project, 2, annotation::Verdict::Exclude)));
    const auto version = project->freeze(core::VersionName("v1"));
    ASSERT_TRUE(version) << version.error().sentence();
    ASSERT_EQ(version->content.images.size(), 2U);
    ASSERT_EQ(version->content.excluded.size(), 1U);
    EXPECT_EQ(version->content.excluded[0].reason, "readers-disagree");
    for (const auto& image : version->content.images) {
        EXPECT_EQ(image.label, image.caseId == project.caseId(0) ? "normal" : "dr");
        EXPECT_EQ(image.findings.size(), image.label == "dr" ? 1U : 0U);
    }
    const auto verified = project->verify(core::VersionName("v1"));
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->faults.empty());
    EXPECT_GT(verified->checked, 0U);
}

TEST(Project, NeverFreezesTheSameNameTwice) {
    SmallProject project(1);
    ASSERT_TRUE(project->assignAll(kA, kB));
    read(project, 0, kA, "normal");
    read(project, 0, kB, "normal");
    ASSERT_TRUE(project->compareAll());
    const auto first = project->freeze(core::VersionName("v1"));
    ASSERT_TRUE(first);
    EXPECT_EQ(project->freeze(core::VersionName("v1")).error().code, ErrorCode::Conflict);
    EXPECT_TRUE(project->verify(core::VersionName("v1"))->faults.empty());
}

TEST(Project, FreezesAnewWhatAnInterruptedFreezeLeft) {
    SmallProject project(1);
    ASSERT_TRUE(project->assignAll(kA, kB));
    read(project, 0, kA, "normal");
    read(project, 0, kB, "normal");
    ASSERT_TRUE(project->compareAll());
    testing::fs::create_directories(project.folder() / "versions/v1/truth");
    testing::write(project.folder() / "versions/v1/manifest.json", "{");
    const auto version = project->freeze(core::VersionName("v1"));
    ASSERT_TRUE(version) << version.error().sentence();
    EXPECT_TRUE(project->verify(core::VersionName("v1"))->faults.empty());
}

TEST(Project, RefusesVersionNamesThatAreNoFolderNames) {
    SmallProject project(1);
    for (const auto* name : {"", "..", ".v", "a/b", "a b", "\xEA\xB0\x80"})
        EXPECT_EQ(project->freeze(core::VersionName(name)).error().code, ErrorCode::InvalidArgument)
            << name;
}

TEST(Project, NoticesAManifestThatWasChangedAfterFreezing) {
    SmallProject project(1);
    ASSERT_TRUE(project->assignAll(kA, kB));
    read(project, 0, kA, "normal");
    read(project, 0, kB, "normal");
    ASSERT_TRUE(project->compareAll());
    ASSERT_TRUE(project->freeze(core::VersionName("v1")));
    const auto manifest = project.folder() / "versions/v1/manifest.json";
    testing::write(manifest, testing::contentOf(manifest) + "\n");
    const dataset::ExportOptions options{dataset::ExportFormat::Coco, project.scratch() / "coco",
                                         false};
    const auto exported = project->exportVersion(core::VersionName("v1"), options);
    ASSERT_FALSE(exported);
    EXPECT_EQ(exported.error().code, ErrorCode::Corrupt);
    EXPECT_FALSE(project->verify(core::VersionName("v1"))->faults.empty());
}

TEST(Project, LetsOnlyAThirdPersonDecideAndOnlyWhereReadingsDiffer) {
    SmallProject project(2);
    ASSERT_TRUE(project->assignAll(kA, kB));
    read(project, 0, kA, "normal");
    read(project, 0, kB, "normal");
    read(project, 1, kA, "normal");
    read(project, 1, kB, "dr");
    auto d = decision(project, 1, annotation::Verdict::AgreeWithA);
    EXPECT_EQ(project->adjudicate(d).error().code, ErrorCode::Forbidden) << "not compared yet";
    ASSERT_TRUE(project->compareAll());
    d.adjudicator = kA;
    EXPECT_EQ(project->adjudicate(d).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(
        project->adjudicate(decision(project, 0, annotation::Verdict::AgreeWithA)).error().code,
        ErrorCode::Forbidden);
    d.adjudicator = core::ReaderId("C");
    EXPECT_TRUE(project->adjudicate(d));
}

TEST(Project, KeepsOneReadersDraftFromTheOther) {
    SmallProject project(1);
    ASSERT_TRUE(project->assignAll(kA, kB));
    read(project, 0, kA, "dr", testing::square(2, 2, 10));
    EXPECT_FALSE(project->store().bothReadings(project.caseId(0)));
    const auto visible = project->store().readingsVisibleTo(kB, project.caseId(0));
    ASSERT_TRUE(visible);
    for (const auto& reading : *visible)
        EXPECT_NE(reading.reader, kA);
    const auto session = project->openSession(project.caseId(0), kB);
    ASSERT_TRUE(session);
    EXPECT_TRUE(session->findings().empty());
    EXPECT_EQ(project->openSession(project.caseId(0), core::ReaderId("C")).error().code,
              ErrorCode::Forbidden);
}

TEST(Project, IsOpenInSeveralProgramsAtATime) {
    SmallProject project(1);
    auto second = Project::open(project.folder());
    ASSERT_TRUE(second);
    ASSERT_TRUE(second->assignAll(kA, kB));
    EXPECT_EQ(project->store().cases()->at(0).readers.size(), 2U);
}

TEST(Project, LoadsAStoredImage) {
    SmallProject project(1);
    const auto loaded = project->load(project.imageOf(0));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->image->width(), SmallProject::kWidth);
    EXPECT_EQ(loaded->image->samplesPerPixel(), 3);
    EXPECT_EQ(project->load(project.imageOf(0), 1).error().code, ErrorCode::InvalidArgument);
}

TEST(Import, RefusesAKeyInsideTheProjectAndSourcesAroundIt) {
    SmallProject project(1);
    const auto outside = project.scratch() / "in";
    testing::fs::create_directories(outside);
    EXPECT_EQ(project->import({outside}, project.folder() / "key", {}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(
        project->import({project.scratch().path()}, project.scratch() / "key", {}).error().code,
        ErrorCode::InvalidArgument);
    EXPECT_EQ(project->import({outside + "-missing"}, project.scratch() / "key", {}).error().code,
              ErrorCode::NotFound);
}

} // namespace
} // namespace cw::workflow
