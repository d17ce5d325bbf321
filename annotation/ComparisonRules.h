// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cw::annotation {

/// Which outline an agreed lesion has in the truth (workstation.md 6.3; decision 0125).
enum class GoldContour {
    ReaderA,      ///< the first reader's, as drawn
    Union,        ///< what either drew
    Intersection, ///< what both drew
    Mean          ///< zero of the mean of both signed distances
};
std::string_view name(GoldContour gold); ///< "reader-a", "union", "intersection", "mean"

/// Every threshold of a comparison: project settings, kept with the result (workstation.md 6.1-6.3;
/// decision 0123). All of them treat A and B alike.
struct ComparisonRules {
    double agreeIou = 0.5;      ///< at or above, with the same label: agree
    double partialIou = 0.2;    ///< at or above: partial
    double admissibleIou = 0.1; ///< at or above: may be the same lesion
    /// May be the same lesion although they overlap less: a centroid lies in the other's outline.
    bool centroidAdmits = true;
    /// ... or the centres are no further apart than half the diagonal of the smaller bounding box,
    /// or than the distance below that fits the image, whichever is more.
    bool distanceAdmits = true;
    double centreDistanceMm = 5;              ///< mammogram with a physical spacing
    double centreDistanceDiscDiameters = 0.1; ///< fundus with a marked optic disc
    double centreDistancePx = 100;            ///< any other image (DukeDBT's evaluation)
    /// Both lesions smaller than that (longer side of the bounding box): a centroid inside the
    /// other is partial agreement, whatever the overlap. Unknown size: not small.
    double smallLesionMm = 5;
    double smallLesionDiscDiameters = 0.1;
    /// Marks of a place rather than of an extent: matched by distance. So is one calcification
    /// described as "individual".
    std::vector<std::string> pointLabels{"microaneurysm"};
    /// Matched points of one label agree; else they agree in part unless their marks overlap.
    bool pointsAgree = false;
    /// Clusters: their convex hulls are compared.
    std::vector<std::string> hullLabels{"calcification"};
    bool metrics = true; ///< areas and boundary distances of every pair
    GoldContour gold = GoldContour::ReaderA;
    bool operator==(const ComparisonRules&) const = default;
};

/// 0 <= admissible <= partial <= agree <= 1 and every distance finite and not negative.
bool makeSense(const ComparisonRules& rules);

} // namespace cw::annotation
