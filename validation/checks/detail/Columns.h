// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/checks/detail/Cases.h"

namespace cw::validation::checks {

/// A column of the manifest that divides the set.
struct Column {
    std::string name;                ///< "device", "age", "density"
    bool ofAcquisition = false;      ///< how the picture was taken, not who is in it
    std::vector<std::string> values; ///< one a case; "" = not known
};

/// Device, site, view, laterality, sex, age by decades, then Sample::more by name; those with at
/// least two known values. Columns of more that hold a value for nearly every picture (identifiers,
/// measurements) are left out.
std::vector<Column> columnsOf(const CheckInput& input, const Cases& cases);

} // namespace cw::validation::checks
