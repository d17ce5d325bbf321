// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <QRectF>
#include <QString>
#include <filesystem>
#include <functional>

class QPainter;

namespace cw::gui {

/// Writes one page of A4 as PDF: paint gets the whole page in device units (1200 to the inch) and
/// says whether all of it fitted. TooLarge if not. The file is whole or not at all, an older one is
/// kept on failure: IoFailure as core::writeWhole, for a full disk too.
Result<void> writePdfPage(const std::filesystem::path& file, const QString& title,
                          const std::function<bool(QPainter&, const QRectF&)>& paint);

/// The name and version this program writes into what it makes.
QString programVersion();

} // namespace cw::gui
