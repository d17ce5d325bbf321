// SPDX-License-Identifier: Apache-2.0
#include "annotation/Comparison.h"

#include "annotation/Vocabulary.h"
#include "annotation/detail/Assignment.h"
#include <algorithm>
#include <set>

namespace cw::annotation {
namespace {

struct SameImage {
    std::vector<const Finding*> first, second;
};

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

core::Overlap overlapOf(const Finding& a, const Finding& b) {
    const auto p = core::boundsOf(a.outline), q = core::boundsOf(b.outline);
    const bool apart = p.right < q.left || q.right < p.left || p.bottom < q.top || q.bottom < p.top;
    return apart ? core::Overlap{} : core::overlap(a.outline, b.outline);
}

LesionMatch matchOf(const Finding& a, const Finding& b, double iou, const ComparisonRules& rules) {
    if (a.label != b.label)
        return LesionMatch::LabelDiffers;
    return iou >= rules.agreeIou ? LesionMatch::Agree : LesionMatch::Partial;
}

void matchOnImage(const core::ImageId& image, const SameImage& found, const ComparisonRules& rules,
                  std::vector<LesionPair>& pairs) {
    const auto rows = found.first.size(), columns = found.second.size();
    std::vector<std::vector<core::Overlap>> overlaps(rows, std::vector<core::Overlap>(columns));
    std::vector<std::vector<double>> gains(rows, std::vector<double>(columns));
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) {
            overlaps[r][c] = overlapOf(*found.first[r], *found.second[c]);
            const double iou = overlaps[r][c].iou();
            gains[r][c] = iou >= rules.partialIou ? iou : 0;
        }
    const auto partner = detail::bestAssignment(gains);
    std::vector<bool> taken(columns, false);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto& a = *found.first[r];
        LesionPair pair{a.id, std::nullopt, image, LesionMatch::MissedByB, 0, 0};
        if (const auto c = partner[r]) {
            taken[*c] = true;
            const auto& shared = overlaps[r][*c];
            pair = {a.id,         found.second[*c]->id,
                    image,        matchOf(a, *found.second[*c], shared.iou(), rules),
                    shared.iou(), shared.dice()};
        }
        pairs.push_back(std::move(pair));
    }
    for (std::size_t c = 0; c < columns; ++c)
        if (!taken[c])
            pairs.push_back(
                {std::nullopt, found.second[c]->id, image, LesionMatch::MissedByA, 0, 0});
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

std::vector<LesionPair> matchedLesions(const Reading& a, const Reading& b,
                                       const ComparisonRules& rules) {
    // Of several matchings with the same sum the method finds one, depending on the order of rows
    // and columns. The order comes from the readers' names, not from who is called A.
    const bool swapped = b.reader < a.reader;
    std::vector<LesionPair> pairs;
    for (const auto& [image, found] : swapped ? byImage(b, a) : byImage(a, b))
        matchOnImage(image, found, rules, pairs);
    if (swapped)
        for (auto& pair : pairs) {
            std::swap(pair.a, pair.b);
            pair.match = mirrored(pair.match);
        }
    sortPairs(pairs);
    return pairs;
}

/// BI-RADS category as the decision that follows from it: 0 look again, 1-3 leave, 4-6 act.
int decisionOf(const std::string& assessment) {
    const char digit = assessment.empty() ? '?' : assessment.front();
    return digit == '0'                   ? 0
           : digit >= '1' && digit <= '3' ? 1
           : digit >= '4' && digit <= '6' ? 2
                                          : -1;
}

bool isMajor(const std::string& key, const std::string& a, const std::string& b) {
    if (key == "assessment" || key == "assessmentRight" || key == "assessmentLeft")
        return decisionOf(a) != decisionOf(b) || decisionOf(a) < 0;
    if (key == "imageType") // only Type 1 goes on to inspection (programme.md 2.4)
        return (a == "1") != (b == "1");
    if (key == "icdr") // moderate and worse is referred
        return (a < "2") != (b < "2");
    return key == "diagnosis" || key == "gradability";
}

std::vector<AnswerDifference> answerDifferences(const CaseAnswers& a, const CaseAnswers& b) {
    std::set<std::string> keys;
    for (const auto* answers : {&a, &b})
        for (const auto& [key, value] : *answers)
            keys.insert(key);
    std::vector<AnswerDifference> differences;
    for (const auto& key : keys) {
        const auto inA = a.find(key), inB = b.find(key);
        const auto compared = comparedAs(key); // free text, say, never agrees to the letter
        if (compared == Compared::Never ||
            (compared == Compared::IfBoth && (inA == a.end() || inB == b.end())))
            continue;
        const auto textA = inA == a.end() ? std::string() : inA->second;
        const auto textB = inB == b.end() ? std::string() : inB->second;
        if (textA != textB)
            differences.push_back({key, textA, textB, isMajor(key, textA, textB)});
    }
    return differences;
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

bool makeSense(const ComparisonRules& rules) {
    return rules.partialIou >= 0 && rules.partialIou <= rules.agreeIou && rules.agreeIou <= 1;
}

} // namespace

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
    case LesionMatch::MissedByB:
        return "missed-by-b";
    case LesionMatch::MissedByA:
        return "missed-by-a";
    }
    return "";
}

Result<Comparison> compare(const Reading& a, const Reading& b, const ComparisonRules& rules) {
    if (a.caseId != b.caseId)
        return fail(ErrorCode::InvalidArgument, "the readings are of different cases");
    if (a.reader == b.reader)
        return fail(ErrorCode::InvalidArgument, "the readings are of the same reader");
    if (!makeSense(rules))
        return fail(ErrorCode::InvalidArgument, "thresholds need 0 <= partial <= agree <= 1");
    Comparison comparison{a.caseId, a.id, b.id, rules, Agreement::Agree, {}, {}};
    comparison.lesions = matchedLesions(a, b, rules);
    comparison.answers = answerDifferences(a.answers, b.answers);
    comparison.agreement = agreementOf(comparison);
    return comparison;
}

} // namespace cw::annotation
