// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/AnswerDifferences.h"
#include "annotation/ComparisonRules.h"
#include "annotation/FundusGeometry.h"
#include "annotation/OutlineMetrics.h"
#include "annotation/ReadingSession.h"

namespace cw::annotation {

enum class Agreement { Agree, Partial, Disagree };
enum class LesionMatch { Agree, Partial, LabelDiffers, OverlapDiffers, MissedByB, MissedByA };
/// "agree", "partial", "disagree"
std::string_view name(Agreement agreement);
/// "agree", "partial", "label", "overlap", "missed-by-b", "missed-by-a"
std::string_view name(LesionMatch match);

/// How far two outlines of one lesion are apart. Clusters: of their hulls.
struct PairMetrics {
    double areaA = 0, areaB = 0, intersection = 0; ///< px2, exact
    OutlineDistances px;
    /// Where the image has a physical spacing, and whose it is (imager: at the detector). Never of
    /// a wide-field photograph: its scale changes towards the rim.
    std::optional<OutlineDistances> mm;
    std::optional<core::SpacingSource> mmSource;
};
/// A number that is not defined is absent, never 0: the overlap of a missed lesion, distances of
/// points.
struct LesionPair {
    std::optional<core::LesionId> a, b;
    core::ImageId image;
    LesionMatch match = LesionMatch::Agree;
    std::optional<double> iou, dice;
    std::optional<double> centreDistancePx;
    std::optional<PairMetrics> metrics;
};
/// Marks of one point label on a fundus photograph, in all and by quadrant around that reader's
/// own optic disc (absent: that reader marked none, or no side is known).
struct PointCounts {
    core::ImageId image;
    std::string label;
    int totalA = 0, totalB = 0;
    std::optional<QuadrantCounts> quadrantsA, quadrantsB;
};
struct Comparison {
    core::CaseId caseId;
    core::ReadingId a, b;
    ComparisonRules rules;
    Agreement agreement = Agreement::Agree;
    std::vector<LesionPair> lesions;
    std::vector<AnswerDifference> answers; ///< the differing ones
    CaseAnswers sameAnswers;               ///< what both said, of the answers that are compared
    std::vector<PointCounts> points;
};

/// What is known of the images: spacing, kind, side. An image that is not in it has none of them.
using ComparedImages = std::map<core::ImageId, core::ImageAttributes>;

/// Matches lesions per image by the Hungarian method on the IoU of exact polygons, points by
/// distance; equal sums are decided by equal labels and nearness. Symmetric up to the names A and
/// B, and the same for the same input.
/// InvalidArgument: readings of different cases or of the same reader, rules that make no sense.
/// TooLarge: more outlines on each other than could be compared in a minute.
Result<Comparison> compare(const Reading& a, const Reading& b, const ComparisonRules& rules = {},
                           const ComparedImages& images = {});
/// "concord-comparison-2". Reads "concord-comparison-1" too, whose lesions were matched by overlap
/// alone: its rules come back as such.
std::string toJson(const Comparison& comparison);
Result<Comparison> comparisonFromJson(std::string_view json);

} // namespace cw::annotation
