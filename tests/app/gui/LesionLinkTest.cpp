// SPDX-License-Identifier: Apache-2.0
// One lesion on two views, linked by keys and by the panel.
#include "GuiFixture.h"

#include <QListWidget>
#include <QPushButton>

namespace cw::testing {
namespace {

using core::Laterality;
using core::ViewPosition;

class LesionLinkTest : public GuiTest {
protected:
    viewers::ImageView& on(Laterality side, ViewPosition position) {
        for (std::size_t i = 0; i < page().hanging().items().size(); ++i) {
            const auto& a = page().hanging().items()[i].attributes;
            if (a.laterality == side && a.view == position)
                return *page().hanging().views()[i];
        }
        throw std::runtime_error("no such view");
    }
    core::LesionId draw(viewers::ImageView& where, double left, double top) {
        key(Qt::Key_P);
        for (const auto& [x, y] : {std::pair{0, 0}, {150, 0}, {150, 150}, {0, 150}})
            click(where, left + x, top + y);
        key(Qt::Key_Return);
        key(Qt::Key_V);
        return desk().findings().back().id;
    }
    void select(viewers::ImageView& where, double left, double top) {
        click(where, left + 75, top + 75);
    }
    QListWidget& list() { return *m_window->findChild<QListWidget*>("findings"); }
    std::string lesionOf(const core::LesionId& id) {
        const auto& attributes = desk().find(id)->attributes;
        const auto at = attributes.find(annotation::kLesionKey);
        return at == attributes.end() ? std::string() : at->second;
    }
    /// Pixels of the bright core of a selected line: a line that is not selected is blue.
    static int white(viewers::ImageView& view) {
        const auto picture = view.grabPicture();
        int n = 0;
        for (int y = 60; y < picture.height() - 40; ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const auto c = picture.pixelColor(x, y);
                n += c.red() > 120 && c.blue() > c.red() + 10; // tissue is grey
            }
        return n;
    }
};

TEST_F(LesionLinkTest, KLinksTheSameLesionOfCcAndMloInOneStep) {
    open("ann");
    openCase("C-0001");
    auto &cc = on(Laterality::Right, ViewPosition::CC),
         &mlo = on(Laterality::Right, ViewPosition::MLO);
    const auto a = draw(cc, 900, 700), b = draw(mlo, 900, 900);
    EXPECT_EQ(list().count(), 2);
    select(cc, 900, 700);
    key(Qt::Key_K);
    EXPECT_TRUE(m_window->status().message().contains("same lesion on another image"));
    select(mlo, 900, 900);
    EXPECT_FALSE(lesionOf(a).empty());
    EXPECT_EQ(lesionOf(a), lesionOf(b));
    ASSERT_EQ(list().count(), 1);
    EXPECT_TRUE(list().item(0)->text().contains("R CC + R MLO"))
        << list().item(0)->text().toStdString();
    picture("forms-link.png");

    const int marked = white(cc); // b is selected, a stands out with it
    key(Qt::Key_Escape);
    EXPECT_LT(white(cc), marked);

    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(lesionOf(a).empty() && lesionOf(b).empty());
    EXPECT_EQ(list().count(), 2);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(list().count(), 1);
}

TEST_F(LesionLinkTest, SaysWhyTwoFindingsAreNotOneLesion) {
    open("ann");
    openCase("C-0001");
    auto &right = on(Laterality::Right, ViewPosition::CC),
         &left = on(Laterality::Left, ViewPosition::CC);
    const auto a = draw(right, 900, 700);
    draw(left, 300, 700);
    select(right, 900, 700);
    key(Qt::Key_K);
    select(left, 300, 700);
    EXPECT_TRUE(m_window->status().message().contains("two sides"))
        << m_window->status().message().toStdString();
    EXPECT_TRUE(lesionOf(a).empty());
    select(right, 900, 700);
    key(Qt::Key_K);
    key(Qt::Key_Escape);
    EXPECT_TRUE(m_window->status().message().contains("No link"));
}

TEST_F(LesionLinkTest, ThePanelLinksCopiesWhatIsEmptyAndUnlinks) {
    open("ann");
    openCase("C-0001");
    auto &cc = on(Laterality::Right, ViewPosition::CC),
         &mlo = on(Laterality::Right, ViewPosition::MLO);
    const auto a = draw(cc, 900, 700);
    for (const auto each : {Qt::Key_Q, Qt::Key_1, Qt::Key_3, Qt::Key_5})
        key(each);
    key(Qt::Key_Escape);
    const auto b = draw(mlo, 900, 900);
    for (const auto each : {Qt::Key_Q, Qt::Key_1, Qt::Key_1})
        key(each); // oval here
    key(Qt::Key_Escape);
    const auto pressButton = [&](const char* name) {
        QPushButton* button = nullptr;
        CW_EVENTUALLY((button = m_window->findChild<QPushButton*>(name)) != nullptr);
        QTest::mouseClick(button, Qt::LeftButton);
    };
    pressButton("candidate");
    CW_EVENTUALLY(!lesionOf(b).empty());
    EXPECT_EQ(desk().find(b)->attributes.count("margin"), 0U); // nothing is copied unasked
    pressButton("copyDescription");
    CW_EVENTUALLY(desk().find(b)->attributes.contains("margin"));
    EXPECT_EQ(desk().find(b)->attributes.at("shape"), "oval"); // and nothing overwritten
    EXPECT_EQ(desk().find(b)->attributes.at("margin"), "spiculated");
    pressButton("linked"); // goes to the other one
    CW_EVENTUALLY(cc.tool().selected() == a);
    pressButton("unlink");
    CW_EVENTUALLY(lesionOf(a).empty());
    EXPECT_TRUE(lesionOf(b).empty());
    EXPECT_EQ(list().count(), 2);
}

} // namespace
} // namespace cw::testing
