// SPDX-License-Identifier: Apache-2.0
// What a project goes by: an adopted eligibility file, and the thresholds of its comparisons.
#include "app/support/SmallProject.h"
#include "core/Files.h"

#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

using testing::SmallProject;
const core::ReaderId kA{"A"}, kB{"B"};

constexpr std::string_view kOurs = "concord-eligibility 1\n"
                                   "rule no-laser\n"
                                   "  for fundus dr\n"
                                   "  says not treated by laser\n"
                                   "  none\n"
                                   "  yes laser \"laser treatment\"\n"
                                   "rule gradable\n"
                                   "  for fundus dr\n"
                                   "  says gradable in the end\n"
                                   "  answer gradability \"gradability\" is good usable known good "
                                   "usable reject\n";

void know(SmallProject& project, std::size_t i, const std::string& laser) {
    const auto row = project->store().caseRow(project.caseId(i));
    ASSERT_TRUE(row);
    ASSERT_TRUE(project->store().setClinical(row->patient, {{"label", "dr"}, {"laser", laser}}));
}

void read(SmallProject& project, std::size_t i, const core::ReaderId& reader,
          const std::string& gradability, std::optional<core::Polygon> outline = {}) {
    auto session = project->openSession(project.caseId(i), reader);
    ASSERT_TRUE(session) << session.error().sentence();
    if (outline) {
        const annotation::Finding finding{
            session->nextLesionId(), project.imageOf(i), "exudate", *outline, {}};
        ASSERT_TRUE(session->apply(annotation::AddFinding{finding}));
    }
    ASSERT_TRUE(session->apply(annotation::SetAnswer{"gradability", {}, gradability}));
    ASSERT_TRUE(session->apply(annotation::SetAnswer{"diagnosis", {}, "dr"}));
    ASSERT_TRUE(project->submit(*session));
}

TEST(ProjectRules, AreTheProgrammesUntilOthersAreAdopted) {
    SmallProject project(1);
    EXPECT_EQ(project->eligibilityRules()->sha256, dataset::programmeRules().sha256);
    const auto adopted = project->adoptEligibilityRules(kOurs);
    ASSERT_TRUE(adopted) << adopted.error().sentence();
    EXPECT_EQ(project->eligibilityRules()->sha256, adopted->sha256);
    const auto trail = project->store().auditTrail();
    ASSERT_TRUE(trail && !trail->empty());
    EXPECT_EQ(trail->back().detail, adopted->sha256);
    EXPECT_EQ(project->adoptEligibilityRules("nothing").error().code, ErrorCode::Malformed);
    EXPECT_EQ(project->eligibilityRules()->sha256, adopted->sha256)
        << "what is bad replaces nothing";
    ASSERT_TRUE(core::writeWhole(project.folder() / "eligibility.rules", "concord"));
    EXPECT_EQ(project->eligibility().error().code, ErrorCode::Malformed)
        << "a damaged file is no reason to go by other rules";
}

TEST(ProjectRules, DecideWhoIsAssignedAndWhoIsFrozen) {
    SmallProject project(3);
    know(project, 0, "no");
    know(project, 1, "yes");
    know(project, 2, "no");
    const auto rules = project->adoptEligibilityRules(kOurs);
    ASSERT_TRUE(rules);
    const auto before = project->eligibility();
    ASSERT_TRUE(before);
    EXPECT_EQ(before->at(0).verdict, dataset::Eligible::Yes) << "nobody has read it";
    EXPECT_EQ(before->at(1).verdict, dataset::Eligible::No);
    EXPECT_EQ(before->at(1).value, "laser treatment: yes");
    EXPECT_EQ(*project->assignAll(kA, kB), 2U);
    for (const auto& reader : {kA, kB}) {
        read(project, 0, reader, "good");
        read(project, 2, reader, "reject");
    }
    EXPECT_EQ(project->eligibility()->at(2).verdict, dataset::Eligible::Yes)
        << "two readings that nobody has compared settle nothing";
    ASSERT_TRUE(project->compareAll());
    EXPECT_EQ(project->eligibility()->at(2).verdict, dataset::Eligible::No);
    EXPECT_EQ(project->eligibility()->at(2).value, "reject");
    const auto content = project->settledContent();
    ASSERT_TRUE(content) << content.error().sentence();
    ASSERT_EQ(content->images.size(), 1U);
    EXPECT_EQ(content->images[0].caseId, project.caseId(0));
    std::map<core::CaseId, std::string> excluded;
    for (const auto& entry : content->excluded)
        excluded[entry.caseId] = entry.reason;
    EXPECT_EQ(excluded[project.caseId(1)], "ineligible: no-laser");
    EXPECT_EQ(excluded[project.caseId(2)], "ineligible: gradable");
    const auto version = project->freeze(core::VersionName("v1"));
    ASSERT_TRUE(version) << version.error().sentence();
    const auto manifest = core::readText(version->folder / "manifest.json");
    ASSERT_TRUE(manifest);
    EXPECT_NE(manifest->find("no-laser: not treated by laser"), std::string::npos);
    EXPECT_NE(manifest->find(rules->sha256), std::string::npos);
}

TEST(ProjectRules, OfAComparisonMakeTheOutlinesOfTheTruth) {
    SmallProject project(1);
    ASSERT_TRUE(project->assignAll(kA, kB));
    read(project, 0, kA, "good", testing::square(4, 4, 20));
    read(project, 0, kB, "good", testing::square(4, 8, 20));
    ASSERT_TRUE(project->compareAll());
    const auto frozenArea = [&] {
        return core::areaPx2(project->settledContent()->images.at(0).findings.at(0).outline);
    };
    EXPECT_EQ(frozenArea(), 400);
    annotation::ComparisonRules rules;
    rules.gold = annotation::GoldContour::Union;
    ASSERT_TRUE(project->compareAll(rules));
    EXPECT_NEAR(frozenArea(), 480, 1e-6);
    const auto stored = project->store().comparison(project.caseId(0));
    ASSERT_TRUE(stored && *stored);
    EXPECT_EQ((*stored)->rules, rules) << "the thresholds stay with the result";
    EXPECT_TRUE((*stored)->lesions.at(0).metrics);
}

} // namespace
} // namespace cw::workflow
