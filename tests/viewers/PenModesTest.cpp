// SPDX-License-Identifier: Apache-2.0
// The pen beyond corners: whole lesions, brush, ellipse, points, clusters, live wire, split, merge.
#include "annotation/Outlines.h"
#include "viewers/PolygonTool.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace cw::viewers {
namespace {

using annotation::Finding;
using core::areaPx2;
using core::LesionId;
using core::PointPx;
using Mode = PolygonTool::Mode;
using State = PolygonTool::State;
using Refusal = PolygonTool::Refusal;

const core::ImageId kImage("image");
constexpr double kPixelSize = 4;

Finding square(const char* id, double left, double top, double side) {
    return {LesionId(id),
            kImage,
            "mass",
            {{{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}}},
            {{"shape", "oval"}}};
}

class PenModesTest : public ::testing::Test {
protected:
    PenModesTest() { scene({}); }
    void scene(std::vector<Finding> findings) {
        m_tool.setScene(kImage, 2000, 3000, std::move(findings));
    }
    PolygonTool::Outcome click(PointPx at) {
        const auto outcome = m_tool.press({at, kPixelSize});
        const auto released = m_tool.release({at, kPixelSize});
        return outcome.edit || outcome.refusal != Refusal::None ? outcome : released;
    }
    PolygonTool::Outcome stroke(std::vector<PointPx> way) {
        const auto outcome = m_tool.press({way.front(), kPixelSize});
        for (const auto& p : way)
            m_tool.move({p, kPixelSize}, true);
        const auto released = m_tool.release({way.back(), kPixelSize});
        return released.edit || released.refusal != Refusal::None ? released : outcome;
    }
    template <class E>
    static const E* as(const PolygonTool::Outcome& outcome) {
        return outcome.edit ? std::get_if<E>(&*outcome.edit) : nullptr;
    }
    PolygonTool m_tool;
};

TEST_F(PenModesTest, MovesAWholeLesionOnlyWhenItWasPickedBefore) {
    scene({square("L1", 500, 500, 400)});
    EXPECT_FALSE(stroke({{700, 700}, {900, 800}}).edit) << "the first press only picks";
    const auto outcome = stroke({{700, 700}, {750, 720}, {900, 800}});
    const auto* change = as<annotation::SetOutline>(outcome);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->after, annotation::moved(change->before, 200, 100));
    EXPECT_FALSE(stroke({{700, 700}, {702, 701}}).edit) << "a hand that trembles moves nothing";
    const auto far = stroke({{700, 700}, {-900, 100}});
    ASSERT_TRUE(as<annotation::SetOutline>(far));
    EXPECT_DOUBLE_EQ(core::boundsOf(as<annotation::SetOutline>(far)->after).left, 0);
}

TEST_F(PenModesTest, SculptPushesTheBorderOutFromInsideAndInFromOutside) {
    scene({square("L1", 500, 500, 400)});
    m_tool.setMode(Mode::Sculpt);
    while (*m_tool.reach() < 60)
        m_tool.growReach(1.2);
    const double r = *m_tool.reach();
    const auto out = stroke({{700, 700}, {870, 700}, {950, 700}});
    const auto* grown = as<annotation::SetOutline>(out);
    ASSERT_TRUE(grown);
    EXPECT_EQ(m_tool.selected(), LesionId("L1"));
    // By hand: a bump as wide as the brush, its head a half disc around (950, 700).
    const double bump = 2 * r * 50 + std::numbers::pi * r * r / 2;
    EXPECT_NEAR(areaPx2(grown->after) - 160000, bump, 0.03 * bump);
    EXPECT_TRUE(core::contains(grown->after, {950 + r - 5, 700}));

    const auto in = stroke({{1200, 700}, {1000, 700}, {850, 700}});
    const auto* shrunk = as<annotation::SetOutline>(in);
    ASSERT_TRUE(shrunk);
    EXPECT_FALSE(core::contains(shrunk->after, {850, 700}));
    EXPECT_LT(areaPx2(shrunk->after), 160000);
    EXPECT_FALSE(stroke({{1500, 2000}, {1600, 2000}}).edit) << "a brush that touches nothing";
}

