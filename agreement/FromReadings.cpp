// SPDX-License-Identifier: Apache-2.0
#include "agreement/FromReadings.h"

#include "annotation/FundusGeometry.h"
#include "annotation/Vocabulary.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cw::agreement {
namespace {

using annotation::Compared;
using annotation::LesionMatch;

/// Answers whose menu order is an order of degree.
constexpr const char* kOrdered[] = {"density",     "densityRight", "densityLeft",
                                    "gradability", "icdr",         "amdStage"};
/// BI-RADS 0 (look again) and 6 (proven) stand outside the order 1 to 5.
constexpr const char* kAssessments[] = {"assessment", "assessmentRight", "assessmentLeft"};

template <std::size_t N>
bool isOneOf(const char* const (&words)[N], std::string_view key) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](const char* word) { return word == key; });
}

/// One row of the form after the other: rows that refine an answer put theirs behind it.
void addTerms(Scale& scale, const annotation::Question& question) {
    auto at = scale.categories.end();
    if (!question.refines.empty())
        at = std::find(scale.categories.begin(), scale.categories.end(), question.refines);
    if (at != scale.categories.end())
        ++at;
    for (const auto& term : question.terms)
        at = scale.categories.insert(at, std::string(term.word)) + 1;
}

Scale assessmentInOrder(const std::string& key) {
    return {key,
            key + " in order (BI-RADS 1 to 5; 0 and 6 left out)",
            {"1", "2", "3", "4", "5"},
            true,
            {{"4A", "4"}, {"4B", "4"}, {"4C", "4"}},
            {}};
}

/// Feret diameter: the longest distance of two vertices, px. Outlines of readers have tens to
/// hundreds of vertices; longer ones are thinned first, within a thousandth of a pixel.
double longAxisPx(const core::Polygon& outline) {
    constexpr std::size_t kMany = 2000;
    const auto thinned =
        outline.vertices.size() > kMany ? core::simplified(outline, 1e-3) : outline;
    double longest = 0;
    for (std::size_t i = 0; i < thinned.vertices.size(); ++i)
        for (std::size_t j = i + 1; j < thinned.vertices.size(); ++j)
            longest = std::max(longest, core::distance(thinned.vertices[i], thinned.vertices[j]));
    return longest;
}

const annotation::Finding* findingOf(const annotation::Reading& reading,
                                     const std::optional<core::LesionId>& id) {
    if (!id)
        return nullptr;
    const auto found = std::find_if(reading.findings.begin(), reading.findings.end(),
                                    [&](const auto& finding) { return finding.id == *id; });
    return found == reading.findings.end() ? nullptr : &*found;
}

LesionState stateOf(LesionMatch match) {
    switch (match) {
    case LesionMatch::Agree:
        return LesionState::Agree;
    case LesionMatch::Partial:
        return LesionState::Partial;
    case LesionMatch::LabelDiffers:
        return LesionState::LabelDiffers;
    case LesionMatch::OverlapDiffers:
        return LesionState::OverlapDiffers;
    case LesionMatch::MissedByB:
        return LesionState::MissedByB;
    case LesionMatch::MissedByA:
        return LesionState::MissedByA;
    }
    return LesionState::Agree;
}

/// mm of one pixel where the image says so and its pixels are square: a diagonal has no length
/// otherwise.
std::optional<double> mmPerPxOf(const std::optional<core::ImageAttributes>& attributes) {
    // Of a wide field no mm: its scale changes towards the rim.
    if (!attributes || !attributes->spacing || attributes->field == core::FundusField::Wide)
        return {};
    const auto& spacing = *attributes->spacing;
    const bool square = std::abs(spacing.row - spacing.column) <= 1e-3 * spacing.row;
    return spacing.row > 0 && square ? std::optional(spacing.row) : std::nullopt;
}

LesionRow rowOf(const annotation::LesionPair& pair, const annotation::Finding* a,
                const annotation::Finding* b, const AttributesOf& attributesOf) {
    LesionRow row;
    row.image = pair.image.text();
    row.labelA = a ? a->label : std::string();
    row.labelB = b ? b->label : std::string();
    row.state = stateOf(pair.match);
    row.iou = pair.iou;
    row.dice = pair.dice;
    if (pair.metrics) {
        row.hdPx = pair.metrics->px.hausdorff;
        row.hd95Px = pair.metrics->px.hausdorff95;
        row.asdPx = pair.metrics->px.average;
    }
    if (a && b) {
        row.mmPerPx = mmPerPxOf(attributesOf(pair.image));
        row.longAxisAPx = longAxisPx(a->outline);
        row.longAxisBPx = longAxisPx(b->outline);
    }
    return row;
}

