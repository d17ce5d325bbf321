// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/FundusZones.h"

#include "imaging/detail/Measures.h"
#include "imaging/detail/ZoneHistogram.h"
#include <algorithm>
#include <cmath>

namespace cw::imaging::detail {
namespace {

enum Zone : unsigned char { kDisc, kMacula, kInner, kMiddle, kOuter, kNowhere = 255 };
static_assert(kNowhere == ZoneHistogram::kNowhere);

double squared(double value) { return value * value; }

/// Squared limits of the zones, px.
class Limits {
public:
    explicit Limits(const FundusLandmarks& landmarks)
        : m_landmarks(landmarks),
          m_disc(landmarks.discFound || landmarks.crop
                     ? squared((landmarks.crop ? 1.05 : 1.25) * landmarks.discRadius)
                     : -1),
          m_ring(m_disc < 0 ? -1 : squared(2.2 * landmarks.discRadius)),
          m_macula(landmarks.crop ? -1 : squared(2.2 * landmarks.discRadius)),
          m_inner(squared(landmarks.crop ? 2.8 * landmarks.discRadius : 0.35 * landmarks.radius)),
          m_middle(squared(landmarks.crop ? 3.4 * landmarks.discRadius : 0.7 * landmarks.radius)) {}

    Zone of(double x, double y) const {
        const auto from = [&](cv::Point2d p) { return squared(x - p.x) + squared(y - p.y); };
        const double disc = from(m_landmarks.disc);
        if (disc < m_disc)
            return kNowhere;
        if (disc < m_ring)
            return kDisc;
        if (from(m_landmarks.fovea) < m_macula)
            return kMacula;
        const double centre = m_landmarks.crop ? disc : from(m_landmarks.centre);
        return centre < m_inner ? kInner : centre < m_middle ? kMiddle : kOuter;
    }

private:
    const FundusLandmarks& m_landmarks;
    double m_disc, m_ring, m_macula, m_inner, m_middle;
};

} // namespace

FundusZones zonesOf(const cv::Mat& mask, const FundusLandmarks& landmarks) {
    FundusZones zones;
    zones.field = mask;
    zones.retina = eroded(mask, std::max(2, static_cast<int>(landmarks.radius / 30)));
    zones.labels = cv::Mat(mask.size(), CV_8U, cv::Scalar(kNowhere));
    zones.quadrants = cv::Mat(mask.size(), CV_8U, cv::Scalar(kNowhere));
    const Limits limits(landmarks);
    const cv::Point2d middle = landmarks.crop ? landmarks.disc : landmarks.centre;
    for (int row = 0; row < mask.rows; ++row) {
        auto* in = zones.retina.ptr<unsigned char>(row);
        auto* label = zones.labels.ptr<unsigned char>(row);
        auto* quadrant = zones.quadrants.ptr<unsigned char>(row);
        const double y = row + 0.5;
        for (int column = 0; column < mask.cols; ++column) {
            if (!in[column])
                continue;
            const double x = column + 0.5;
            label[column] = limits.of(x, y);
            if (label[column] == kNowhere)
                in[column] = 0;
            else
                quadrant[column] =
                    static_cast<unsigned char>((x < middle.x ? 0 : 1) + (y < middle.y ? 0 : 2));
        }
    }
    return zones;
}

} // namespace cw::imaging::detail
