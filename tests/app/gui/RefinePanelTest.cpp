// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/pages/IntakePage.h"
#include "app/gui/panels/RefineWords.h"
#include "core/Random.h"
#include "imaging/Picture.h"
#include "support/SealForTests.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTranslator>
#include <algorithm>
#include <cmath>

namespace cw::testing {
namespace {

using workflow::Suspicion;
using workflow::SuspicionKind;

core::Image texture(core::Seed seed) {
    constexpr int kSide = 240;
    auto image =
        core::Image::create(kSide, kSide, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    core::Random random(seed);
    std::vector<double> blobs;
    for (int i = 0; i < 60; ++i)
        blobs.push_back(random.uniform());
    auto samples = image.samples<std::uint8_t>();
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            double value = 60;
            for (std::size_t i = 0; i + 2 < blobs.size(); i += 3)
                value += 70 * std::exp(-(std::pow(x - kSide * blobs[i], 2) +
                                         std::pow(y - kSide * blobs[i + 1], 2)) /
                                       (100 + 900 * blobs[i + 2]));
            for (int c = 0; c < 3; ++c)
                samples[static_cast<std::size_t>((y * kSide + x) * 3 + c)] =
                    static_cast<std::uint8_t>(std::min(value, 220.0));
        }
    return image;
}

/// A fundus project: C-0001 holds one picture twice; C-0002 and C-0003 hold the same one.
class RefinePanelTest : public GuiTest {
protected:
    void SetUp() override {
        auto project = workflow::Project::create(folder().toStdString(), core::ImageKind::Fundus);
        ASSERT_TRUE(project);
        const auto one = texture(1), two = texture(2);
        add(*project, *imaging::encodePng(one), "P-1");
        add(*project, *imaging::encodeTiff(one), "P-1"); // other bytes, the same pixels
        add(*project, *imaging::encodePng(two), "P-2");
        add(*project, *imaging::encodeTiff(two), "P-3");
    }
    QString folder() const { return m_scratch.path() + "/fundus"; }
    void add(workflow::Project& project, std::vector<std::byte> bytes, const std::string& patient) {
        core::EncodedImage encoded;
        encoded.bytes = std::move(bytes);
        encoded.mediaType = "image/png";
        encoded.attributes.kind = core::ImageKind::Fundus;
        encoded.patient = core::PatientKey(patient);
        encoded.study = core::StudyKey("S-" + patient);
        encoded.sourceDigest = "digest-" + std::to_string(++m_number);
        const auto added = project.store().add(SealForTests::close(std::move(encoded)));
        ASSERT_TRUE(added.has_value()) << added.error().sentence();
    }
    template <class Widget>
    Widget& find(const char* name) {
        auto* widget = m_window->findChild<Widget*>(name);
        if (!widget)
            throw std::runtime_error(name);
        return *widget;
    }
    void press(const char* name) { QTest::mouseClick(&find<QPushButton>(name), Qt::LeftButton); }
    QTableWidget& table() { return find<QTableWidget>("refineTable"); }
    QString cell(int row, int column) { return table().item(row, column)->text(); }
    void clickCell(int row, int column) {
        const auto at = table().visualItemRect(table().item(row, column)).center();
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, at);
    }
    int rowOf(const QString& caseId) {
        for (int row = 0; row < table().rowCount(); ++row)
            if (cell(row, 0) == caseId)
                return row;
        return -1;
    }
    QString message() { return m_window->status().message(); }
    /// Runs the checks and opens the list of what they found.
    void check() {
        open("", folder());
        key(Qt::Key_1, Qt::ControlModifier);
        QSignalSpy finished(&m_window->intakePage()->refineDesk(), &gui::RefineDesk::finished);
        press("refineCheck");
        CW_EVENTUALLY(finished.count() == 1 && m_window->intakePage()->quiet());
        press("refineList");
        ASSERT_TRUE(table().isVisible());
        ASSERT_EQ(table().rowCount(), 2);
    }
    Suspicion recorded(SuspicionKind kind) {
        const auto all = workflow::suspicions(folder().toStdString());
        EXPECT_TRUE(all);
        const auto found = std::ranges::find(*all, kind, &Suspicion::kind);
        return found == all->end() ? Suspicion{} : *found;
    }

