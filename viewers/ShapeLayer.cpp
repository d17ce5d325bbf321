// SPDX-License-Identifier: Apache-2.0
#include "viewers/ShapeLayer.h"

#include "viewers/ShapePainter.h"

#include <QPainter>

namespace cw::viewers {
namespace {

/// Halo, letters and caption reach beyond the outline itself, px.
constexpr double kAround = 8, kCaptionRoom = 26, kCaptionWidth = 400;

QRectF shownBounds(const ViewTransform& view, const core::Polygon& outline) {
    const auto box = core::boundsOf(outline);
    const auto a = view.toWidget({box.left, box.top}), b = view.toWidget({box.right, box.bottom});
    return QRectF(QPointF(a.x, a.y), QPointF(b.x, b.y)).normalized();
}

} // namespace

void ShapeLayer::paint(QPainter& painter, const ViewTransform& view, const std::vector<Shape>& own,
                       const std::vector<Shape>& others, const ShapeVisibility& visibility,
                       const core::LesionId& active) {
    if (own.empty() && others.empty())
        return;
    const double scale = painter.device()->devicePixelRatioF();
    if (m_stale || !(m_view == view) || !(m_visibility == visibility) || !(m_active == active) ||
        m_scale != scale || m_font != painter.font()) {
        m_view = view;
        m_visibility = visibility;
        m_active = active;
        m_scale = scale;
        m_font = painter.font();
        renew(painter, view, own, others);
        m_stale = false;
        ++m_renewals;
    }
    if (!m_used.isEmpty())
        painter.drawImage(m_used.topLeft(), m_image,
                          QRectF(m_used.topLeft() * scale, m_used.size() * scale));
}

void ShapeLayer::renew(const QPainter& painter, const ViewTransform& view,
                       const std::vector<Shape>& own, const std::vector<Shape>& others) {
    const QRectF viewport(0, 0, view.widgetWidth(), view.widgetHeight());
    const QSize size = (viewport.size() * m_scale).toSize();
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.setDevicePixelRatio(m_scale);
    m_image.fill(Qt::transparent);
    m_used = {};
    QPainter onto(&m_image);
    onto.setRenderHint(QPainter::Antialiasing);
    onto.setFont(painter.font());
    for (const auto* shapes : {&others, &own})
        for (const auto& shape : *shapes) {
            if (!m_visibility.shows(shape) || (shapes == &own && shape.finding.id == m_active))
                continue;
            const auto box = shownBounds(view, shape.finding.outline)
                                 .adjusted(-kAround, -kCaptionRoom, kAround, kCaptionRoom);
            if (!box.intersects(viewport))
                continue;
            paintShape(onto, view, shape, {false, std::nullopt, m_visibility.outlinesOnly});
            m_used |=
                m_visibility.outlinesOnly ? box : box.adjusted(-kCaptionWidth, 0, kCaptionWidth, 0);
        }
    m_used &= viewport;
    m_used = QRectF(m_used.toAlignedRect());
}

} // namespace cw::viewers
