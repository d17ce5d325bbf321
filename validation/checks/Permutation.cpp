// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/Checks.h"
#include "validation/checks/detail/FoldArea.h"
#include "validation/checks/detail/Permuted.h"
#include "validation/checks/detail/Ridge.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cw::validation {
namespace {

using namespace checks;

struct Null {
    std::vector<double> areas;
    double mean = 0.5, sd = 0, highest = 0.5;
};

Null nullOf(const std::vector<std::vector<double>>& scores,
            const std::vector<std::vector<int>>& labels, std::span<const int> folds, int k) {
    Null null;
    for (std::size_t s = 0; s < scores.size(); ++s)
        if (const auto area = meanFoldArea(scores[s], labels[s], folds, k))
            null.areas.push_back(*area);
    if (null.areas.empty())
        return null;
    const auto count = static_cast<double>(null.areas.size());
    null.mean = std::accumulate(null.areas.begin(), null.areas.end(), 0.0) / count;
    double squares = 0;
    for (const double area : null.areas)
        squares += (area - null.mean) * (area - null.mean);
    null.sd = count > 1 ? std::sqrt(squares / (count - 1)) : 0;
    null.highest = *std::max_element(null.areas.begin(), null.areas.end());
    return null;
}

/// What random labels score if pictures, not patients, are dealt into folds: how much the grouping
/// of this set matters. NaN where every patient has one picture.
Result<double> imageSplitNull(const Cases& cases, const Matrix& features, const CheckInput& input) {
    if (cases.size() == cases.groupKeys.size())
        return std::nan("");
    constexpr int kRuns = 40;
    std::vector<std::size_t> order(cases.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    core::Random(input.seed).stream("image split").shuffle(order);
    std::vector<int> folds(cases.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        folds[order[i]] = static_cast<int>(i % static_cast<std::size_t>(cases.k));
    std::vector<std::vector<int>> labels;
    for (std::uint64_t i = 0; i < kRuns; ++i)
        labels.push_back(
            permutedBetweenGroups(cases, core::Random(input.seed).stream("image split labels", i)));
    CW_TRY(const auto scores,
           foldedRidge(features, folds, cases.k, labels, input.workers, input.cancel));
    return nullOf(scores, labels, folds, cases.k).mean;
}

void judge(CheckResult& result, double observed, double p, const Null& null, double imageSplit) {
    const double error = null.sd / std::sqrt(static_cast<double>(null.areas.size()));
    const std::string times = std::to_string(null.areas.size());
    result.sentence = "The fast model scores the true labels with a mean AUC of " +
                      decimals(observed, 3) + ". With labels shuffled between patients " + times +
                      " times it reaches " + decimals(null.mean, 3) + " on average and " +
                      decimals(null.highest, 3) + " at most (" + pWords(p) + ").";
    // Above one half by more than small sets do by chance of their folds.
    if (null.mean - 4 * error > 0.53) {
        raise(result, Severity::Failure);
        result.verdict = "permuted labels can be scored";
        result.sentence += " Shuffled labels should score 0.5: something of a patient lies in "
                           "several folds, and every figure of this set is too good.";
    } else if (p > 0.05) {
        raise(result, Severity::Warning);
        result.verdict = "not better than chance";
        result.sentence += " The measured features tell the classes apart no better than chance "
                           "would: no claim can rest on this model.";
    }
    if (imageSplit > 0.53)
        result.sentence += " Had pictures and not patients been dealt into folds, shuffled labels "
                           "would have scored " +
                           decimals(imageSplit, 3) + ": keeping patients together matters here.";
}

} // namespace

Result<CheckResult> checkPermutation(const CheckInput& input, int times) {
    CW_TRY(const Cases cases, casesOf(input));
    if (!cases.hasBothClasses(2))
        return notAvailable("permutation", "Labels cannot be permuted: a class has fewer than two "
                                           "patients.");
    CW_TRY(const Matrix features, blockOf(input, cases, "features"));
    if (tellsNothing(features))
        return notAvailable("permutation", "The pictures have no features that differ: there is "
                                           "nothing to permute labels against.");
    std::vector<std::vector<int>> labels{cases.labels};
    for (int i = 0; i < times; ++i)
        labels.push_back(permutedBetweenGroups(
            cases, core::Random(input.seed).stream("permutation", static_cast<std::uint64_t>(i))));
    CW_TRY(auto scores,
           foldedRidge(features, cases.folds, cases.k, labels, input.workers, input.cancel));
    const auto observed = meanFoldArea(scores.front(), cases.labels, cases.folds, cases.k);
    scores.erase(scores.begin());
    labels.erase(labels.begin());
    const Null null = nullOf(scores, labels, cases.folds, cases.k);
    if (!observed || null.areas.empty())
        return notAvailable("permutation", "No fold has both classes.");
    const auto asHigh = std::count_if(null.areas.begin(), null.areas.end(),
                                      [&](double area) { return area >= *observed - 1e-12; });
    const double p =
        (1.0 + static_cast<double>(asHigh)) / (1.0 + static_cast<double>(null.areas.size()));
    CW_TRY(const double imageSplit, imageSplitNull(cases, features, input));

    CheckResult result;
    result.check = "permutation";
    judge(result, *observed, p, null, imageSplit);
    result.numbers = {{"observed", *observed},
                      {"p", p},
                      {"permutations", static_cast<double>(null.areas.size())},
                      {"null_mean", null.mean},
                      {"null_sd", null.sd},
                      {"null_highest", null.highest}};
    if (std::isfinite(imageSplit))
        result.numbers.emplace_back("image_split", imageSplit);
    result.series = null.areas;
    return result;
}

} // namespace cw::validation
