// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/Application.h"
#include "app/gui/pages/ComparePage.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/pages/WorklistPage.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace cw::testing {

constexpr int kPatienceMs = 30000;
/// QTRY_VERIFY reports to QtTest; this one to gtest.
#define CW_EVENTUALLY(expression)                                                                  \
    ASSERT_TRUE(QTest::qWaitFor([&] { return (expression); }, kPatienceMs))

/// A copy of a project of two synthetic mammography patients, assigned to readers "ann" and "ben".
/// The original is made once a program, the copy when it is first asked for.
class GuiProject {
public:
    QString folder() const;

private:
    QTemporaryDir m_folder;
    mutable bool m_made = false;
};

class GuiTest : public ::testing::Test {
protected:
    /// The window on the project, shown, as that reader.
    void open(const QString& reader, const QString& folder = {});
    void openCase(const char* id);
    gui::ReadPage& page() { return *m_window->readPage(); }
    gui::ReadingDesk& desk() { return page().desk(); }
    viewers::ImageView& view(int index) {
        return *page().hanging().views().at(static_cast<std::size_t>(index));
    }
    static QPoint at(const viewers::ImageView& view, double x, double y);
    static void click(viewers::ImageView& view, double x, double y, Qt::KeyboardModifiers m = {});
    static void drag(viewers::ImageView& view, core::PointPx from, core::PointPx to);
    QWidget* focus() const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    /// Draws a square outline with P and four clicks on the first view.
    void drawSquare(double left, double top, double side);
    void answerEverything();
    /// Runs a disabled test in a process of its own, on this test's project; it has to be killed.
    void runUntilKilled(const QString& test);
    /// Saves the window for docs/screenshots where CONCORD_SCREENSHOTS names a folder.
    void picture(const QString& name);

    GuiProject m_project;
    std::unique_ptr<gui::MainWindow> m_window;
};

} // namespace cw::testing
