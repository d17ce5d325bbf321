// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/Application.h"
#include "app/gui/pages/ReadPage.h"

#include <QObject>
#include <filesystem>
#include <set>

namespace cw::bench {

/// Drives the real window by mouse and key events and knows when a viewport has painted.
class WindowDriver : public QObject {
public:
    /// Opens the project as the reader of BenchData, 1600 x 1000, and waits until it is shown. Ends
    /// the program with a sentence where that does not work.
    explicit WindowDriver(const std::filesystem::path& project);
    ~WindowDriver() override;

    gui::MainWindow& window() { return *m_window; }
    gui::ReadPage& page() { return *m_window->readPage(); }
    std::vector<viewers::ImageView*> views(); ///< the visible ones
    viewers::ImageView& view(std::size_t index) { return *page().hanging().views().at(index); }

    /// From the worklist, by the keyboard, until all four views are painted.
    void openCaseFromWorklist(const char* id);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void waitUntilQuiet(); ///< nothing loads any more
    /// Does it and returns when these viewports have painted since.
    template <class Do>
    void untilPainted(const std::vector<viewers::ImageView*>& views, const Do& act) {
        m_painted.clear();
        act();
        waitForPaint(views);
    }
    void untilCaseIsShown(); ///< all pictures there and painted

    void press(viewers::ImageView& view, Qt::MouseButton button, QPointF at);
    void move(viewers::ImageView& view, Qt::MouseButton button, QPointF to);
    void release(viewers::ImageView& view, Qt::MouseButton button, QPointF at);
    void wheel(viewers::ImageView& view, QPointF at, int notches);
    void doubleClick(viewers::ImageView& view, QPointF at);
    static QPointF at(const viewers::ImageView& view, core::PointPx image);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void waitForPaint(const std::vector<viewers::ImageView*>& views);
    std::unique_ptr<gui::MainWindow> m_window;
    std::set<const QObject*> m_painted; ///< viewports, since the last untilPainted()
};

} // namespace cw::bench
