// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <span>
#include <string>
#include <vector>

namespace cw::imaging {

/// Which picture a row of features is of.
struct ViewOfPatient {
    std::string patient;
    std::string laterality; ///< "L" or "R"; anything else has no other side
    std::string view;       ///< "CC", "MLO", ...; the same word on both sides
};

/// Columns that say how the two sides of a patient differ, one row a picture, in the given order.
struct Asymmetry {
    /// For each feature NAME: "NAME_left_minus_right" and "NAME_difference" (its absolute value).
    std::vector<std::string> names;
    /// Rows x names, row after row. NaN where the patient has no picture of the other side in the
    /// same view, or a value is not finite. Both pictures of a pair get the same numbers. Several
    /// pictures of a side and view (repeated exposures) count as their mean.
    std::vector<double> values;
    std::size_t paired = 0; ///< rows that have another side
};

/// values: rows x names, row after row. A breast is compared with the other of the same patient:
/// most of what differs between women (density, device) is the same in both, a cancer is not.
/// InvalidArgument where sizes do not fit or a patient is empty.
Result<Asymmetry> asymmetry(std::span<const ViewOfPatient> views,
                            std::span<const std::string> names, std::span<const double> values);

} // namespace cw::imaging