void addCupToDisc(ReadPair& pair, const annotation::Reading& a, const annotation::Reading& b,
                  const AttributesOf& attributesOf) {
    std::vector<core::ImageId> images;
    for (const auto& finding : a.findings)
        if (annotation::isLandmark(finding.label) &&
            std::find(images.begin(), images.end(), finding.image) == images.end())
            images.push_back(finding.image);
    for (const auto& image : images) {
        const auto attributes = attributesOf(image);
        if (!attributes)
            continue;
        const auto first = annotation::measureFundus(a.findings, image, *attributes).cupToDisc;
        const auto second = annotation::measureFundus(b.findings, image, *attributes).cupToDisc;
        if (!first || !second)
            continue;
        pair.measures.push_back(
            {"vertical cup-to-disc ratio", "", first->vertical, second->vertical});
        pair.measures.push_back({"area cup-to-disc ratio", "", first->area, second->area});
    }
}

std::string words(double value) {
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

} // namespace

std::vector<Scale> scalesOf(core::ImageKind kind) {
    std::vector<Scale> scales;
    for (const auto& question : annotation::caseQuestions(kind)) {
        const std::string key(question.key);
        if (question.terms.empty() || question.compared == Compared::Never)
            continue;
        if (question.several) {
            for (const auto& term : question.terms)
                scales.push_back({key,
                                  key + ": " + std::string(term.word),
                                  {"no", "yes"},
                                  false,
                                  {},
                                  std::string(term.word)});
            continue;
        }
        auto found = std::find_if(scales.begin(), scales.end(),
                                  [&](const auto& scale) { return scale.key == key; });
        if (found == scales.end())
            found = scales.insert(scales.end(), {key, key, {}, isOneOf(kOrdered, key), {}, {}});
        addTerms(*found, question);
    }
    for (std::size_t i = 0; i < scales.size(); ++i)
        if (isOneOf(kAssessments, scales[i].key) && !scales[i].ordered)
            scales.insert(scales.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                          assessmentInOrder(scales[i].key));
    std::erase_if(scales, [](const auto& scale) { return scale.categories.size() < 2; });
    return scales;
}

ReadPair pairOf(const annotation::Reading& a, const annotation::Reading& b,
                const annotation::Comparison& comparison, Stage stage, core::ImageKind kind,
                const AttributesOf& attributesOf) {
    ReadPair pair;
    pair.caseId = a.caseId.text();
    pair.stage = stage;
    pair.readerA = a.reader.text();
    pair.readerB = b.reader.text();
    pair.answersA = a.answers;
    pair.answersB = b.answers;
    pair.outcome = annotation::name(comparison.agreement);
    for (const auto& lesion : comparison.lesions) {
        const auto *inA = findingOf(a, lesion.a), *inB = findingOf(b, lesion.b);
        // Disc, cup and fovea are landmarks that everybody marks; as lesions they would flatter.
        const auto* either = inA ? inA : inB;
        if (either && !annotation::isLandmark(either->label))
            pair.lesions.push_back(rowOf(lesion, inA, inB, attributesOf));
    }
    if (kind == core::ImageKind::Fundus)
        addCupToDisc(pair, a, b, attributesOf);
    return pair;
}

std::vector<std::string> rulesInWords(const annotation::ComparisonRules& rules) {
    std::string sentence =
        "Two outlines may be one lesion from an IoU of " + words(rules.admissibleIou);
    if (rules.centroidAdmits)
        sentence += ", where the centre of one lies in the other";
    if (rules.distanceAdmits)
        sentence += ", or where the centres are within half a diagonal or " +
                    words(rules.centreDistanceMm) +
                    " mm (fundus: " + words(rules.centreDistanceDiscDiameters) +
                    " disc diameters; unknown size: " + words(rules.centreDistancePx) + " px)";
    sentence += "; they agree from an IoU of " + words(rules.agreeIou) + ", in part from " +
                words(rules.partialIou) + ".";
    return {std::move(sentence)};
}

} // namespace cw::agreement