    QTemporaryDir m_scratch;
    int m_number = 0;
};

TEST_F(RefinePanelTest, ShowsWhatTheChecksFindAndPutsEveryDecisionOnRecord) {
    check();
    EXPECT_TRUE(find<QLabel>("refineText").text().contains("2 suspicions"));
    EXPECT_FALSE(find<QLabel>("hint").text().contains("hide")) << "no writing is in sight";
    EXPECT_TRUE(find<QLabel>("hint").text().contains("Esc"));
    picture("refine.png");
    const int twins = rowOf("C-0001");
    ASSERT_GE(twins, 0);
    EXPECT_EQ(cell(twins, 3), "same pixels");
    EXPECT_EQ(cell(1 - twins, 0), "C-0002");
    EXPECT_EQ(cell(1 - twins, 1), "C-0003");
    EXPECT_EQ(cell(1 - twins, 3), "same patient");

    clickCell(twins, 4);
    press("refineFine");
    EXPECT_TRUE(message().contains("who decides")) << message().toStdString();
    QTest::keyClicks(&find<QLineEdit>("refineBy"), "kim");
    press("refineFine");
    EXPECT_TRUE(message().contains("reason")) << message().toStdString();
    EXPECT_EQ(table().rowCount(), 2);
    QTest::keyClicks(&find<QLineEdit>("refineReason"), "taken twice on purpose");
    press("refineDuplicate");
    ASSERT_EQ(table().rowCount(), 1);
    const auto copy = recorded(SuspicionKind::SamePixels);
    EXPECT_EQ(copy.state, workflow::SuspicionState::Confirmed);
    EXPECT_EQ(copy.by, "kim");
    EXPECT_EQ(copy.reason, "taken twice on purpose");

    QTest::keyClicks(&find<QLineEdit>("refineReason"), "one woman under two numbers");
    press("refineExclude");
    EXPECT_TRUE(message().contains("which of the cases")) << message().toStdString();
    auto& left = find<QComboBox>("refineCase");
    ASSERT_TRUE(left.isVisible());
    left.setFocus();
    QTest::keyClick(&left, Qt::Key_End);
    press("refineExclude");
    EXPECT_EQ(table().rowCount(), 0);
    EXPECT_FALSE(find<QPushButton>("refineExclude").isEnabled());
    const auto pair = recorded(SuspicionKind::SamePatient);
    EXPECT_EQ(pair.by, "kim");
    EXPECT_EQ(pair.excluded, core::CaseId("C-0003"));
    key(Qt::Key_Escape);
    EXPECT_FALSE(table().isVisible());
    EXPECT_TRUE(find<QLabel>("refineText").text().contains("nothing is open"));
    EXPECT_FALSE(find<QPushButton>("refineList").isEnabled());
}

TEST_F(RefinePanelTest, OpensTheCaseThatIsClicked) {
    check();
    QSignalSpy opened(m_window->intakePage(), &gui::IntakePage::openRequested);
    clickCell(rowOf("C-0002"), 1);
    ASSERT_EQ(opened.count(), 1);
    EXPECT_EQ(opened.front().front().value<core::CaseId>(), core::CaseId("C-0003"));
    EXPECT_NE(m_window->place(), gui::Workplace::Intake);
}

TEST(RefineWords, SpeakKoreanOfEveryKind) {
    QTranslator korean;
    ASSERT_TRUE(korean.load(":/i18n/concord_ko.qm"));
    QCoreApplication::installTranslator(&korean);
    QStringList lines;
    for (int kind = 0; kind <= static_cast<int>(SuspicionKind::Unreadable); ++kind) {
        Suspicion one;
        one.kind = static_cast<SuspicionKind>(kind);
        lines << gui::kindWords(one.kind) << gui::sentenceWords(one);
        for (const char* sign : {"header", "none", "chest-wall", "disc"})
            for (const char* shares : {"image", "study", "accession"}) {
                one.measures = {{"sign", sign},  {"shares", shares}, {"count", "2"},
                                {"view", "RCC"}, {"pairs", "3"},     {"correlation", "0.9871"}};
                lines << gui::sentenceWords(one);
            }
    }
    for (const auto severity :
         {workflow::Severity::High, workflow::Severity::Medium, workflow::Severity::Low})
        lines << gui::severityWords(severity);
    QCoreApplication::removeTranslator(&korean);
    static const QRegularExpression latin("[A-Za-z]{2,}"), hangul("[가-힣]");
    for (QString line : lines) {
        EXPECT_TRUE(line.contains(hangul)) << line.toStdString();
        EXPECT_FALSE(line.remove("RCC").contains(latin)) << line.toStdString();
    }
}

} // namespace
} // namespace cw::testing
