// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/LesionMatching.h"

#include "annotation/Outlines.h"
#include "annotation/detail/Assignment.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace cw::annotation::detail {
namespace {

/// Vertices of all the outlines that would be clipped against each other on one image: about half a
/// minute's work. Two hundred on two hundred of five hundred vertices are two fifths of it.
constexpr std::size_t kMostClippedVertices = 100'000'000;
/// Lesions of one reader that hang together by overlap: the method costs the cube of it.
constexpr std::size_t kMostTogether = 2'000;
/// Decides between matchings of the same overlap only: the same labels, then the nearer centres.
constexpr double kTie = 1e-6;

/// A lesion as it is compared.
struct Shape {
    const Finding* finding;
    core::Polygon outline; ///< of a cluster, its hull
    core::RectPx box;
    core::PointPx centre;
    bool point;
};

bool lists(const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

bool isIndividual(const Finding& finding) {
    const auto found = finding.attributes.find("distribution");
    return finding.label == "calcification" && found != finding.attributes.end() &&
           found->second == "individual";
}

Shape shapeOf(const Finding& finding, const ComparisonRules& rules) {
    const bool point = lists(rules.pointLabels, finding.label) || isIndividual(finding);
    const bool hull = !point && lists(rules.hullLabels, finding.label);
    Shape shape{&finding, hull ? convexHull(finding.outline) : finding.outline, {}, {}, point};
    shape.box = core::boundsOf(shape.outline);
    shape.centre = core::centroid(shape.outline);
    return shape;
}

std::vector<Shape> shapesOf(const std::vector<const Finding*>& findings,
                            const ComparisonRules& rules) {
    std::vector<Shape> shapes;
    shapes.reserve(findings.size());
    for (const auto* finding : findings)
        shapes.push_back(shapeOf(*finding, rules));
    return shapes;
}

bool boxesMeet(const Shape& a, const Shape& b) {
    return a.box.left <= b.box.right && b.box.left <= a.box.right && a.box.top <= b.box.bottom &&
           b.box.top <= a.box.bottom;
}

double diagonal(const Shape& shape, PixelSize unit) {
    return std::hypot(shape.box.width() * unit.x, shape.box.height() * unit.y);
}

double centreDistance(const Shape& a, const Shape& b, PixelSize unit) {
    return std::hypot((a.centre.x - b.centre.x) * unit.x, (a.centre.y - b.centre.y) * unit.y);
}

bool centreInside(const Shape& a, const Shape& b) {
    return boxesMeet(a, b) &&
           (core::contains(a.outline, b.centre) || core::contains(b.outline, a.centre));
}

bool isSmall(const Shape& shape, const ImageScale& scale) {
    return std::max(shape.box.width() * scale.unit.x, shape.box.height() * scale.unit.y) <
           scale.smallLesion;
}

/// What is known of two lesions that may be the same one.
struct Candidate {
    std::size_t first = 0, second = 0;
    core::Overlap overlap;
    double gain = 0;
    bool centreInside = false;

    std::optional<double> iou() const {
        return overlap.unionPx2 > 0 ? std::optional(overlap.iou()) : std::nullopt;
    }
};

/// Nothing if they cannot be the same lesion.
std::optional<Candidate> candidateOf(const Shape& a, const Shape& b, const ImageScale& scale,
                                     const ComparisonRules& rules) {
    const double away = centreDistance(a, b, scale.unit);
    // By the smaller diagonal each of them lies near the other in its own measure.
    const double near = std::max(std::min(diagonal(a, scale.unit), diagonal(b, scale.unit)) / 2,
                                 scale.centreDistance);
    const bool withinReach = away <= near;
    if (!withinReach && !boxesMeet(a, b))
        return std::nullopt;
    Candidate candidate;
    candidate.overlap = exactOverlap(a.outline, b.outline);
    candidate.centreInside = centreInside(a, b);
    const double iou = candidate.overlap.iou();
    const bool sameLabel = a.finding->label == b.finding->label;
    const bool admitted = (iou > 0 && iou >= rules.admissibleIou) ||
                          (rules.centroidAdmits && candidate.centreInside) ||
                          (rules.distanceAdmits && withinReach);
    if (!admitted)
        return std::nullopt;
    const bool byDistance = a.point && b.point;
    const double closeness = near > 0 ? std::max(0.0, 1 - away / near) : away == 0;
    candidate.gain =
        (byDistance ? closeness : iou) + kTie * (sameLabel ? 1 : 0) + kTie / 2 * (1 + closeness);
    return candidate;
}

LesionMatch matchOf(const Shape& a, const Shape& b, const Candidate& pair, const ImageScale& scale,
                    const ComparisonRules& rules) {
    if (a.finding->label != b.finding->label)
        return LesionMatch::LabelDiffers;
    const auto iou = pair.iou();
    if (iou && *iou >= rules.agreeIou)
        return LesionMatch::Agree;
    if (a.point && b.point)
        return rules.pointsAgree ? LesionMatch::Agree : LesionMatch::Partial;
    const bool smallAndInside =
        pair.centreInside && (a.point || b.point || (isSmall(a, scale) && isSmall(b, scale)));
    return (iou && *iou >= rules.partialIou) || smallAndInside ? LesionMatch::Partial
                                                               : LesionMatch::OverlapDiffers;
}

std::optional<PairMetrics> metricsOf(const Shape& a, const Shape& b, const core::Overlap& overlap,
                                     const ImageScale& scale) {
    if (a.point && b.point)
        return std::nullopt;
    const auto px = outlineDistances(a.outline, b.outline);
    if (!px)
        return std::nullopt;
    PairMetrics metrics{core::areaPx2(a.outline),
                        core::areaPx2(b.outline),
                        overlap.intersectionPx2,
                        *px,
                        std::nullopt,
                        std::nullopt};
    if (scale.spacing) {
        metrics.mm =
            outlineDistances(a.outline, b.outline, {scale.spacing->column, scale.spacing->row});
        metrics.mmSource = scale.spacing->source;
    }
    return metrics;
}

/// Joins what hangs together (disjoint sets): the method then runs on each small square.
class Groups {
public:
    explicit Groups(std::size_t size) : m_parent(size) {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
    }
    std::size_t of(std::size_t i) {
        while (m_parent[i] != i)
            i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    void join(std::size_t i, std::size_t j) {
        m_parent[std::max(of(i), of(j))] = std::min(of(i), of(j));
    }

private:
    std::vector<std::size_t> m_parent;
};

/// The chosen candidates of one group.
Result<void> choose(const std::vector<const Candidate*>& group,
                    std::vector<const Candidate*>& chosen) {
    std::map<std::size_t, std::size_t> rows, columns;
    for (const auto* candidate : group) {
        rows.emplace(candidate->first, 0);
        columns.emplace(candidate->second, 0);
    }
    if (std::max(rows.size(), columns.size()) > kMostTogether)
        return fail(ErrorCode::TooLarge, "too many outlines lie on each other to be compared");
    std::size_t next = 0;
    for (auto& [lesion, row] : rows)
        row = next++;
    next = 0;
    for (auto& [lesion, column] : columns)
        column = next++;
    std::vector<std::vector<double>> gains(rows.size(), std::vector<double>(columns.size()));
    std::map<std::pair<std::size_t, std::size_t>, const Candidate*> at;
    for (const auto* candidate : group) {
        const std::pair place{rows[candidate->first], columns[candidate->second]};
        gains[place.first][place.second] = candidate->gain;
        at[place] = candidate;
    }
    const auto partner = bestAssignment(gains);
    for (std::size_t row = 0; row < partner.size(); ++row)
        if (partner[row])
            chosen.push_back(at.at({row, *partner[row]}));
    return {};
}

Result<std::vector<Candidate>> candidatesOf(const std::vector<Shape>& first,
                                            const std::vector<Shape>& second,
                                            const ImageScale& scale, const ComparisonRules& rules) {
    std::size_t clipped = 0;
    for (const auto& a : first)
        for (const auto& b : second)
            if (boxesMeet(a, b))
                clipped += a.outline.vertices.size() + b.outline.vertices.size();
    if (clipped > kMostClippedVertices)
        return fail(ErrorCode::TooLarge, "too many outlines lie on each other to be compared");
    std::vector<Candidate> candidates;
    for (std::size_t r = 0; r < first.size(); ++r)
        for (std::size_t c = 0; c < second.size(); ++c) {
            if (auto candidate = candidateOf(first[r], second[c], scale, rules)) {
                candidate->first = r;
                candidate->second = c;
                candidates.push_back(*candidate);
            }
        }
    return candidates;
}

} // namespace

ImageScale scaleOf(const core::ImageAttributes* attributes, std::optional<double> discDiameterPx,
                   const ComparisonRules& rules) {
    ImageScale scale{{}, rules.centreDistancePx, 0, std::nullopt};
    if (attributes != nullptr && attributes->spacing && attributes->spacing->row > 0 &&
        attributes->spacing->column > 0 && attributes->field != core::FundusField::Wide &&
        attributes->spacing->source != core::SpacingSource::Raster) // dots per inch of paper
        scale.spacing = attributes->spacing;
    const auto kind = attributes != nullptr ? attributes->kind : core::ImageKind::Other;
    if (kind == core::ImageKind::Mammography && scale.spacing) {
        scale.unit = {scale.spacing->column, scale.spacing->row};
        scale.centreDistance = rules.centreDistanceMm;
        scale.smallLesion = rules.smallLesionMm;
    } else if (discDiameterPx && *discDiameterPx > 0) {
        scale.centreDistance = rules.centreDistanceDiscDiameters * *discDiameterPx;
        scale.smallLesion = rules.smallLesionDiscDiameters * *discDiameterPx;
    }
    return scale;
}

Result<std::vector<LesionPair>> matchedOnImage(const core::ImageId& image, const SameImage& found,
                                               const ImageScale& scale,
                                               const ComparisonRules& rules) {
    const auto first = shapesOf(found.first, rules), second = shapesOf(found.second, rules);
    CW_TRY(const auto candidates, candidatesOf(first, second, scale, rules));
    Groups groups(first.size() + second.size());
    for (const auto& candidate : candidates)
        groups.join(candidate.first, first.size() + candidate.second);
    std::map<std::size_t, std::vector<const Candidate*>> together;
    for (const auto& candidate : candidates)
        together[groups.of(candidate.first)].push_back(&candidate);
    std::vector<const Candidate*> chosen;
    for (const auto& [root, group] : together)
        CW_CHECK(choose(group, chosen));
    std::vector<LesionPair> pairs;
    std::vector<bool> usedFirst(first.size()), usedSecond(second.size());
    for (const auto* pair : chosen) {
        const auto &a = first[pair->first], &b = second[pair->second];
        usedFirst[pair->first] = usedSecond[pair->second] = true;
        LesionPair made{a.finding->id,
                        b.finding->id,
                        image,
                        matchOf(a, b, *pair, scale, rules),
                        pair->iou(),
                        std::nullopt,
                        centreDistance(a, b, {}),
                        std::nullopt};
        if (made.iou)
            made.dice = pair->overlap.dice();
        if (rules.metrics)
            made.metrics = metricsOf(a, b, pair->overlap, scale);
        pairs.push_back(std::move(made));
    }
    for (std::size_t r = 0; r < first.size(); ++r)
        if (!usedFirst[r])
            pairs.push_back(
                {first[r].finding->id, {}, image, LesionMatch::MissedByB, {}, {}, {}, {}});
    for (std::size_t c = 0; c < second.size(); ++c)
        if (!usedSecond[c])
            pairs.push_back(
                {{}, second[c].finding->id, image, LesionMatch::MissedByA, {}, {}, {}, {}});
    return pairs;
}

} // namespace cw::annotation::detail
