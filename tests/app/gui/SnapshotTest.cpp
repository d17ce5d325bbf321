// SPDX-License-Identifier: Apache-2.0
#include "GuiFixture.h"

#include "app/gui/Snapshot.h"
#include "core/Files.h"

#include <QFileDialog>
#include <QPainter>
#include <QRegularExpression>
#include <csignal>
#include <sys/resource.h>

namespace cw::testing {
namespace {

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Names of the chunks of a PNG (ISO/IEC 15948, 5.3).
QStringList chunksOf(const QByteArray& png) {
    QStringList names;
    for (qsizetype at = 8; at + 8 <= png.size();) {
        const auto* p = reinterpret_cast<const uchar*>(png.constData()) + at;
        const qsizetype length = (p[0] << 24) | (p[1] << 16) | (p[2] << 8) | p[3];
        names << QString::fromLatin1(png.mid(at + 4, 4));
        at += length + 12;
    }
    names.removeDuplicates();
    return names;
}

/// Pixels of the readers' sky blue, mixed or not.
int blueOf(const QImage& image) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const auto c = image.pixelColor(x, y);
            count += c.blue() > c.red() + 60 && c.blue() > 120;
        }
    return count;
}

class SnapshotTest : public GuiTest {
protected:
    void readSomething() {
        open("ann");
        openCase("C-0001");
        drawSquare(800, 700, 200);
        ASSERT_TRUE(desk().apply(annotation::SetAttribute{
            desk().findings()[0].id, "margin", std::nullopt, std::string("spiculated")}));
        ASSERT_TRUE(desk().setAnswer("density", "b"));
        key(Qt::Key_V);
        QCoreApplication::processEvents();
    }
    /// Types the name into the dialog that the key has opened.
    void saveAs(const QString& path) {
        QFileDialog* dialog = nullptr;
        CW_EVENTUALLY((dialog = m_window->findChild<QFileDialog*>("saveFile")) &&
                      dialog->isVisible());
        auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
        ASSERT_TRUE(name);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        CW_EVENTUALLY(!m_window->findChild<QFileDialog*>("saveFile"));
    }
    QTemporaryDir m_folder;
};

TEST_F(SnapshotTest, SavesTheViewsAsTheyAreSeenAndNoWordBesideThePixels) {
    readSomething();
    key(Qt::Key_P, Qt::ControlModifier);
    saveAs(m_folder.path() + "/seen.png");
    EXPECT_TRUE(m_window->status().message().contains("seen.png"));
    const QImage saved(m_folder.path() + "/seen.png");
    auto& hanging = page().hanging();
    ASSERT_EQ(saved.size(), hanging.size());
    // The other way to the same pixels: the window's own picture.
    const auto seen =
        m_window->grab(QRect(hanging.mapTo(m_window.get(), QPoint()), hanging.size())).toImage();
    double difference = 0;
    for (int y = 0; y < saved.height(); y += 3)
        for (int x = 0; x < saved.width(); x += 3)
            difference += std::abs(qGray(saved.pixel(x, y)) - qGray(seen.pixel(x, y)));
    EXPECT_LT(difference * 9 / (saved.width() * saved.height()), 1.0);
    EXPECT_GT(blueOf(saved), 100);
    for (const auto& chunk : chunksOf(bytesOf(m_folder.path() + "/seen.png")))
        EXPECT_TRUE(QStringList({"IHDR", "pHYs", "IDAT", "IEND"}).contains(chunk))
            << chunk.toStdString();
}

TEST_F(SnapshotTest, LeavesTheOutlinesOutWhereAskedAndShowsThemAgain) {
    readSomething();
    key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    saveAs(m_folder.path() + "/plain"); // the ending comes from the kind
    const QImage saved(m_folder.path() + "/plain.png");
    ASSERT_FALSE(saved.isNull());
    EXPECT_EQ(blueOf(saved), 0);
    EXPECT_GT(blueOf(gui::pictureOf(page().hanging(), true)), 100);
}

