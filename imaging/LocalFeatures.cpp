// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/IdentityField.h"

#include <algorithm>
#include <cmath>
#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>
#include <tuple>

namespace cw::imaging {
namespace {

// SIFT doubles what it is given: 352 becomes 704, where a fine vessel is 3 to 5 pixels wide.
constexpr int kSearched = 352;
constexpr int kPlaces = 400;
constexpr int kCheck = 176;

cv::Mat fitting(const cv::Mat& matrix, int longSide, double& scale, int how) {
    scale = static_cast<double>(longSide) / std::max(matrix.cols, matrix.rows);
    cv::Mat result;
    cv::resize(matrix, result,
               {std::max(1, static_cast<int>(std::lround(matrix.cols * scale))),
                std::max(1, static_cast<int>(std::lround(matrix.rows * scale)))},
               0, 0, how);
    return result;
}

void findPlaces(LocalFeatures& features, const detail::IdentityField& field) {
    double scale = 1;
    cv::Mat bytes, mask;
    fitting(field.contrast, kSearched, scale, cv::INTER_AREA).convertTo(bytes, CV_8U, 32, 128);
    cv::resize(field.mask, mask, bytes.size(), 0, 0, cv::INTER_NEAREST);
    const auto sift = cv::SIFT::create(kPlaces, 3, 0.03, 10, 1.6);
    std::vector<cv::KeyPoint> found;
    cv::Mat descriptors;
    sift->detectAndCompute(bytes, mask, found, descriptors);
    // The writer of SIFT keeps ties at its limit, and says nothing of their order.
    std::vector<int> order(found.size());
    for (int i = 0; i < static_cast<int>(found.size()); ++i)
        order[static_cast<std::size_t>(i)] = i;
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const auto &p = found[static_cast<std::size_t>(a)], &q = found[static_cast<std::size_t>(b)];
        return std::tie(q.response, p.pt.x, p.pt.y, p.angle, p.size) <
               std::tie(p.response, q.pt.x, q.pt.y, q.angle, q.size);
    });
    order.resize(std::min<std::size_t>(order.size(), kPlaces));
    for (const int i : order) {
        const cv::KeyPoint& key = found[static_cast<std::size_t>(i)];
        const auto back = static_cast<float>(1 / scale);
        features.places.push_back({key.pt.x * back, key.pt.y * back, key.size * back, key.angle});
        for (int d = 0; d < 128; ++d)
            features.descriptors.push_back(
                static_cast<std::uint8_t>(std::lround(descriptors.at<float>(i, d))));
    }
}

void makeCheck(LocalFeatures& features, const detail::IdentityField& field) {
    const cv::Mat small = fitting(field.contrast, kCheck, features.checkScale, cv::INTER_AREA);
    cv::Mat mask;
    cv::resize(field.mask, mask, small.size(), 0, 0, cv::INTER_AREA);
    features.checkWidth = small.cols;
    features.checkHeight = small.rows;
    for (int y = 0; y < small.rows; ++y)
        for (int x = 0; x < small.cols; ++x) {
            const auto value = std::lround(std::clamp(small.at<float>(y, x) * 32.F, -127.F, 127.F));
            features.check.push_back(mask.at<unsigned char>(y, x) > 200
                                         ? static_cast<std::int8_t>(value)
                                         : LocalFeatures::kOutside);
        }
}

} // namespace

LocalFeatures detail::featuresIn(const IdentityField& field) {
    LocalFeatures features;
    features.width = field.mask.cols;
    features.height = field.mask.rows;
    features.fieldArea = cv::countNonZero(field.mask);
    findPlaces(features, field);
    makeCheck(features, field);
    return features;
}

} // namespace cw::imaging
