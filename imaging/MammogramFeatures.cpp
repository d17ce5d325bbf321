// SPDX-License-Identifier: Apache-2.0
#include "imaging/Features.h"

#include "imaging/detail/CvBridge.h"
#include "imaging/detail/FeatureList.h"
#include "imaging/detail/FieldMasks.h"
#include "imaging/detail/MassCandidates.h"
#include "imaging/detail/Measures.h"
#include "imaging/detail/Texture.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cw::imaging {
namespace {

using detail::FeatureList;
constexpr int kTextureSide = 512, kCoarseSide = 256; // calcifications: kMammogramSide

/// Grey values of the breast on 0 to 1: whatever the bits, the device's brightness or the scale of
/// a copy, the same tissue gives the same numbers.
struct Window {
    double low = 0, high = 1;
    bool empty() const { return !(high - low > 1e-5); }
    cv::Mat applied(const cv::Mat& grey) const {
        cv::Mat windowed;
        grey.convertTo(windowed, CV_32F, 1 / (high - low), -low / (high - low));
        return windowed;
    }
};
Window windowOf(const cv::Mat& grey, const cv::Mat& mask) {
    auto values = detail::valuesUnder(grey, mask);
    return {detail::quantile(values, 0.01), detail::quantile(values, 0.995)};
}

void addDensity(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features) {
    auto values = detail::valuesUnder(grey, mask);
    const auto moments = detail::momentsOf(values);
    const double low = detail::quantile(values, 0.02), high = detail::quantile(values, 0.98);
    const double span = std::max(high - low, 1e-6);
    features.add("breast_area",
                 static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(mask.total()));
    features.add("grey_mean", moments.mean);
    features.add("grey_deviation", moments.deviation);
    features.add("grey_skewness", moments.skewness);
    features.add("grey_kurtosis", moments.kurtosis);
    for (const double fraction : {0.1, 0.25, 0.5, 0.75, 0.9})
        features.add("grey_q" + std::to_string(static_cast<int>(100 * fraction)),
                     (detail::quantile(values, fraction) - low) / span);
    for (const double level : {0.4, 0.6, 0.8}) {
        const auto above = std::count_if(values.begin(), values.end(), [&](float value) {
            return static_cast<double>(value) > low + level * span;
        });
        features.add("dense_above" + std::to_string(static_cast<int>(100 * level)),
                     static_cast<double>(above) /
                         std::max(1.0, static_cast<double>(values.size())));
    }
}

// Glandular tissue lies in the middle of most breasts; a lesion need not.
void addDepths(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features) {
    cv::Mat depth;
    cv::distanceTransform(mask, depth, cv::DIST_L2, 3);
    double deepest = 0;
    cv::minMaxLoc(depth, nullptr, &deepest);
    const cv::Mat core = depth > 0.5 * deepest, rim = (depth > 0) & (depth <= 0.25 * deepest);
    const auto inner = detail::momentsOf(detail::valuesUnder(grey, core)),
               outer = detail::momentsOf(detail::valuesUnder(grey, rim));
    features.add("core_mean", inner.mean);
    features.add("core_deviation", inner.deviation);
    features.add("rim_mean", outer.mean);
    features.add("rim_deviation", outer.deviation);
}

void addMasses(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features) {
    auto masses = detail::massCandidates(grey, mask, 5);
    masses.resize(5);
    double sum = 0, spiculated = 0;
    for (const auto& mass : masses) {
        sum += mass.score;
        spiculated = std::max(spiculated, mass.spiculation * mass.response);
    }
    features.add("mass_sum", sum);
    features.add("mass_first_excess", masses[0].score - masses[2].score);
    features.add("mass_spiculated", spiculated);
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string prefix = "mass" + std::to_string(i + 1) + "_";
        features.add(prefix + "score", masses[i].score);
        features.add(prefix + "radius", masses[i].radius);
        features.add(prefix + "roundness", masses[i].roundness);
        features.add(prefix + "contrast", masses[i].contrast);
        features.add(prefix + "irregularity", masses[i].irregularity);
        features.add(prefix + "spiculation", masses[i].spiculation);
    }
}

