// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QSettings>

namespace cw::gui {

/// What the window remembers between runs, one file of the user's account
/// (~/.config/Concord/workstation.ini). Groups: reader/<name> (ReaderSettings) and monitor/<name>
/// (MonitorCalibration). Nothing of any case or patient.
inline QSettings settingsFile() {
    return {QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Concord"),
            QStringLiteral("workstation")};
}

} // namespace cw::gui
