// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Shape.h"
#include "viewers/ViewTransform.h"

#include <QFont>
#include <QImage>
#include <QRectF>
#include <vector>

class QPainter;

namespace cw::viewers {

/// The outlines that nobody is moving, painted once for a view and laid over the picture in every
/// frame until the view, the shapes or what may be seen of them changes. So dragging a corner costs
/// one outline, however many others there are.
class ShapeLayer {
public:
    /// The shapes are others now.
    void invalidate() { m_stale = true; }
    /// All that may be seen but the active one, which the caller paints live.
    void paint(QPainter& painter, const ViewTransform& view, const std::vector<Shape>& own,
               const std::vector<Shape>& others, const ShapeVisibility& visibility,
               const core::LesionId& active);
    /// How often it was painted anew: for tests, that a drag does not.
    int renewals() const { return m_renewals; }

private:
    void renew(const QPainter& painter, const ViewTransform& view, const std::vector<Shape>& own,
               const std::vector<Shape>& others);

    QImage m_image;
    QRectF m_used; ///< where something was painted, logical pixels
    ViewTransform m_view;
    ShapeVisibility m_visibility;
    core::LesionId m_active;
    QFont m_font;
    double m_scale = 0;
    bool m_stale = true;
    int m_renewals = 0;
};

} // namespace cw::viewers
