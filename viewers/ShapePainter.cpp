// SPDX-License-Identifier: Apache-2.0
#include "viewers/ShapePainter.h"

#include "annotation/Outlines.h"
#include <QCache>
#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>
#include <cmath>

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

/// Without the corners that fall on the same spot of the screen: five hundred of them on a lesion
/// of forty pixels cost ten times as much and look the same.
QPolygonF thinned(const QPolygonF& polygon) {
    constexpr double kSpot = 0.8; // px
    QPolygonF seen;
    for (const auto& p : polygon)
        if (seen.isEmpty() || (p - seen.back()).manhattanLength() >= kSpot)
            seen << p;
    return seen.size() < 3 ? polygon : seen;
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

// Stroking the letters is dear and the same words come in every frame: they are kept as pictures.
void paintHaloText(QPainter& painter, QPointF at, const QString& text, QColor colour) {
    constexpr int kKept = 500, kMargin = 3;
    static QCache<QString, QImage> pictures(kKept); // window's thread alone
    const double scale = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    const auto key = QStringLiteral("%1|%2|%3|%4")
                         .arg(text, painter.font().key(), colour.name(QColor::HexArgb))
                         .arg(scale);
    const QFontMetricsF metrics(painter.font());
    const double ascent = std::ceil(metrics.ascent());
    auto* picture = pictures.object(key);
    if (!picture) {
        const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 2 * kMargin + 2,
                          ascent + std::ceil(metrics.descent()) + 2 * kMargin);
        picture = new QImage((size * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        picture->setDevicePixelRatio(scale);
        picture->fill(Qt::transparent);
        QPainter letters(picture);
        letters.setRenderHint(QPainter::Antialiasing);
        letters.setFont(painter.font());
        const QPointF baseline(kMargin, kMargin + ascent);
        QPainterPath path;
        path.addText(baseline, painter.font(), text);
        letters.strokePath(path, penOf(QColor(8, 9, 10, 220), 3));
        letters.setPen(colour);
        letters.drawText(baseline, text);
        letters.end();
        pictures.insert(key, picture);
    }
    painter.drawImage(QPointF(std::round(at.x() - kMargin), std::round(at.y() - ascent - kMargin)),
                      *picture);
}

void paintShape(QPainter& painter, const ViewTransform& view, const Shape& shape,
                const ShapeLook& look) {
    const auto polygon = shownOutline(view, shape.finding.outline);
    if (polygon.size() < 3)
        return;
    const auto line = thinned(polygon);
    strokeAs(painter, shape.owner, line);
    if (look.selected || shape.linked) {
        painter.setPen(penOf(QColor(0xF0, 0xF2, 0xF4), 0.8));
        painter.drawPolygon(line);
    }
    if (look.selected && !look.bare)
        paintVertices(painter, polygon, look.pickedVertex);
    if (look.bare)
        return;
    const QRectF bounds = polygon.boundingRect();
    QString text{QLatin1Char(letterOf(shape.owner))};
    // Dozens of point lesions side by side would be a heap of words: the letter says whose.
    constexpr double kSpeck = 14; // px
    const bool speck = std::max(bounds.width(), bounds.height()) < kSpeck;
    if (!shape.caption.isEmpty() && (look.selected || !speck))
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
    using Mode = PolygonTool::Mode;
    if (tool.draft().empty())
        return;
    QPolygonF corners;
    for (const auto& point : tool.draft())
        corners << shownAt(view, point);
    QPolygonF line = corners;
    if (tool.mode() == Mode::Ellipse)
        line = shownOutline(view, annotation::ellipse(tool.draft().front(), tool.pointer()));
    else if (tool.mode() == Mode::Cluster)
        line = shownOutline(view, annotation::hullAround(tool.draft(), tool.reach().value_or(1)));
    else if (!tool.wire().empty())
        for (const auto& point : tool.wire())
            line << shownAt(view, point);
    else
        line << shownAt(view, tool.pointer());
    const bool closed = tool.mode() == Mode::Ellipse || tool.mode() == Mode::Cluster;
    if (closed && !line.isEmpty())
        line << line.front();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(kHalo, 4));
    painter.drawPolyline(line);
    painter.setPen(penOf(QColor(0xF0, 0xF2, 0xF4), 1.5));
    painter.drawPolyline(line);
    if (tool.mode() == Mode::Polygon)
        paintVertices(painter, corners, std::nullopt);
    painter.setPen(penOf(QColor::fromRgb(colourOf(ShapeOwner::ReaderA)), 1.5));
    painter.setBrush(Qt::NoBrush);
    if (tool.mode() == Mode::Cluster)
        for (const auto& corner : corners)
            painter.drawEllipse(corner, 3, 3);
    else if (!closed && tool.mode() != Mode::Split)
        painter.drawEllipse(corners.front(), 6, 6); // a click in here closes
}

void paintReach(QPainter& painter, const ViewTransform& view, const PolygonTool& tool) {
    const auto reach = tool.reach();
    if (!reach)
        return;
    const double radius = std::max(2.0, *reach * view.zoom());
    const auto at = shownAt(view, tool.pointer());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(kHalo, 3.5));
    painter.drawEllipse(at, radius, radius);
    painter.setPen(penOf(QColor(0xF0, 0xF2, 0xF4), 1.2));
    painter.drawEllipse(at, radius, radius);
}

} // namespace cw::viewers
