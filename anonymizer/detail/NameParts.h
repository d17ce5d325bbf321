// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// The groups of a person name and the components of each (of plain words, the words; of a Korean
/// name written in one, surname and given name). Groups that name nobody (TEST^PATIENT) are left
/// out. Views into the name.
std::vector<std::vector<std::string_view>> namePartsIn(std::string_view name);
/// Long enough to be searched for alone, and no word of every day.
bool isSearchablePart(std::string_view part);

} // namespace cw::anonymizer
