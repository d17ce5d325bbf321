// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/FundusGeometry.h"
#include "viewers/ViewTransform.h"

class QPainter;

namespace cw::viewers {

/// What lies over a fundus photograph to measure by.
enum class FundusGrid { None, Etdrs, Quadrants };

/// Thin haloed lines in a grey that is none of the findings' colours, drawn under the findings:
/// crosses at the disc's centre and at the fovea, and the grid (with the rings' diameters, in mm
/// or, where there are none, in disc diameters DD; and the sides S, N, I, T) or the lines that part
/// the quadrants. What has not been marked is not drawn. imageWidth, imageHeight: how far the
/// quadrants reach, px of image space.
void paintFundusGrid(QPainter& painter, const ViewTransform& view,
                     const annotation::FundusMeasures& measures, FundusGrid grid, int imageWidth,
                     int imageHeight);

} // namespace cw::viewers
