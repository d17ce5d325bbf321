// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/checks/Checks.h"

#include <array>
#include <vector>

namespace cw::validation::checks {

/// The usable rows of a set (those without a fault) in the order of their image names, so that no
/// check can depend on the order in which rows were given.
struct Cases {
    std::vector<std::size_t> rows;      ///< of the set
    std::vector<int> labels, folds;     ///< one a case
    std::vector<std::size_t> groups;    ///< one a case: index into groupKeys
    std::vector<std::string> groupKeys; ///< sorted
    int k = 0;

    std::size_t size() const { return rows.size(); }
    /// How many groups have a case of class 0, of class 1.
    std::array<std::size_t, 2> groupsByClass() const;
    /// Both classes in at least `least` groups each.
    bool hasBothClasses(std::size_t least) const;
};
/// InvalidArgument as documented in Checks.h.
Result<Cases> casesOf(const CheckInput& input);

/// The block's rows of the cases, in their order; no columns where the set lacks the block.
Result<Matrix> blockOf(const CheckInput& input, const Cases& cases, const std::string& block);
/// Every column holds one value (or none) in all rows.
bool tellsNothing(const Matrix& matrix);
/// The matrix with a column 0/1 "is known" for each column that is missing in some rows only: that
/// a value is missing can itself give the class away.
Matrix withMissingness(const Matrix& matrix);

/// Row scores of the model by case; empty where the model has none at all.
std::vector<double> scoresOf(const Cases& cases, const std::vector<double>& byRow);

/// Natural order: digits compare as numbers, "Im9" before "Im10".
bool naturalLess(const std::string& a, const std::string& b);

} // namespace cw::validation::checks
