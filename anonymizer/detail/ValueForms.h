// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace cw::anonymizer {

/// Text that people write: LO, SH, ST, LT, UC, UT.
bool isTextVr(std::string_view vr);
/// Digits and what else a DS or IS may hold.
bool isNumber(std::string_view text);
/// What codes are made of: letters, digits, '.', '-', '_', '/'; at most 16 of them.
bool isCodeLike(std::string_view text);

inline constexpr std::string_view kRemovedText = "REMOVED";
/// A value that is consistent with its VR and says nothing; empty where no text can be one, and for
/// DA and DT, whose dummy is the profile's.
std::string_view harmlessValue(std::string_view vr);

} // namespace cw::anonymizer