TEST_F(PenModesTest, SculptNeverLeavesTheImageNorTakesTheWholeLesion) {
    scene({square("L1", 10, 500, 300)});
    m_tool.setMode(Mode::Sculpt);
    m_tool.growReach(20);
    const auto out = stroke({{150, 650}, {20, 650}});
    ASSERT_TRUE(as<annotation::SetOutline>(out));
    EXPECT_TRUE(core::checkStorable(as<annotation::SetOutline>(out)->after, 2000, 3000));
    m_tool.cancel();
    m_tool.select(LesionId("L1"));
    const auto gone = stroke({{900, 650}, {150, 650}});
    if (const auto* left = as<annotation::SetOutline>(gone)) {
        EXPECT_TRUE(core::checkStorable(left->after, 2000, 3000));
    }
}

TEST_F(PenModesTest, EscGivesTheOutlineBackInTheMiddleOfAPush) {
    scene({square("L1", 500, 500, 400)});
    m_tool.setMode(Mode::Sculpt);
    m_tool.press({{700, 700}, kPixelSize});
    m_tool.move({{950, 700}, kPixelSize}, true);
    EXPECT_EQ(m_tool.state(), State::Sculpting);
    EXPECT_TRUE(m_tool.cancel());
    EXPECT_FALSE(m_tool.dragged());
    EXPECT_FALSE(m_tool.release({{950, 700}, kPixelSize}).edit);
}

TEST_F(PenModesTest, DrawsAnEllipseInItsBox) {
    m_tool.setMode(Mode::Ellipse);
    const auto outcome = stroke({{400, 300}, {500, 500}, {800, 500}});
    const auto* added = as<annotation::AddFinding>(outcome);
    ASSERT_TRUE(added);
    EXPECT_NEAR(areaPx2(added->finding.outline), std::numbers::pi * 200 * 100, 250);
    EXPECT_NEAR(core::centroid(added->finding.outline).x, 600, 1e-6);
    EXPECT_FALSE(click({400, 300}).edit) << "a click is no ellipse";
    EXPECT_EQ(m_tool.state(), State::Idle);
}

TEST_F(PenModesTest, PutsAPointLesionWithOneClickAndTwoWithAFastSecond) {
    m_tool.setMode(Mode::Point);
    const auto* added = as<annotation::AddFinding>(click({300, 400}));
    const auto outcome = click({300, 400});
    added = as<annotation::AddFinding>(outcome);
    ASSERT_TRUE(added);
    EXPECT_NEAR(core::centroid(added->finding.outline).x, 300, 1e-9);
    EXPECT_NEAR(core::boundsOf(added->finding.outline).width(), 2 * *m_tool.reach(), 1e-9);
    EXPECT_TRUE(m_tool.doubleClick({{350, 400}, kPixelSize}).edit);
    const double before = *m_tool.reach();
    m_tool.growReach(2);
    EXPECT_DOUBLE_EQ(*m_tool.reach(), 2 * before);
    EXPECT_TRUE(as<annotation::AddFinding>(click({0, 400}))) << "cut off at the border";
}

TEST_F(PenModesTest, PutsAHullAroundAClusterAndCountsIt) {
    m_tool.setMode(Mode::Cluster);
    for (const PointPx p : {PointPx{500, 500}, {600, 500}, {550, 520}, {550, 600}})
        EXPECT_FALSE(click(p).edit);
    EXPECT_TRUE(m_tool.undoPoint());
    click({560, 640});
    const auto outcome = m_tool.close();
    const auto* added = as<annotation::AddFinding>(outcome);
    ASSERT_TRUE(added);
    EXPECT_EQ(added->finding.attributes.at("count"), "4");
    for (const PointPx p : {PointPx{500, 500}, {600, 500}, {550, 520}, {560, 640}})
        EXPECT_TRUE(core::contains(added->finding.outline, p));
    click({900, 900}); // a cluster of one is a point
    EXPECT_TRUE(m_tool.close().edit);
}

