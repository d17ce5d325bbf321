// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Picture.h"
#include "viewers/ViewTransform.h"

#include <QRectF>
#include <QString>
#include <vector>

class QPainter;

namespace cw::viewers {

/// Where a picture shows air: found once from its coarsest level under the file's own window, so
/// that writing keeps off the breast whatever the window or polarity in force.
class AirMap {
public:
    AirMap() = default;
    explicit AirMap(const Picture& picture); ///< colour: all of it counts as air
    /// True where the rectangle (widget space) shows air or nothing of the picture.
    bool isAir(const ViewTransform& view, const QRectF& area) const;

private:
    int m_width = 0, m_height = 0; ///< of the level
    double m_perPixel = 1;         ///< image pixels
    std::vector<bool> m_tissue;
};

/// The small lines under a viewport's title: device and technique. Of a mammogram they stand on the
/// air side and only on air: under the title, else in the lower corner, else not at all.
class CaptionBlock {
public:
    /// anchor: as in Place; 0 writes without looking for air. lines: separated by '\n'. top: lower
    /// edge of the title. Returns where the next thing may begin.
    double paint(QPainter& painter, const QString& lines, const Picture* picture,
                 const ViewTransform& view, int anchor, double top);
    /// Where they would stand; null if nowhere.
    QRectF placeFor(const QSizeF& block, const Picture* picture, const ViewTransform& view,
                    int anchor, double top);

private:
    AirMap m_air;
    const Picture* m_airOf = nullptr;
};

} // namespace cw::viewers
