// SPDX-License-Identifier: Apache-2.0
#include "annotation/Comparison.h"

#include "annotation/detail/LesionMatching.h"
#include <algorithm>
#include <cmath>
#include <set>

namespace cw::annotation {
namespace {

using detail::SameImage;

/// The fovea's mark is a point to measure from, not a sign to agree upon: two small circles that do
/// not overlap, or one reader who did not need it, are no disagreement about the eye.
bool isCompared(const Finding& finding) { return finding.label != "fovea"; }

std::map<core::ImageId, SameImage> byImage(const Reading& first, const Reading& second) {
    std::map<core::ImageId, SameImage> images;
    for (const auto& finding : first.findings)
        if (isCompared(finding))
            images[finding.image].first.push_back(&finding);
    for (const auto& finding : second.findings)
        if (isCompared(finding))
            images[finding.image].second.push_back(&finding);
    for (auto& [id, found] : images) {
        std::ranges::sort(found.first, {}, [](const Finding* f) { return f->id; });
        std::ranges::sort(found.second, {}, [](const Finding* f) { return f->id; });
    }
    return images;
}

const core::ImageAttributes* attributesOf(const ComparedImages& images, const core::ImageId& id) {
    const auto found = images.find(id);
    return found == images.end() ? nullptr : &found->second;
}

/// The mean of what the readers marked: neither's disc counts more.
std::optional<double> discDiameter(const Reading& a, const Reading& b, const core::ImageId& image,
                                   const core::ImageAttributes* attributes) {
    if (attributes == nullptr || attributes->kind != core::ImageKind::Fundus)
        return std::nullopt;
    std::vector<double> diameters;
    for (const auto* reading : {&a, &b})
        if (const auto disc = measureFundus(reading->findings, image, *attributes).disc)
            diameters.push_back(disc->diameterPx());
    if (diameters.empty())
        return std::nullopt;
    return diameters.size() == 2 ? (diameters[0] + diameters[1]) / 2 : diameters[0];
}

LesionMatch mirrored(LesionMatch match) {
    return match == LesionMatch::MissedByA   ? LesionMatch::MissedByB
           : match == LesionMatch::MissedByB ? LesionMatch::MissedByA
                                             : match;
}

/// Pairs of a first, then the lesions that only b saw; each by id, image after image.
void sortPairs(std::vector<LesionPair>& pairs) {
    std::ranges::sort(pairs, [](const LesionPair& p, const LesionPair& q) {
        const auto key = [](const LesionPair& x) {
            return std::make_tuple(std::cref(x.image), !x.a.has_value(),
                                   x.a.value_or(core::LesionId()), x.b.value_or(core::LesionId()));
        };
        return key(p) < key(q);
    });
}

Result<std::vector<LesionPair>> matchedLesions(const Reading& a, const Reading& b,
                                               const ComparisonRules& rules,
                                               const ComparedImages& images) {
    // Of several matchings with the same sum the method finds one, depending on the order of rows
    // and columns. The order comes from the readers' names, not from who is called A.
    const bool swapped = b.reader < a.reader;
    std::vector<LesionPair> pairs;
    for (const auto& [image, found] : swapped ? byImage(b, a) : byImage(a, b)) {
        const auto* attributes = attributesOf(images, image);
        const auto scale =
            detail::scaleOf(attributes, discDiameter(a, b, image, attributes), rules);
        CW_TRY(auto matched, detail::matchedOnImage(image, found, scale, rules));
        std::ranges::move(matched, std::back_inserter(pairs));
    }
    if (swapped)
        for (auto& pair : pairs) {
            std::swap(pair.a, pair.b);
            pair.match = mirrored(pair.match);
            if (pair.metrics)
                std::swap(pair.metrics->areaA, pair.metrics->areaB);
        }
    sortPairs(pairs);
    return pairs;
}

int countOf(const FundusMeasures& measures, const std::string& label) {
    const auto found = measures.totals.find(label);
    return found == measures.totals.end() ? 0 : found->second;
}

std::optional<QuadrantCounts> quadrantsOf(const FundusMeasures& measures,
                                          const std::string& label) {
    if (!measures.quadrants)
        return std::nullopt;
    const auto found = measures.perQuadrant.find(label);
    return found == measures.perQuadrant.end() ? QuadrantCounts{} : found->second;
}

std::vector<PointCounts> pointCounts(const Reading& a, const Reading& b,
                                     const ComparisonRules& rules, const ComparedImages& images) {
    std::vector<PointCounts> counts;
    for (const auto& [image, attributes] : images) {
        if (attributes.kind != core::ImageKind::Fundus)
            continue;
        const auto inA = measureFundus(a.findings, image, attributes);
        const auto inB = measureFundus(b.findings, image, attributes);
        for (const auto& label :
             std::set<std::string>(rules.pointLabels.begin(), rules.pointLabels.end())) {
            const int totalA = countOf(inA, label), totalB = countOf(inB, label);
            if (totalA + totalB > 0)
                counts.push_back({image, label, totalA, totalB, quadrantsOf(inA, label),
                                  quadrantsOf(inB, label)});
        }
    }
    return counts;
}

Agreement agreementOf(const Comparison& comparison) {
    auto worst = Agreement::Agree;
    for (const auto& pair : comparison.lesions) {
        if (pair.match == LesionMatch::Partial)
            worst = Agreement::Partial;
        else if (pair.match != LesionMatch::Agree)
            return Agreement::Disagree;
    }
    for (const auto& difference : comparison.answers) {
        if (difference.major)
            return Agreement::Disagree;
        worst = Agreement::Partial;
    }
    return worst;
}

} // namespace

bool makeSense(const ComparisonRules& rules) {
    const auto isLength = [](double length) { return std::isfinite(length) && length >= 0; };
    return rules.admissibleIou >= 0 && rules.admissibleIou <= rules.partialIou &&
           rules.partialIou <= rules.agreeIou && rules.agreeIou <= 1 &&
           isLength(rules.centreDistanceMm) && isLength(rules.centreDistanceDiscDiameters) &&
           isLength(rules.centreDistancePx) && isLength(rules.smallLesionMm) &&
           isLength(rules.smallLesionDiscDiameters);
}

std::string_view name(Agreement agreement) {
    switch (agreement) {
    case Agreement::Agree:
        return "agree";
    case Agreement::Partial:
        return "partial";
    case Agreement::Disagree:
        return "disagree";
    }
    return "";
}

std::string_view name(LesionMatch match) {
    switch (match) {
    case LesionMatch::Agree:
        return "agree";
    case LesionMatch::Partial:
        return "partial";
    case LesionMatch::LabelDiffers:
        return "label";
    case LesionMatch::OverlapDiffers:
        return "overlap";
    case LesionMatch::MissedByB:
        return "missed-by-b";
    case LesionMatch::MissedByA:
        return "missed-by-a";
    }
    return "";
}

Result<Comparison> compare(const Reading& a, const Reading& b, const ComparisonRules& rules,
                           const ComparedImages& images) {
    if (a.caseId != b.caseId)
        return fail(ErrorCode::InvalidArgument, "the readings are of different cases");
    if (a.reader == b.reader)
        return fail(ErrorCode::InvalidArgument, "the readings are of the same reader");
    if (!makeSense(rules))
        return fail(ErrorCode::InvalidArgument,
                    "thresholds need 0 <= admissible <= partial <= agree <= 1, and no distance "
                    "below 0");
    Comparison comparison;
    comparison.caseId = a.caseId;
    comparison.a = a.id;
    comparison.b = b.id;
    comparison.rules = rules;
    CW_TRY(comparison.lesions, matchedLesions(a, b, rules, images));
    comparison.answers = answerDifferences(a.answers, b.answers);
    comparison.sameAnswers = sameAnswers(a.answers, b.answers);
    comparison.points = pointCounts(a, b, rules, images);
    comparison.agreement = agreementOf(comparison);
    return comparison;
}

} // namespace cw::annotation
