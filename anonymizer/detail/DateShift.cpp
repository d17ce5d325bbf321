// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/DateShift.h"
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace cw::anonymizer {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kOldestAge = 89; ///< HIPAA 164.514(b)(2)(i)(C): ages over 89 become one class
constexpr std::size_t kLongestFraction = 6;

bool allDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Of at most nine digits.
int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

std::optional<year_month_day> calendarDay(int year, int month, int day) {
    const year_month_day date{std::chrono::year(year),
                              std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1)
        return std::nullopt;
    return date;
}

/// YYYYMMDD, or its beginning: then the middle of the month or of the year.
std::optional<year_month_day> dayOfDigits(std::string_view digits) {
    if (!allDigits(digits))
        return std::nullopt;
    switch (digits.size()) {
    case 4:
        return calendarDay(number(digits), 7, 1);
    case 6:
        return calendarDay(number(digits.substr(0, 4)), number(digits.substr(4, 2)), 15);
    case 8:
        return calendarDay(number(digits.substr(0, 4)), number(digits.substr(4, 2)),
                           number(digits.substr(6, 2)));
    default:
        return std::nullopt;
    }
}

std::string_view unpadded(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    return text;
}

/// The digits of a DA; the dots of ACR-NEMA taken out.
std::string dateDigits(std::string_view text) {
    if (text.size() == 10 && text[4] == '.' && text[7] == '.')
        return std::string(text.substr(0, 4)) + std::string(text.substr(5, 2)) +
               std::string(text.substr(8, 2));
    return std::string(text);
}

std::optional<year_month_day> parsedDate(std::string_view text) {
    const std::string digits = dateDigits(unpadded(text));
    return digits.size() == 8 ? dayOfDigits(digits) : std::nullopt;
}

std::optional<std::string> moved(year_month_day date, int days) {
    const year_month_day later{sys_days(date) + std::chrono::days(days)};
    const int year = static_cast<int>(later.year());
    if (!later.ok() || year < 1 || year > 9999)
        return std::nullopt;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u", year,
                  static_cast<unsigned>(later.month()), static_cast<unsigned>(later.day()));
    return std::string(text.data());
}

/// HH, HHMM or HHMMSS; a leap second is allowed.
bool isClock(std::string_view digits) {
    if (!allDigits(digits) || digits.size() > 6 || digits.size() % 2 != 0)
        return false;
    constexpr std::array limits{23, 59, 60};
    for (std::size_t i = 0; i < digits.size(); i += 2)
        if (number(digits.substr(i, 2)) > limits[i / 2])
            return false;
    return true;
}

bool isFraction(std::string_view text) {
    return text.size() >= 2 && text.size() <= 1 + kLongestFraction && text.front() == '.' &&
           allDigits(text.substr(1));
}

std::string ageText(int value, char unit) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%03d%c", value, unit);
    return text.data();
}

} // namespace

std::optional<std::string> shiftedDate(std::string_view date, int days) {
    const auto parsed = dayOfDigits(dateDigits(unpadded(date)));
    return parsed ? moved(*parsed, days) : std::nullopt;
}

std::optional<std::string> shiftedDateTime(std::string_view dateTime, int days) {
    const std::string_view text = unpadded(dateTime);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view rest = text.substr(digits);
    const std::size_t zoneAt = std::min(rest.find_first_of("+-"), rest.size());
    const auto fraction = rest.substr(0, zoneAt), zone = rest.substr(zoneAt);
    if (!fraction.empty() && (digits != 14 || !isFraction(fraction)))
        return std::nullopt;
    // 2024-2025 is a range, as a query has it: no zone lies that far.
    const auto known = zone.empty() ? std::optional<std::string>(std::string()) : validZone(zone);
    if (!known)
        return std::nullopt;
    const auto day = text.substr(0, std::min<std::size_t>(digits, 8)),
               clock = text.substr(0, digits).substr(day.size());
    if (!clock.empty() && !isClock(clock))
        return std::nullopt;
    const auto parsed = dayOfDigits(day);
    const auto shifted = parsed ? moved(*parsed, days) : std::nullopt;
    if (!shifted)
        return std::nullopt;
    return shifted->substr(0, day.size()) + std::string(clock) + std::string(fraction) + *known;
}

