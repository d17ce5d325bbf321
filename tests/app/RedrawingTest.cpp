// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Redrawing.h"
#include "app/support/SmallProject.h"
#include "app/workflow/DoubleReading.h"

#include <gtest/gtest.h>

namespace cw::workflow {
namespace {

using testing::SmallProject;
const core::ReaderId kA{"A"}, kB{"B"}, kC{"C"};

/// Case 0: A drew a lesion and calls it dr, B drew nothing and calls it amd; compared.
struct Differing : SmallProject {
    Differing() : SmallProject(1) {
        EXPECT_TRUE((*this)->assignAll(kA, kB));
        readBoth("dr", "amd");
    }
    void readBoth(const std::string& saysA, const std::string& saysB) {
        for (const auto& reader : {kA, kB}) {
            auto session = (*this)->openSession(caseId(0), reader);
            if (reader == kA && session->findings().empty()) {
                const annotation::Finding finding{
                    session->nextLesionId(), imageOf(0), "exudate", testing::square(2, 2, 10), {}};
                EXPECT_TRUE(session->apply(annotation::AddFinding{finding}));
            }
            annotation::SetAnswer answer{"diagnosis", {}, reader == kA ? saysA : saysB};
            if (const auto said = session->answers().find("diagnosis");
                said != session->answers().end())
                answer.before = said->second; // taken up again, with what was said before
            EXPECT_TRUE(session->apply(answer));
            EXPECT_TRUE((*this)->submit(*session));
        }
        EXPECT_TRUE((*this)->compareAll());
    }
    annotation::Reading readingOf(const core::ReaderId& reader) {
        const auto both = (*this)->store().bothReadings(caseId(0));
        return both->first.reader == reader ? both->first : both->second;
    }
};

TEST(Redrawing, BecomesTheTruthAndLeavesBothReadingsAsTheyWere) {
    Differing project;
    const auto a = project.readingOf(kA), b = project.readingOf(kB);
    auto session = openRedrawing(*project, project.caseId(0), kC, a);
    ASSERT_TRUE(session) << session.error().sentence();
    ASSERT_EQ(session->findings().size(), 1U);
    EXPECT_EQ(session->findings().front().outline, testing::square(2, 2, 10));
    EXPECT_EQ(session->answers(), a.answers);
    ASSERT_TRUE(session->apply(annotation::AddFinding{
        {session->nextLesionId(), project.imageOf(0), "exudate", testing::square(20, 20, 5), {}}}));
    const auto done = submitRedrawing(*project, *session, "both are there");
    ASSERT_TRUE(done) << done.error().sentence();

    const auto content = project->settledContent();
    ASSERT_TRUE(content) << content.error().sentence();
    ASSERT_EQ(content->images.size(), 1U);
    EXPECT_EQ(content->images.front().label, "dr");
    EXPECT_EQ(content->images.front().findings.size(), 2U);
    EXPECT_EQ(project.readingOf(kA), a);
    EXPECT_EQ(project.readingOf(kB), b);
    const auto decision = project->store().decision(project.caseId(0));
    ASSERT_TRUE(decision && *decision && (*decision)->redrawn);
    EXPECT_EQ((*decision)->verdict, annotation::Verdict::Redrawn);
    EXPECT_EQ((*decision)->redrawn->reader, kC);
    EXPECT_EQ((*decision)->comment, "both are there");
}

TEST(Redrawing, GoesOnWhereItWasLeftWhateverItWasToBeginWith) {
    Differing project;
    const auto id = project.caseId(0);
    EXPECT_FALSE(*redrawingBegun(*project, id, kC));
    {
        auto session = openRedrawing(*project, id, kC, std::nullopt);
        ASSERT_TRUE(session);
        EXPECT_TRUE(session->findings().empty());
        EXPECT_TRUE(session->answers().empty());
        ASSERT_TRUE(session->apply(annotation::SetAnswer{"diagnosis", {}, "rvo"}));
    }
    EXPECT_TRUE(*redrawingBegun(*project, id, kC));
    EXPECT_FALSE(*redrawingBegun(*project, id, core::ReaderId("D")));
    auto again = openRedrawing(*project, id, kC, project.readingOf(kA));
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->findings().empty());
    EXPECT_EQ(again->answers().at("diagnosis"), "rvo");
}

TEST(Redrawing, IsForAThirdPersonAndForCasesThatWaitForOne) {
    Differing project;
    const auto id = project.caseId(0);
    const auto code = [&](const core::ReaderId& who) {
        const auto opened = openRedrawing(*project, id, who, std::nullopt);
        return opened ? ErrorCode::Internal : opened.error().code;
    };
    EXPECT_EQ(code(kA), ErrorCode::Forbidden);
    EXPECT_EQ(code(core::ReaderId()), ErrorCode::InvalidArgument);
    ASSERT_EQ(*openCrossChecks(*project, "K"), 1U);
    EXPECT_EQ(code(kC), ErrorCode::Forbidden); // the readers have it
    SmallProject unread(1);
    EXPECT_FALSE(openRedrawing(*unread, unread.caseId(0), kC, std::nullopt));
}

TEST(Redrawing, ACaseThatWasReopenedIsDrawnAnew) {
    Differing project;
    const auto id = project.caseId(0);
    {
        auto session = openRedrawing(*project, id, kC, project.readingOf(kA));
        ASSERT_TRUE(session && submitRedrawing(*project, *session, ""));
        EXPECT_FALSE(submitRedrawing(*project, *session, "")); // once
    }
    EXPECT_EQ(openRedrawing(*project, id, kC, std::nullopt).error().code,
              ErrorCode::Forbidden); // decided
    ASSERT_TRUE(storage::CaseProcess(project->store()).reopen(id, "K", "image was exchanged"));
    project.readBoth("rvo", "glaucoma");
    EXPECT_FALSE(*redrawingBegun(*project, id, kC));
    const auto anew = openRedrawing(*project, id, kC, std::nullopt);
    ASSERT_TRUE(anew) << anew.error().sentence();
    EXPECT_TRUE(anew->findings().empty()); // nothing of the first drawing
}

} // namespace
} // namespace cw::workflow
