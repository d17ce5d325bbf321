// SPDX-License-Identifier: Apache-2.0
// Disc, cup and fovea marked on the phantom's eyes by mouse and keys; the numbers are read where a
// reader reads them.
#include "GuiFixture.h"
#include "PlantedProject.h"

#include "app/gui/panels/MeasureStrip.h"

#include <QRegularExpression>
#include <QTranslator>
#include <algorithm>
#include <cmath>
#include <filesystem>

namespace cw::testing {
namespace {

namespace fs = std::filesystem;

/// Synthetic patients of both fields of view, assigned; made once.
class FundusMeasuresTest : public GuiTest {
protected:
    static void SetUpTestSuite() { s_eyes = new PlantedProject(core::ImageKind::Fundus, 6, 5); }
    static void TearDownTestSuite() { delete s_eyes; }

    /// A case of that field of view, with its pictures on the screen.
    void openEyes(core::FundusField field) {
        open("ann", QString::fromStdString(s_eyes->folder().string()));
        for (const auto& row : m_window->worklistPage()->cases()) {
            openCase(row.id.text().c_str());
            if (attributes(0).field == field && desk().findings().empty())
                return;
        }
        FAIL() << "no such case";
    }
    const core::ImageAttributes& attributes(int index) {
        return page().hanging().items().at(static_cast<std::size_t>(index)).attributes;
    }
    /// The truth of what hangs there.
    const phantom::TrueImage& truthOf(int index) {
        const auto* truth = s_eyes->truthOf(view(index).picture()->image());
        if (!truth)
            throw std::runtime_error("no truth of this picture");
        return *truth;
    }
    static const core::Polygon& landmark(const phantom::TrueImage& truth, const std::string& kind) {
        return std::ranges::find(truth.landmarks, kind, &phantom::TrueLesion::kind)->outline;
    }
    /// Clicks around an outline, every fifth corner, and Enter.
    void outline(viewers::ImageView& on, const core::Polygon& polygon) {
        for (std::size_t i = 0; i < polygon.vertices.size(); i += 5)
            click(on, polygon.vertices[i].x, polygon.vertices[i].y);
        key(Qt::Key_Return);
    }
    void pointAt(viewers::ImageView& on, core::PointPx p) {
        const QPointF place = at(on, p.x, p.y);
        QMouseEvent move(QEvent::MouseMove, place, on.mapToGlobal(place), Qt::NoButton,
                         Qt::NoButton, {});
        QCoreApplication::sendEvent(&on, &move);
    }
    void markEverything(int index) {
        auto& on = view(index);
        const auto& truth = truthOf(index);
        on.setFocus();
        key(Qt::Key_V);
        click(on, 5, 5);       // this eye is the current one
        auto seen = on.view(); // as near as one goes to outline a cup
        seen.setZoom(1.5);
        seen.setFocus(core::centroid(landmark(truth, "optic-disc")));
        on.setView(seen);
        key(Qt::Key_D, Qt::ShiftModifier);
        outline(on, landmark(truth, "optic-disc"));
        key(Qt::Key_C, Qt::ShiftModifier);
        outline(on, landmark(truth, "optic-cup"));
        key(Qt::Key_0);
        pointAt(on, core::centroid(landmark(truth, "fovea")));
        key(Qt::Key_F, Qt::ShiftModifier);
    }
    /// What the reader reads below the picture.
    QString read(int index, const char* what) {
        std::vector<int> order(page().hanging().views().size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = static_cast<int>(i);
        std::ranges::sort(order, {}, [&](int i) { return view(i).x(); });
        const auto place = std::ranges::find(order, index) - order.begin();
        auto* eye = m_window->findChild<gui::EyeMeasures*>(QStringLiteral("eye%1").arg(place));
        return eye ? eye->findChild<QLabel*>(what)->text() : QString();
    }
    double firstNumber(const QString& text) {
        return QRegularExpression("\\d+\\.\\d+").match(text).captured().toDouble();
    }

    inline static PlantedProject* s_eyes = nullptr;
};

/// Vertical extent over vertical extent of the planted outlines.
double trueRatio(const core::Polygon& cup, const core::Polygon& disc) {
    return core::boundsOf(cup).height() / core::boundsOf(disc).height();
}

TEST_F(FundusMeasuresTest, DiscCupAndFoveaDrawnOnThePhantomGiveItsCupToDiscAndDiscDiameters) {
    openEyes(core::FundusField::General);
    EXPECT_LE(m_window->minimumSizeHint().width(), 1600);
    EXPECT_EQ(read(0, "cup"), "Cup/disc: outline the disc (Shift+D)");
    for (int i = 0; i < static_cast<int>(page().hanging().views().size()); ++i) {
        markEverything(i);
        const auto& truth = truthOf(i);
        const auto &disc = landmark(truth, "optic-disc"), &cup = landmark(truth, "optic-cup");
        // A click is a pixel of the screen, about 2.5 of the picture, and corners were left out.
        EXPECT_NEAR(firstNumber(read(i, "cup")), trueRatio(cup, disc), 0.05)
            << read(i, "cup").toStdString();
        const double dd = (core::boundsOf(disc).height() + core::boundsOf(disc).width()) / 2;
        const double apart =
            core::distance(core::centroid(disc), core::centroid(landmark(truth, "fovea")));
        EXPECT_NEAR(firstNumber(read(i, "fovea")), apart / dd, 0.08);
        EXPECT_TRUE(read(i, "fovea").endsWith(" mm)"));
        EXPECT_EQ(read(i, "scale"), "mm by convention: 1 DD = 1.5 mm");
        EXPECT_EQ(view(i).tool().mode(), viewers::PolygonTool::Mode::Select);
    }
    picture("fundus-measures.png");
    const auto before = desk().findings().size();
    key(Qt::Key_Z, Qt::ControlModifier); // the last eye's fovea
    EXPECT_EQ(desk().findings().size(), before - 1);
    while (page().desk().canUndo())
        key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(read(0, "cup"), "Cup/disc: outline the disc (Shift+D)");
}

TEST_F(FundusMeasuresTest, AWideFieldSaysThatItHasNoMillimetres) {
    openEyes(core::FundusField::Wide);
    markEverything(0);
    EXPECT_EQ(read(0, "scale"), "No mm: wide field");
    EXPECT_TRUE(read(0, "fovea").contains(" DD"));
    EXPECT_FALSE(read(0, "fovea").contains("mm"));
    EXPECT_GT(firstNumber(read(0, "cup")), 0.1);
    key(Qt::Key_R);
    picture("fundus-wide-grid.png");
    while (page().desk().canUndo())
        key(Qt::Key_Z, Qt::ControlModifier);
}

TEST_F(FundusMeasuresTest, CountsLesionsByQuadrantWithEveryEdit) {
    openEyes(core::FundusField::General);
    markEverything(0);
    const auto disc = core::centroid(landmark(truthOf(0), "optic-disc"));
    const auto square = [&](double dx, double dy) {
        key(Qt::Key_P);
        const core::PointPx p{disc.x + dx, disc.y + dy};
        for (const auto& [x, y] : {std::pair{0, 0}, {60, 0}, {60, 60}, {0, 60}})
            click(view(0), p.x + x, p.y + y);
        key(Qt::Key_Return);
    };
    const double nasal = attributes(0).laterality == core::Laterality::Right ? 1 : -1;
    square(-nasal * 300, -200); // a new finding is a haemorrhage until another label is chosen
    square(-nasal * 400, -250);
    square(nasal * 150, 200);
    EXPECT_EQ(read(0, "count-0-0"), "Haemorrhage");
    EXPECT_EQ(read(0, "count-0-1"), "2"); // superior temporal
    EXPECT_EQ(read(0, "count-0-2"), "0");
    EXPECT_EQ(read(0, "count-0-3"), "0");
    EXPECT_EQ(read(0, "count-0-4"), "1"); // inferior nasal
    EXPECT_EQ(read(0, "count-0-5"), "3");
    EXPECT_TRUE(read(0, "place").contains("inferior nasal")) << read(0, "place").toStdString();
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(read(0, "count-0-4"), "0");
    EXPECT_EQ(read(0, "count-0-5"), "2");
    while (page().desk().canUndo())
        key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(read(0, "count-0-1"), QStringLiteral("–")); // no disc, no quadrants
}

TEST_F(FundusMeasuresTest, TheFoveaMovesWhenItIsMarkedAgainAndIsMarkedByAClickFromTheButton) {
    openEyes(core::FundusField::General);
    const auto fovea = core::centroid(landmark(truthOf(0), "fovea"));
    auto* button = m_window->findChild<QToolButton*>("mark-fovea");
    ASSERT_TRUE(button);
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_TRUE(button->isChecked());
    click(view(0), fovea.x - 90, fovea.y);
    EXPECT_FALSE(button->isChecked());
    ASSERT_EQ(desk().findings().size(), 1U);
    EXPECT_EQ(desk().findings().front().label, "fovea");
    pointAt(view(0), fovea);
    key(Qt::Key_F, Qt::ShiftModifier);
    ASSERT_EQ(desk().findings().size(), 1U);
    EXPECT_NEAR(core::centroid(desk().findings().front().outline).x, fovea.x, 3);
    QTest::mouseClick(button, Qt::LeftButton);
    key(Qt::Key_Escape);
    EXPECT_FALSE(button->isChecked());
    while (page().desk().canUndo())
        key(Qt::Key_Z, Qt::ControlModifier);
}

TEST_F(FundusMeasuresTest, ASecondDiscIsRefusedInWords) {
    openEyes(core::FundusField::General);
    markEverything(0);
    const auto count = desk().findings().size();
    key(Qt::Key_D, Qt::ShiftModifier);
    EXPECT_TRUE(m_window->status().message().contains("already"))
        << m_window->status().message().toStdString();
    EXPECT_EQ(view(0).tool().mode(), viewers::PolygonTool::Mode::Select);
    EXPECT_EQ(desk().findings().size(), count);
    while (page().desk().canUndo())
        key(Qt::Key_Z, Qt::ControlModifier);
}

TEST_F(FundusMeasuresTest, TheGridIsDrawnByOneKeyAndHidesWithTheFindings) {
    openEyes(core::FundusField::General);
    markEverything(0);
    key(Qt::Key_Escape);
    const auto plain = view(0).grabPicture();
    key(Qt::Key_R);
    picture("fundus-etdrs.png");
    const auto grid = view(0).grabPicture();
    EXPECT_NE(grid, plain);
    // On the outer circle, straight above the fovea: 2 disc diameters away.
    const auto measures = m_window->findChild<gui::MeasureStrip*>("measures")
                              ->measuresOf(page().hanging().items()[0].id);
    const auto& disc = landmark(truthOf(0), "optic-disc");
    const double dd = (core::boundsOf(disc).height() + core::boundsOf(disc).width()) / 2;
    const auto f = core::centroid(landmark(truthOf(0), "fovea"));
    int changed = 0;
    for (int degrees = 0; degrees < 360; degrees += 3) {
        const double a = degrees * 3.14159265 / 180;
        for (double r : {1.94, 1.955, 1.97, 1.985, 2.0, 2.015, 2.03, 2.045,
                         2.06}) { // where exactly is the pen's business
            const auto p = at(view(0), f.x + r * dd * std::cos(a), f.y + r * dd * std::sin(a));
            if (grid.pixel(p) != plain.pixel(p)) {
                ++changed;
                break;
            }
        }
    }
    EXPECT_GT(changed, 110); // of 120
    QTest::keyPress(focus(), Qt::Key_H);
    const auto hidden = view(0).grabPicture();
    QTest::keyRelease(focus(), Qt::Key_H);
    const auto p = at(view(0), f.x, f.y - measures.grid->radiusY[2]);
    EXPECT_EQ(hidden.pixel(p), plain.pixel(p));
    key(Qt::Key_R);
    picture("fundus-quadrants.png");
    EXPECT_NE(view(0).grabPicture(), grid);
    key(Qt::Key_R);
    EXPECT_EQ(view(0).grabPicture(), plain);
    while (page().desk().canUndo())
        key(Qt::Key_Z, Qt::ControlModifier);
}

TEST_F(FundusMeasuresTest, OutsideTheFieldIsBlackInEveryLookEvenInverted) {
    openEyes(core::FundusField::General);
    const auto& image = view(0).picture()->image();
    ASSERT_TRUE(view(0).picture()->field());
    const auto corner = at(view(0), 30, 30); // far outside a round field
    const auto centre = at(view(0), image.width() / 2.0, image.height() / 2.0);
    for (int look = 0; look < 6; ++look) {
        auto* button = m_window->findChild<QToolButton*>(QStringLiteral("look%1").arg(look));
        QTest::mouseClick(button, Qt::LeftButton);
        CW_EVENTUALLY(!m_window->loading());
        CW_EVENTUALLY(view(0).picture()->image().samplesPerPixel() ==
                      (look == 1 || look == 2 || look == 5 ? 1 : 3));
        key(Qt::Key_I);
        const auto inverted = view(0).grabPicture();
        EXPECT_EQ(inverted.pixelColor(corner), QColor(Qt::black)) << look;
        EXPECT_GT(inverted.pixelColor(centre).lightness(), 5) << look;
        key(Qt::Key_I);
        key(Qt::Key_R, Qt::ShiftModifier);
        EXPECT_EQ(view(0).grabPicture().pixelColor(corner), QColor(Qt::black)) << look;
        key(Qt::Key_R, Qt::ShiftModifier);
    }
}

TEST_F(FundusMeasuresTest, SpeaksKorean) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    openEyes(core::FundusField::General);
    const QRegularExpression latin("[A-Za-z]{3,}"), allowed("ETDRS|AREDS|Shift");
    auto* strip = m_window->findChild<gui::MeasureStrip*>("measures");
    ASSERT_TRUE(strip);
    const auto check = [&] {
        for (const auto* label : strip->findChildren<QLabel*>())
            for (auto text : {label->text(), label->toolTip()})
                EXPECT_FALSE(text.remove(allowed).contains(latin)) << text.toStdString();
        for (const auto* button : strip->findChildren<QToolButton*>())
            for (auto text : {button->text(), button->toolTip(), button->accessibleName()})
                EXPECT_FALSE(text.remove(allowed).contains(latin)) << text.toStdString();
    };
    check();
    picture("fundus-measures-missing-korean.png");
    markEverything(0);
    key(Qt::Key_R);
    check();
    picture("fundus-measures-korean.png");
    while (page().desk().canUndo())
        key(Qt::Key_Z, Qt::ControlModifier);
    QCoreApplication::removeTranslator(&korean);
}

TEST_F(FundusMeasuresTest, IsNotThereForMammograms) {
    open("ann");
    openCase("C-0001");
    EXPECT_EQ(m_window->findChild<gui::MeasureStrip*>("measures"), nullptr);
    key(Qt::Key_D, Qt::ShiftModifier);
    EXPECT_EQ(view(0).tool().mode(), viewers::PolygonTool::Mode::Select);
}

} // namespace
} // namespace cw::testing
