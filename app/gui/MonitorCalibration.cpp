// SPDX-License-Identifier: Apache-2.0
#include "app/gui/MonitorCalibration.h"

#include "app/gui/SettingsFile.h"

#include <QScreen>
#include <QStringList>
#include <cmath>

namespace cw::gui {
namespace {

QString groupOf(const QScreen& screen) {
    auto name = monitorName(screen);
    name.replace('/', '_').replace('\\', '_'); // they would open a group
    return QStringLiteral("monitor/") + name;
}

} // namespace

QString monitorName(const QScreen& screen) {
    QStringList parts{screen.manufacturer(), screen.model(), screen.serialNumber()};
    parts.removeAll(QString());
    return parts.isEmpty() ? screen.name() : parts.join(' ');
}

int widthInDevicePixels(const QScreen& screen) {
    return static_cast<int>(std::lround(screen.geometry().width() * screen.devicePixelRatio()));
}

double statedMmPerPixel(const QScreen& screen) {
    constexpr double usual = 0.25;
    const double mm = screen.physicalSize().width();
    return mm > 0 ? mm / widthInDevicePixels(screen) : usual;
}

std::optional<MonitorCalibration> calibrationOf(const QScreen& screen) {
    auto settings = settingsFile();
    settings.beginGroup(groupOf(screen));
    const double mm = settings.value("mmPerPixel").toDouble();
    if (!(mm > 0) || settings.value("pixels").toInt() != widthInDevicePixels(screen))
        return std::nullopt;
    return MonitorCalibration{
        mm, QDate::fromString(settings.value("measured").toString(), Qt::ISODate)};
}

void keepCalibration(const QScreen& screen, const MonitorCalibration& calibration) {
    auto settings = settingsFile();
    settings.beginGroup(groupOf(screen));
    settings.setValue("mmPerPixel", calibration.mmPerPixel);
    settings.setValue("measured", calibration.measured.toString(Qt::ISODate));
    settings.setValue("pixels", widthInDevicePixels(screen));
}

} // namespace cw::gui
