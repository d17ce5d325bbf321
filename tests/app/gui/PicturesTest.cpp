// SPDX-License-Identifier: Apache-2.0
// The pictures of docs/screenshots, taken by scripts/take-screenshots; ctest leaves them out.
#include "PicturesFixture.h"

#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>

namespace cw::testing {
namespace {

using core::ViewPosition;

class PicturesTest : public PicturesFixture {
protected:
    void openMass() {
        openPatient(mammograms(), [](const auto& p) { return shows(p, "mass", "malignant"); });
    }
    void openLargeMass() {
        openPatient(mammograms(), [](const auto& p) {
            return shows(p, "mass", "benign") && p.images.front().width > 1500;
        });
    }
    void openDiabetic() {
        openPatient(eyes(), [](const auto& p) { return p.label == "dr"; });
    }
    /// Bleedings, exudates and microaneurysms as they were planted.
    void drawDiabeticSigns() {
        auto& eye = view(0);
        key(Qt::Key_D); // from far away a finding is smaller than the spot
        const auto whole = eye.view();
        for (const auto& each : truthOf(eye).lesions)
            if (each.kind == "microaneurysm") {
                lookAt(eye, core::centroid(each.outline), 2);
                click(eye, core::centroid(each.outline).x, core::centroid(each.outline).y);
            }
        eye.setView(whole);
        for (const auto* kind : {"haemorrhage", "exudate"})
            for (const auto& each : truthOf(eye).lesions)
                if (each.kind == kind) {
                    outline(eye, each.outline);
                    if (desk().findings().back().label != kind)
                        press("finding-label", kind);
                }
        key(Qt::Key_0);
        key(Qt::Key_Escape);
    }
};

TEST_F(PicturesTest, DISABLED_HangingSteps) {
    openMass();
    picture("step-1-all.png");
    for (const auto& [digit, name] : {std::pair{Qt::Key_2, "step-2-cc.png"},
                                      {Qt::Key_3, "step-3-mlo.png"},
                                      {Qt::Key_4, "step-4-right.png"},
                                      {Qt::Key_5, "step-5-left.png"},
                                      {Qt::Key_6, "step-6-quadrants.png"}}) {
        key(digit);
        picture(name);
    }
    key(Qt::Key_1);
    key(Qt::Key_I);
    picture("inverted.png");
}

TEST_F(PicturesTest, DISABLED_CurrentAndPrior) {
    openPatient(priors(), [](const auto& p) { return shows(p, "mass", "benign"); });
    key(Qt::Key_7);
    settle();
    picture("step-7-prior.png");
}

TEST_F(PicturesTest, DISABLED_MagnifierAndCurtain) {
    openLargeMass();
    key(Qt::Key_4);
    auto& mlo = withLesion(ViewPosition::MLO);
    pointAt(mlo, core::centroid(lesion(mlo, "mass")));
    key(Qt::Key_M);
    picture("magnifier.png");
    keys({Qt::Key_Escape, Qt::Key_3, Qt::Key_U, Qt::Key_U, Qt::Key_U});
    picture("curtain.png");
}

TEST_F(PicturesTest, DISABLED_Pens) {
    openLargeMass();
    key(Qt::Key_2);
    auto& cc = withLesion(ViewPosition::CC);
    const auto& mass = lesion(cc, "mass");
    const auto centre = core::centroid(mass);
    const auto box = core::boundsOf(mass);
    lookAt(cc, centre, 2);
    key(Qt::Key_L);
    for (std::size_t i = 0; i < mass.vertices.size() * 2 / 3; i += 4) {
        pointAt(cc, mass.vertices[i]); // the wire is what lies between
        click(cc, mass.vertices[i].x, mass.vertices[i].y);
    }
    pointAt(cc, mass.vertices[mass.vertices.size() * 3 / 4]);
    pictureOf(cc, "pen-wire.png");
    key(Qt::Key_Escape);

    auto tooSmall = mass; // drawn in a hurry; the brush pushes it to the border
    for (auto& v : tooSmall.vertices)
        v = {centre.x + 0.8 * (v.x - centre.x), centre.y + 0.8 * (v.y - centre.y)};
    outline(cc, tooSmall);
    key(Qt::Key_S);
    const double reach = cc.tool().reach().value_or(0); // of the brush, its radius
    stroke(cc, {centre, {box.right - reach - 12, centre.y}, {box.right - reach, centre.y}});
    pointAt(cc, {box.right - reach, centre.y});
    pictureOf(cc, "pen-sculpt.png");
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Z, Qt::ControlModifier);
    outline(cc, mass);

