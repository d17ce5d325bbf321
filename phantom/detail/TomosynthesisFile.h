// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "phantom/detail/Roster.h"

namespace cw::phantom {

/// A Breast Tomosynthesis Image (PS3.3 A.55) of three small frames: an enhanced object whose
/// attributes live in functional groups.
Result<std::vector<std::byte>> tomosynthesisFile(const Patient& patient,
                                                 std::vector<std::string>& identifiers);

} // namespace cw::phantom
