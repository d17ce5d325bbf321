// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QList>
#include <QRect>
#include <QWidget>

namespace cw::gui {

/// Where the pictures go beside the main window: over all the other monitors if these stand side by
/// side at one height (two upright ones: the right breast on the left monitor, the chest walls at
/// the seam), else over the largest of them. Nothing: there is no other monitor.
QRect pictureMonitors(const QList<QRect>& monitors, const QRect& mainMonitor);

/// The pictures of the reading page in a window of their own, on the monitors that are made for
/// them; tools, forms and worklist stay in the main window, whose keys work here too. Closing it
/// brings the pictures back.
class PictureWindow : public QWidget {
    Q_OBJECT
public:
    explicit PictureWindow(QWidget* mainWindow);
    void take(QWidget* pictures);
    /// On the other monitors, without a frame; with one monitor an ordinary window.
    void showOnMonitors();

signals:
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* m_mainWindow;
};

} // namespace cw::gui
