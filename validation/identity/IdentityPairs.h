// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "imaging/PairMeasure.h"
#include <cstddef>
#include <string>

namespace cw::validation {

/// What two pictures are to each other, from nothing in common upwards.
enum class Sameness {
    Different,
    Suspected,   ///< a person should look; nothing is tied together
    SameBody,    ///< another picture of one eye or breast: the same vessels or tissue
    SamePicture, ///< a copy: re-encoded, another size or window, turned, mirrored, a part
    SamePixels   ///< decoded pixels are equal
};
const char* name(Sameness sameness); ///< "same picture" ...

/// From which measure on what is said. A false merge is worse than a miss, so that what is not
/// certain is a suspicion. What the numbers mean on real pictures: decision 0166.
struct IdentityRules {
    int certainInliers = 20;
    double certainSpread = 0.08;      ///< of the field
    double certainOverlap = 0.15;     ///< of the field
    double certainCorrelation = 0.40; ///< of registered local contrast
    double certainElsewhere = 0.25;   ///< the same, away from the inliers
    double copyCorrelation = 0.70;    ///< from which it is the same picture
    /// Dust on the sensor lies pixel on pixel in pictures of many patients. Of pictures that lie
    /// so, more is asked: this correlation, or a lower one that is not lost away from the inliers;
    /// and patternCorrelation where three patients share what lies in place.
    double inPlaceCorrelation = 0.90;
    double inPlaceLower = 0.78;
    double inPlaceLoss = 0.10;
    double patternCorrelation = 0.96;
    int suspectedInliers = 8;
    int overlaidInliers = 4; ///< fewer do where much lies over each other and looks alike
    double overlaidCorrelation = 0.40;
    double overlaidOverlap = 0.60;
};

/// The decision on a pair alone; equal pixels and patterns of many pictures are not its matter.
Sameness verdictOf(const imaging::PairMeasure& measure, const IdentityRules& rules = {});

/// How the second lies to the first, for a report: "turned by 90 degrees, mirrored, 60 % of the
/// size"; "as it is".
std::string orientationText(const imaging::PairMeasure& measure);

} // namespace cw::validation
