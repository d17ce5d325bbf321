// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace cw::anonymizer {

/// Whether a line of writing is nothing but side, view and words of technique ("R CC", "L MLO",
/// "28 kV 63 mAs", "OD"): what radiographers put beside a breast and machines below an eye. One
/// letter of a side-and-view marker may be misread. A name or a date is none.
bool isMarker(std::string_view utf8);

} // namespace cw::anonymizer
