// SPDX-License-Identifier: Apache-2.0
#include "viewers/ViewTransform.h"

#include <algorithm>

namespace cw::viewers {
namespace {

core::PointPx turned(core::PointPx p, int quarterTurns) {
    switch (quarterTurns) {
    case 1:
        return {-p.y, p.x};
    case 2:
        return {-p.x, -p.y};
    case 3:
        return {p.y, -p.x};
    default:
        return p;
    }
}

} // namespace

void ViewTransform::setWidgetSize(double width, double height) {
    m_widgetWidth = std::max(1.0, width);
    m_widgetHeight = std::max(1.0, height);
}

void ViewTransform::setImageSize(int width, int height) {
    m_imageWidth = std::max(1, width);
    m_imageHeight = std::max(1, height);
    m_focus = {m_imageWidth / 2.0, m_imageHeight / 2.0};
}

void ViewTransform::fit(int anchor) { fitAs(shownWidth(), shownHeight(), anchor); }

void ViewTransform::fitAs(double imageWidth, double imageHeight, int anchor) {
    setZoom(std::min(m_widgetWidth / std::max(1.0, imageWidth),
                     m_widgetHeight / std::max(1.0, imageHeight)));
    anchorTo(anchor);
}

void ViewTransform::anchorTo(int anchor) {
    m_focus = {m_imageWidth / 2.0, m_imageHeight / 2.0};
    panBy(anchor * (m_widgetWidth - shownWidth() * m_zoom) / 2, 0);
}

void ViewTransform::setZoom(double zoom) { m_zoom = std::clamp(zoom, kLowestZoom, kHighestZoom); }

void ViewTransform::zoomAt(core::PointPx widgetPoint, double factor) {
    const auto before = toImage(widgetPoint);
    setZoom(m_zoom * factor);
    const auto after = toImage(widgetPoint);
    m_focus.x += before.x - after.x;
    m_focus.y += before.y - after.y;
}

void ViewTransform::panBy(double dxWidget, double dyWidget) {
    m_focus = toImage({m_widgetWidth / 2 - dxWidget, m_widgetHeight / 2 - dyWidget});
}

core::PointPx ViewTransform::toWidget(core::PointPx image) const {
    core::PointPx offset{image.x - m_focus.x, image.y - m_focus.y};
    if (m_mirrored)
        offset.x = -offset.x;
    offset = turned(offset, m_turns);
    return {m_widgetWidth / 2 + m_zoom * offset.x, m_widgetHeight / 2 + m_zoom * offset.y};
}

core::PointPx ViewTransform::toImage(core::PointPx widget) const {
    core::PointPx offset{(widget.x - m_widgetWidth / 2) / m_zoom,
                         (widget.y - m_widgetHeight / 2) / m_zoom};
    offset = turned(offset, (4 - m_turns) % 4);
    if (m_mirrored)
        offset.x = -offset.x;
    return {m_focus.x + offset.x, m_focus.y + offset.y};
}

} // namespace cw::viewers
