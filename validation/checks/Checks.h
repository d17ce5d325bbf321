// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Random.h"
#include "validation/checks/CheckResult.h"
#include "validation/prepare/PreparedSet.h"
#include "validation/study/StudyResult.h"

#include <span>
#include <string>
#include <vector>

namespace cw::validation {

/// What the checks of a data set look at (reference/validation.md 1.9, 1.10). Every check is
/// deterministic: the result depends on pictures, samples, folds and seed, never on the number of
/// workers. Pictures with a fault are left out. A set too small to ask the question gives
/// Severity::Note with the verdict "n/a", not an error.
/// Errors of every check: InvalidArgument (sizes differ, a label is neither 0 nor 1, a fold lies
/// outside 0..k-1), Cancelled.
struct CheckInput {
    const PreparedSet& set;
    std::span<const Sample> samples; ///< one a row of the set; true labels; patient = group key
    std::span<const int> folds;      ///< 0..k-1, one a row
    int k = 5;
    core::Seed seed = 1;
    int workers = 1;
    const core::CancelToken* cancel = nullptr;
};

/// What the image model said of pictures that it had not seen; empty where there is no model yet.
struct OutOfFold {
    std::string model;
    std::vector<double> scores;        ///< one a row of the set; NaN: without a score
    std::vector<double> probabilities; ///< of label 1, one a row (those of the picture's unit)
    std::vector<UnitScore> units;      ///< empty: every picture is a unit
};
OutOfFold outOfFold(const PreparedSet& set, const ModelResult& model);

/// Labels permuted between patients, everything else as it was, `times` over; ridge regression on
/// the block "features" in the same folds (one factorisation a fold serves all permutations).
/// series: the null's mean fold AUCs. numbers: observed, p = (1 + #>=observed) / (1 + times),
/// null_mean, null_sd, null_highest, and where patients have several pictures image_split: what
/// random labels would score if pictures and not patients had been dealt into folds.
/// Failure: permuted labels can be scored, so the folds leak; Warning: not better than chance.
Result<CheckResult> checkPermutation(const CheckInput& input, int times = 200);

/// What can be known without looking at the lesion: "file", "size", "border", "colour", "text",
/// "blank", "compression" (blocks), "order" (of the file names), "device", "site", "age-sex"; those
/// that this set has.
std::vector<std::string> shortcutNames(const CheckInput& input);
/// A forest on one of them in the same folds: mean of the fold AUCs, interval clustered by patient.
/// Lower limit > 0.6: Warning; > 0.8: Failure, "shortcut: not evidence"; as good as the image model
/// (AUC >= its AUC - 0.05): "target is not evidence". NotFound: the set does not have it.
Result<CheckResult> checkShortcut(const CheckInput& input, const std::string& name,
                                  const OutOfFold& model);
/// All of them, in the order of shortcutNames().
Result<std::vector<CheckResult>> checkShortcuts(const CheckInput& input, const OutOfFold& model);
/// Chi-square between class and strength of compression, by patients: copies may differ in
/// compression, classes may not.
Result<CheckResult> checkCompression(const CheckInput& input);

/// Nothing of a patient, an accession, a file, its pixels or a cluster of look-alikes lies in two
/// folds. clusters: one key a row ("" = none), from the identity search; may be empty.
Result<CheckResult> checkLeakage(const CheckInput& input,
                                 std::span<const std::string> clusters = {});

/// Labels that the model contradicts with confidence (confident learning, Northcutt 2021): a queue
/// for a second look. Nothing is relabelled.
Result<CheckResult> checkLabelNoise(const CheckInput& input, const OutOfFold& model);

/// Class against device, site, laterality, view, age, sex and such columns, by patients: chi-square
/// or Fisher's test, Cramer's V, Holm over the columns. A device that predicts the class: Failure.
Result<CheckResult> checkBalance(const CheckInput& input);

/// Pictures unlike the others: unreadable, blank, tiny, blurred, badly exposed, far from all
/// pictures of other patients.
Result<CheckResult> checkOutliers(const CheckInput& input);

/// Mean fold AUC with 20, 40, 60, 80 and 100 % of the training patients, test folds fixed; ridge
/// regression. series: x (share), y, lower, upper in turn. Says whether more patients would help.
Result<CheckResult> checkLearningCurve(const CheckInput& input, int repeats = 10);

/// The same with folds dealt by the seeds 1..10. series: their mean fold AUCs.
Result<CheckResult> checkStability(const CheckInput& input, int seeds = 10);

/// AUC with its interval per device, side, view, density, severity, age, site ...; difference from
/// the rest, Holm. Fewer than 10 cases of a class: n/a.
Result<CheckResult> checkSubgroups(const CheckInput& input, const OutOfFold& model);

/// Names of the checks, in the order in which allChecks() makes them ("shortcut" stands for all
/// "shortcut:...").
std::vector<std::string> checkNames();
/// The check of that name: one result, or all "shortcut:..." for "shortcut". InvalidArgument: there
/// is no such check (with the list).
Result<std::vector<CheckResult>> checkNamed(const std::string& name, const CheckInput& input,
                                            const OutOfFold& model,
                                            std::span<const std::string> clusters = {});
/// checkNamed(), but an error other than Cancelled or InvalidArgument of the input becomes a
/// Warning that says so: one check that cannot be made must not cost the others.
Result<std::vector<CheckResult>> checkOrSaid(const std::string& name, const CheckInput& input,
                                             const OutOfFold& model,
                                             std::span<const std::string> clusters = {});
/// All of them, as checkOrSaid().
Result<std::vector<CheckResult>> allChecks(const CheckInput& input, const OutOfFold& model,
                                           std::span<const std::string> clusters = {},
                                           const core::ProgressFn& progress = {});

} // namespace cw::validation
