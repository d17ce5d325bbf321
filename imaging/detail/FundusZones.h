// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FundusLandmarks.h"
#include <array>

namespace cw::imaging::detail {

/// The retina cut into zones that do not overlap; the disc itself and the field's rim are in none.
struct FundusZones {
    /// "disc": a ring of 1.25 to 2.2 disc radii around it (nerve fibres, peripapillary atrophy);
    /// "macula": 2.2 disc radii around the fovea; the rest by distance from the field's centre:
    /// "inner" (< 0.35 of its radius), "middle" (< 0.7), "outer". A cut-out around the disc has no
    /// macula, and its rest goes by disc radii: 2.2, 2.8, 3.4.
    static constexpr std::array<const char*, 5> kNames = {"disc", "macula", "inner", "middle",
                                                          "outer"};
    cv::Mat field;     ///< 255 = all of it, disc and rim included
    cv::Mat retina;    ///< 255 = in a zone
    cv::Mat labels;    ///< index into kNames; ZoneHistogram::kNowhere elsewhere
    cv::Mat quadrants; ///< 0 to 3 around the disc or centre: a vein's territory; nowhere as above
};
FundusZones zonesOf(const cv::Mat& mask, const FundusLandmarks& landmarks);

} // namespace cw::imaging::detail
