// SPDX-License-Identifier: Apache-2.0
#include "app/gui/PictureWindow.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

bool sideBySide(QList<QRect> monitors) {
    std::sort(monitors.begin(), monitors.end(),
              [](const QRect& a, const QRect& b) { return a.left() < b.left(); });
    for (qsizetype i = 1; i < monitors.size(); ++i)
        if (monitors[i].top() != monitors[0].top() ||
            monitors[i].height() != monitors[0].height() ||
            monitors[i].left() != monitors[i - 1].right() + 1)
            return false;
    return true;
}

qint64 areaOf(const QRect& r) { return qint64{r.width()} * r.height(); }

} // namespace

QRect pictureMonitors(const QList<QRect>& monitors, const QRect& mainMonitor) {
    QList<QRect> others;
    for (const auto& monitor : monitors)
        if (monitor != mainMonitor)
            others << monitor;
    if (others.isEmpty())
        return {};
    if (sideBySide(others)) {
        QRect all;
        for (const auto& monitor : others)
            all |= monitor;
        return all;
    }
    return *std::max_element(others.begin(), others.end(),
                             [](const QRect& a, const QRect& b) { return areaOf(a) < areaOf(b); });
}

PictureWindow::PictureWindow(QWidget* mainWindow)
    : QWidget(mainWindow, Qt::Window), m_mainWindow(mainWindow) {
    setObjectName("pictureWindow");
    setWindowTitle(tr("Concord pictures"));
    setProperty("takesKeys", true);
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void PictureWindow::take(QWidget* pictures) { layout()->addWidget(pictures); }

void PictureWindow::showOnMonitors() {
    QList<QRect> monitors;
    for (const auto* screen : QGuiApplication::screens())
        monitors << screen->geometry();
    const auto* own = m_mainWindow->screen();
    const auto place = pictureMonitors(monitors, own ? own->geometry() : QRect());
    if (place.isNull()) {
        resize(m_mainWindow->size() * 3 / 4);
    } else {
        setWindowFlag(Qt::FramelessWindowHint); // nothing between the chest walls, nothing above
        setGeometry(place);
    }
    show();
}

void PictureWindow::closeEvent(QCloseEvent* event) {
    event->ignore(); // whoever owns it takes the pictures out first
    emit closed();
}

} // namespace cw::gui