TEST_F(PenModesTest, LaysALiveWireAlongWhatTheTracerSays) {
    // A tracer that always makes a detour over a corner.
    m_tool.setEdgeTracer([](PointPx seed, double) {
        return [seed](PointPx target) {
            return std::vector<PointPx>{seed, {target.x, seed.y}, target};
        };
    });
    m_tool.setMode(Mode::LiveWire);
    click({500, 500});
    m_tool.move({{800, 900}, kPixelSize}, false);
    EXPECT_EQ(m_tool.wire(), (std::vector<PointPx>{{500, 500}, {800, 500}, {800, 900}}));
    click({800, 900});
    EXPECT_EQ(m_tool.draft(), (std::vector<PointPx>{{500, 500}, {800, 500}, {800, 900}}));
    click({900, 1200});
    EXPECT_EQ(m_tool.draft().size(), 5U);
    EXPECT_TRUE(m_tool.undoPoint()); // a click and its wire
    EXPECT_EQ(m_tool.draft().size(), 3U);
    const auto outcome = m_tool.close(); // home along the tracer too
    const auto* added = as<annotation::AddFinding>(outcome);
    ASSERT_TRUE(added);
    EXPECT_EQ(added->finding.outline.vertices,
              (std::vector<PointPx>{{500, 500}, {800, 500}, {800, 900}, {500, 900}}));
}

TEST_F(PenModesTest, SplitsALesionInOneStepThatKeepsLabelAndArea) {
    scene({square("L1", 500, 500, 400)});
    m_tool.setMode(Mode::Split);
    const auto outcome = stroke({{600, 400}, {600, 700}, {600, 1000}});
    const auto* group = as<annotation::EditGroup>(outcome);
    ASSERT_TRUE(group);
    ASSERT_EQ(group->edits.size(), 2U);
    const auto& kept = std::get<annotation::SetOutline>(group->edits[0]);
    const auto& added = std::get<annotation::AddFinding>(group->edits[1]);
    EXPECT_DOUBLE_EQ(areaPx2(kept.after), 300 * 400);
    EXPECT_DOUBLE_EQ(areaPx2(added.finding.outline), 100 * 400);
    EXPECT_EQ(added.finding.label, "mass");
    EXPECT_EQ(added.finding.attributes.at("shape"), "oval");
    EXPECT_EQ(stroke({{600, 400}, {600, 700}}).refusal, Refusal::NotAcross);
    scene({square("L1", 500, 500, 400), square("L2", 550, 1000, 300)});
    EXPECT_EQ(stroke({{600, 400}, {600, 1500}}).refusal, Refusal::NotAcross) << "which of the two?";
    m_tool.select(LesionId("L2"));
    EXPECT_TRUE(stroke({{600, 400}, {600, 1500}}).edit);
}

TEST_F(PenModesTest, MergesOverlappingLesionsAndRefusesOnesApart) {
    scene({square("L1", 500, 500, 400), square("L2", 800, 600, 400), square("L3", 1500, 600, 100)});
    m_tool.setMode(Mode::Merge);
    EXPECT_EQ(click({100, 100}).refusal, Refusal::NothingSelected);
    click({550, 550});
    EXPECT_EQ(m_tool.selected(), LesionId("L1")) << "the first click picks";
    const auto outcome = click({1100, 900});
    const auto* group = as<annotation::EditGroup>(outcome);
    ASSERT_TRUE(group);
    EXPECT_DOUBLE_EQ(areaPx2(std::get<annotation::SetOutline>(group->edits[0]).after),
                     2 * 160000 - 100 * 300);
    EXPECT_EQ(std::get<annotation::RemoveFinding>(group->edits[1]).finding.id, LesionId("L2"));
    EXPECT_EQ(click({1550, 650}).refusal, Refusal::Apart);
}

