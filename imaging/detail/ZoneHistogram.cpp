// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/ZoneHistogram.h"

#include <algorithm>
#include <cmath>

namespace cw::imaging::detail {

ZoneHistogram::ZoneHistogram(const cv::Mat& values, const cv::Mat& labels, std::size_t zones,
                             float low, float high)
    : m_low(static_cast<double>(low)), m_width(static_cast<double>(high - low) / kBins),
      m_zones(zones, Counts{}) {
    // Whole-picture arithmetic is vectorised; what remains for each pixel is to count it.
    cv::Mat places;
    const double scale = kBins / static_cast<double>(high - low);
    values.convertTo(places, CV_16U, scale, -static_cast<double>(low) * scale - 0.5);
    for (int row = 0; row < values.rows; ++row) {
        const auto* place = places.ptr<std::uint16_t>(row);
        const auto* label = labels.ptr<unsigned char>(row);
        for (int column = 0; column < values.cols; ++column)
            if (label[column] < zones)
                ++m_zones[label[column]][std::min<std::size_t>(place[column], kBins - 1)];
    }
    for (const auto& zone : m_zones)
        for (std::size_t bin = 0; bin < kBins; ++bin)
            m_all[bin] += zone[bin];
}

double ZoneHistogram::count(std::size_t zone) const {
    double sum = 0;
    for (const auto count : of(zone))
        sum += count;
    return sum;
}

double ZoneHistogram::mean(std::size_t zone) const {
    double sum = 0, n = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        sum += of(zone)[bin] * valueOf(bin);
        n += of(zone)[bin];
    }
    return n > 0 ? sum / n : 0;
}

double ZoneHistogram::deviation(std::size_t zone) const {
    const double middle = mean(zone);
    double sum = 0, n = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        sum += of(zone)[bin] * (valueOf(bin) - middle) * (valueOf(bin) - middle);
        n += of(zone)[bin];
    }
    return n > 0 ? std::sqrt(sum / n) : 0;
}

double ZoneHistogram::quantile(std::size_t zone, double fraction) const {
    const double wanted = fraction * count(zone);
    double below = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        below += of(zone)[bin];
        if (below > 0 && below >= wanted)
            return valueOf(bin);
    }
    return 0;
}

double ZoneHistogram::topMean(std::size_t zone, double share) const {
    const double n = count(zone);
    if (n == 0)
        return 0;
    const double wanted = std::max(1.0, std::floor(share * n));
    double sum = 0, taken = 0;
    for (std::size_t bin = kBins; bin-- > 0 && taken < wanted;) {
        const double here = std::min<double>(of(zone)[bin], wanted - taken);
        sum += here * valueOf(bin);
        taken += here;
    }
    return sum / wanted;
}

double ZoneHistogram::shareAbove(std::size_t zone, double level) const {
    double above = 0, n = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        above += valueOf(bin) > level ? of(zone)[bin] : 0;
        n += of(zone)[bin];
    }
    return n > 0 ? above / n : 0;
}

} // namespace cw::imaging::detail
