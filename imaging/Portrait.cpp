// SPDX-License-Identifier: Apache-2.0
#include "imaging/Portrait.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/IdentityField.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

constexpr int kAngles = 64;

/// Values without their mean, as long as 127: cosines become integer products.
template <std::size_t N>
std::array<std::int8_t, N> unitLength(const std::vector<double>& values) {
    double squares = 0;
    for (const double value : values)
        squares += value * value;
    std::array<std::int8_t, N> result{};
    if (!(squares > 0))
        return result;
    // Scaled by the root mean square: 24 a step of it, so that 8 bits hold five of them.
    const double scale = 24 / std::sqrt(squares / static_cast<double>(N));
    for (std::size_t i = 0; i < N; ++i)
        result[i] =
            static_cast<std::int8_t>(std::lround(std::clamp(values[i] * scale, -127., 127.)));
    return result;
}

std::vector<double> uprightOf(const detail::IdentityField& field) {
    const cv::Rect box = cv::boundingRect(field.mask);
    cv::Mat small, weight;
    cv::resize(field.contrast(box), small, {Portrait::kSide, Portrait::kSide}, 0, 0,
               cv::INTER_AREA);
    cv::resize(field.mask(box), weight, {Portrait::kSide, Portrait::kSide}, 0, 0, cv::INTER_AREA);
    std::vector<double> values(Portrait::kSide * Portrait::kSide, 0);
    for (int y = 0; y < Portrait::kSide; ++y)
        for (int x = 0; x < Portrait::kSide; ++x)
            if (weight.at<unsigned char>(y, x) > 200)
                values[static_cast<std::size_t>(y * Portrait::kSide + x)] = small.at<float>(y, x);
    return values;
}

/// Around the centroid of the field, out to the radius of a circle of its area: both turn with the
/// picture.
std::vector<double> turnedOf(const detail::IdentityField& field) {
    const cv::Moments moments = cv::moments(field.mask, true);
    const double cx = moments.m10 / moments.m00, cy = moments.m01 / moments.m00;
    const double radius = std::sqrt(moments.m00 / std::numbers::pi);
    cv::Mat smooth;
    cv::GaussianBlur(field.contrast, smooth, {}, radius / 60);
    std::vector<double> values;
    for (int ring = 0; ring < Portrait::kRings; ++ring) {
        const double r = radius * (ring + 1.0) / (Portrait::kRings + 0.5);
        std::array<double, kAngles> around{};
        for (int a = 0; a < kAngles; ++a) {
            const double angle = 2 * std::numbers::pi * a / kAngles;
            const int x = static_cast<int>(std::lround(cx + r * std::cos(angle)));
            const int y = static_cast<int>(std::lround(cy + r * std::sin(angle)));
            const bool inside = x >= 0 && y >= 0 && x < smooth.cols && y < smooth.rows &&
                                field.mask.at<unsigned char>(y, x) > 0;
            around[static_cast<std::size_t>(a)] = inside ? smooth.at<float>(y, x) : 0;
        }
        for (int wave = 1; wave <= Portrait::kWaves; ++wave) {
            double re = 0, im = 0;
            for (int a = 0; a < kAngles; ++a) {
                const double phase = 2 * std::numbers::pi * wave * a / kAngles;
                re += around[static_cast<std::size_t>(a)] * std::cos(phase);
                im += around[static_cast<std::size_t>(a)] * std::sin(phase);
            }
            // The root keeps the few strongest waves from being all there is.
            values.push_back(std::sqrt(std::hypot(re, im)));
        }
    }
    // The mean over a picture says nothing about which one it is.
    double mean = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    for (double& value : values)
        value -= mean;
    return values;
}

/// Rows of 16-bit numbers: the compiler turns the product into eight multiplications at once.
template <std::size_t N>
std::vector<std::int16_t> widened(std::span<const Portrait* const> portraits,
                                  std::array<std::int8_t, N> Portrait::*part, bool mirrored) {
    std::vector<std::int16_t> rows(portraits.size() * N, 0);
    for (std::size_t i = 0; i < portraits.size(); ++i) {
        if (portraits[i] == nullptr)
            continue;
        const auto& values = portraits[i]->*part;
        for (std::size_t d = 0; d < N; ++d) {
            const std::size_t from =
                mirrored ? d - d % Portrait::kSide + (Portrait::kSide - 1 - d % Portrait::kSide)
                         : d;
            rows[i * N + d] = values[from];
        }
    }
    return rows;
}

std::int32_t product(const std::int16_t* a, const std::int16_t* b, std::size_t size) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < size; ++i)
        sum += static_cast<std::int32_t>(a[i]) * b[i];
    return sum;
}

struct Near {
    double cosine = 0;
    std::uint32_t index = 0;
    bool operator<(const Near& other) const {
        return cosine != other.cosine ? cosine > other.cosine : index < other.index;
    }
};

