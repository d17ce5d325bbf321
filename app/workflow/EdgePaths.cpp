// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/EdgePaths.h"

#include "imaging/LiveWire.h"

namespace cw::workflow {

std::function<std::vector<core::PointPx>(core::PointPx target)>
edgePathsFrom(const core::Image& image, core::PointPx seed, double pixelSize) {
    auto wire = imaging::LiveWire::around(image, seed, pixelSize);
    if (!wire)
        return [seed](core::PointPx target) { return std::vector{seed, target}; };
    return [wire = std::move(*wire)](core::PointPx target) { return wire.to(target); };
}

} // namespace cw::workflow
