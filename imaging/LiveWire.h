// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Image.h"
#include <memory>
#include <vector>

namespace cw::imaging {

/// The cheapest path along the edges of a picture, from a seed to any point around it: intelligent
/// scissors (Mortensen and Barrett, SIGGRAPH 1995) by OpenCV. The map covers 200 steps around the
/// seed; a step is what one screen pixel shows, so that the wire follows the edges that the reader
/// sees. Grey values are stretched between the 1st and 99th percentile of that surrounding; colour
/// is looked at in green. Image space.
class LiveWire {
public:
    /// step: image pixels per screen pixel, 0.25 to 64. InvalidArgument for a seed outside.
    static Result<LiveWire> around(const core::Image& image, core::PointPx seed, double step);
    /// Seed first, target last. A straight line where the target lies outside the map.
    std::vector<core::PointPx> to(core::PointPx target) const;

private:
    struct Map;
    explicit LiveWire(std::shared_ptr<const Map> map) : m_map(std::move(map)) {}
    std::shared_ptr<const Map> m_map;
};

} // namespace cw::imaging
