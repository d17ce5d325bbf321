// SPDX-License-Identifier: Apache-2.0
#include "imaging/Fidelity.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kWindow = 11, kStrip = 256;

/// Rows of the picture as grey in double: differences of squares of 16 bits lose too much in float.
cv::Mat greyRows(const core::Image& image, int from, int count) {
    cv::Mat grey(count, image.width(), CV_64F);
    for (int y = 0; y < count; ++y) {
        auto* row = grey.ptr<double>(y);
        for (int x = 0; x < image.width(); ++x)
            row[x] = image.samplesPerPixel() < 3 ? image.valueAt(x, from + y)
                                                 : 0.299 * image.valueAt(x, from + y, 0) +
                                                       0.587 * image.valueAt(x, from + y, 1) +
                                                       0.114 * image.valueAt(x, from + y, 2);
    }
    return grey;
}

/// Means under the window where it lies inside the strip.
cv::Mat under(const cv::Mat& values) {
    static const cv::Mat kernel = cv::getGaussianKernel(kWindow, 1.5, CV_64F);
    cv::Mat means;
    cv::sepFilter2D(values, means, CV_64F, kernel, kernel);
    constexpr int r = kWindow / 2;
    return means(cv::Rect(r, r, values.cols - 2 * r, values.rows - 2 * r));
}

double similarityOf(const core::Image& a, const core::Image& b, double range) {
    if (a.width() < kWindow || a.height() < kWindow)
        return std::numeric_limits<double>::quiet_NaN();
    const double c1 = 0.01 * range * 0.01 * range, c2 = 0.03 * range * 0.03 * range;
    const int places = a.height() - kWindow + 1;
    double sum = 0;
    for (int from = 0; from < places; from += kStrip) {
        const int count = std::min(kStrip, places - from) + kWindow - 1;
        const cv::Mat x = greyRows(a, from, count), y = greyRows(b, from, count);
        const cv::Mat mx = under(x), my = under(y);
        const cv::Mat xx = under(x.mul(x)) - mx.mul(mx), yy = under(y.mul(y)) - my.mul(my),
                      xy = under(x.mul(y)) - mx.mul(my);
        const cv::Mat above = (2 * mx.mul(my) + c1).mul(2 * xy + c2);
        const cv::Mat below = (mx.mul(mx) + my.mul(my) + c1).mul(xx + yy + c2);
        cv::Mat ratio;
        cv::divide(above, below, ratio);
        sum += cv::sum(ratio)[0];
    }
    return sum / (static_cast<double>(places) * (a.width() - kWindow + 1));
}

} // namespace

Result<Fidelity> fidelityOf(const core::Image& original, const core::Image& copy) {
    if (original.width() != copy.width() || original.height() != copy.height() ||
        original.samplesPerPixel() != copy.samplesPerPixel() ||
        original.meaning() != copy.meaning())
        return fail(ErrorCode::InvalidArgument,
                    "the copy has another size, colour or polarity than its original");
    const double peak = std::ldexp(1.0, original.bitsStored()) - 1;
    Fidelity fidelity;
    double squares = 0;
    for (int y = 0; y < original.height(); ++y)
        for (int x = 0; x < original.width(); ++x)
            for (int s = 0; s < original.samplesPerPixel(); ++s) {
                const double d = original.valueAt(x, y, s) - copy.valueAt(x, y, s);
                squares += d * d;
                fidelity.largestDifference = std::max(fidelity.largestDifference, std::abs(d));
            }
    fidelity.equal = squares == 0;
    fidelity.psnr = 10 * std::log10(peak * peak * static_cast<double>(original.sampleCount()) /
                                    squares); // infinite when equal
    // Exactly 1, not 1 less a rounding.
    fidelity.ssim = fidelity.equal && original.width() >= kWindow && original.height() >= kWindow
                        ? 1.0
                        : similarityOf(original, copy, peak);
    return fidelity;
}

} // namespace cw::imaging
