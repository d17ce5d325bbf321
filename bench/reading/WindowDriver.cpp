// SPDX-License-Identifier: Apache-2.0
#include "bench/reading/WindowDriver.h"

#include "app/gui/pages/WorklistPage.h"
#include "bench/reading/BenchData.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <cstdio>
#include <cstdlib>

namespace cw::bench {
namespace {

constexpr int kPatienceMs = 30000;

[[noreturn]] void giveUp(const char* why) {
    std::fprintf(stderr, "concord-bench-reading: %s\n", why);
    std::exit(3);
}

/// Serves events until it is so.
template <class Condition>
void until(const Condition& condition, const char* what) {
    const QDeadlineTimer deadline(kPatienceMs);
    QTimer wake; // or waiting for an event would outlast the deadline
    wake.start(1000);
    while (!condition()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
        if (deadline.hasExpired())
            giveUp(what);
    }
}

} // namespace

WindowDriver::WindowDriver(const std::filesystem::path& project) {
    gui::Options options;
    options.project = QString::fromStdString(project.string());
    options.reader = BenchData::kReader;
    QString problem;
    m_window = gui::makeWindow(options, problem);
    if (!problem.isEmpty())
        giveUp(problem.toUtf8().constData());
    m_window->resize(1600, 1000);
    m_window->QWidget::show();
    if (!QTest::qWaitForWindowExposed(m_window.get()))
        giveUp("the window is not shown");
    m_window->activateWindow();
    QCoreApplication::processEvents();
    qApp->installEventFilter(this);
}

WindowDriver::~WindowDriver() { qApp->removeEventFilter(this); }

bool WindowDriver::eventFilter(QObject* watched, QEvent* event) {
    // The canvas is the viewport's only child that paints.
    if (event->type() == QEvent::Paint)
        if (const auto* view = qobject_cast<viewers::ImageView*>(watched->parent()))
            m_painted.insert(view);
    return false;
}

std::vector<viewers::ImageView*> WindowDriver::views() {
    std::vector<viewers::ImageView*> visible;
    for (auto* view : page().hanging().views())
        if (view->isVisible())
            visible.push_back(view);
    return visible;
}

void WindowDriver::waitForPaint(const std::vector<viewers::ImageView*>& views) {
    until(
        [&] {
            return std::all_of(views.begin(), views.end(),
                               [this](const auto* view) { return m_painted.contains(view); });
        },
        "a viewport does not paint");
}

void WindowDriver::untilCaseIsShown() {
    until([this] { return page().ready(); }, "the case does not load");
    // Pictures that are there have asked for a repaint; what is painted now shows them.
    m_painted.clear();
    for (auto* view : views())
        view->toolChanged();
    waitForPaint(views());
}

void WindowDriver::openCaseFromWorklist(const char* id) {
    auto* table = m_window->findChild<QTableView*>("cases");
    QTest::keyClick(table, Qt::Key_Return);
    if (!(page().caseId() == core::CaseId(id)))
        giveUp("another case was opened");
    untilCaseIsShown();
}

void WindowDriver::key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    auto* focus = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get();
    QTest::keyClick(focus, key, modifiers);
}

void WindowDriver::waitUntilQuiet() {
    until([this] { return !m_window->loading(); }, "loading does not end");
    QCoreApplication::processEvents();
}

QPointF WindowDriver::at(const viewers::ImageView& view, core::PointPx image) {
    const auto p = view.view().toWidget(image);
    return {p.x, p.y};
}

void WindowDriver::press(viewers::ImageView& view, Qt::MouseButton button, QPointF at) {
    QMouseEvent event(QEvent::MouseButtonPress, at, view.mapToGlobal(at), button, button, {});
    QCoreApplication::sendEvent(&view, &event);
}

void WindowDriver::move(viewers::ImageView& view, Qt::MouseButton button, QPointF to) {
    QMouseEvent event(QEvent::MouseMove, to, view.mapToGlobal(to), Qt::NoButton, button, {});
    QCoreApplication::sendEvent(&view, &event);
}

void WindowDriver::release(viewers::ImageView& view, Qt::MouseButton button, QPointF at) {
    QMouseEvent event(QEvent::MouseButtonRelease, at, view.mapToGlobal(at), button, Qt::NoButton,
                      {});
    QCoreApplication::sendEvent(&view, &event);
}

void WindowDriver::wheel(viewers::ImageView& view, QPointF at, int notches) {
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
}

void WindowDriver::doubleClick(viewers::ImageView& view, QPointF at) {
    QTest::mouseDClick(&view, Qt::LeftButton, {}, at.toPoint());
}

} // namespace cw::bench
