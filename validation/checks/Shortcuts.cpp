// SPDX-License-Identifier: Apache-2.0
#include "validation/checks/detail/ShortcutData.h"

#include "validation/Model.h"
#include "validation/Parallel.h"
#include "validation/checks/detail/FoldArea.h"
#include "validation/checks/detail/Independence.h"
#include "validation/checks/detail/Ridge.h"
#include "validation/checks/detail/Words.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace cw::validation {
namespace {

using namespace checks;

constexpr double kTrees = 100;
/// A forest on a handful of columns learns nothing more from more; keeps 30,000 pictures in
/// minutes.
constexpr std::size_t kMostTraining = 6000;

/// Training rows of a fold, whole patients, no more than needed.
std::vector<std::size_t> trainingRows(const Cases& cases, int fold, core::Seed seed) {
    std::vector<std::size_t> rows;
    std::set<std::size_t> groups;
    for (std::size_t i = 0; i < cases.size(); ++i)
        if (cases.folds[i] != fold) {
            rows.push_back(i);
            groups.insert(cases.groups[i]);
        }
    if (rows.size() <= kMostTraining)
        return rows;
    std::vector<std::size_t> lots(groups.begin(), groups.end());
    core::Random(seed).stream("shortcut", static_cast<std::uint64_t>(fold)).shuffle(lots);
    const std::size_t kept = lots.size() * kMostTraining / rows.size();
    const std::set<std::size_t> chosen(lots.begin(), lots.begin() + static_cast<long>(kept));
    std::erase_if(rows, [&](std::size_t row) { return !chosen.contains(cases.groups[row]); });
    return rows;
}

Result<std::vector<double>> forestScores(const CheckInput& input, const Cases& cases,
                                         const Matrix& matrix) {
    std::vector<double> scores(cases.size(), std::nan(""));
    for (int fold = 0; fold < cases.k; ++fold) {
        if (input.cancel != nullptr && input.cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the validation was cancelled");
        const auto training = trainingRows(cases, fold, input.seed);
        std::vector<std::size_t> test;
        std::vector<int> labels;
        for (std::size_t i = 0; i < cases.size(); ++i)
            if (cases.folds[i] == fold)
                test.push_back(i);
        for (const std::size_t row : training)
            labels.push_back(cases.labels[row]);
        const auto positives = std::count(labels.begin(), labels.end(), 1);
        if (test.empty() || positives == 0 || positives == std::ssize(labels))
            continue;
        CW_TRY(const auto part,
               trainAndScore({ModelKind::Forest, kTrees}, matrix.selected(training), labels,
                             matrix.selected(test), input.seed));
        for (std::size_t i = 0; i < test.size(); ++i)
            scores[test[i]] = part[i];
    }
    return scores;
}

FoldScored scoredBy(const Cases& cases, std::span<const double> scores,
                    std::span<const int> labels) {
    return {scores, labels, cases.folds, cases.groups, cases.k, cases.groupKeys.size()};
}

/// How far the folds lie from one half together, whatever the direction: small means that some
/// folds are scored the right and others the wrong way round, which their mean hides.
double pOfInversion(const FoldArea& area, const Cases& cases) {
    double sum = 0;
    int degrees = 0;
    for (int fold = 0; fold < cases.k; ++fold) {
        const double value = area.byFold[static_cast<std::size_t>(fold)];
        std::set<std::size_t> groups[2];
        for (std::size_t i = 0; i < cases.size(); ++i)
            if (cases.folds[i] == fold)
                groups[cases.labels[i]].insert(cases.groups[i]);
        if (!std::isfinite(value) || std::min(groups[0].size(), groups[1].size()) < 4)
            continue;
        const auto n0 = static_cast<double>(groups[0].size());
        const auto n1 = static_cast<double>(groups[1].size());
        sum += (value - 0.5) * (value - 0.5) / ((n0 + n1 + 1) / (12 * n0 * n1)); // Mann-Whitney
        ++degrees;
    }
    return degrees < 2 ? 1 : chiSquareTail(sum, degrees);
}

/// Whether the picture's own features tell early from late file names within a class: then the
/// order is not only a matter of names.
Result<double> orderSeenInPixels(const CheckInput& input, const Cases& cases, const Matrix& order) {
    CW_TRY(const Matrix features, blockOf(input, cases, "features"));
    if (tellsNothing(features))
        return 0.0;
    double best = 0;
    for (const int label : {0, 1}) {
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < cases.size(); ++i)
            if (cases.labels[i] == label)
                rows.push_back(i);
        std::vector<double> ranks;
        for (const std::size_t row : rows)
            ranks.push_back(order.row(row)[0]);
        if (rows.size() < 20)
            continue;
        std::nth_element(ranks.begin(), ranks.begin() + std::ssize(ranks) / 2, ranks.end());
        const double median = ranks[ranks.size() / 2];
        std::vector<int> late, folds;
        std::vector<std::size_t> groups;
        for (const std::size_t row : rows) {
            late.push_back(order.row(row)[0] >= median ? 1 : 0);
            folds.push_back(cases.folds[row]);
            groups.push_back(cases.groups[row]);
        }
        const std::vector<std::vector<int>> sets{late};
        CW_TRY(const auto scores, foldedRidge(features.selected(rows), folds, cases.k, sets,
                                              input.workers, input.cancel));
        if (const auto area =
                foldArea({scores.front(), late, folds, groups, cases.k, cases.groupKeys.size()}))
            best = std::max(best, area->lower);
    }
    return best;
}

struct Findings {
    FoldArea area;
    double image = 0;         ///< the image model's mean fold AUC; NaN: no model
    double orderInPixels = 0; ///< lower limit; of "order" only
    double inversion = 1;
};

void judge(CheckResult& result, const ShortcutKind& kind, const Findings& found) {
    const FoldArea& area = found.area;
    result.sentence = "From " + kind.words +
                      " alone, without a look at the lesion, a forest "
                      "scores the classes with a mean AUC of " +
                      withInterval(area.auc, area.lower, area.upper) + ".";
    const bool failing =
        kind.weight == ShortcutWeight::Decides ||
        (kind.weight == ShortcutWeight::DecidesInPixels && found.orderInPixels > 0.6);
    if (area.lower > 0.8) {
        raise(result, failing ? Severity::Failure : Severity::Warning);
        result.verdict = failing ? "shortcut: not evidence" : kind.mildVerdict;
        result.sentence += failing ? " A model could score this without looking, so the result "
                                     "says nothing about disease until this is balanced."
                                   : " " + kind.mildSentence;
    } else if (area.lower > 0.6) {
        raise(result, Severity::Warning);
        result.verdict =
            kind.weight == ShortcutWeight::Decides ? "possible shortcut" : kind.mildVerdict;
        result.sentence += " A model may learn it instead of the disease.";
    }
    if (area.lower > 0.6 && found.orderInPixels > 0.6)
        result.sentence += " The pictures themselves tell early names from late ones, so a model "
                           "can see the batch.";
    // A model near chance reaches no target that this could take the worth from.
    constexpr double kReachesSomething = 0.6;
    if (area.lower > 0.6 && found.image > kReachesSomething && area.auc >= found.image - 0.05) {
        raise(result, failing ? Severity::Failure : Severity::Warning);
        if (failing && !(area.lower > 0.8))
            result.verdict = "target is not evidence";
        result.sentence += " The image model (" + decimals(found.image) +
                           ") is hardly better: reaching the target proves nothing here.";
    }
    // A model in the same folds would be as wrong as the forest, so this cannot lift a result.
    if (area.upper < 0.4) {
        raise(result, area.upper < 0.2 ? Severity::Warning : Severity::Note);
        result.verdict = "below chance";
        result.sentence += " That is clearly below one half: classes are arranged against it from "
                           "fold to fold, for example taken in turns.";
    } else if (area.lower <= 0.6 && found.inversion < 0.001) {
        raise(result, Severity::Note);
        result.verdict = "folds disagree";
        result.sentence += " Single folds lie far on either side of one half: it tells the "
                           "classes apart in parts of the set, in opposite ways.";
    }
}

Result<CheckResult> shortcut(const CheckInput& input, const Cases& cases, const std::string& name,
                             const OutOfFold& model) {
    const ShortcutKind kind = shortcutKind(name);
    const std::string check = "shortcut:" + name;
    CW_TRY(const Matrix matrix, shortcutData(input, cases, name));
    if (matrix.columns == 0)
        return fail(ErrorCode::NotFound, "this set has nothing for the check " + check);
    if (!cases.hasBothClasses(2))
        return notAvailable(check, "A class has fewer than two patients.");
    std::vector<double> scores(cases.size(), 0); // all tied where the pictures do not differ: 0.5
    const bool constant = tellsNothing(matrix);
    if (!constant) {
        CW_TRY(scores, forestScores(input, cases, withMissingness(matrix)));
    }
    Findings found;
    const auto area = foldArea(scoredBy(cases, scores, cases.labels));
    if (!area)
        return notAvailable(check, "No fold has both classes.");
    found.area = *area;
    const auto imageScores = scoresOf(cases, model.scores);
    const auto image = imageScores.empty()
                           ? std::nullopt
                           : meanFoldArea(imageScores, cases.labels, cases.folds, cases.k);
    found.image = image.value_or(std::nan(""));
    found.inversion = constant ? 1 : pOfInversion(*area, cases);
    if (kind.weight == ShortcutWeight::DecidesInPixels && area->lower > 0.6) {
        CW_TRY(found.orderInPixels, orderSeenInPixels(input, cases, matrix));
    }
    CheckResult result;
    result.check = check;
    result.numbers = {{"auc", area->auc},
                      {"lower", area->lower},
                      {"upper", area->upper},
                      {"image_model_auc", found.image}};
    result.series = area->byFold;
    if (constant) {
        result.numbers[1].second = result.numbers[2].second = 0.5;
        result.sentence = "All pictures are alike in " + kind.words + ": nothing to learn there.";
        return result;
    }
    judge(result, kind, found);
    return result;
}

} // namespace

Result<CheckResult> checkShortcut(const CheckInput& input, const std::string& name,
                                  const OutOfFold& model) {
    CW_TRY(const Cases cases, casesOf(input));
    return shortcut(input, cases, name, model);
}

Result<std::vector<CheckResult>> checkShortcuts(const CheckInput& input, const OutOfFold& model) {
    CW_TRY(const Cases cases, casesOf(input));
    const auto names = shortcutNames(input);
    std::vector<Result<CheckResult>> results(names.size());
    CheckInput inner = input; // the names share the workers, each works alone
    inner.workers = 1;
    CW_CHECK(forEachIndex(names.size(), input.workers, input.cancel, [&](std::size_t i) {
        results[i] = shortcut(inner, cases, names[i], model);
    }));
    std::vector<CheckResult> all;
    for (auto& result : results) {
        CW_TRY(CheckResult one, std::move(result));
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace cw::validation
