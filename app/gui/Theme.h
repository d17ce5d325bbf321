// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QColor>
#include <QIcon>

class QApplication;

namespace cw::gui {

/// The dark room: chrome darker and duller than any image, one accent.
namespace colour {
constexpr QRgb kBackground = 0xFF0B0C0E, kPanel = 0xFF15171A, kLine = 0xFF2A2E33,
               kText = 0xFFC9CDD2, kDim = 0xFF868C94, kAccent = 0xFF56B4E9, kAmber = 0xFFE6B450;
}
/// Palette, style sheet and fonts (Noto Sans CJK KR where Korean is spoken).
void applyTheme(QApplication& application, bool korean);

enum class Icon { Intake, Worklist, Read, Compare, Inspect, Dataset, Validate, Audit };
/// 20 px, outline, drawn here: no icon files, sharp at every scale.
QIcon iconOf(Icon icon);

} // namespace cw::gui
