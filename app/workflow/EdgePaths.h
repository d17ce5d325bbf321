// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Image.h"
#include <functional>
#include <vector>

namespace cw::workflow {

/// Paths along the edges of a picture from a seed (imaging/LiveWire.h), for a pen that does not see
/// pixels. Straight lines where the picture gives no map.
std::function<std::vector<core::PointPx>(core::PointPx target)>
edgePathsFrom(const core::Image& image, core::PointPx seed, double pixelSize);

} // namespace cw::workflow
