// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <opencv2/core.hpp>
#include <vector>

namespace cw::imaging::detail {

/// A bright rounded thing inside the breast, measured at about 512 px.
struct MassCandidate {
    cv::Point2d centre;      ///< px of the picture it was measured in
    double radius = 0;       ///< px
    double response = 0;     ///< difference of Gaussians, in units of the breast's deviation
    double roundness = 0;    ///< radial gradient index -1..1: gradients that point to the centre
    double contrast = 0;     ///< inside minus the ring around, same unit as response
    double irregularity = 0; ///< spread of the edge's distance over 24 rays, relative
    double spiculation = 0;  ///< line strength towards the centre minus across, in the ring around
    double score = 0;        ///< response weighted by roundness
};

/// The most, best first. grey: 512 px or so, mask: the breast at the same size.
std::vector<MassCandidate> massCandidates(const cv::Mat& grey, const cv::Mat& mask,
                                          std::size_t most);

} // namespace cw::imaging::detail
