// SPDX-License-Identifier: Apache-2.0
#include "viewers/Curtains.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

namespace cw::viewers {
namespace {

constexpr double kReach = 6;       // logical px on either side of an edge
constexpr double kLeastFree = 0.1; // of the viewport
constexpr std::array kEdges{CurtainEdge::Upper, CurtainEdge::Lower, CurtainEdge::NippleSide,
                            CurtainEdge::ChestWallSide};

double& shareOf(Curtains& curtains, CurtainEdge edge) {
    switch (edge) {
    case CurtainEdge::Upper:
        return curtains.upper;
    case CurtainEdge::Lower:
        return curtains.lower;
    case CurtainEdge::NippleSide:
        return curtains.nippleSide;
    case CurtainEdge::ChestWallSide:
        break;
    }
    return curtains.chestWallSide;
}
double shareOf(const Curtains& curtains, CurtainEdge edge) {
    auto copy = curtains;
    return shareOf(copy, edge);
}

/// Hangs from the viewport's left edge (for curtains at a side).
bool fromTheLeft(CurtainEdge edge, int anchor) {
    return edge == CurtainEdge::ChestWallSide ? anchor < 0 : anchor > 0;
}

bool hangs(const Curtains& curtains, CurtainEdge edge, int anchor) {
    return shareOf(curtains, edge) > 0 && (anchor != 0 || movesUpAndDown(edge));
}

/// Where the free edge runs: y of an upper or lower curtain, x of one at a side.
double positionOf(const Curtains& curtains, CurtainEdge edge, QSizeF viewport, int anchor) {
    const double share = shareOf(curtains, edge);
    switch (edge) {
    case CurtainEdge::Upper:
        return share * viewport.height();
    case CurtainEdge::Lower:
        return (1 - share) * viewport.height();
    default:
        return (fromTheLeft(edge, anchor) ? share : 1 - share) * viewport.width();
    }
}

CurtainEdge opposite(CurtainEdge edge) {
    switch (edge) {
    case CurtainEdge::Upper:
        return CurtainEdge::Lower;
    case CurtainEdge::Lower:
        return CurtainEdge::Upper;
    case CurtainEdge::NippleSide:
        return CurtainEdge::ChestWallSide;
    case CurtainEdge::ChestWallSide:
        break;
    }
    return CurtainEdge::NippleSide;
}

QRectF rectOf(const Curtains& curtains, CurtainEdge edge, QSizeF viewport, int anchor) {
    const double at = positionOf(curtains, edge, viewport, anchor);
    const double w = viewport.width(), h = viewport.height();
    if (edge == CurtainEdge::Upper)
        return {0, 0, w, at};
    if (edge == CurtainEdge::Lower)
        return {0, at, w, h - at};
    return fromTheLeft(edge, anchor) ? QRectF(0, 0, at, h) : QRectF(at, 0, w - at, h);
}

} // namespace

bool movesUpAndDown(CurtainEdge edge) {
    return edge == CurtainEdge::Upper || edge == CurtainEdge::Lower;
}

Curtains curtainsOf(CurtainKind kind) {
    constexpr double half = 0.5, third = 1 / 3.0;
    Curtains curtains;
    curtains.kind = kind;
    if (kind == CurtainKind::Upper)
        curtains.upper = half;
    else if (kind == CurtainKind::Lower)
        curtains.lower = half;
    else if (kind == CurtainKind::Band)
        curtains.upper = curtains.lower = third;
    else if (kind == CurtainKind::NippleSide)
        curtains.nippleSide = half;
    else if (kind == CurtainKind::ChestWallSide)
        curtains.chestWallSide = half;
    return curtains;
}

CurtainKind next(CurtainKind kind) {
    return kind == CurtainKind::ChestWallSide
               ? CurtainKind::None
               : static_cast<CurtainKind>(static_cast<int>(kind) + 1);
}

std::vector<QRectF> covered(const Curtains& curtains, QSizeF viewport, int anchor) {
    std::vector<QRectF> rects;
    for (const auto edge : kEdges)
        if (hangs(curtains, edge, anchor))
            rects.push_back(rectOf(curtains, edge, viewport, anchor));
    return rects;
}

bool covers(const Curtains& curtains, QSizeF viewport, int anchor, QPointF at) {
    const auto rects = covered(curtains, viewport, anchor);
    return std::any_of(rects.begin(), rects.end(),
                       [at](const QRectF& rect) { return rect.contains(at); });
}

std::optional<CurtainEdge> edgeAt(const Curtains& curtains, QSizeF viewport, int anchor,
                                  QPointF at) {
    for (const auto edge : kEdges) {
        const double along = movesUpAndDown(edge) ? at.y() : at.x();
        if (hangs(curtains, edge, anchor) &&
            std::abs(along - positionOf(curtains, edge, viewport, anchor)) <= kReach)
            return edge;
    }
    return std::nullopt;
}

Curtains dragged(Curtains curtains, CurtainEdge edge, QSizeF viewport, int anchor, QPointF to) {
    const bool upright = movesUpAndDown(edge);
    const double from = upright ? to.y() / viewport.height() : to.x() / viewport.width();
    const bool fromStart = upright ? edge == CurtainEdge::Upper : fromTheLeft(edge, anchor);
    const double most = 1 - kLeastFree - shareOf(std::as_const(curtains), opposite(edge));
    shareOf(curtains, edge) = std::clamp(fromStart ? from : 1 - from, 0.02, std::max(0.02, most));
    return curtains;
}

void paintCurtains(QPainter& painter, const Curtains& curtains, QSizeF viewport, int anchor) {
    constexpr double gripLength = 36;
    for (const auto edge : kEdges) {
        if (!hangs(curtains, edge, anchor))
            continue;
        painter.fillRect(rectOf(curtains, edge, viewport, anchor), Qt::black);
        const double at = positionOf(curtains, edge, viewport, anchor);
        const bool upright = movesUpAndDown(edge);
        const double middle = (upright ? viewport.width() : viewport.height()) / 2;
        const auto line = [&](double from, double to) {
            painter.drawLine(upright ? QLineF(from, at, to, at) : QLineF(at, from, at, to));
        };
        painter.setPen(QPen(QColor(0x2A, 0x2E, 0x33), 1));
        line(0, upright ? viewport.width() : viewport.height());
        painter.setPen(QPen(QColor(0x86, 0x8C, 0x94), 3, Qt::SolidLine, Qt::RoundCap));
        line(middle - gripLength / 2, middle + gripLength / 2);
    }
}

} // namespace cw::viewers