// The response of a speck in units of the noise around it: quantum noise differs by device and
// dose.
cv::Mat speckResponse(const cv::Mat& grey, const cv::Mat& mask) {
    cv::Mat fine, coarse, energy;
    cv::GaussianBlur(grey, fine, {5, 5}, 0.8);
    cv::boxFilter(grey, coarse, -1, {7, 7});
    cv::Mat response = fine - coarse;
    // The local level of noise, from a quarter-size picture: it varies slowly.
    cv::multiply(response, response, energy);
    cv::resize(energy, energy, {}, 0.25, 0.25, cv::INTER_AREA);
    cv::boxFilter(energy, energy, -1, {15, 15});
    cv::max(energy, 1e-10, energy);
    cv::sqrt(energy, energy);
    cv::resize(energy, energy, grey.size(), 0, 0, cv::INTER_LINEAR);
    cv::divide(response, energy, response);
    response.setTo(0, mask == 0);
    return response;
}

// Most specks that share a window of a sixteenth of the picture's height: a cluster.
double densestWindow(const std::vector<detail::Peak>& specks, int side) {
    std::size_t most = 0;
    for (const auto& a : specks) {
        const auto near = std::count_if(specks.begin(), specks.end(), [&](const auto& b) {
            return std::abs(a.at.x - b.at.x) <= side / 2 && std::abs(a.at.y - b.at.y) <= side / 2;
        });
        most = std::max(most, static_cast<std::size_t>(near));
    }
    return static_cast<double>(most);
}

void addCalcifications(const cv::Mat& grey, const cv::Mat& mask, FeatureList& features) {
    const cv::Mat response = speckResponse(grey, mask);
    auto specks = detail::strongestPeaks(response, mask, 2, 4.5F, 400);
    const auto strongerThan = [&](float floor) {
        return static_cast<double>(std::count_if(specks.begin(), specks.end(),
                                                 [&](const auto& s) { return s.value > floor; }));
    };
    double top = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, specks.size()); ++i)
        top += static_cast<double>(specks[i].value) / 10;
    features.add("calc_count", std::log1p(strongerThan(4.5F)));
    features.add("calc_count_strong", std::log1p(strongerThan(7.0F)));
    features.add("calc_top10", top);
    features.add("calc_cluster", std::log1p(densestWindow(specks, grey.rows / 16)));
    std::erase_if(specks, [](const auto& s) { return s.value < 6.0F; });
    features.add("calc_cluster_strong", std::log1p(densestWindow(specks, grey.rows / 16)));
}

Result<FeatureVector> measure(const core::Image& mammogram) {
    const cv::Mat stored = detail::greyFloat(mammogram, kMammogramSide);
    const cv::Mat reduced = detail::reducedTo(stored, kTextureSide);
    const cv::Mat breast = detail::breastMaskOf(reduced);
    if (cv::countNonZero(breast) < 500)
        return fail(ErrorCode::Malformed, "no breast found in the picture");
    const Window window = windowOf(reduced, breast);
    if (window.empty())
        return fail(ErrorCode::Malformed, "the picture shows one level of grey");
    const cv::Mat large = window.applied(stored), grey = window.applied(reduced);
    // The skin line is bright and the same in every breast.
    const cv::Mat inner = detail::eroded(breast, 4);
    cv::Mat wide;
    cv::resize(inner, wide, large.size(), 0, 0, cv::INTER_NEAREST);
    FeatureList features;
    addDensity(grey, breast, features);
    addDepths(grey, inner, features);
    detail::addCooccurrence(grey, inner, features);
    detail::addBinaryPatterns(grey, inner, "lbp", features);
    const cv::Mat coarse = detail::reducedTo(grey, kCoarseSide);
    cv::Mat coarseInner;
    cv::resize(inner, coarseInner, coarse.size(), 0, 0, cv::INTER_NEAREST);
    detail::addBinaryPatterns(coarse, coarseInner, "lbp_coarse", features);
    detail::addBands(grey, inner, features);
    addMasses(grey, inner, features);
    addCalcifications(large, wide, features);
    return std::move(features).take();
}

} // namespace

Result<FeatureVector> mammogramFeatures(const core::Image& mammogram) {
    try {
        return measure(mammogram);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory to measure this picture");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "measuring the mammogram failed");
    }
}

} // namespace cw::imaging
