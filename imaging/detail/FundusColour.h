// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FundusZones.h"

namespace cw::imaging::detail {

/// Colour by zone, free of how bright the flash was: shares of red and blue in the sum of the
/// channels, green relative to the field's median, and its spread there after the slow fall-off of
/// light is taken out. Of the whole field: median shares, their spread, and the spread of detail in
/// four octaves.
void addColour(const cv::Mat& rgb, const cv::Mat& contrast, const FundusZones& zones,
               FeatureList& features);

} // namespace cw::imaging::detail
