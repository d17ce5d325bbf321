// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace cw::imaging::detail {

/// Counts of a plane's values by zone, in one pass: what sorting the values of every zone would
/// say, to a thousandth of the span, at a tenth of the cost.
class ZoneHistogram {
public:
    static constexpr int kNowhere = 255; ///< label of a pixel that counts in no zone
    static constexpr std::size_t kAll = ~std::size_t{0};

    /// values: 32-bit float, those beyond low and high count at the ends; labels: 8 bits, the zone
    /// 0 .. zones-1 of a pixel.
    ZoneHistogram(const cv::Mat& values, const cv::Mat& labels, std::size_t zones, float low,
                  float high);

    // Of one zone, or of kAll. 0 for an empty one.
    double mean(std::size_t zone) const;
    double deviation(std::size_t zone) const;
    double quantile(std::size_t zone, double fraction) const;
    /// Mean of the largest share of the values, at least of one.
    double topMean(std::size_t zone, double share) const;
    double shareAbove(std::size_t zone, double level) const;
    double count(std::size_t zone) const;

private:
    static constexpr std::size_t kBins = 1024;
    using Counts = std::array<std::uint32_t, kBins>;
    const Counts& of(std::size_t zone) const { return zone == kAll ? m_all : m_zones[zone]; }
    double valueOf(std::size_t bin) const {
        return m_low + (static_cast<double>(bin) + 0.5) * m_width;
    }

    double m_low, m_width;
    std::vector<Counts> m_zones;
    Counts m_all{};
};

} // namespace cw::imaging::detail
