// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FundusLandmarks.h"

namespace cw::imaging::detail {

/// The optic disc, its vessels closed over:
/// - size, contrast, brightness and colour by rings of an eighth of its radius: a large pale cup
///   lifts the inner rings
/// - cup: edge, area, height and width against the disc's; the rim it leaves in eight directions,
///   thinnest and how unequal (glaucoma thins it above and below first)
/// - around it: brightness by direction at 1.3 to 2 radii, least against usual (a lost bundle of
///   nerve fibres is a dark wedge), and of the ring next to it (atrophy is pale)
void addDisc(const cv::Mat& rgb, const cv::Mat& mask, const FundusLandmarks& landmarks,
             FeatureList& features);

} // namespace cw::imaging::detail