std::optional<std::string> shiftedDates(std::string_view values, std::string_view vr, int days) {
    std::string result;
    for (;;) {
        const auto end = values.find('\\');
        const auto value = unpadded(values.substr(0, end));
        if (!value.empty()) {
            const auto shifted =
                vr == "DT" ? shiftedDateTime(value, days) : shiftedDate(value, days);
            if (!shifted)
                return std::nullopt;
            result += *shifted;
        }
        if (end == std::string_view::npos)
            return result;
        result += '\\';
        values.remove_prefix(end + 1);
    }
}

std::optional<std::string> validTime(std::string_view time) {
    std::string text(unpadded(time));
    if (text.size() >= 5 && text[2] == ':' && (text.size() == 5 || text[5] == ':'))
        std::erase(text, ':');
    const std::size_t digits = std::min(text.find('.'), text.size());
    std::string_view fraction = std::string_view(text).substr(digits);
    if (fraction.size() > 1 + kLongestFraction && allDigits(fraction.substr(1)))
        fraction = fraction.substr(0, 1 + kLongestFraction);
    if (!isClock(std::string_view(text).substr(0, digits)) ||
        (!fraction.empty() && (digits != 6 || !isFraction(fraction))))
        return std::nullopt;
    return text.substr(0, digits + fraction.size());
}

std::optional<std::string> validZone(std::string_view zone) {
    const std::string_view text = unpadded(zone);
    if (text.size() != 5 || (text[0] != '+' && text[0] != '-') || !allDigits(text.substr(1)))
        return std::nullopt;
    const int hours = number(text.substr(1, 2)), minutes = number(text.substr(3, 2));
    const int offset = hours * 60 + minutes;
    if (minutes > 59 || offset > (text[0] == '+' ? 14 * 60 : 12 * 60))
        return std::nullopt;
    return offset == 0 ? "+0000" : std::string(text); // PS3.5 6.2 forbids -0000
}

std::optional<std::string> dayOf(std::string_view dateOrDateTime) {
    const std::string_view text = unpadded(dateOrDateTime);
    if (const auto date = parsedDate(text))
        return moved(*date, 0);
    const auto date = parsedDate(text.substr(0, 8));
    return date ? moved(*date, 0) : std::nullopt;
}

std::optional<std::string> ageAt(std::string_view birthDate, std::string_view date) {
    const auto born = parsedDate(birthDate), now = parsedDate(date);
    if (!born || !now || sys_days(*born) > sys_days(*now))
        return std::nullopt;
    int months = (static_cast<int>(now->year()) - static_cast<int>(born->year())) * 12 +
                 static_cast<int>(static_cast<unsigned>(now->month())) -
                 static_cast<int>(static_cast<unsigned>(born->month()));
    if (now->day() < born->day())
        --months;
    const int years = months / 12;
    if (years >= 2)
        return ageText(std::min(years, kOldestAge + 1), 'Y');
    return ageText(months, 'M');
}

std::optional<std::string> cappedAge(std::string_view age) {
    const std::string_view text = unpadded(age);
    constexpr std::size_t mostDigits = 6;
    if (text.size() < 2 || text.size() > mostDigits + 1 ||
        !allDigits(text.substr(0, text.size() - 1)))
        return std::nullopt;
    const int value = number(text.substr(0, text.size() - 1));
    // A year has 1461 / 4 days; one day more, so that nobody of ninety stays below the limit.
    const auto yearsOfDays = [](long long days) { return static_cast<int>((days + 1) * 4 / 1461); };
    int years = 0;
    char unit = text.back();
    switch (unit) {
    case 'Y':
    case 'y':
        years = value;
        unit = 'Y';
        break;
    case 'M':
    case 'm':
        years = value / 12;
        unit = 'M';
        break;
    case 'W':
    case 'w':
        years = yearsOfDays(7LL * value);
        unit = 'W';
        break;
    case 'D':
    case 'd':
        years = yearsOfDays(value);
        unit = 'D';
        break;
    default:
        return std::nullopt;
    }
    constexpr int mostInThreeDigits = 999;
    if (years > kOldestAge || value > mostInThreeDigits)
        return ageText(std::min(years, kOldestAge + 1), 'Y');
    return ageText(value, unit);
}

} // namespace cw::anonymizer
