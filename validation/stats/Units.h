// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cw::validation {

/// What a decision is made about. Breast and eye are a patient and a side.
enum class Unit { Image, Eye, Breast, Patient };
enum class UnitRule { Mean, Max }; ///< fixed before anybody has seen a score

std::string_view name(Unit unit);     ///< "image", "eye", "breast", "patient"
std::string_view name(UnitRule rule); ///< "mean", "max"

/// Scores of units; the label is positive if any image of the unit is.
struct UnitScores {
    Unit unit = Unit::Image;
    UnitRule rule = UnitRule::Mean;
    std::vector<Scored> scores;
    std::vector<std::string> patients;   ///< one a unit, for clustering
    std::vector<std::size_t> firstImage; ///< row of the unit's first image, to look up its columns
    std::vector<std::size_t> images;     ///< how many images each has
    std::size_t mixedLabels = 0;         ///< units whose images have both labels
};
/// Units in the order of their first image: two scores of the same images give the same units.
/// lateralities ("L", "R" or any word) only for eye and breast, may be empty otherwise.
/// InvalidArgument: lists of different lengths; a side is missing or a score not finite (with the
/// row); labels other than 0 and 1.
Result<UnitScores> aggregate(std::span<const Scored> images, std::span<const std::string> patients,
                             std::span<const std::string> lateralities, Unit unit, UnitRule rule);

} // namespace cw::validation
