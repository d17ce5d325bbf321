// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "core/Result.h"
#include "validation/folds/FoldTable.h"
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace cw::validation {

enum class FoldScheme {
    Balanced, ///< k seeded folds, classes and columns even
    Given,    ///< those of the manifest (Sample::fold), checked
    LeaveOut  ///< one fold for each value of a column, e.g. leave-one-site-out
};

/// What kind of split is wanted.
struct FoldRequest {
    FoldScheme scheme = FoldScheme::Balanced;
    int k = 5; ///< of Balanced; the others find theirs in the samples
    core::Seed seed = 1;
    std::vector<std::string> balance;    ///< columns (columnValue) evened out besides the classes
    std::string leaveOutColumn = "site"; ///< of LeaveOut
    std::vector<SampleTie> ties;         ///< found in the pixels: identity/IdentityClusters.h
};

/// A split of samples into folds, and what can be said of it.
struct FoldAssignment {
    int k = 0;
    std::vector<int> folds; ///< by sample: 0..k-1
    Groups groups;
    FoldTable table;
    /// Nothing that must hold is broken. Always so for Balanced and LeaveOut, which fail instead;
    /// folds that a manifest brought may leak, and then table.broken says what.
    bool sound() const { return table.broken.empty(); }
};

/// Splits samples so that no patient, accession or tie lies in two folds and every fold of Balanced
/// has both classes; images and groups of each class, and each value of the balanced columns, are
/// even: greedy as scikit-learn's StratifiedGroupKFold, then improved by moves and exchanges of
/// groups while the sum of squares falls. Seeded, independent of the order of the samples, integer
/// arithmetic only (scikit-learn #34828: ties by rounding leave folds empty).
/// InvalidArgument: labels not 0/1, no patient, k < 2, fewer groups of a class than folds (names
/// the class), a tie or column that is not there, a column of more than 64 values, a sample without
/// given fold or site, patients of several sites in LeaveOut. TooLarge beyond 2^24 samples.
Result<FoldAssignment> assignFolds(std::span<const Sample> samples, const FoldRequest& request);

/// Folds within the training part of each outer fold, for choices that must not see the test part:
/// [outer][sample] = 0..k-1, -1 for samples of the outer test fold. Groups stay together. Errors:
/// InvalidArgument as assignFolds(), naming the outer fold.
Result<std::vector<std::vector<int>>> nestedFolds(std::span<const Sample> samples,
                                                  const FoldRequest& request,
                                                  const FoldAssignment& outer, int k);

/// image,patient,label and every other column of the samples, with the column fold (1..k) of the
/// assignment: readManifest() reads back the same samples, with their fold. IoFailure;
/// InvalidArgument where numbers differ.
Result<void> writeFolds(std::span<const Sample> samples, const FoldAssignment& assignment,
                        const std::filesystem::path& csv);

/// Fold of each sample, 0..k-1: assignFolds() by patient and accession, nothing else balanced.
Result<std::vector<int>> patientFolds(std::span<const Sample> samples, int k, core::Seed seed);
/// What must hold of any assignment; the sentences that do not.
std::vector<std::string> brokenPostconditions(std::span<const Sample> samples,
                                              std::span<const int> folds, int k);

} // namespace cw::validation
