// SPDX-License-Identifier: Apache-2.0
#include "viewers/PolygonTool.h"

#include <cmath>
#include <gtest/gtest.h>

namespace cw::viewers {
namespace {

using annotation::Finding;
using core::LesionId;
using core::PointPx;
using Mode = PolygonTool::Mode;
using State = PolygonTool::State;
using Refusal = PolygonTool::Refusal;

const core::ImageId kImage("image");
constexpr double kPixelSize = 4; // one screen pixel is four image pixels: a mammogram fitted

Finding square(const char* id, double left, double top, double side) {
    return {LesionId(id),
            kImage,
            "mass",
            {{{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}}},
            {}};
}

class PolygonToolTest : public ::testing::Test {
protected:
    PolygonToolTest() { scene({}); }
    void scene(std::vector<Finding> findings) {
        m_tool.setScene(kImage, 2000, 3000, std::move(findings));
    }
    PolygonTool::Outcome click(PointPx at, bool alt = false) {
        const auto outcome = m_tool.press({at, kPixelSize, alt});
        const auto released = m_tool.release({at, kPixelSize, alt});
        return outcome.edit ? outcome : released;
    }
    void drag(PointPx from, PointPx to) {
        m_tool.press({from, kPixelSize});
        m_tool.move({to, kPixelSize}, true);
    }
    template <class E>
    static const E* as(const PolygonTool::Outcome& outcome) {
        return outcome.edit ? std::get_if<E>(&*outcome.edit) : nullptr;
    }
    PolygonTool m_tool;
};

TEST_F(PolygonToolTest, ProposesAFindingWhenTheShapeIsClosedByEnter) {
    m_tool.setMode(Mode::Polygon);
    for (const PointPx p : {PointPx{100, 100}, {500, 100}, {500, 500}})
        EXPECT_FALSE(click(p).edit);
    const auto outcome = m_tool.close();
    const auto* added = as<annotation::AddFinding>(outcome);
    ASSERT_TRUE(added);
    EXPECT_EQ(added->finding.outline.vertices,
              (std::vector<PointPx>{{100, 100}, {500, 100}, {500, 500}}));
    EXPECT_EQ(added->finding.image, kImage);
    EXPECT_TRUE(added->finding.id.empty()); // the session's business
    EXPECT_EQ(m_tool.state(), State::Idle);
}

TEST_F(PolygonToolTest, ClosesByAClickNearTheStart) {
    m_tool.setMode(Mode::Polygon);
    for (const PointPx p : {PointPx{100, 100}, {500, 100}, {500, 500}})
        click(p);
    EXPECT_TRUE(as<annotation::AddFinding>(click({120, 110}))); // within nine screen pixels
}

TEST_F(PolygonToolTest, ClosesByADoubleClickWithoutASecondVertexThere) {
    m_tool.setMode(Mode::Polygon);
    for (const PointPx p : {PointPx{100, 100}, {500, 100}, {500, 500}})
        click(p);
    const auto outcome = m_tool.doubleClick({{500, 500}, kPixelSize});
    ASSERT_TRUE(as<annotation::AddFinding>(outcome));
    EXPECT_EQ(as<annotation::AddFinding>(outcome)->finding.outline.vertices.size(), 3U);
}

TEST_F(PolygonToolTest, StoresClockwiseHoweverItWasDrawn) {
    m_tool.setMode(Mode::Polygon);
    for (const PointPx p : {PointPx{500, 500}, {500, 100}, {100, 100}})
        click(p);
    const auto outcome = m_tool.close();
    EXPECT_EQ(as<annotation::AddFinding>(outcome)->finding.outline.vertices,
              (std::vector<PointPx>{{100, 100}, {500, 100}, {500, 500}}));
}

TEST_F(PolygonToolTest, RefusesTwoVerticesAndKeepsTheDraft) {
    m_tool.setMode(Mode::Polygon);
    click({100, 100});
    click({500, 100});
    EXPECT_EQ(m_tool.close().refusal, Refusal::TooFewVertices);
    EXPECT_EQ(m_tool.draft().size(), 2U);
}

TEST_F(PolygonToolTest, RefusesCrossingEdges) {
    m_tool.setMode(Mode::Polygon);
    for (const PointPx p : {PointPx{100, 100}, {500, 500}, {500, 100}, {100, 600}})
        click(p);
    const auto outcome = m_tool.close();
    EXPECT_FALSE(outcome.edit);
    EXPECT_EQ(outcome.refusal, Refusal::EdgesCross);
}

TEST_F(PolygonToolTest, KeepsVerticesInsideTheImage) {
    m_tool.setMode(Mode::Polygon);
    for (const PointPx p : {PointPx{-50, -50}, {2500, 100}, {500, 3500}})
        click(p);
    const auto outcome = m_tool.close();
    ASSERT_TRUE(as<annotation::AddFinding>(outcome));
    EXPECT_EQ(as<annotation::AddFinding>(outcome)->finding.outline.vertices,
              (std::vector<PointPx>{{0, 0}, {2000, 100}, {500, 3000}}));
}

TEST_F(PolygonToolTest, DrawsFreehandInOneStroke) {
    m_tool.setMode(Mode::Freehand);
    m_tool.press({{1000, 500}, kPixelSize});
    for (int degrees = 5; degrees < 355; degrees += 5) {
        const double a = degrees * 3.14159265 / 180;
        m_tool.move({{1000 + 400 * std::sin(a), 900 - 400 * std::cos(a)}, kPixelSize}, true);
    }
    const auto outcome = m_tool.release({{965, 502}, kPixelSize});
    ASSERT_TRUE(as<annotation::AddFinding>(outcome));
    const auto& outline = as<annotation::AddFinding>(outcome)->finding.outline;
    EXPECT_NEAR(core::areaPx2(outline), 3.14159265 * 400 * 400, 6000);
    EXPECT_LT(outline.vertices.size(), 71U); // thinned to what the screen could show
}

TEST_F(PolygonToolTest, MixesClicksAndStrokes) {
    m_tool.setMode(Mode::Polygon);
    click({100, 100});
    m_tool.press({{500, 100}, kPixelSize});
    m_tool.move({{600, 300}, kPixelSize}, true);
    m_tool.release({{600, 300}, kPixelSize});
    click({100, 500});
    EXPECT_EQ(m_tool.draft().size(), 4U);
}

TEST_F(PolygonToolTest, TakesTheLastPointBackWhileDrawing) {
    m_tool.setMode(Mode::Polygon);
    click({100, 100});
    click({500, 100});
    EXPECT_TRUE(m_tool.undoPoint());
    EXPECT_EQ(m_tool.draft().size(), 1U);
    EXPECT_TRUE(m_tool.undoPoint());
    EXPECT_EQ(m_tool.state(), State::Idle);
    EXPECT_FALSE(m_tool.undoPoint()); // now the session's undo
}

TEST_F(PolygonToolTest, CancelsTheDraftFirstAndTheSelectionNext) {
    scene({square("L1", 100, 100, 400)});
    m_tool.select(LesionId("L1"));
    m_tool.setMode(Mode::Polygon);
    click({1000, 1000});
    EXPECT_TRUE(m_tool.cancel());
    EXPECT_TRUE(m_tool.draft().empty());
    EXPECT_EQ(m_tool.selected(), LesionId("L1"));
    EXPECT_TRUE(m_tool.cancel());
    EXPECT_TRUE(m_tool.selected().empty());
    EXPECT_FALSE(m_tool.cancel());
}

TEST_F(PolygonToolTest, SelectsTheSmallerOfTwoNestedFindings) {
    scene({square("inner", 300, 300, 100), square("outer", 100, 100, 600)});
    click({350, 350});
    EXPECT_EQ(m_tool.selected(), LesionId("inner"));
    click({600, 600});
    EXPECT_EQ(m_tool.selected(), LesionId("outer"));
    click({1500, 1500});
    EXPECT_TRUE(m_tool.selected().empty());
}

TEST_F(PolygonToolTest, ADraggedVertexIsOneEditAtTheRelease) {
    scene({square("L1", 100, 100, 400)});
    click({300, 300});
    m_tool.press({{510, 505}, kPixelSize}); // beside the vertex, within reach
    EXPECT_EQ(m_tool.state(), State::DraggingVertex);
    for (int i = 1; i <= 10; ++i)
        EXPECT_FALSE(m_tool.move({{500.0 + 10 * i, 500}, kPixelSize}, true).edit);
    EXPECT_EQ(m_tool.dragged()->vertices[2], (PointPx{600, 500}));
    const auto outcome = m_tool.release({{600, 500}, kPixelSize});
    const auto* moved = as<annotation::MoveVertex>(outcome);
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->index, 2U);
    EXPECT_EQ(moved->from, (PointPx{500, 500}));
    EXPECT_EQ(moved->to, (PointPx{600, 500}));
}

TEST_F(PolygonToolTest, AClickOnAVertexMovesNothing) {
    scene({square("L1", 100, 100, 400)});
    click({300, 300});
    EXPECT_FALSE(click({505, 505}).edit);
    EXPECT_EQ(m_tool.selectedVertex(), 2U);
}

TEST_F(PolygonToolTest, RefusesADragThatCrossesEdges) {
    scene({square("L1", 100, 100, 400)});
    click({300, 300});
    drag({500, 500}, {50, 300});
    const auto outcome = m_tool.release({{50, 300}, kPixelSize});
    EXPECT_FALSE(outcome.edit);
    EXPECT_EQ(outcome.refusal, Refusal::EdgesCross);
    EXPECT_FALSE(m_tool.dragged());
}

TEST_F(PolygonToolTest, InsertsAVertexOnTheEdgeByAltClickOrDoubleClick) {
    scene({square("L1", 100, 100, 400)});
    click({300, 300});
    const auto byAlt = click({300, 95}, true);
    ASSERT_TRUE(as<annotation::InsertVertex>(byAlt));
    EXPECT_EQ(as<annotation::InsertVertex>(byAlt)->index, 1U);
    const auto byDouble = m_tool.doubleClick({{95, 300}, kPixelSize});
    ASSERT_TRUE(as<annotation::InsertVertex>(byDouble));
    EXPECT_EQ(as<annotation::InsertVertex>(byDouble)->index, 4U); // on the closing edge
}

TEST_F(PolygonToolTest, DeleteRemovesTheVertexElseTheFinding) {
    scene({square("L1", 100, 100, 400)});
    click({300, 300});
    click({100, 100});
    const auto vertex = m_tool.removeSelected();
    ASSERT_TRUE(as<annotation::DeleteVertex>(vertex));
    EXPECT_EQ(as<annotation::DeleteVertex>(vertex)->index, 0U);
    const auto finding = m_tool.removeSelected();
    ASSERT_TRUE(as<annotation::RemoveFinding>(finding));
}

TEST_F(PolygonToolTest, DoesNotTakeTheThirdVertexAway) {
    scene({{LesionId("L1"), kImage, "mass", {{{100, 100}, {500, 100}, {500, 500}}}, {}}});
    click({450, 250});
    click({500, 500});
    EXPECT_EQ(m_tool.removeSelected().refusal, Refusal::TooFewVertices);
}

TEST_F(PolygonToolTest, ChangesNothingWhenReadOnly) {
    scene({square("L1", 100, 100, 400)});
    m_tool.setReadOnly(true);
    m_tool.setMode(Mode::Polygon);
    EXPECT_EQ(m_tool.mode(), Mode::Select);
    click({300, 300});
    EXPECT_EQ(m_tool.selected(), LesionId("L1"));
    EXPECT_FALSE(m_tool.removeSelected().edit);
    EXPECT_FALSE(click({300, 95}, true).edit);
}

TEST_F(PolygonToolTest, ForgetsASelectionThatUndoTookAway) {
    scene({square("L1", 100, 100, 400)});
    click({300, 300});
    scene({});
    EXPECT_TRUE(m_tool.selected().empty());
    EXPECT_FALSE(m_tool.removeSelected().edit);
}

} // namespace
} // namespace cw::viewers
