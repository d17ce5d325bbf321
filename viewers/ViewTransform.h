// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"

namespace cw::viewers {

/// Image space <-> widget space (logical pixels, x right, y down). Pure maths: no Qt, no VTK.
/// widget = centre + zoom * R * F * (image - focus); F mirrors, R turns by quarter turns (clockwise
/// as seen on the screen).
class ViewTransform {
public:
    static constexpr double kLowestZoom = 0.002, kHighestZoom = 100;

    void setWidgetSize(double width, double height);
    void setImageSize(int width, int height);
    void setMirrored(bool mirrored) { m_mirrored = mirrored; }
    void setQuarterTurns(int turns) { m_turns = ((turns % 4) + 4) % 4; }
    bool mirrored() const { return m_mirrored; }
    int quarterTurns() const { return m_turns; }
    double zoom() const { return m_zoom; }          ///< logical widget pixels per image pixel
    core::PointPx focus() const { return m_focus; } ///< image point at the widget's centre
    double widgetWidth() const { return m_widgetWidth; }
    double widgetHeight() const { return m_widgetHeight; }
    /// Size of the image as shown, in image pixels: width and height change places with odd turns.
    double shownWidth() const { return m_turns % 2 == 0 ? m_imageWidth : m_imageHeight; }
    double shownHeight() const { return m_turns % 2 == 0 ? m_imageHeight : m_imageWidth; }

    /// Whole image visible. anchor: -1 its left edge (as shown) at the widget's left, +1 right, 0
    /// centred.
    void fit(int anchor = 0);
    /// Same zoom for all images of a hanging: fit as if the image, as shown, had this size.
    void fitAs(double imageWidth, double imageHeight, int anchor);
    /// Keeps the zoom, moves the image to the anchor and centres it vertically.
    void anchorTo(int anchor);
    void setZoom(double zoom);
    void setFocus(core::PointPx focus) { m_focus = focus; }
    /// Keeps the image point under the pointer where it is.
    void zoomAt(core::PointPx widgetPoint, double factor);
    void panBy(double dxWidget, double dyWidget);

    core::PointPx toWidget(core::PointPx image) const;
    core::PointPx toImage(core::PointPx widget) const;
    bool operator==(const ViewTransform&) const = default;

private:
    double m_widgetWidth = 1, m_widgetHeight = 1;
    int m_imageWidth = 1, m_imageHeight = 1;
    bool m_mirrored = false;
    int m_turns = 0;
    double m_zoom = 1;
    core::PointPx m_focus;
};

} // namespace cw::viewers
