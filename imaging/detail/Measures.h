// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <opencv2/core.hpp>
#include <span>
#include <vector>

namespace cw::imaging::detail {

/// Values (32-bit float) under a mask (8-bit, non-zero = in), in scan order.
std::vector<float> valuesUnder(const cv::Mat& values, const cv::Mat& mask);
/// Quantile of unsorted values by nearest rank; reorders them. 0 for none.
double quantile(std::vector<float>& values, double fraction);
/// Mean of the largest share of the values (at least one); reorders them. 0 for none.
double topMean(std::vector<float>& values, double share);
struct Moments {
    double mean = 0, deviation = 0, skewness = 0, kurtosis = 0; ///< kurtosis of a normal: 3
};
Moments momentsOf(std::span<const float> values);

/// Gaussian average that knows only what lies under the mask (normalised convolution): no false
/// edge where the breast or retina ends. 0 outside.
cv::Mat maskedBlur(const cv::Mat& values, const cv::Mat& mask, double sigma);

struct Peak {
    cv::Point at;
    float value = 0;
};
/// Local maxima above a floor under a mask, strongest first, no two nearer than reach.
std::vector<Peak> strongestPeaks(const cv::Mat& response, const cv::Mat& mask, int reach,
                                 float floor, std::size_t most);
/// The mask eaten away by reach px from every side but the picture's own border.
cv::Mat eroded(const cv::Mat& mask, int reach);

/// Eigenvalues of the Hessian at a scale, normalised by sigma^2: larger >= smaller in every pixel.
/// A bright line has smaller << 0 and larger about 0, a dark blob has both > 0.
struct HessianEigenvalues {
    cv::Mat larger, smaller;
};
HessianEigenvalues hessian(const cv::Mat& values, double sigma);

} // namespace cw::imaging::detail
