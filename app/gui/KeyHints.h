// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/KeyMap.h"

namespace cw::gui {

/// Tooltips, buttons and empty fields name their key last, after three spaces ("Polygon   P"). Puts
/// the keys as they are now into all of them below root.
void showKeysNow(QWidget& root, const KeyMap& keys);
/// The same for a line of hints, whose parts begin with their keys: "P polygon   A, B, X decide".
QString keysNow(const QString& hints, const KeyMap& keys);

} // namespace cw::gui