TEST_F(PenModesTest, PastesACopyAroundThePointerInsideTheImage) {
    const auto outcome = m_tool.paste(square("L1", 500, 500, 400), {1950, 1000});
    const auto* added = as<annotation::AddFinding>(outcome);
    ASSERT_TRUE(added);
    EXPECT_TRUE(added->finding.id.empty());
    EXPECT_EQ(added->finding.attributes.at("shape"), "oval");
    EXPECT_DOUBLE_EQ(core::boundsOf(added->finding.outline).right, 2000);
    EXPECT_DOUBLE_EQ(core::boundsOf(added->finding.outline).top, 800);
}

TEST_F(PenModesTest, SmoothsAndThinsTheSelectedOutline) {
    auto rough = square("L1", 500, 500, 400);
    rough.outline = annotation::disc({700, 700}, 300, 200);
    scene({square("L2", 1200, 1200, 400), rough});
    EXPECT_EQ(m_tool.smoothSelected(kPixelSize).refusal, Refusal::NothingSelected);
    m_tool.select(LesionId("L1"));
    const auto thinned = m_tool.simplifySelected(kPixelSize);
    ASSERT_TRUE(as<annotation::SetOutline>(thinned));
    EXPECT_LT(as<annotation::SetOutline>(thinned)->after.vertices.size(), 60U);
    EXPECT_NEAR(areaPx2(as<annotation::SetOutline>(thinned)->after), areaPx2(rough.outline), 8000);
    m_tool.select(LesionId("L2"));
    const auto smooth = m_tool.smoothSelected(kPixelSize);
    ASSERT_TRUE(as<annotation::SetOutline>(smooth));
    const auto& rounded = as<annotation::SetOutline>(smooth)->after;
    EXPECT_GT(rounded.vertices.size(), 8U);
    EXPECT_FALSE(core::contains(rounded, {1210, 1210})) << "the corner is round";
}

TEST_F(PenModesTest, SnapsToTheBorderNearItAndToOutlinesWithControl) {
    scene({square("L1", 500, 500, 400)});
    m_tool.setMode(Mode::Polygon);
    m_tool.press({{10, 1000}, kPixelSize}); // 2.5 screen pixels from the border
    m_tool.release({{10, 1000}, kPixelSize});
    EXPECT_DOUBLE_EQ(m_tool.draft()[0].x, 0);
    PolygonTool::Pointer near{{880, 700}, kPixelSize};
    m_tool.press(near);
    m_tool.release(near);
    EXPECT_DOUBLE_EQ(m_tool.draft()[1].x, 880) << "only when asked";
    near.snap = true;
    m_tool.press(near);
    EXPECT_DOUBLE_EQ(m_tool.draft()[2].x, 900);
    EXPECT_DOUBLE_EQ(m_tool.draft()[2].y, 700);
}

TEST_F(PenModesTest, DoesNothingInAnyModeWhereReadingOnly) {
    scene({square("L1", 500, 500, 400)});
    m_tool.setReadOnly(true);
    for (const auto mode : {Mode::Polygon, Mode::LiveWire, Mode::Ellipse, Mode::Point,
                            Mode::Cluster, Mode::Sculpt, Mode::Split, Mode::Merge}) {
        m_tool.setMode(mode);
        EXPECT_EQ(m_tool.mode(), Mode::Select);
        EXPECT_FALSE(stroke({{700, 700}, {900, 900}}).edit);
        EXPECT_FALSE(stroke({{700, 700}, {900, 900}}).edit);
    }
    EXPECT_FALSE(m_tool.paste(square("L1", 500, 500, 400), {600, 600}).edit);
    EXPECT_FALSE(m_tool.smoothSelected(1).edit);
}

} // namespace
} // namespace cw::viewers
