// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FundusLandmarks.h"

namespace cw::imaging::detail {

/// Size, brightness and inner profile of the optic disc: a large pale cup lifts the inner rings.
void addDisc(const cv::Mat& rgb, const cv::Mat& mask, const FundusLandmarks& landmarks,
             FeatureList& features);

} // namespace cw::imaging::detail
