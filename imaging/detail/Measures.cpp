// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/Measures.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {

std::vector<float> valuesUnder(const cv::Mat& values, const cv::Mat& mask) {
    std::vector<float> found;
    found.reserve(static_cast<std::size_t>(cv::countNonZero(mask)));
    for (int row = 0; row < values.rows; ++row) {
        const auto* value = values.ptr<float>(row);
        const auto* in = mask.ptr<unsigned char>(row);
        for (int column = 0; column < values.cols; ++column) {
            if (in[column])
                found.push_back(value[column]);
        }
    }
    return found;
}

double quantile(std::vector<float>& values, double fraction) {
    if (values.empty())
        return 0;
    const auto rank =
        static_cast<std::ptrdiff_t>(fraction * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return static_cast<double>(values[static_cast<std::size_t>(rank)]);
}

double topMean(std::vector<float>& values, double share) {
    if (values.empty())
        return 0;
    const auto count = std::clamp<std::ptrdiff_t>(
        static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size())), 1,
        static_cast<std::ptrdiff_t>(values.size()));
    std::nth_element(values.begin(), values.begin() + (count - 1), values.end(), std::greater<>());
    double sum = 0;
    for (auto value = values.begin(); value != values.begin() + count; ++value)
        sum += static_cast<double>(*value);
    return sum / static_cast<double>(count);
}

Moments momentsOf(std::span<const float> values) {
    Moments moments;
    if (values.empty())
        return moments;
    const auto n = static_cast<double>(values.size());
    for (const float value : values)
        moments.mean += static_cast<double>(value) / n;
    double second = 0, third = 0, fourth = 0;
    for (const float value : values) {
        const double away = static_cast<double>(value) - moments.mean;
        second += away * away / n;
        third += away * away * away / n;
        fourth += away * away * away * away / n;
    }
    moments.deviation = std::sqrt(second);
    if (second > 1e-12) {
        moments.skewness = third / (second * moments.deviation);
        moments.kurtosis = fourth / (second * second);
    }
    return moments;
}

namespace {

// A wide Gaussian is as good on a reduced picture, and its cost no longer grows with its width: the
// reduction that leaves it 4 px wide.
int reductionFor(double sigma) { return std::max(1, static_cast<int>(sigma / 4)); }

cv::Mat reducedBy(const cv::Mat& values, int factor) {
    cv::Mat small;
    const cv::Size size(std::max(2, (values.cols + factor / 2) / factor),
                        std::max(2, (values.rows + factor / 2) / factor));
    cv::resize(values, small, size, 0, 0, cv::INTER_AREA);
    return small;
}

} // namespace

cv::Mat maskedBlur(const cv::Mat& values, const cv::Mat& mask, double sigma) {
    cv::Mat weight, sum;
    mask.convertTo(weight, CV_32F, 1.0 / 255);
    cv::multiply(values, weight, sum);
    const int factor = reductionFor(sigma);
    if (factor > 1) {
        sum = reducedBy(sum, factor);
        weight = reducedBy(weight, factor);
    }
    cv::GaussianBlur(sum, sum, {}, sigma / factor, sigma / factor, cv::BORDER_REPLICATE);
    cv::GaussianBlur(weight, weight, {}, sigma / factor, sigma / factor, cv::BORDER_REPLICATE);
    cv::max(weight, 1e-3, weight);
    cv::divide(sum, weight, sum);
    if (factor > 1)
        cv::resize(sum, sum, values.size(), 0, 0, cv::INTER_LINEAR);
    sum.setTo(0, mask == 0);
    return sum;
}

std::vector<Peak> strongestPeaks(const cv::Mat& response, const cv::Mat& mask, int reach,
                                 float floor, std::size_t most) {
    cv::Mat highest;
    const int side = 2 * std::max(reach, 1) + 1;
    cv::dilate(response, highest, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
    std::vector<Peak> peaks;
    for (int row = 0; row < response.rows; ++row) {
        const auto* value = response.ptr<float>(row);
        const auto* high = highest.ptr<float>(row);
        const auto* in = mask.ptr<unsigned char>(row);
        for (int column = 0; column < response.cols; ++column) {
            if (in[column] && value[column] > floor && value[column] >= high[column])
                peaks.push_back({{column, row}, value[column]});
        }
    }
    const auto stronger = [](const Peak& a, const Peak& b) { return a.value > b.value; };
    std::stable_sort(peaks.begin(), peaks.end(), stronger);
    if (peaks.size() > most)
        peaks.resize(most);
    return peaks;
}

cv::Mat eroded(const cv::Mat& mask, int reach) {
    cv::Mat smaller;
    const int side = 2 * std::max(reach, 1) + 1;
    cv::erode(mask, smaller, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
    return smaller;
}

HessianEigenvalues hessian(const cv::Mat& values, double sigma) {
    if (const int factor = reductionFor(sigma); factor > 1) {
        HessianEigenvalues eigen = hessian(reducedBy(values, factor), sigma / factor);
        cv::resize(eigen.larger, eigen.larger, values.size(), 0, 0, cv::INTER_LINEAR);
        cv::resize(eigen.smaller, eigen.smaller, values.size(), 0, 0, cv::INTER_LINEAR);
        return eigen;
    }
    cv::Mat smooth, xx, yy, xy;
    cv::GaussianBlur(values, smooth, {}, sigma);
    cv::Sobel(smooth, xx, CV_32F, 2, 0, 3, 0.25);
    cv::Sobel(smooth, yy, CV_32F, 0, 2, 3, 0.25);
    cv::Sobel(smooth, xy, CV_32F, 1, 1, 3, 0.25);
    HessianEigenvalues eigen{cv::Mat(values.size(), CV_32F), cv::Mat(values.size(), CV_32F)};
    const float scale = static_cast<float>(sigma * sigma);
    for (int row = 0; row < values.rows; ++row) {
        const auto *a = xx.ptr<float>(row), *b = yy.ptr<float>(row), *c = xy.ptr<float>(row);
        auto *larger = eigen.larger.ptr<float>(row), *smaller = eigen.smaller.ptr<float>(row);
        for (int i = 0; i < values.cols; ++i) {
            const float half = (a[i] + b[i]) / 2, difference = (a[i] - b[i]) / 2;
            const float root = std::sqrt(difference * difference + c[i] * c[i]);
            larger[i] = scale * (half + root);
            smaller[i] = scale * (half - root);
        }
    }
    return eigen;
}

} // namespace cw::imaging::detail
