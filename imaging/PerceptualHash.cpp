// SPDX-License-Identifier: Apache-2.0
#include "imaging/PerceptualHash.h"

#include "core/Sha256.h"
#include "imaging/Field.h"
#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FieldMasks.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kWorkingSide = 512;
constexpr int kReduced = 32;        // of the cosine transform
constexpr int kKept = 8;            // coefficients a side
constexpr double kNearlyAll = 0.97; // of a side: a field as large as that is the whole picture
constexpr double kSmallest = 0.05;  // of a side: smaller is no field

cv::Mat turned(const cv::Mat& matrix, int orientation) {
    cv::Mat result = (orientation & 4) != 0 ? cv::Mat(matrix.t()) : matrix.clone();
    if ((orientation & 2) != 0)
        cv::flip(result, result, 0);
    if ((orientation & 1) != 0)
        cv::flip(result, result, 1);
    return result;
}

/// Coefficients 1..8 by 1..8 of the DCT-II of a 32 x 32 picture.
cv::Mat cosinesOf(const cv::Mat& small) {
    static const cv::Mat basis = [] {
        cv::Mat rows(kKept, kReduced, CV_64F);
        for (int u = 0; u < kKept; ++u)
            for (int x = 0; x < kReduced; ++x)
                rows.at<double>(u, x) =
                    std::cos(std::numbers::pi * (2 * x + 1) * (u + 1) / (2.0 * kReduced));
        return rows;
    }();
    return basis * small * basis.t();
}

std::uint64_t aboveMedian(const cv::Mat& coefficients) {
    std::array<double, kKept * kKept> values{}, sorted{};
    std::copy_n(coefficients.ptr<double>(), values.size(), values.begin());
    sorted = values;
    std::ranges::sort(sorted);
    const double median = (sorted[31] + sorted[32]) / 2;
    std::uint64_t bits = 0;
    for (const double value : values)
        bits = bits << 1U | static_cast<std::uint64_t>(value > median);
    return bits;
}

/// To an exact size by area: also where the picture is smaller than that.
cv::Mat averaged(const cv::Mat& matrix, int columns, int rows) {
    cv::Mat result;
    cv::resize(matrix, result, cv::Size(columns, rows), 0, 0, cv::INTER_AREA);
    return result;
}

std::uint64_t fallingRight(const cv::Mat& picture) {
    constexpr double kFall = 0.01; // of the range: black beside black is no fall
    const cv::Mat small = averaged(picture, 9, 8);
    std::uint64_t bits = 0;
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 8; ++x)
            bits = bits << 1U | static_cast<std::uint64_t>(small.at<double>(y, x) >
                                                           small.at<double>(y, x + 1) + kFall);
    return bits;
}

void describe(const cv::Mat& picture, PerceptualHash& hash) {
    constexpr double neighbourhood = 3, spreadOver = 4, faint = 2.0 / 255, scale = 40;
    const cv::Mat small = averaged(picture, kThumbnailSide, kThumbnailSide);
    cv::Mat mean, squares, spread;
    cv::GaussianBlur(small, mean, {}, neighbourhood, 0, cv::BORDER_REPLICATE);
    cv::Mat contrast = small - mean;
    cv::GaussianBlur(contrast.mul(contrast), squares, {}, spreadOver, 0, cv::BORDER_REPLICATE);
    cv::sqrt(squares, spread);
    contrast = contrast / (spread + faint);
    auto out = hash.detail.begin();
    for (auto value = contrast.begin<double>(); value != contrast.end<double>(); ++value)
        *out++ = static_cast<std::int8_t>(std::lround(std::clamp(*value * scale, -127.0, 127.0)));
}

PerceptualHash hashOf(const cv::Mat& picture) {
    PerceptualHash hash;
    const cv::Mat reduced = averaged(picture, kReduced, kReduced);
    for (int o = 0; o < kOrientations; ++o) {
        const auto at = static_cast<std::size_t>(o);
        hash.dct[at] = aboveMedian(cosinesOf(turned(reduced, o)));
        hash.difference[at] = fallingRight(turned(reduced, o));
    }
    describe(picture, hash);
    return hash;
}

