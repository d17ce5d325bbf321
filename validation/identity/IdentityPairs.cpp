// SPDX-License-Identifier: Apache-2.0
#include "validation/identity/IdentityPairs.h"

#include <cmath>

namespace cw::validation {

const char* name(Sameness sameness) {
    switch (sameness) {
    case Sameness::Different:
        return "different";
    case Sameness::Suspected:
        return "suspected";
    case Sameness::SameBody:
        return "same eye or breast";
    case Sameness::SamePicture:
        return "same picture";
    case Sameness::SamePixels:
        return "same pixels";
    }
    return "";
}

Sameness verdictOf(const imaging::PairMeasure& measure, const IdentityRules& rules) {
    // Where the inliers cover nearly all of the field there is no elsewhere to ask.
    const double elsewhere = measure.elsewhere.value_or(measure.correlation);
    const bool placed = measure.inliers >= rules.certainInliers &&
                        measure.spread >= rules.certainSpread &&
                        measure.overlap >= rules.certainOverlap;
    const bool alike =
        measure.correlation >= rules.certainCorrelation && elsewhere >= rules.certainElsewhere;
    const bool copy = measure.correlation >= rules.copyCorrelation;
    // Dust lies pixel on pixel and leaves little in common away from itself; two photographs of one
    // eye hardly ever lie so.
    const bool clean = !measure.inPlace() || measure.correlation >= rules.inPlaceCorrelation ||
                       (measure.correlation >= rules.inPlaceLower &&
                        measure.correlation - elsewhere <= rules.inPlaceLoss);
    if (placed && alike && clean)
        return copy ? Sameness::SamePicture : Sameness::SameBody;
    const bool overlaid = measure.inliers >= rules.overlaidInliers &&
                          measure.correlation >= rules.overlaidCorrelation &&
                          measure.overlap >= rules.overlaidOverlap;
    return measure.inliers >= rules.suspectedInliers || overlaid ? Sameness::Suspected
                                                                 : Sameness::Different;
}

std::string orientationText(const imaging::PairMeasure& measure) {
    std::string text;
    const auto also = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (measure.mirrored)
        also("mirrored");
    if (const long turn = std::lround(measure.turnDegrees); turn != 0)
        also("turned by " + std::to_string(turn) +
             (turn == 1 || turn == -1 ? " degree" : " degrees"));
    if (const long percent = std::lround(100 * measure.scale); percent < 97 || percent > 103)
        also(std::to_string(percent) + " % of the size");
    if (const long percent = std::lround(100 * measure.shift); percent > 1)
        also("shifted by " + std::to_string(percent) + " %");
    return text.empty() ? "as it is" : text;
}

} // namespace cw::validation
