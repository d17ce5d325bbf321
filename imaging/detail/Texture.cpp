// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/Texture.h"

#include "imaging/detail/Measures.h"
#include <array>
#include <cmath>

namespace cw::imaging::detail {
namespace {

constexpr int kLevels = 16;
constexpr std::size_t kTableSize = kLevels * kLevels;
using Cooccurrence = std::array<double, kTableSize>;

// 0..15 between the 1st and 99th percentile under the mask, 255 outside.
cv::Mat quantised(const cv::Mat& grey, const cv::Mat& mask) {
    auto values = valuesUnder(grey, mask);
    const double low = quantile(values, 0.01), high = quantile(values, 0.99);
    const double scale = kLevels / std::max(high - low, 1e-6);
    cv::Mat levels(grey.size(), CV_8U, cv::Scalar(255));
    for (int row = 0; row < grey.rows; ++row) {
        const auto* value = grey.ptr<float>(row);
        const auto* in = mask.ptr<unsigned char>(row);
        auto* level = levels.ptr<unsigned char>(row);
        for (int i = 0; i < grey.cols; ++i) {
            if (in[i])
                level[i] = static_cast<unsigned char>(
                    std::clamp((static_cast<double>(value[i]) - low) * scale, 0.0, kLevels - 1.0));
        }
    }
    return levels;
}

Cooccurrence countPairs(const cv::Mat& levels, int distance) {
    std::array<long long, kTableSize> counts{};
    const std::array<cv::Point, 4> steps = {cv::Point(distance, 0), cv::Point(0, distance),
                                            cv::Point(distance, distance),
                                            cv::Point(-distance, distance)};
    for (const auto& step : steps) {
        const int first = std::max(0, -step.x), end = levels.cols - std::max(0, step.x);
        for (int row = 0; row + step.y < levels.rows; ++row) {
            const auto* here = levels.ptr<unsigned char>(row);
            const auto* there = levels.ptr<unsigned char>(row + step.y) + step.x;
            for (int i = first; i < end; ++i) {
                if (here[i] != 255 && there[i] != 255)
                    ++counts[static_cast<std::size_t>(here[i] * kLevels + there[i])];
            }
        }
    }
    Cooccurrence table{};
    long long total = 0;
    for (const auto count : counts)
        total += count;
    for (std::size_t i = 0; i < kTableSize; ++i) // symmetric: both orders of a pair
        table[i] = static_cast<double>(counts[i] + counts[i % kLevels * kLevels + i / kLevels]) /
                   std::max(1.0, 2.0 * static_cast<double>(total));
    return table;
}

int bitsSet(unsigned value) { return __builtin_popcount(value); }

// Ones of a pattern with at most two changes around the circle; 9 for all others.
std::size_t uniformBin(unsigned pattern) {
    const unsigned turned = (pattern >> 1U | pattern << 7U) & 0xFFU;
    return bitsSet(pattern ^ turned) <= 2 ? static_cast<std::size_t>(bitsSet(pattern)) : 9;
}

} // namespace

void addCooccurrence(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features) {
    const cv::Mat levels = quantised(grey, mask);
    for (const int distance : {1, 4}) {
        const Cooccurrence table = countPairs(levels, distance);
        double contrast = 0, homogeneity = 0, energy = 0, entropy = 0, mean = 0, square = 0,
               product = 0;
        for (std::size_t k = 0; k < kTableSize; ++k) {
            const double p = table[k];
            const auto i = static_cast<double>(k / kLevels), j = static_cast<double>(k % kLevels);
            contrast += p * (i - j) * (i - j);
            homogeneity += p / (1 + std::abs(i - j));
            energy += p * p;
            entropy -= p > 0 ? p * std::log2(p) : 0;
            mean += p * i;
            square += p * i * i;
            product += p * i * j;
        }
        const double variance = square - mean * mean;
        const std::string prefix = "glcm" + std::to_string(distance) + "_";
        features.add(prefix + "contrast", contrast);
        features.add(prefix + "homogeneity", homogeneity);
        features.add(prefix + "energy", energy);
        features.add(prefix + "entropy", entropy);
        features.add(prefix + "correlation", (product - mean * mean) / variance);
    }
}

void addBinaryPatterns(const cv::Mat& grey, const cv::Mat& mask, const std::string& prefix,
                       FeatureList& features) {
    const std::array<cv::Point, 8> ring = {cv::Point(1, 0),  cv::Point(1, 1),  cv::Point(0, 1),
                                           cv::Point(-1, 1), cv::Point(-1, 0), cv::Point(-1, -1),
                                           cv::Point(0, -1), cv::Point(1, -1)};
    std::array<double, 10> shares{};
    double total = 0;
    for (int row = 1; row + 1 < grey.rows; ++row) {
        const auto* in = mask.ptr<unsigned char>(row);
        const auto* centre = grey.ptr<float>(row);
        for (int column = 1; column + 1 < grey.cols; ++column) {
            if (!in[column])
                continue;
            unsigned pattern = 0;
            for (const auto& step : ring)
                pattern =
                    pattern << 1U |
                    (grey.ptr<float>(row + step.y)[column + step.x] >= centre[column] ? 1U : 0U);
            shares[uniformBin(pattern)] += 1;
            total += 1;
        }
    }
    for (std::size_t bin = 0; bin < shares.size(); ++bin)
        features.add(prefix + std::to_string(bin), shares[bin] / std::max(total, 1.0));
}

void addBands(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features) {
    cv::Mat finer = grey;
    double sigma = 1;
    for (int band = 0; band < 5; ++band, sigma *= 2) {
        const cv::Mat coarser = maskedBlur(grey, mask, sigma);
        const cv::Mat difference = finer - coarser;
        features.add("band" + std::to_string(band),
                     momentsOf(valuesUnder(difference, mask)).deviation);
        finer = coarser;
    }
}

} // namespace cw::imaging::detail
