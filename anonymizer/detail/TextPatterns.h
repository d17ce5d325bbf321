// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// Korean resident registration numbers: six digits of birth, a hyphen, seven digits from 1 to 8
/// on.
std::vector<std::string> registrationNumbersIn(std::string_view text);
/// Telephone numbers with their hyphens: 010-1234-5678, 02-123-4567, 555-225-5887,
/// +82-10-1234-5678.
std::vector<std::string> telephoneNumbersIn(std::string_view text);
std::vector<std::string> mailAddressesIn(std::string_view text);
/// Days written YYYYMMDD, YYYY-MM-DD or YYYY.MM.DD or YYYY/MM/DD, 1900 to 2099; as YYYYMMDD.
std::vector<std::string> datesIn(std::string_view text);

} // namespace cw::anonymizer
