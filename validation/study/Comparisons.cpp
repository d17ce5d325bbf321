// SPDX-License-Identifier: Apache-2.0
#include "validation/study/Comparisons.h"

#include "validation/stats/CrossValidated.h"
#include "validation/stats/Equivalence.h"
#include "validation/stats/PairedTests.h"

#include <algorithm>
#include <cstdio>

namespace cw::validation {
namespace {

struct Pairs {
    std::vector<Scored> first;
    std::vector<double> second;
    std::vector<std::string> folds, patients;
    std::size_t onlyFirst = 0, onlySecond = 0;
};

Pairs pairsOf(const ModelResult& first, const ModelResult& second) {
    std::map<std::string_view, const UnitScore*> others;
    for (const UnitScore& unit : second.units)
        others.emplace(unit.unit, &unit);
    Pairs pairs;
    for (const UnitScore& unit : first.units) {
        const auto found = others.find(unit.unit);
        if (found == others.end())
            continue;
        pairs.first.push_back({unit.score, unit.label});
        pairs.second.push_back(found->second->score);
        pairs.folds.push_back(std::to_string(unit.fold));
        pairs.patients.push_back(unit.patient);
        const bool firstRight = unit.calledPositive == (unit.label == 1);
        const bool secondRight = found->second->calledPositive == (unit.label == 1);
        pairs.onlyFirst += firstRight && !secondRight ? 1U : 0U;
        pairs.onlySecond += secondRight && !firstRight ? 1U : 0U;
    }
    return pairs;
}

std::string called(const ModelResult& result) { return result.model + " on " + result.copy; }

std::string signedText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%+.4f", value);
    return text;
}

std::string sentenceOf(const StudyComparison& comparison, std::size_t units, bool identical) {
    std::string text = comparison.second + " against " + comparison.first + ": ";
    if (identical)
        return text + "every score is the same; the difference is exactly 0.";
    text += "difference of the mean AUC " + signedText(comparison.difference.value) +
            " (95 % interval " + signedText(comparison.difference.lower) + " to " +
            signedText(comparison.difference.upper) + ", " + std::to_string(units) + " units). ";
    char margin[32];
    std::snprintf(margin, sizeof margin, "%.3g", comparison.margin);
    return text +
           (comparison.equivalent ? "Equivalent within +-"
                                  : "Not shown to be equivalent within +-") +
           margin + ".";
}

} // namespace

Result<StudyComparison> compared(const ModelResult& first, const ModelResult& second, double margin,
                                 int k) {
    const Pairs pairs = pairsOf(first, second);
    StudyComparison comparison;
    comparison.first = called(first);
    comparison.second = called(second);
    comparison.margin = margin;
    // d = second - first; the statistics give first - second.
    CW_TRY(const auto difference,
           crossValidatedDifference(pairs.first, pairs.second, pairs.folds, pairs.patients));
    // + 0.0: a zero is printed without a minus.
    comparison.difference = {-difference.difference + 0.0, -difference.interval.upper + 0.0,
                             -difference.interval.lower + 0.0};
    comparison.p = difference.p;
    comparison.mcnemar = mcNemar(pairs.onlyFirst, pairs.onlySecond).p();
    const std::vector<double> none(difference.foldDifferences.size(), 0.0);
    if (const auto t = correctedT(difference.foldDifferences, none, 1.0 / std::max(k - 1, 1)))
        comparison.correctedT = t->p;
    CW_TRY(const auto tost, equivalence(difference.difference, difference.standardError, margin));
    bool identical = true;
    for (std::size_t i = 0; i < pairs.first.size(); ++i)
        identical = identical && pairs.first[i].score == pairs.second[i];
    // Scores that differ without a variance (few units, classes apart) show nothing:
    // validation.md 7.12 lets only identical ones be equivalent then.
    comparison.equivalent = identical || (difference.standardError > 0 && tost.equivalent);
    comparison.sentence = sentenceOf(comparison, pairs.first.size(), identical);
    return comparison;
}

Result<std::vector<StudyComparison>> comparisonsOf(const std::vector<ModelResult>& models,
                                                   double margin, int k) {
    std::vector<StudyComparison> comparisons;
    if (models.empty())
        return comparisons;
    const std::string original = models.front().copy;
    for (const ModelResult& second : models) {
        const std::string& model = second.copy == original ? models.front().model : second.model;
        const auto first = std::find_if(models.begin(), models.end(), [&](const auto& one) {
            return one.copy == original && one.model == model;
        });
        if (first == models.end() || &*first == &second)
            continue;
        CW_TRY(auto comparison, compared(*first, second, margin, k));
        comparisons.push_back(std::move(comparison));
    }
    return comparisons;
}

} // namespace cw::validation
