// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QStringList>
#include <filesystem>
#include <functional>

class QWidget;

namespace cw::gui {

/// Asks where to save, without stopping the window; save is called with the chosen file, or never.
/// filters as in QFileDialog ("PDF (*.pdf)"); a name without one of their endings gets that of the
/// filter. The user's last folder is where it begins. An existing file is asked about.
void askWhereToSave(QWidget* parent, const QString& title, const QString& name,
                    const QStringList& filters,
                    const std::function<void(const std::filesystem::path&)>& save);

} // namespace cw::gui
