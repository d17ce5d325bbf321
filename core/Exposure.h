// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

namespace cw::core {

/// How a mammogram was taken, as far as its file says: to be read beside the picture, used for no
/// calculation. Absent where the file is silent, and in projects made before this was kept.
struct Exposure {
    std::optional<double> kvp;         ///< tube voltage, kV (0018,0060)
    std::optional<double> mAs;         ///< (0018,1153) in uAs, else (0018,1152)
    std::optional<double> thicknessMm; ///< of the compressed breast (0018,11A0)
    std::optional<double> forceN;      ///< of the compression (0018,11A2)
    /// Materials by their chemical symbol, "Rh" (0018,1191) (0018,7050); empty for any other word.
    std::string anode, filter;
    bool operator==(const Exposure&) const = default;
};

} // namespace cw::core
