// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Picture.h"
#include "viewers/ViewTransform.h"
#include <vector>

namespace cw::viewers {

/// Focus points that together show the whole body at one image pixel a screen pixel, in reading
/// order: four quadrants where the viewport is about half as large as the breast, more where it is
/// smaller. Air around the body is left out.
std::vector<core::PointPx> bodyParts(const Picture& picture, const ViewTransform& view,
                                     double devicePixelRatio);

} // namespace cw::viewers
