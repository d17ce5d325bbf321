// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/PolygonTool.h"
#include "viewers/Shape.h"
#include "viewers/ViewTransform.h"

class QPainter;
class QPointF;

namespace cw::viewers {

struct ShapeLook {
    bool selected = false;                   ///< white core and vertices
    std::optional<std::size_t> pickedVertex; ///< drawn filled
    bool bare = false;                       ///< the line alone: no letter, words or vertices
};

/// Draws one outline over a dark halo, with its letter and caption.
void paintShape(QPainter& painter, const ViewTransform& view, const Shape& shape,
                const ShapeLook& look = {});
/// The open line of a shape being drawn, with a rubber line to the pointer.
void paintDraft(QPainter& painter, const ViewTransform& view, const PolygonTool& tool);
/// The brush, or the size of the next point lesion, around the pointer.
void paintReach(QPainter& painter, const ViewTransform& view, const PolygonTool& tool);
/// Text on a dark outline, readable on bright tissue. at: baseline start, logical pixels.
void paintHaloText(QPainter& painter, QPointF at, const QString& text, QColor colour);

} // namespace cw::viewers
