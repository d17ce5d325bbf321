// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"

#include <QImage>
#include <QRectF>
#include <QStringList>
#include <filesystem>
#include <vector>

class QPainter;

namespace cw::viewers {
class HangingView;
}

namespace cw::gui {

/// A case to show somebody: the views as they hang, and, on a page, the reader's own findings. It
/// names the case by its id and the reader by his code, and nothing else of either: no key, no
/// path, no date but that of the snapshot.
struct Snapshot {
    QImage views;
    QString caseId, kind, reader;
    QString takenAt; ///< "2026-11-30 09:12"
    struct Line {
        QString finding; ///< "Mass   R CC"
        QString terms;   ///< "Shape: irregular, Margin: spiculated"
    };
    std::vector<Line> findings;
    QStringList answers; ///< "Density: b"
};

/// The viewports as they are on the screen, in its pixels; without outlines if asked.
QImage pictureOf(viewers::HangingView& hanging, bool outlines);

/// Draws the page. False: there are so many findings that some are left out, which the page says.
bool paint(const Snapshot& snapshot, QPainter& painter, const QRectF& page);

/// By the file's ending: .pdf the page, anything else the views as PNG. Whole or not at all, an
/// older file is kept on failure (IoFailure as core::writeWhole, for a full disk too).
Result<void> save(const Snapshot& snapshot, const std::filesystem::path& file);

} // namespace cw::gui
