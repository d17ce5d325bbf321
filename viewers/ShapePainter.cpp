// SPDX-License-Identifier: Apache-2.0
#include "viewers/ShapePainter.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

namespace cw::viewers {
namespace {

constexpr QColor kHalo(8, 9, 10, 190);

QPointF shownAt(const ViewTransform& view, core::PointPx p) {
    const auto w = view.toWidget(p);
    return {w.x, w.y};
}

QPolygonF shownOutline(const ViewTransform& view, const core::Polygon& outline) {
    QPolygonF polygon;
    polygon.reserve(static_cast<qsizetype>(outline.vertices.size()));
    for (const auto& vertex : outline.vertices)
        polygon << shownAt(view, vertex);
    return polygon;
}

QPen penOf(const QColor& colour, double width) {
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

/// The line that tells the owner without colour: solid, long dash, double, dots.
void strokeAs(QPainter& painter, ShapeOwner owner, const QPolygonF& polygon) {
    const QColor colour = QColor::fromRgb(colourOf(owner));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(kHalo, owner == ShapeOwner::Truth ? 6 : 4));
    painter.drawPolygon(polygon);
    QPen pen = penOf(colour, owner == ShapeOwner::Truth ? 4.5 : 1.8);
    if (owner == ShapeOwner::ReaderB) {
        pen.setDashPattern({7, 3});
        pen.setCapStyle(Qt::FlatCap);
    } else if (owner == ShapeOwner::Model) {
        pen.setDashPattern({0.1, 2.2});
        pen.setCapStyle(Qt::RoundCap);
    }
    painter.setPen(pen);
    painter.drawPolygon(polygon);
    if (owner == ShapeOwner::Truth) {
        painter.setPen(penOf(QColor(8, 9, 10), 1.5));
        painter.drawPolygon(polygon);
    }
}

/// Crowded corners would cover the lesion: then only the picked one is drawn, until one zooms in.
bool crowded(const QPolygonF& polygon) {
    constexpr double kRoom = 11; // px from corner to corner, on average
    double length = 0;
    for (qsizetype i = 0; i < polygon.size(); ++i)
        length += QLineF(polygon[i], polygon[(i + 1) % polygon.size()]).length();
    return length < kRoom * static_cast<double>(polygon.size());
}

void paintVertices(QPainter& painter, const QPolygonF& polygon, std::optional<std::size_t> picked) {
    const bool hide = crowded(polygon);
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const bool isPicked = picked && static_cast<qsizetype>(*picked) == i;
        if (hide && !isPicked)
            continue;
        const double half = isPicked ? 4.5 : 3;
        painter.setPen(penOf(QColor(8, 9, 10), 1));
        painter.setBrush(isPicked ? QColor(0xE6, 0xB4, 0x50) : QColor(0xF0, 0xF2, 0xF4));
        painter.drawRect(QRectF(polygon[i].x() - half, polygon[i].y() - half, 2 * half, 2 * half));
    }
}

} // namespace

void paintHaloText(QPainter& painter, QPointF at, const QString& text, QColor colour) {
    QPainterPath path;
    path.addText(at, painter.font(), text);
    painter.strokePath(path, penOf(QColor(8, 9, 10, 220), 3));
    painter.setPen(colour);
    painter.drawText(at, text);
}

void paintShape(QPainter& painter, const ViewTransform& view, const Shape& shape,
                const ShapeLook& look) {
    const auto polygon = shownOutline(view, shape.finding.outline);
    if (polygon.size() < 3)
        return;
    strokeAs(painter, shape.owner, polygon);
    if (look.selected || shape.linked) {
        painter.setPen(penOf(QColor(0xF0, 0xF2, 0xF4), 0.8));
        painter.drawPolygon(polygon);
    }
    if (look.selected) {
        paintVertices(painter, polygon, look.pickedVertex);
    }
    const QRectF bounds = polygon.boundingRect();
    QString text{QLatin1Char(letterOf(shape.owner))};
    if (!shape.caption.isEmpty())
        text += QStringLiteral("  ") + shape.caption;
    // B's words go below, so that they never cover A's on the same lesion.
    const bool below = shape.owner == ShapeOwner::ReaderB;
    const QFontMetricsF metrics(painter.font());
    const double y = below ? bounds.bottom() + metrics.ascent() + 4 : bounds.top() - 6;
    const double x =
        std::clamp(bounds.left(), 4.0,
                   std::max(4.0, view.widgetWidth() - metrics.horizontalAdvance(text) - 4));
    paintHaloText(painter, {x, y}, text, QColor::fromRgb(colourOf(shape.owner)));
}

void paintDraft(QPainter& painter, const ViewTransform& view, const PolygonTool& tool) {
    if (tool.draft().empty())
        return;
    QPolygonF line;
    for (const auto& point : tool.draft())
        line << shownAt(view, point);
    const QPointF first = line.front();
    line << shownAt(view, tool.pointer());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(kHalo, 4));
    painter.drawPolyline(line);
    painter.setPen(penOf(QColor(0xF0, 0xF2, 0xF4), 1.5));
    painter.drawPolyline(line);
    line.removeLast();
    if (tool.mode() == PolygonTool::Mode::Polygon)
        paintVertices(painter, line, std::nullopt);
    painter.setPen(penOf(QColor::fromRgb(colourOf(ShapeOwner::ReaderA)), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(first, 6, 6); // a click in here closes
}

} // namespace cw::viewers
