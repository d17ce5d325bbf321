// SPDX-License-Identifier: Apache-2.0
#include "validation/Folds.h"
#include "validation/Parallel.h"
#include "validation/checks/Checks.h"
#include "validation/checks/detail/FoldArea.h"
#include "validation/checks/detail/Permuted.h"
#include "validation/checks/detail/Ridge.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace cw::validation {
namespace {

using namespace checks;

constexpr std::array<double, 5> kShares{0.2, 0.4, 0.6, 0.8, 1.0};

struct Spread {
    double mean = 0, sd = 0, lowest = 0, highest = 0;
};
Spread spreadOf(const std::vector<double>& values) {
    Spread spread;
    const auto n = static_cast<double>(values.size());
    spread.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values)
        squares += (value - spread.mean) * (value - spread.mean);
    spread.sd = values.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
    spread.lowest = *std::min_element(values.begin(), values.end());
    spread.highest = *std::max_element(values.begin(), values.end());
    return spread;
}

/// Patients in a seeded order, classes dealt alternately by their shares, so that every beginning
/// of the order has both. A smaller part lies within every larger one: the steps are paired.
std::vector<double> placesOf(const Cases& cases, core::Random random) {
    std::array<std::vector<std::size_t>, 2> byClass;
    const auto members = membersOf(cases);
    for (std::size_t g = 0; g < members.size(); ++g) {
        const bool positive = std::any_of(members[g].begin(), members[g].end(),
                                          [&](std::size_t i) { return cases.labels[i] == 1; });
        byClass[positive ? 1 : 0].push_back(g);
    }
    std::vector<double> place(members.size(), 1);
    for (auto& groups : byClass) {
        random.shuffle(groups);
        for (std::size_t i = 0; i < groups.size(); ++i)
            place[groups[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(groups.size());
    }
    return place;
}

/// Scores of all cases, each fold's model trained on the patients that come first.
std::vector<double> scoresWith(const Cases& cases, const Matrix& features,
                               const std::vector<double>& place, double share) {
    std::vector<double> scores(cases.size(), std::nan(""));
    const std::vector<std::vector<int>> labels{cases.labels};
    for (int fold = 0; fold < cases.k; ++fold) {
        std::vector<std::size_t> training, test;
        std::array<bool, 2> has{};
        for (std::size_t i = 0; i < cases.size(); ++i)
            if (cases.folds[i] == fold) {
                test.push_back(i);
            } else if (place[cases.groups[i]] <= share) {
                training.push_back(i);
                has[static_cast<std::size_t>(cases.labels[i])] = true;
            }
        if (!has[0] || !has[1])
            continue;
        const auto part = ridgeScores(features, training, test, labels).front();
        for (std::size_t i = 0; i < test.size(); ++i)
            scores[test[i]] = part[i];
    }
    return scores;
}

struct Run {
    double auc = std::nan(""), standardError = 0;
};

Run runOf(const Cases& cases, const std::vector<double>& scores) {
    const auto area = foldArea(
        {scores, cases.labels, cases.folds, cases.groups, cases.k, cases.groupKeys.size()});
    return area ? Run{area->auc, area->standardError} : Run{};
}

/// Least squares of AUC = a - b / sqrt(patients): what doubling would add.
double gainOfDoubling(const std::vector<double>& shares, const std::vector<double>& areas) {
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double x = 1 / std::sqrt(shares[i]);
        n += 1;
        sx += x;
        sy += areas[i];
        sxx += x * x;
        sxy += x * areas[i];
    }
    const double spread = n * sxx - sx * sx;
    if (n < 3 || !(spread > 0))
        return std::nan("");
    const double slope = (n * sxy - sx * sy) / spread; // negative where more helps
    return std::max(0.0, -slope * (1 - std::sqrt(0.5)));
}

void judge(CheckResult& result, const Run& all, double gain, double lastStep, double lastError) {
    result.numbers = {{"auc", all.auc},
                      {"gain_60_to_100", lastStep},
                      {"gain_60_to_100_error", lastError},
                      {"gain_of_doubling", gain}};
    const std::string grown = "From 60 % to all of the training patients the AUC of the fast model "
                              "changes by " +
                              decimals(lastStep, 3) + ". ";
    if (all.auc - 1.96 * all.standardError <= 0.5)
        result.sentence = grown + "The model is not better than chance with all patients, so the "
                                  "curve cannot say whether more would help.";
    else if (lastStep > 2 * lastError && lastStep > 0.005 && gain > 0.01)
        result.sentence = grown +
                          "The curve still rises: more patients would probably help; twice "
                          "as many might add about " +
                          decimals(gain) + ".";
    else
        result.sentence = grown + "The curve has levelled off: more patients of the same kind "
                                  "would hardly help this model.";
}

} // namespace

