// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/checks/detail/Cases.h"

namespace cw::validation::checks {

/// How much it weighs that a shortcut scores the classes.
enum class ShortcutWeight {
    Decides,         ///< has nothing to do with disease: the result is no evidence
    DecidesInPixels, ///< the order of names: only where a model can see the batch
    Informs          ///< may belong to the disease (age): to be known, not to be refused
};
struct ShortcutKind {
    ShortcutWeight weight = ShortcutWeight::Decides;
    std::string words;                     ///< "From ... alone"
    std::string mildVerdict, mildSentence; ///< where it does not decide
};
ShortcutKind shortcutKind(const std::string& name);

/// The numbers of one shortcut, one row a case; no columns where the set does not have it.
Result<Matrix> shortcutData(const CheckInput& input, const Cases& cases, const std::string& name);

} // namespace cw::validation::checks
