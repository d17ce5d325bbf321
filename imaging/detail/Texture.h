// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/detail/FeatureList.h"
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// Grey-level co-occurrence (Haralick 1973) over 16 levels, four directions averaged: contrast,
/// homogeneity, energy, entropy, correlation at distances of 1 and 4 px.
void addCooccurrence(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features);
/// Rotation-invariant uniform local binary patterns (Ojala 2002): ten shares that sum to 1.
void addBinaryPatterns(const cv::Mat& grey, const cv::Mat& mask, const std::string& prefix,
                       FeatureList& features);
/// Deviation of five band-pass octaves: how much structure there is at which size.
void addBands(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features);

} // namespace cw::imaging::detail
