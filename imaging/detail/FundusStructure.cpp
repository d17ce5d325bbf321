// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusStructure.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {

FundusStructure structureOf(const cv::Mat& contrast, double sigma) {
    const int side = 2 * static_cast<int>(std::ceil(3 * sigma)) + 1;
    cv::Mat smooth, xx, yy, xy;
    cv::GaussianBlur(contrast, smooth, {side, side}, sigma, sigma, cv::BORDER_REPLICATE);
    cv::Sobel(smooth, xx, CV_32F, 2, 0, 3, 0.25);
    cv::Sobel(smooth, yy, CV_32F, 0, 2, 3, 0.25);
    cv::Sobel(smooth, xy, CV_32F, 1, 1, 3, 0.25);
    FundusStructure found;
    for (auto* plane : {&found.dark, &found.bright, &found.line, &found.cosine, &found.sine})
        plane->create(contrast.size(), CV_32F);
    const float scale = static_cast<float>(sigma * sigma);
    for (int row = 0; row < contrast.rows; ++row) {
        const auto *a = xx.ptr<float>(row), *b = yy.ptr<float>(row), *c = xy.ptr<float>(row);
        auto *dark = found.dark.ptr<float>(row), *bright = found.bright.ptr<float>(row);
        auto *line = found.line.ptr<float>(row), *cosine = found.cosine.ptr<float>(row),
             *sine = found.sine.ptr<float>(row);
        for (int i = 0; i < contrast.cols; ++i) {
            const float half = (a[i] + b[i]) / 2, difference = (a[i] - b[i]) / 2;
            const float root = std::sqrt(difference * difference + c[i] * c[i]);
            const float larger = half + root, smaller = half - root;
            dark[i] = scale * std::max(smaller, 0.0F);
            bright[i] = scale * std::max(-larger, 0.0F);
            line[i] = scale * std::max(larger - 2 * std::abs(smaller), 0.0F);
            const float unit = line[i] / std::max(root, 1e-9F);
            cosine[i] = unit * difference;
            sine[i] = unit * c[i];
        }
    }
    return found;
}

} // namespace cw::imaging::detail
