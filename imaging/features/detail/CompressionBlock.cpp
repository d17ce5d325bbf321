// SPDX-License-Identifier: Apache-2.0
#include "imaging/features/detail/CompressionBlock.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FeatureList.h"
#include "imaging/features/detail/FieldPatch.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cw::imaging::detail {
namespace {

constexpr int kPatch = 512, kBlock = 8;
constexpr std::size_t kBands = 15; // u + v of an 8 x 8 coefficient
constexpr float kNearlyZero = 0.75F, kMoreThanRounding = 0.6F;

// Mean absolute step from column x to x + 1 by x modulo the period; the last is across the seam.
std::vector<double> stepsByPhase(const cv::Mat& levels, int period) {
    std::vector<double> sums(static_cast<std::size_t>(period)), counts(sums.size());
    for (int row = 0; row < levels.rows; ++row) {
        const auto* line = levels.ptr<float>(row);
        for (int column = 0; column + 1 < levels.cols; ++column) {
            const auto phase = static_cast<std::size_t>(column % period);
            sums[phase] += static_cast<double>(std::abs(line[column + 1] - line[column]));
            counts[phase] += 1;
        }
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] /= std::max(counts[i], 1.0);
    return sums;
}

/// How far steps stand out at the seam, and at whichever phase they stand out most.
struct Seams {
    double here = 1, anywhere = 1;
};
Seams seamsOf(const cv::Mat& levels, int period) {
    if (levels.cols < 2 * period)
        return {};
    const auto steps = stepsByPhase(levels, period);
    auto sorted = steps;
    std::sort(sorted.begin(), sorted.end());
    const double usual = sorted[sorted.size() / 2];
    constexpr double kFloor = 0.05; // of a level: a flat picture has no seams
    return {(steps.back() + kFloor) / (usual + kFloor),
            (sorted.back() + kFloor) / (usual + kFloor)};
}

using Block = std::array<float, kBlock * kBlock>;

Block cosineTable() {
    Block table{};
    for (std::size_t u = 0; u < kBlock; ++u)
        for (std::size_t x = 0; x < kBlock; ++x) {
            const double scale = u == 0 ? std::sqrt(1.0 / kBlock) : std::sqrt(2.0 / kBlock);
            table[u * kBlock + x] = static_cast<float>(
                scale * std::cos((2.0 * static_cast<double>(x) + 1) * static_cast<double>(u) *
                                 std::numbers::pi / (2 * kBlock)));
        }
    return table;
}

Block transformed(const cv::Mat& levels, int left, int top, const Block& table) {
    Block rows{}, result{};
    for (std::size_t y = 0; y < kBlock; ++y) {
        const float* line = levels.ptr<float>(top + static_cast<int>(y)) + left;
        for (std::size_t u = 0; u < kBlock; ++u)
            for (std::size_t x = 0; x < kBlock; ++x)
                rows[y * kBlock + u] += table[u * kBlock + x] * line[x];
    }
    for (std::size_t v = 0; v < kBlock; ++v)
        for (std::size_t y = 0; y < kBlock; ++y)
            for (std::size_t u = 0; u < kBlock; ++u)
                result[v * kBlock + u] += table[v * kBlock + y] * rows[y * kBlock + u];
    return result;
}

struct Spectrum {
    std::array<double, kBands> energy{}, zeros{}, count{};
};
Spectrum spectrumOf(const cv::Mat& levels) {
    const Block table = cosineTable();
    Spectrum spectrum;
    for (int top = 0; top + kBlock <= levels.rows; top += kBlock) {
        for (int left = 0; left + kBlock <= levels.cols; left += kBlock) {
            const Block block = transformed(levels, left, top, table);
            for (std::size_t v = 0; v < kBlock; ++v)
                for (std::size_t u = 0; u < kBlock; ++u) {
                    const float value = block[v * kBlock + u];
                    spectrum.energy[u + v] += static_cast<double>(value * value);
                    spectrum.zeros[u + v] += std::abs(value) < kNearlyZero ? 1 : 0;
                    spectrum.count[u + v] += 1;
                }
        }
    }
    return spectrum;
}

void addSpectrum(const Spectrum& spectrum, FeatureList& features) {
    const auto over = [&](const auto& values, std::size_t from, std::size_t to) {
        double sum = 0, count = 0;
        for (std::size_t band = from; band <= to; ++band) {
            sum += values[band];
            count += spectrum.count[band];
        }
        return sum / std::max(count, 1.0);
    };
    features.add("zeros_middle", over(spectrum.zeros, 4, 7));
    features.add("zeros_high", over(spectrum.zeros, 8, 14));
    double cutOff = 0;
    for (std::size_t band = 1; band < kBands; ++band)
        if (std::sqrt(over(spectrum.energy, band, band)) > static_cast<double>(kMoreThanRounding))
            cutOff = static_cast<double>(band) / (kBands - 1);
    features.add("cut_off", cutOff);
    const auto level = [&](std::size_t from, std::size_t to) {
        return std::log10(over(spectrum.energy, from, to) + 1e-3);
    };
    features.add("energy_middle", level(4, 7) - level(1, 3));
    features.add("energy_high", level(8, 14) - level(1, 3));
    features.add("energy_highest", level(11, 14) - level(4, 7));
}

// Cb of the same part, whose samples a JPEG usually halves: seams every 16 px.
double chromaSeam(const LookedAt& looked, const cv::Rect& part) {
    if (looked.image.samplesPerPixel() != 3)
        return 1;
    cv::Mat colour, chroma;
    viewOf(looked.image)(part).convertTo(colour, CV_32F);
    cv::cvtColor(colour, colour, cv::COLOR_RGB2YCrCb);
    cv::extractChannel(colour, chroma, 2);
    return (seamsOf(chroma, 16).here + seamsOf(chroma.t(), 16).here) / 2;
}

} // namespace

FeatureVector compressionBlock(const LookedAt& looked) {
    const Patch patch = fieldPatch(looked, kPatch);
    const cv::Mat levels = patch.grey * highestLevel(looked.image);
    const Seams across = seamsOf(levels, kBlock), down = seamsOf(levels.t(), kBlock);
    FeatureList features;
    features.add("seam_columns", across.here);
    features.add("seam_rows", down.here);
    features.add("seam_anywhere", std::min(across.anywhere, down.anywhere));
    features.add("seam_colour", chromaSeam(looked, patch.part));
    addSpectrum(spectrumOf(levels), features);
    return std::move(features).take();
}

} // namespace cw::imaging::detail
