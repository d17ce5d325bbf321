// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// A DICOM DA moved by whole days; also reads the retired YYYY.MM.DD. nullopt for anything that is
/// no date of the calendar (00000000, 20240230, words).
std::optional<std::string> shiftedDate(std::string_view date, int days);
/// A DT moved by whole days: time, fraction and zone stay. A value without a day (2024, 202403) is
/// taken at its middle and keeps its precision.
std::optional<std::string> shiftedDateTime(std::string_view dateTime, int days);
/// Several values, parted by a backslash: all or nothing.
std::optional<std::string> shiftedDates(std::string_view values, std::string_view vr, int days);

/// Age at a date in DICOM's AS ("045Y", "006M"); nullopt if either is no date or the order is
/// wrong.
std::optional<std::string> ageAt(std::string_view birthDate, std::string_view date);
/// Ages over 89 years become 090Y; nullopt for what is no AS.
std::optional<std::string> cappedAge(std::string_view age);

} // namespace cw::anonymizer
