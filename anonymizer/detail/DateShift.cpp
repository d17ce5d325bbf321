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

bool allDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

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

std::optional<year_month_day> parsedDate(std::string_view text) {
    std::string digits(text);
    if (text.size() == 10 && text[4] == '.' && text[7] == '.') // ACR-NEMA
        digits = std::string(text.substr(0, 4)) + std::string(text.substr(5, 2)) +
                 std::string(text.substr(8, 2));
    if (digits.size() != 8 || !allDigits(digits))
        return std::nullopt;
    return calendarDay(number(digits.substr(0, 4)), number(digits.substr(4, 2)),
                       number(digits.substr(6, 2)));
}

std::optional<std::string> moved(year_month_day date, int days) {
    const year_month_day later{sys_days(date) + std::chrono::days(days)};
    const int year = static_cast<int>(later.year());
    if (year < 1 || year > 9999)
        return std::nullopt;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u", year,
                  static_cast<unsigned>(later.month()), static_cast<unsigned>(later.day()));
    return std::string(text.data());
}

std::string_view unpadded(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    return text;
}

std::string ageText(int value, char unit) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%03d%c", value, unit);
    return text.data();
}

} // namespace

std::optional<std::string> shiftedDate(std::string_view date, int days) {
    const auto parsed = parsedDate(unpadded(date));
    return parsed ? moved(*parsed, days) : std::nullopt;
}

std::optional<std::string> shiftedDateTime(std::string_view dateTime, int days) {
    const std::string_view text = unpadded(dateTime);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view rest = text.substr(digits);
    // What may follow the digits: a fraction and a zone, nothing else.
    if (rest.find_first_not_of("0123456789.+-") != std::string_view::npos)
        return std::nullopt;
    if (digits == 4 || digits == 6) {
        const int month = digits == 6 ? number(text.substr(4, 2)) : 7;
        const auto middle = calendarDay(number(text.substr(0, 4)), month, digits == 6 ? 15 : 1);
        const auto shifted = middle ? moved(*middle, days) : std::nullopt;
        return shifted ? std::optional(shifted->substr(0, digits) + std::string(rest))
                       : std::nullopt;
    }
    if (digits < 8 || digits > 14)
        return std::nullopt;
    const auto shifted = shiftedDate(text.substr(0, 8), days);
    return shifted ? std::optional(*shifted + std::string(text.substr(8))) : std::nullopt;
}

std::optional<std::string> shiftedDates(std::string_view values, std::string_view vr, int days) {
    std::string result;
    for (;;) {
        const auto end = values.find('\\');
        const auto value = values.substr(0, end);
        const auto shifted = vr == "DT" ? shiftedDateTime(value, days) : shiftedDate(value, days);
        if (!shifted)
            return std::nullopt;
        result += *shifted;
        if (end == std::string_view::npos)
            return result;
        result += '\\';
        values.remove_prefix(end + 1);
    }
}

std::optional<std::string> ageAt(std::string_view birthDate, std::string_view date) {
    const auto born = parsedDate(unpadded(birthDate)), now = parsedDate(unpadded(date));
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
    if (text.size() != 4 || !allDigits(text.substr(0, 3)))
        return std::nullopt;
    const int value = number(text.substr(0, 3));
    // 999 months are 83 years, 999 weeks 19: only years can pass the limit.
    switch (text[3]) {
    case 'Y':
        return ageText(std::min(value, kOldestAge + 1), 'Y');
    case 'M':
    case 'W':
    case 'D':
        return std::string(text);
    default:
        return std::nullopt;
    }
}

} // namespace cw::anonymizer
