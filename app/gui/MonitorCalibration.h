// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QDate>
#include <QString>
#include <optional>

class QScreen;

namespace cw::gui {

/// How large the pixels of a monitor are, measured by a ruler.
struct MonitorCalibration {
    double mmPerPixel = 0; ///< device pixels
    QDate measured;
};

/// Maker, model and serial number where the monitor tells them, else the name of its socket.
QString monitorName(const QScreen& screen);
int widthInDevicePixels(const QScreen& screen);
/// What the monitor itself says (EDID, through Qt). Often wrong: a start for the ruler only.
double statedMmPerPixel(const QScreen& screen);

/// Kept under monitor/<name> in the settings of the workstation. Nothing after a change of the
/// monitor's resolution: its pixels have another size then.
std::optional<MonitorCalibration> calibrationOf(const QScreen& screen);
void keepCalibration(const QScreen& screen, const MonitorCalibration& calibration);

} // namespace cw::gui