TEST_F(SnapshotTest, ThePageNamesTheCaseAndTheReaderAndNobodyElse) {
    readSomething();
    key(Qt::Key_P, Qt::ControlModifier);
    saveAs(m_folder.path() + "/page.pdf");
    const auto pdf = QString::fromLatin1(bytesOf(m_folder.path() + "/page.pdf"));
    EXPECT_TRUE(pdf.startsWith("%PDF-"));
    EXPECT_EQ(pdf.count(QRegularExpression("/Type\\s*/Page\\b")), 1);
    const auto snapshot = page().snapshot(true);
    if (const auto to = qEnvironmentVariable("CONCORD_SCREENSHOTS"); !to.isEmpty()) {
        QImage drawn(1190, 1684, QImage::Format_RGB32);
        drawn.fill(Qt::white);
        QPainter painter(&drawn);
        EXPECT_TRUE(gui::paint(snapshot, painter, drawn.rect()));
        painter.end();
        drawn.save(to + "/page-of-a-case.png");
    }
    QStringList said{snapshot.caseId, snapshot.kind, snapshot.reader, snapshot.takenAt};
    for (const auto& line : snapshot.findings)
        said << line.finding << line.terms;
    said << snapshot.answers << pdf;
    EXPECT_EQ(snapshot.caseId, "C-0001");
    EXPECT_EQ(snapshot.reader, "ann");
    ASSERT_EQ(snapshot.findings.size(), 1U);
    EXPECT_TRUE(snapshot.findings[0].finding.contains("Mass"));
    EXPECT_TRUE(snapshot.findings[0].finding.contains(QRegularExpression("[RL] CC")));
    EXPECT_TRUE(snapshot.findings[0].terms.contains("Margin: "));
    EXPECT_EQ(snapshot.answers.size(), 1);
    const auto patient = m_window->worklistPage()->cases().front().patient.text();
    const auto image = page().hanging().items().front().id.text();
    for (const auto& text : said)
        for (const auto& hidden : {QString::fromStdString(patient), QString::fromStdString(image),
                                   m_project.folder(), m_folder.path(), QString("ben")})
            EXPECT_FALSE(text.contains(hidden)) << hidden.toStdString();
}

TEST_F(SnapshotTest, WhatDoesNotFitOnThePageIsSaidOnIt) {
    gui::Snapshot snapshot;
    snapshot.views = QImage(1200, 900, QImage::Format_RGB32);
    snapshot.views.fill(Qt::darkGray);
    snapshot.caseId = "C-0001";
    snapshot.findings = {{"Mass   R CC", "Shape: irregular"}};
    QImage page(1190, 1684, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    EXPECT_TRUE(gui::paint(snapshot, painter, page.rect()));
    // Nothing is stretched: the grey picture is 4 : 3 on the page.
    const auto grey = [&page](int x, int y) {
        return page.pixelColor(x, y) == QColor(Qt::darkGray);
    };
    int left = 0, top = 0, right = page.width() - 1, bottom = page.height() - 1;
    const int column = page.width() / 2;
    while (top < bottom && !grey(column, top))
        ++top;
    while (bottom > top && !grey(column, bottom))
        --bottom;
    const int row = (top + bottom) / 2;
    while (left < right && !grey(left, row))
        ++left;
    while (right > left && !grey(right, row))
        --right;
    EXPECT_NEAR((right - left + 1.0) / (bottom - top + 1.0), 4.0 / 3, 0.01);
    snapshot.findings.assign(300, {"Calcification   L MLO", "Morphology: amorphous"});
    EXPECT_FALSE(gui::paint(snapshot, painter, page.rect()));
}

TEST_F(SnapshotTest, AFullDiskIsSaidAndTheOldFileIsKept) {
    readSomething();
    const auto path = m_folder.path() + "/seen.png";
    ASSERT_TRUE(core::writeWhole(path.toStdString(), std::string_view("the old picture")));
    const auto snapshot = page().snapshot(true);
    struct rlimit before {};
    getrlimit(RLIMIT_FSIZE, &before);
    struct rlimit small {
        2000, before.rlim_max
    };
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    const auto saved = gui::save(snapshot, path.toStdString());
    key(Qt::Key_P, Qt::ControlModifier);
    saveAs(m_folder.path() + "/other.png");
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old);
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::IoFailure);
    EXPECT_EQ(bytesOf(path), "the old picture");
    EXPECT_EQ(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList("seen.png"));
    EXPECT_TRUE(m_window->status().message().contains("Not saved"));
}

} // namespace
} // namespace cw::testing