/// The best few seen; by cosine, then by number.
void keep(std::vector<Near>& best, std::size_t rank, const Near& near) {
    if (best.size() == rank && !(near < best.back()))
        return;
    best.insert(std::upper_bound(best.begin(), best.end(), near), near);
    if (best.size() > rank)
        best.pop_back();
}

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Blocks of both sides stay in the cache while they are multiplied.
void search(Pairs& pairs, std::span<const std::int16_t> queries,
            std::span<const std::int16_t> targets, std::size_t size,
            std::span<const Portrait* const> portraits, std::span<const std::size_t> groupOf,
            std::size_t rank, std::size_t begin, std::size_t end) {
    constexpr std::size_t kBlock = 64;
    const std::size_t count = portraits.size();
    std::vector<double> length(count);
    for (std::size_t i = 0; i < count; ++i)
        length[i] = std::sqrt(static_cast<double>(
            product(targets.data() + i * size, targets.data() + i * size, size)));
    for (std::size_t from = begin; from < end; from += kBlock) {
        const std::size_t to = std::min(end, from + kBlock);
        std::vector<std::vector<Near>> best(to - from);
        for (std::size_t others = 0; others < count; others += kBlock)
            for (std::size_t i = from; i < to; ++i) {
                if (portraits[i] == nullptr || !(length[i] > 0))
                    continue;
                for (std::size_t j = others; j < std::min(count, others + kBlock); ++j) {
                    if (portraits[j] == nullptr || !(length[j] > 0) || groupOf[i] == groupOf[j])
                        continue;
                    const double cosine =
                        product(queries.data() + i * size, targets.data() + j * size, size) /
                        (length[i] * length[j]);
                    keep(best[i - from], rank, {cosine, static_cast<std::uint32_t>(j)});
                }
            }
        for (std::size_t i = from; i < to; ++i)
            for (const Near& near : best[i - from]) {
                const auto self = static_cast<std::uint32_t>(i);
                pairs.emplace_back(std::min(self, near.index), std::max(self, near.index));
            }
    }
}

} // namespace

Result<core::Image> identityPicture(const core::Image& image) {
    return detail::guarded(ErrorCode::Internal, "the picture could not be compared", [&] {
        cv::Mat grey;
        if (image.samplesPerPixel() == 3)
            cv::extractChannel(detail::rgbFloat(image, kIdentitySide), grey, 1);
        else
            grey = detail::greyFloat(image, kIdentitySide);
        std::vector<float> sorted(grey.begin<float>(), grey.end<float>());
        std::sort(sorted.begin(), sorted.end());
        if (sorted.empty())
            return Result<core::Image>(
                fail(ErrorCode::InvalidArgument, "a picture without pixels"));
        const float low = sorted[sorted.size() / 200];
        const float high = sorted[sorted.size() - 1 - sorted.size() / 200];
        const double scale = high > low ? 255.0 / (high - low) : 0;
        cv::Mat bytes;
        grey.convertTo(bytes, CV_8U, scale, -low * scale);
        return detail::imageFrom(bytes, core::PixelMeaning::Monochrome2);
    });
}

Result<Portrait> portraitOf(const core::Image& grey, core::ImageKind kind) {
    if (grey.samplesPerPixel() != 1 || grey.sampleType() != core::SampleType::U8 ||
        grey.sampleCount() == 0)
        return fail(ErrorCode::InvalidArgument, "the picture is not reduced to 8-bit grey");
    try {
        const detail::IdentityField field = detail::identityField(grey, kind);
        Portrait portrait;
        if (cv::countNonZero(field.mask) == 0)
            return portrait;
        portrait.upright = unitLength<Portrait::kSide * Portrait::kSide>(uprightOf(field));
        portrait.turned = unitLength<Portrait::kRings * Portrait::kWaves>(turnedOf(field));
        return portrait;
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "the picture could not be compared");
    }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>>
nearestPairs(std::span<const Portrait* const> portraits, std::span<const std::size_t> groupOf,
             std::size_t rank, std::size_t begin, std::size_t end) {
    Pairs pairs;
    if (rank == 0 || begin >= end)
        return pairs;
    {
        const auto turned = widened(portraits, &Portrait::turned, false);
        search(pairs, turned, turned, Portrait::kRings * Portrait::kWaves, portraits, groupOf, rank,
               begin, end);
    }
    const auto upright = widened(portraits, &Portrait::upright, false);
    search(pairs, upright, upright, Portrait::kSide * Portrait::kSide, portraits, groupOf, rank,
           begin, end);
    const auto mirrored = widened(portraits, &Portrait::upright, true);
    search(pairs, mirrored, upright, Portrait::kSide * Portrait::kSide, portraits, groupOf, rank,
           begin, end);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace cw::imaging