/// The field in the reduced picture; empty where it is no part worth a hash of its own.
cv::Rect partOf(const core::RectPx& field, const core::Image& image, const cv::Mat& reduced) {
    const double sx = static_cast<double>(reduced.cols) / image.width();
    const double sy = static_cast<double>(reduced.rows) / image.height();
    const int left = std::clamp(static_cast<int>(std::lround(field.left * sx)), 0, reduced.cols);
    const int top = std::clamp(static_cast<int>(std::lround(field.top * sy)), 0, reduced.rows);
    const int right =
        std::clamp(static_cast<int>(std::lround(field.right * sx)), left, reduced.cols);
    const int bottom =
        std::clamp(static_cast<int>(std::lround(field.bottom * sy)), top, reduced.rows);
    const cv::Rect part(left, top, right - left, bottom - top);
    const bool nearlyAll =
        part.width >= kNearlyAll * reduced.cols && part.height >= kNearlyAll * reduced.rows;
    const bool tooSmall =
        part.width < kSmallest * reduced.cols || part.height < kSmallest * reduced.rows;
    return nearlyAll || tooSmall ? cv::Rect() : part;
}

} // namespace

std::optional<core::RectPx> fieldBox(const core::Image& image, core::ImageKind kind) {
    try {
        cv::Mat mask;
        if (kind == core::ImageKind::Mammography)
            mask = detail::breastMaskOf(detail::greyFloat(image, kWorkingSide));
        else if (kind == core::ImageKind::Fundus && image.samplesPerPixel() == 3)
            mask = detail::fundusMaskOf(detail::rgbFloat(image, kWorkingSide));
        if (mask.empty())
            return std::nullopt;
        const cv::Rect box = cv::boundingRect(mask);
        if (box.empty())
            return std::nullopt;
        const double sx = static_cast<double>(image.width()) / mask.cols;
        const double sy = static_cast<double>(image.height()) / mask.rows;
        return core::RectPx{box.x * sx, box.y * sy, (box.x + box.width) * sx,
                            (box.y + box.height) * sy};
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::string pixelHash(const core::Image& image) {
    static_assert(std::endian::native == std::endian::little);
    core::Sha256 hash;
    hash.add(std::to_string(image.width()) + " " + std::to_string(image.height()) + " " +
             std::to_string(image.samplesPerPixel()) + " " +
             std::to_string(core::bytesPerSample(image.sampleType())) + "\n");
    hash.add(image.bytes());
    return hash.hex();
}

Result<Fingerprint> fingerprintOf(const core::Image& image,
                                  const std::optional<core::RectPx>& field) {
    if (image.sampleCount() == 0)
        return fail(ErrorCode::InvalidArgument, "a picture without pixels");
    try {
        cv::Mat grey;
        detail::greyFloat(image, kWorkingSide).convertTo(grey, CV_64F);
        Fingerprint print;
        print.whole = hashOf(grey);
        if (field)
            if (const auto part = partOf(*field, image, grey); !part.empty())
                print.field = hashOf(grey(part).clone());
        print.pixelSha256 = pixelHash(image);
        return print;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory for this picture");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "the picture could not be compared");
    }
}

int distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

double correlation(const PerceptualHash& a, int orientation, const PerceptualHash& b) {
    constexpr int n = kThumbnailSide;
    double ab = 0, aa = 0, bb = 0, sumA = 0, sumB = 0;
    for (int y = 0; y < n; ++y)
        for (int x = 0; x < n; ++x) {
            // Where the pixel at (x, y) of the turned picture lies in a itself.
            const int column = (orientation & 1) != 0 ? n - 1 - x : x;
            const int row = (orientation & 2) != 0 ? n - 1 - y : y;
            const int from = (orientation & 4) != 0 ? column * n + row : row * n + column;
            const double p = a.detail[static_cast<std::size_t>(from)];
            const double q = b.detail[static_cast<std::size_t>(y * n + x)];
            ab += p * q;
            aa += p * p;
            bb += q * q;
            sumA += p;
            sumB += q;
        }
    constexpr double count = n * n;
    const double variance = (aa - sumA * sumA / count) * (bb - sumB * sumB / count);
    return variance > 0 ? (ab - sumA * sumB / count) / std::sqrt(variance) : 0;
}

} // namespace cw::imaging
