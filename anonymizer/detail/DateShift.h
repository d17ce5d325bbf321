// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// All functions here read one value of a DICOM attribute, padding included, and answer nullopt for
/// what is no value of that representation (PS3.5 6.2), whatever it is. What they return always is
/// one, and lies in the years 1 to 9999.

/// A DA moved by whole days; also reads the retired YYYY.MM.DD. A date without its day or month
/// (202403, 2024), which DA does not allow but archives hold, is taken at its middle.
std::optional<std::string> shiftedDate(std::string_view date, int days);
/// A DT moved by whole days: time, fraction and zone stay. A value without a day (2024, 202403) is
/// taken at its middle and keeps its precision.
std::optional<std::string> shiftedDateTime(std::string_view dateTime, int days);
/// Several values of a DA or DT, parted by a backslash: all or nothing; empty values stay empty.
std::optional<std::string> shiftedDates(std::string_view values, std::string_view vr, int days);
/// A TM as PS3.5 wants it; also reads the retired HH:MM:SS.
std::optional<std::string> validTime(std::string_view time);
/// A zone as (0008,0201) has it: "+0900", -1200 to +1400.
std::optional<std::string> validZone(std::string_view zone);

/// The day, YYYYMMDD, that a DA or DT names; nullopt where it names none (a mere year, nonsense).
std::optional<std::string> dayOf(std::string_view dateOrDateTime);

/// Age at a date in DICOM's AS ("045Y", "006M"); nullopt if either is no date or the order is
/// wrong. Dates moved by the same offset give the same age, but for a day around leap days.
std::optional<std::string> ageAt(std::string_view birthDate, std::string_view date);
/// An AS, in four characters. Ages over 89 years become 090Y, in whatever unit they stand; numbers
/// with too few or too many digits (93Y, 1100M, 5000W) are understood.
std::optional<std::string> cappedAge(std::string_view age);

} // namespace cw::anonymizer
