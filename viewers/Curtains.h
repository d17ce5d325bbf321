// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <vector>

class QPainter;

namespace cw::viewers {

/// Which part of the mammograms is covered so that the rest is compared without distraction: half
/// by half, or band by band (Tabar's masking).
enum class CurtainKind { None, Upper, Lower, Band, NippleSide, ChestWallSide };

/// Black curtains over a viewport, the same for all: how much of it each covers, 0 to 1 of its
/// height or width. They belong to the viewport, not to the picture: what is panned under them
/// passes by. Nipple and chest wall instead of left and right, so that both sides are mirrored.
struct Curtains {
    CurtainKind kind = CurtainKind::None;
    double upper = 0, lower = 0, nippleSide = 0, chestWallSide = 0;
    bool operator==(const Curtains&) const = default;
};
enum class CurtainEdge { Upper, Lower, NippleSide, ChestWallSide };

/// As first drawn: half of the viewport; a band leaves the middle third.
Curtains curtainsOf(CurtainKind kind);
CurtainKind next(CurtainKind kind); ///< None again after the last

// anchor: the edge of the viewport with the chest wall (Place::anchor), -1 left, 1 right; with 0 it
// is not known, and no curtain hangs at the sides. Points and sizes in logical pixels.

std::vector<QRectF> covered(const Curtains& curtains, QSizeF viewport, int anchor);
bool covers(const Curtains& curtains, QSizeF viewport, int anchor, QPointF at);
/// The edge that a press there takes hold of.
std::optional<CurtainEdge> edgeAt(const Curtains& curtains, QSizeF viewport, int anchor,
                                  QPointF at);
/// With that edge under the pointer. A curtain leaves a tenth of the viewport free.
Curtains dragged(Curtains curtains, CurtainEdge edge, QSizeF viewport, int anchor, QPointF to);
bool movesUpAndDown(CurtainEdge edge);

/// Black, with a dull line and a grip at the edge that can be dragged.
void paintCurtains(QPainter& painter, const Curtains& curtains, QSizeF viewport, int anchor);

} // namespace cw::viewers
