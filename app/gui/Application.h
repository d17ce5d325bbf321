// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/MainWindow.h"

class QApplication;

namespace cw::gui {

/// Before QApplication: X11 with GLX unless the user chose otherwise (Debian's VTK speaks GLX), one
/// shared OpenGL context, a core profile.
void preparePlatform();
/// After QApplication: language ("en", "ko", or empty for the system's), fonts, theme.
void prepareLook(QApplication& application, const QString& language);
/// The window on the project named by the options; without one, or with a sentence in problem, it
/// says so. Never null.
std::unique_ptr<MainWindow> makeWindow(const Options& options, QString& problem);
/// Shows the page, waits until all its pictures are there and writes it as PNG. 0, or 1 with a
/// sentence in problem.
int takeScreenshot(MainWindow& window, const Options& options, QString& problem);
/// Writes the card of the keys, as the reader of the options has them, as PDF; no project is
/// opened. 0, or 1 with a sentence in problem.
int writeShortcutCard(const Options& options, QString& problem);
/// Goes to the page and case of the options.
void goTo(MainWindow& window, const Options& options);

} // namespace cw::gui
