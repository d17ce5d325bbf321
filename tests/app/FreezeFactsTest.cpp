// SPDX-License-Identifier: Apache-2.0
// What a project's version knows of its sources, and the contact sheets made from it.
#include "app/support/SettledProject.h"
#include "app/workflow/ContactSheet.h"
#include "core/Files.h"

#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

using nlohmann::json;
using testing::SettledProject;
namespace fs = std::filesystem;

const core::VersionName kName("v1");

TEST(FreezeFacts, AreThoseOfTheStore) {
    SettledProject project;
    ASSERT_TRUE(project->store().setClinical(core::PatientKey("P-1"),
                                             {{"age", "54"}, {"laser", "yes"}, {"birads", ""}}));
    ASSERT_TRUE(project->store().audit("import", "image " + project.imageOf(1).text(),
                                       "curation; profile sha256 " + std::string(64, 'c') +
                                           "; key 12; keep 3"));
    ASSERT_TRUE(project->store().audit("import", "image " + project.imageOf(0).text(),
                                       "basic; key 12; keep 3")); // as before there was a hash
    FreezeOptions options;
    options.papers = {{"licence", ".txt", "for research"}};
    ASSERT_TRUE(project->freeze(kName, options));
    const auto version = project->version(kName).value();
    const auto readings = project->store().bothReadings(project.caseId(1)).value();
    const auto& cases = version.content.cases;
    ASSERT_EQ(cases.size(), 2U);
    EXPECT_EQ(cases[1].caseId, project.caseId(1));
    EXPECT_EQ(cases[1].readingA, readings.first.id.text());
    EXPECT_EQ(cases[1].readingB, readings.second.id.text());
    EXPECT_EQ(cases[1].readerA.text() + cases[1].readerB.text(), "AB");
    EXPECT_EQ(cases[1].origin, "agreed");
    EXPECT_EQ(cases[1].adjudicationSha256, "");
    EXPECT_EQ(cases[1].thresholds.at("agreeIou"), 0.5);
    EXPECT_EQ(cases[1].eligibility, "unknown");
    EXPECT_TRUE(version.content.provenance.software.starts_with("concord "));
    EXPECT_FALSE(version.content.provenance.syntheticPatients);
    EXPECT_EQ(version.content.papers, options.papers);
    for (const auto& image : version.content.images) {
        const bool second = image.id == project.imageOf(1);
        EXPECT_EQ(image.programme.ageBand, second ? "50-59" : "");
        EXPECT_EQ(image.programme.laser, second ? "yes" : "");
        EXPECT_EQ(image.programme.birads, "");
        EXPECT_EQ(image.profile, second ? "curation" : "basic");
        EXPECT_EQ(image.profileSha256, second ? std::string(64, 'c') : "");
    }
}

TEST(FreezeFacts, SayThatADemoIsSynthetic) {
    SettledProject project;
    ASSERT_TRUE(project->store().audit("demo", "synthetic", "all patients are synthetic"));
    ASSERT_TRUE(project->freeze(kName));
    const auto version = project->version(kName).value();
    EXPECT_TRUE(version.content.provenance.syntheticPatients);
    EXPECT_TRUE(version.content.provenance.simulatedReaders);
}

TEST(FreezeFacts, AVersionIsRefusedWhereTheNumbersOfAnEarlierOneAreLost) {
    SettledProject project;
    ASSERT_TRUE(project->freeze(kName));
    ASSERT_TRUE(project->freeze(core::VersionName("v2")));
    fs::remove(project.folder() / "versions/v1/manifest.json");
    const auto third = project->freeze(core::VersionName("v3"));
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, ErrorCode::Corrupt);
}

// -- contact sheets
// --------------------------------------------------------------------------------

/// How many pixels of a page are of the outline's blue; everything else here is grey or black.
std::size_t bluePixels(const core::Image& page) {
    const auto samples = page.samples<std::uint8_t>();
    std::size_t count = 0;
    for (std::size_t i = 0; i + 2 < samples.size(); i += 3)
        count += samples[i + 2] > samples[i] + 40 ? 1U : 0U;
    return count;
}

TEST(ContactSheet, ShowsEveryLesionWithItsOutline) {
    SettledProject project;
    ASSERT_TRUE(project->freeze(kName));
    const auto folder = project.scratch() / "sheets";
    const auto report = contactSheet(*project, kName, {folder, 24, false});
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_EQ(report->lesions, 1U);
    EXPECT_EQ(report->pages, 1U);
    EXPECT_EQ(report->unreadable, 0U);
    const auto page = imaging::readPicture(folder + "/page-001.png");
    ASSERT_TRUE(page);
    // A square of 12 px in a crop of 96 px: 4 x 12 x 240 / 96 = 120 px of line.
    // One to three wide: it is drawn smoothly.
    const auto line = bluePixels(page->image);
    EXPECT_GE(line, 110U);
    EXPECT_LE(line, 400U);
    const auto html = core::readText(fs::path(folder) / "index.html").value();
    EXPECT_NE(html.find("<td>haemorrhage</td>"), std::string::npos);
    EXPECT_NE(html.find("<td>12 x 12 px</td>"), std::string::npos);
    EXPECT_NE(html.find(project.caseId(1).text()), std::string::npos);
    EXPECT_EQ(html.find("SENTINEL"), std::string::npos);
    EXPECT_EQ(html.find("http"), std::string::npos);
}

TEST(ContactSheet, ShowsATileThatSaysSoWhereAnImageIsDamaged) {
    SettledProject project;
    ASSERT_TRUE(project->freeze(kName));
    const auto id = project.imageOf(1).text();
    testing::write(project.folder() / "images" / id.substr(0, 2) / id, "no picture");
    const auto report = contactSheet(*project, kName, {project.scratch() / "sheets", 24, true});
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_EQ(report->unreadable, 1U);
    EXPECT_TRUE(fs::exists(project.scratch() / "sheets/page-001.jpg"));
}

TEST(ContactSheet, RefusesFullFoldersAndImpossiblePages) {
    SettledProject project;
    ASSERT_TRUE(project->freeze(kName));
    for (const int perPage : {0, 101, -3})
        EXPECT_EQ(contactSheet(*project, kName, {project.scratch() / "s", perPage}).error().code,
                  ErrorCode::InvalidArgument);
    fs::create_directory(project.scratch() / "s");
    testing::write(project.scratch() / "s/mine", "text");
    EXPECT_EQ(contactSheet(*project, kName, {project.scratch() / "s"}).error().code,
              ErrorCode::Conflict);
    EXPECT_EQ(
        contactSheet(*project, core::VersionName("v9"), {project.scratch() / "t"}).error().code,
        ErrorCode::NotFound);
}

} // namespace
} // namespace cw::workflow