Result<CheckResult> checkLearningCurve(const CheckInput& input, int repeats) {
    CW_TRY(const Cases cases, casesOf(input));
    if (!cases.hasBothClasses(10))
        return notAvailable("learning-curve", "A class has fewer than ten patients: parts of the "
                                              "set would be too small to learn from.");
    CW_TRY(const Matrix features, blockOf(input, cases, "features"));
    if (tellsNothing(features))
        return notAvailable("learning-curve", "The pictures have no features that differ.");
    const auto times = static_cast<std::size_t>(std::max(repeats, 2));
    std::vector<std::vector<double>> places;
    for (std::size_t r = 0; r < times; ++r)
        places.push_back(placesOf(cases, core::Random(input.seed).stream("learning curve", r)));
    // The last step takes everybody, whatever the order: once is enough.
    const std::size_t partial = kShares.size() - 1;
    std::vector<Run> runs(times * partial + 1);
    CW_CHECK(forEachIndex(runs.size(), input.workers, input.cancel, [&](std::size_t i) {
        const double share = i < times * partial ? kShares[i % partial] : 1.0;
        const auto& place = places[i < times * partial ? i / partial : 0];
        runs[i] = runOf(cases, scoresWith(cases, features, place, share));
    }));
    const Run all = runs.back();
    if (!std::isfinite(all.auc))
        return notAvailable("learning-curve", "No fold has both classes.");
    CheckResult result;
    result.check = "learning-curve";
    CheckTable table;
    table.caption = "AUC of the fast model by the share of training patients (test folds fixed)";
    table.wordHeadings = {"share"};
    table.numberHeadings = {"AUC", "lower", "upper", "spread between draws"};
    std::vector<double> shares, areas;
    double lastStep = 0, lastError = 0;
    for (std::size_t s = 0; s < kShares.size(); ++s) {
        std::vector<double> values, variances;
        for (std::size_t r = 0; r < (s < partial ? times : 1); ++r) {
            const Run& run = s < partial ? runs[r * partial + s] : all;
            if (!std::isfinite(run.auc))
                continue;
            values.push_back(run.auc);
            variances.push_back(run.standardError * run.standardError);
        }
        if (values.empty())
            continue;
        const Spread spread = spreadOf(values);
        // Which patients were tested, and which were drawn for training.
        const double error = std::sqrt(spreadOf(variances).mean + spread.sd * spread.sd);
        const double lower = std::max(0.0, spread.mean - 1.959963984540054 * error);
        const double upper = std::min(1.0, spread.mean + 1.959963984540054 * error);
        shares.push_back(kShares[s]);
        areas.push_back(spread.mean);
        for (const double value : {kShares[s], spread.mean, lower, upper})
            result.series.push_back(value);
        table.rows.push_back({{percent(kShares[s])}, {spread.mean, lower, upper, spread.sd}});
        if (s == 2) {
            lastStep = all.auc - spread.mean;
            lastError = spread.sd / std::sqrt(static_cast<double>(values.size()));
        }
    }
    result.tables.push_back(std::move(table));
    judge(result, all, gainOfDoubling(shares, areas), lastStep, lastError);
    return result;
}

Result<CheckResult> checkStability(const CheckInput& input, int seeds) {
    CW_TRY(const Cases cases, casesOf(input));
    CW_TRY(const Matrix features, blockOf(input, cases, "features"));
    if (!cases.hasBothClasses(static_cast<std::size_t>(cases.k)) || tellsNothing(features))
        return notAvailable("stability", "The set is too small to deal its patients into folds in "
                                         "another way, or its pictures have no features.");
    std::vector<Sample> samples;
    for (const std::size_t row : cases.rows)
        samples.push_back(input.samples[row]);
    const std::vector<std::vector<int>> labels{cases.labels};
    const auto areaWith = [&](std::span<const int> folds) -> Result<std::optional<double>> {
        CW_TRY(const auto scores,
               foldedRidge(features, folds, cases.k, labels, input.workers, input.cancel));
        return meanFoldArea(scores.front(), cases.labels, folds, cases.k);
    };
    std::vector<double> areas;
    for (int seed = 1; seed <= seeds; ++seed) {
        CW_TRY(const auto folds, patientFolds(samples, cases.k, static_cast<core::Seed>(seed)));
        CW_TRY(const auto area, areaWith(folds));
        if (area)
            areas.push_back(*area);
    }
    CW_TRY(const auto given, areaWith(cases.folds));
    if (areas.size() < 2 || !given)
        return notAvailable("stability", "No fold has both classes.");
    const Spread spread = spreadOf(areas);
    CheckResult result;
    result.check = "stability";
    result.series = areas;
    result.numbers = {{"mean", spread.mean},
                      {"sd", spread.sd},
                      {"lowest", spread.lowest},
                      {"highest", spread.highest},
                      {"with_given_folds", *given}};
    result.sentence = "Dealt into folds in " + std::to_string(areas.size()) +
                      " other ways, the fast model reaches a mean AUC between " +
                      decimals(spread.lowest, 3) + " and " + decimals(spread.highest, 3) +
                      "; with the folds of this validation " + decimals(*given, 3) + ".";
    if (*given > spread.highest + 0.02 && *given > spread.mean + 4 * spread.sd) {
        raise(result, Severity::Warning);
        result.verdict = "lucky folds";
        result.sentence += " These folds are kinder than any other: the figures may be too good.";
    } else if (spread.sd > 0.05) {
        raise(result, Severity::Warning);
        result.verdict = "depends on the folds";
        result.sentence += " The result depends on how patients happen to be dealt: single figures "
                           "mean little.";
    } else if (spread.sd > 0.025) {
        raise(result, Severity::Note);
        result.verdict = "some spread";
    }
    return result;
}

} // namespace cw::validation
