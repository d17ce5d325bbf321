// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace cw::imaging {

/// Places of a picture that can be found again (Lowe 2004, SIFT), and a small registered picture to
/// check with. Some 90 KB at most.
struct LocalFeatures {
    struct Place {
        float x = 0, y = 0, size = 0, angle = 0; ///< of the identity picture, pixels and degrees
    };
    std::vector<Place> places;
    std::vector<std::uint8_t> descriptors; ///< 128 a place
    int width = 0, height = 0;             ///< of the identity picture
    int checkWidth = 0, checkHeight = 0;
    double checkScale = 1; ///< pixels of the check picture by pixels of the identity picture
    std::vector<std::int8_t> check; ///< local contrast in 1/32; kOutside where nothing is compared
    double fieldArea = 0;           ///< pixels of the identity picture that are compared
    static constexpr std::int8_t kOutside = -128;
};

/// How well one picture lies on another after a turn, a shift, another size and perhaps a mirror.
/// A measure, no verdict.
struct PairMeasure {
    int matches = 0;        ///< places that look alike
    int inliers = 0;        ///< of them, that one similarity explains; each place once
    double spread = 0;      ///< area that the inliers span, by the smaller field's: 0 to 1
    double scale = 1;       ///< of the second by the first
    double turnDegrees = 0; ///< -180 to 180, after the mirror
    bool mirrored = false;
    double shift = 0;       ///< of the field's centre, by the picture's longer side
    double overlap = 0;     ///< part of the smaller field that both show: 0 to 1
    double correlation = 0; ///< of local contrast where they overlap: -1 to 1
    /// The same away from the inliers: dust on the sensor and burned-in marks make inliers in
    /// pictures that share nothing else. Nothing where they leave less than a tenth of the field.
    std::optional<double> elsewhere;
    /// Nearly pixel on pixel: not mirrored, turned by less than 2 degrees, shifted and enlarged by
    /// less than a hundredth, as dust on the sensor lies.
    bool inPlace() const;
    bool operator==(const PairMeasure&) const = default;
};

/// The best of both mirrors. No randomness: every match is tried as the similarity (position, size
/// and angle of a place fix one), so that the answer depends on the two pictures alone.
PairMeasure measurePair(const LocalFeatures& first, const LocalFeatures& second);

} // namespace cw::imaging