    key(Qt::Key_X);
    stroke(cc, {{box.left - 20, centre.y - 15}, centre, {box.right + 20, centre.y + 15}});
    EXPECT_EQ(desk().findings().size(), 2U);
    pictureOf(cc, "pen-split.png");
}

TEST_F(PicturesTest, DISABLED_Cluster) {
    openPatient(mammograms(),
                [](const auto& p) { return shows(p, "calcification-cluster", "malignant"); });
    key(Qt::Key_2);
    auto& cc = withLesion(ViewPosition::CC);
    const auto& cluster = lesion(cc, "calcification-cluster");
    lookAt(cc, core::centroid(cluster), 4);
    // The specks themselves: brighter than all around them, inside the planted outline.
    const auto& image = cc.picture()->image();
    const bool dark = image.meaning() == core::PixelMeaning::Monochrome1;
    const auto bright = [&](int x, int y) {
        const auto value = static_cast<double>(image.valueAt(x, y));
        return dark ? -value : value;
    };
    auto box = core::boundsOf(cluster);
    box = {box.left - 6, box.top - 6, box.right + 6, box.bottom + 6};
    std::vector<std::pair<double, core::PointPx>> specks;
    for (int y = static_cast<int>(box.top); y < box.bottom; ++y)
        for (int x = static_cast<int>(box.left); x < box.right; ++x) {
            double around = 0;
            bool peak = true;
            for (int dy = -3; dy <= 3; ++dy)
                for (int dx = -3; dx <= 3; ++dx) {
                    around += bright(x + dx, y + dy) / 49;
                    peak &= bright(x + dx, y + dy) <= bright(x, y);
                }
            if (peak)
                specks.push_back({bright(x, y) - around, {x + 0.5, y + 0.5}});
        }
    std::ranges::sort(specks, std::greater<>(), &std::pair<double, core::PointPx>::first);
    key(Qt::Key_C);
    for (const auto& [contrast, place] : specks)
        if (contrast > 0.35 * specks.front().first)
            click(cc, place.x, place.y);
    key(Qt::Key_Return);
    press("finding-morphology", "fine-pleomorphic");
    press("finding-distribution", "grouped");
    picture("pen-cluster.png");
}

TEST_F(PicturesTest, DISABLED_FormsLinkAndReview) {
    openMass();
    auto &cc = withLesion(ViewPosition::CC), &mlo = withLesion(ViewPosition::MLO);
    outline(cc, lesion(cc, "mass"));
    keys({Qt::Key_Q, Qt::Key_1, Qt::Key_3, Qt::Key_5, Qt::Key_1, Qt::Key_5});
    key(Qt::Key_5); // and, back in the picture, the left breast
    picture("form-mass.png");
    outline(mlo, lesion(mlo, "mass"));
    keys({Qt::Key_Q, Qt::Key_1, Qt::Key_3, Qt::Key_5, Qt::Key_1, Qt::Key_5});
    const auto middle = core::centroid(lesion(cc, "mass"));
    click(cc, middle.x, middle.y);
    key(Qt::Key_K);
    const auto other = core::centroid(lesion(mlo, "mass"));
    click(mlo, other.x, other.y);
    picture("link.png");
    key(Qt::Key_1);
    for (const auto& [row, answer] : {std::pair{"question-density", "b"},
                                      {"question-assessmentRight", "1"},
                                      {"question-assessmentLeft", "5"},
                                      {"question-diagnosis", "malignant"},
                                      {"question-imageType", "1"}})
        press(row, answer);
    auto* scroll = m_window->findChild<QScrollArea*>("formsScroll");
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    picture("read-mammography.png");
    key(Qt::Key_R, Qt::ControlModifier);
    picture("review.png");
    key(Qt::Key_Escape);
    key(Qt::Key_F6);
    pictureOf(*m_window->findChild<QListWidget*>("thumbnails"), "thumbnails.png");
    key(Qt::Key_F1);
    picture("keys.png");
}

TEST_F(PicturesTest, DISABLED_CompareAndWorklist) {
    double larger = 1;
    for (const auto* reader : {"ben", "ann"}) {
        openPatient(
            mammograms(), [](const auto& p) { return shows(p, "mass", "malignant"); }, reader);
        auto& cc = withLesion(ViewPosition::CC);
        auto drawn = lesion(cc, "mass");
        const auto centre = core::centroid(drawn);
        for (auto& v : drawn.vertices) // one reader takes the spicules in
            v = {centre.x + larger * (v.x - centre.x), centre.y + larger * (v.y - centre.y)};
        outline(cc, drawn);
        if (larger > 1) { // and the other has not seen the second view
            auto& mlo = withLesion(ViewPosition::MLO);
            outline(mlo, lesion(mlo, "mass"));
        }
        larger = 1.5;
        answerEverything();
        press("question-imageType", "1");
        key(Qt::Key_Return, Qt::ControlModifier);
        ASSERT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    }
    const auto id = page().caseId();
    m_window->show(gui::Workplace::Worklist);
    m_window->status().say({});
    picture("worklist.png");
    m_window->setReader(core::ReaderId("cho"));
    m_window->worklistPage()->select(id);
    m_window->show(gui::Workplace::Compare);
    CW_EVENTUALLY(m_window->comparePage()->ready());
    key(Qt::Key_V, Qt::ShiftModifier);
    for (int i = 0; i < 3; ++i) { // to the second difference and back, with pictures loaded
        key(Qt::Key_Tab);
        CW_EVENTUALLY(!m_window->loading());
    }
    m_window->status().say({});
    picture("compare.png");
}

TEST_F(PicturesTest, DISABLED_FundusViewsAndGrade) {
    openDiabetic();
    markEye(view(0));
    drawDiabeticSigns();
    key(Qt::Key_R);
    for (const auto* name : {"fundus-1-colour.png", "fundus-2-green.png", "fundus-3-inverted.png",
                             "fundus-4-clahe.png", "fundus-5-even.png", "fundus-6-red.png"}) {
        settle();
        pictureOf(*page().hanging().parentWidget(), name);
        key(Qt::Key_G);
        if (name == std::string("fundus-1-colour.png"))
            key(Qt::Key_O); // outlines only from here on
    }
    settle();
    keys({Qt::Key_O, Qt::Key_R, Qt::Key_Q});
    keys({Qt::Key_1, Qt::Key_4, Qt::Key_2, Qt::Key_2, Qt::Key_1});
    keys({Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_Return, Qt::Key_1});
    picture("form-dr.png");
}

TEST_F(PicturesTest, DISABLED_Korean) {
    speakKorean();
    openMass();
    auto& cc = withLesion(ViewPosition::CC);
    outline(cc, lesion(cc, "mass"));
    keys({Qt::Key_Q, Qt::Key_1, Qt::Key_3, Qt::Key_5, Qt::Key_1, Qt::Key_4, Qt::Key_3});
    picture("read-mammography-korean.png");
    key(Qt::Key_F1);
    picture("keys-korean.png");
    openDiabetic();
    markEye(view(0));
    drawDiabeticSigns();
    key(Qt::Key_R);
    keys({Qt::Key_Q, Qt::Key_1, Qt::Key_4, Qt::Key_2, Qt::Key_2, Qt::Key_1});
    picture("read-fundus-korean.png");
}

} // namespace
} // namespace cw::testing
