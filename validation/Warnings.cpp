// SPDX-License-Identifier: Apache-2.0
#include "validation/Warnings.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cw::validation {
namespace {

using Sentences = std::vector<std::string>;

std::string decimals(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string images(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " image" : " images");
}

void aboutTheImages(Sentences& out, const ValidationResult& result, const FeatureTable& table,
                    const Grouping& grouping) {
    if (!result.unreadable.empty())
        out.push_back(images(result.unreadable.size()) +
                      " could not be read and were left out; they are listed below.");
    if (grouping.sharedPictures > 0)
        out.push_back(
            images(grouping.sharedPictures) +
            " have exactly the pixels of a picture of another patient. These patients were "
            "kept in one fold; the data set should be cleaned.");
    if (grouping.contradictions > 0)
        out.push_back(std::to_string(grouping.contradictions) +
                      " times the same picture carries both labels.");
    std::size_t missing = 0;
    for (std::size_t r = 0; r < table.values.rows; ++r)
        missing += std::ranges::all_of(table.values.row(r),
                                       [](double value) { return std::isfinite(value); })
                       ? 0U
                       : 1U;
    if (missing > 0)
        out.push_back(images(missing) +
                      " lack the value of a feature; the mean of the training part stands in.");
}

void aboutTheFolds(Sentences& out, const ValidationResult& result) {
    std::size_t withoutAuc = 0, smallest = SIZE_MAX;
    for (const FoldResult& fold : result.folds) {
        withoutAuc += fold.auc ? 0U : 1U;
        smallest =
            std::min({smallest, fold.counts.tp + fold.counts.fn, fold.counts.tn + fold.counts.fp});
    }
    if (withoutAuc > 0)
        out.push_back(std::to_string(withoutAuc) +
                      " folds lack a class and do not count in the mean.");
    constexpr std::size_t kFew = 10;
    if (smallest < kFew)
        out.push_back("The smallest fold tests only " + std::to_string(smallest) +
                      " cases of a class: single folds are mostly noise, look at the mean.");
    if (std::abs(result.meanAuc - result.pooled.auc) > 0.02)
        out.push_back("The mean of the folds (" + decimals(result.meanAuc) +
                      ") and the AUC of all scores pooled (" + decimals(result.pooled.auc) +
                      ") differ by more than 0.02: the scores of different folds are not on one "
                      "scale. The mean is the figure to use.");
    if (result.scores.size() > result.patients)
        out.push_back("Patients have several images: the intervals of the folds take images as "
                      "independent and are too narrow. The interval by patient, for all folds "
                      "together, is " +
                      decimals(result.pooledByPatient.lower) + " to " +
                      decimals(result.pooledByPatient.upper) + ".");
}

void aboutLeaks(Sentences& out, const ValidationResult& result) {
    if (result.permutations == 0) {
        out.push_back("The check with permuted labels could not be made.");
        return;
    }
    const double error = result.permutedSd / std::sqrt(static_cast<double>(result.permutations));
    if (std::abs(result.permutedAuc - 0.5) > std::max(0.05, 3 * error))
        out.push_back("With labels permuted among patients the AUC is " +
                      decimals(result.permutedAuc) +
                      " and not near 0.5: something leaks between the folds.");
    if (result.meanAuc <= result.permutedMax || result.pooledByPatient.lower <= 0.5)
        out.push_back("The result is not better than chance: permuted labels reach " +
                      decimals(result.permutedMax) + ", and the interval by patient begins at " +
                      decimals(result.pooledByPatient.lower) + ".");
}

void aboutShortcuts(Sentences& out, const ValidationResult& result) {
    for (const ShortcutCheck& check : result.shortcuts) {
        if (check.lower > 0.8)
            out.push_back("Shortcut: the " + check.what +
                          " alone, without looking at the picture, "
                          "reaches an AUC of " +
                          decimals(check.auc) +
                          ". The result says nothing about disease until this is balanced.");
        else if (check.lower > 0.6)
            out.push_back("The " + check.what + " alone reaches an AUC of " + decimals(check.auc) +
                          ": a model may learn it instead of the disease.");
        if (check.lower > 0.6 && check.auc >= result.meanAuc - 0.05)
            out.push_back("The model is hardly better than the " + check.what + ".");
    }
    if (result.meanAuc > 0.98 && result.pooled.positives + result.pooled.negatives >= 20)
        out.push_back(
            "A mean AUC of " + decimals(result.meanAuc) +
            " is rare for a real task: look for what makes it easy (source, crop, colour, "
            "burned-in marks) before trusting it.");
}

} // namespace

std::vector<std::string> warningsOf(const ValidationResult& result, const FeatureTable& table,
                                    const Grouping& grouping) {
    Sentences sentences;
    aboutTheImages(sentences, result, table, grouping);
    aboutTheFolds(sentences, result);
    aboutLeaks(sentences, result);
    aboutShortcuts(sentences, result);
    return sentences;
}

} // namespace cw::validation
