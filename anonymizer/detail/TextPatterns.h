// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// What identifies by its shape or by the word beside it.
enum class PatternKind {
    RegistrationNumber, ///< Korean resident or foreigner's registration number
    Telephone,
    Mail,
    Url,
    IpAddress,
    LabelledNumber, ///< behind MRN, ID, No., 환자번호 ...: the number without its label
    Address,        ///< Korean 시/구/동/로 with a number; a Western street with its number
    Person,         ///< behind or before a title: the name without it
    Day             ///< a date in one of the common spellings
};

struct PatternHit {
    PatternKind kind = PatternKind::Day;
    std::size_t begin = 0, end = 0; ///< bytes of the text
    std::vector<std::string> days;  ///< YYYYMMDD of a Day: two where day and month may be swapped
};

/// Everything in a text (UTF-8), from left to right, hits never overlapping. Linear in the text,
/// whatever stands in it: every look ahead has a fixed limit.
std::vector<PatternHit> patternsIn(std::string_view utf8);

/// Korean resident registration numbers, with or without their hyphen: a day of birth, then seven
/// digits of which the first tells sex and century. The check digit is not asked for: numbers
/// given since October 2020 have none.
std::vector<std::string> registrationNumbersIn(std::string_view text);
/// Whether the check digit fits, as it does in every number given before October 2020 (and in one
/// of eleven others).
bool hasRegistrationCheckDigit(std::string_view number);
/// 010-1234-5678, 02-123-4567, 01012345678, +82-10-1234-5678, (555) 225-5887, 1588-1234 ...
std::vector<std::string> telephoneNumbersIn(std::string_view text);
std::vector<std::string> mailAddressesIn(std::string_view text);
/// Days in common spellings, as YYYYMMDD: 19610203, 1961-2-3, 1961. 02. 03, 61/02/03, 03.02.1961,
/// 1961년 2월 3일, 3 Feb 1961, February 3rd, 1961.
std::vector<std::string> datesIn(std::string_view text);

} // namespace cw::anonymizer
