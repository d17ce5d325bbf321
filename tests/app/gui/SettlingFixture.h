// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "GuiFixture.h"
#include "app/gui/ReadingTime.h"
#include "app/gui/panels/ComparePanes.h"
#include "app/gui/panels/DifferenceList.h"
#include "app/gui/panels/FormComparison.h"
#include "app/workflow/DoubleReading.h"

#include <QLabel>
#include <QPushButton>

namespace cw::testing {

/// Two readers submit case C-0001 through the window, and what follows.
class SettlingTest : public GuiTest {
protected:
    using Answers = std::map<QString, const char*>;
    /// That reader draws a square and submits. answers: instead of the usual ones.
    void readAndSubmit(const QString& reader, double left, const Answers& answers = {}) {
        open(reader);
        openCase("C-0001");
        drawSquare(left, 700, 200);
        answerEverything();
        for (const auto& [question, answer] : answers) {
            auto* row = m_window->findChild<QWidget*>("question-" + question);
            ASSERT_TRUE(row);
            QTest::mouseClick(row->findChild<QToolButton*>(answer), Qt::LeftButton);
        }
        key(Qt::Key_Return, Qt::ControlModifier);
        ASSERT_EQ(desk().state(), gui::ReadingDesk::State::Submitted);
    }
    gui::ComparePage& compare() { return *m_window->comparePage(); }
    void openCompare(const QString& reader) {
        open(reader);
        m_window->worklistPage()->select(core::CaseId("C-0001"));
        m_window->show(gui::Workplace::Compare);
        CW_EVENTUALLY(compare().ready());
    }
    /// The coordinator: who reads none of the cases.
    void press(const char* button) {
        auto* found = m_window->findChild<QPushButton*>(button);
        ASSERT_TRUE(found && found->isEnabled()) << button;
        QTest::mouseClick(found, Qt::LeftButton);
    }
    void openCrossChecks() {
        open("");
        press("openCrossChecks");
    }
    /// As Enter on the worklist does.
    void openFromWorklist(const QString& reader) {
        open(reader);
        m_window->worklistPage()->select(core::CaseId("C-0001"));
        m_window->findChild<QTableView*>("cases")->setFocus();
        key(Qt::Key_Return);
        CW_EVENTUALLY(m_window->settled());
    }
    template <class Widget>
    Widget& find(const char* name) {
        auto* found = m_window->findChild<Widget*>(name);
        if (!found)
            throw std::runtime_error(name);
        return *found;
    }
    QString message() { return m_window->status().message(); }
    storage::CaseState state() {
        for (const auto& row : m_window->worklistPage()->cases())
            if (row.id == core::CaseId("C-0001"))
                return row.state;
        return storage::CaseState::New;
    }
    /// The project, with the window closed.
    workflow::Project closed() {
        m_window.reset();
        auto project = workflow::Project::open(m_project.folder().toStdString());
        if (!project)
            throw std::runtime_error(project.error().sentence());
        return std::move(*project);
    }
    /// Pixels of about that colour in a pane.
    int pixels(std::size_t pane, QRgb colour) {
        const auto picture = compare().side(pane).grabPicture();
        const QColor wanted(colour);
        int n = 0;
        for (int y = 60; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const auto c = picture.pixelColor(x, y);
                n += std::abs(c.red() - wanted.red()) < 26 &&
                     std::abs(c.green() - wanted.green()) < 26 &&
                     std::abs(c.blue() - wanted.blue()) < 26;
            }
        return n;
    }
};

} // namespace cw::testing
