// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/models/ImageModel.h"

namespace cw::validation::detail {

/// The training part once more in two: what a network learns from, and the groups it is watched
/// on. Positions are those of Training::rows.
struct InnerSplit {
    std::vector<std::size_t> learn, heldOut;
    std::string note; ///< where nothing could be held out
};

/// A fifth of the groups (a half, a third ... where a class has fewer than five), balanced by
/// class; member 0, 1, ... hold out different fifths. With one group in a class nothing is held
/// out: both parts are the whole, and the note says so. InvalidArgument: a class is missing.
Result<InnerSplit> heldOutPart(const Training& training, core::Seed seed, int member);

/// Fold of each training row, 0..k-1: five, fewer where a class has fewer groups; k < 2 where one
/// has only one.
struct InnerFolds {
    std::vector<int> of;
    int k = 0;
};
Result<InnerFolds> innerFolds(const Training& training, core::Seed seed);

/// Without the pictures that cannot be used.
Training withoutFaults(const PreparedSet& set, const Training& training);

/// Rows that are trained and scored as one: the views of a breast, or single pictures.
struct RowUnits {
    std::vector<std::vector<std::size_t>> rows; ///< of the set
    std::vector<std::size_t> unitOf;            ///< one a row of the set
};
RowUnits singleRows(std::size_t count);
/// Rows of one patient and side that all name a view; rows with a fault stay out of every unit but
/// their own.
RowUnits breasts(const PreparedSet& set, std::span<const Sample> cases);
bool namesBreastViews(std::span<const Sample> cases);

} // namespace cw::validation::detail
