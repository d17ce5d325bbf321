// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/KeyMap.h"
#include "core/Result.h"

#include <QRectF>
#include <filesystem>
#include <vector>

class QPainter;

namespace cw::gui {

/// What the mouse does in a viewport, gesture and effect: on F1 and on the card.
std::vector<std::pair<QString, QString>> mouseRules();

/// The keys on one page of A4 to lay beside the keyboard: the table of F1 as it is now, moved keys
/// included, and the mouse rules; black on white, in the language of the window.
struct ShortcutCard {
    QString title, subtitle;
    std::vector<std::pair<QString, QString>> keys, mouse; ///< key or gesture, words
};
ShortcutCard shortcutCard(const KeyMap& keys, const QString& reader);

/// Draws it into page (any unit; proportions of A4 expected), at the largest size at which every
/// line fits. False: it does not fit at the smallest readable size (6 points on A4).
bool paint(const ShortcutCard& card, QPainter& painter, const QRectF& page);

/// A PDF file of one page, fonts included. Whole or not at all: IoFailure as core::writeWhole.
Result<void> writePdf(const ShortcutCard& card, const std::filesystem::path& file);

} // namespace cw::gui
