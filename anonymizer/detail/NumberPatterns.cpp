// SPDX-License-Identifier: Apache-2.0
// Dates, numbers and addresses of machines: what has a shape of its own.
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/TextScan.h"
#include <algorithm>
#include <array>
#include <cstdio>

namespace cw::anonymizer {
namespace {

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

/// Two digits of a year: of a patient's life or of our time, so not far ahead.
int fullYear(std::string_view digits) {
    constexpr int newest = 35;
    const int year = number(digits);
    return digits.size() == 4 ? year : year > newest ? 1900 + year : 2000 + year;
}

void addDay(std::vector<std::string>& days, int year, int month, int day) {
    if (year < 1880 || year > 2099)
        return;
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%04d%02d%02d", year, month, day);
    if (auto valid = dayOf(text.data()); valid && std::ranges::find(days, *valid) == days.end())
        days.push_back(std::move(*valid));
}

std::optional<PatternHit> hitOf(PatternKind kind, std::size_t begin, std::size_t end) {
    return PatternHit{kind, begin, end, {}};
}

std::optional<PatternHit> dayHit(std::size_t begin, const TextScan& scan,
                                 std::vector<std::string> days) {
    if (days.empty() || isDigit(scan.peek()))
        return std::nullopt;
    return PatternHit{PatternKind::Day, begin, scan.at(), std::move(days)};
}

constexpr std::string_view kYearMark = "년", kMonthMark = "월", kDayMark = "일";

/// 1961년 2월 3일, 61년2월3일.
std::optional<PatternHit> koreanDayAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    const auto year = scan.digits(2, 4);
    scan.blanks(1);
    if (!year || year->size() == 3 || !scan.word(kYearMark))
        return std::nullopt;
    scan.blanks(2);
    const auto month = scan.digits(1, 2);
    scan.blanks(1);
    if (!month || !scan.word(kMonthMark))
        return std::nullopt;
    scan.blanks(2);
    const auto day = scan.digits(1, 2);
    scan.blanks(1);
    if (!day || !scan.word(kDayMark))
        return std::nullopt;
    std::vector<std::string> days;
    addDay(days, fullYear(*year), number(*month), number(*day));
    return dayHit(at, scan, std::move(days));
}

/// Three numbers and the same mark twice.
std::optional<PatternHit> markedDayAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    const auto first = scan.digits(1, 4);
    const char mark = scan.peek();
    if (!first || first->size() == 3 || !scan.any("-./:"))
        return std::nullopt;
    scan.blanks(1);
    const auto second = scan.digits(1, 2);
    if (!second || scan.peek() != mark)
        return std::nullopt;
    scan.skip(1);
    scan.blanks(1);
    const auto third = scan.digits(1, 4);
    if (!third || third->size() == 3)
        return std::nullopt;
    // A fourth number: a version or an address of a machine.
    if ((scan.peek() == mark && isDigit(scan.peek(1))) || (mark == ':' && first->size() != 4))
        return std::nullopt;
    std::vector<std::string> days;
    if (first->size() == 4 && third->size() <= 2) {
        addDay(days, number(*first), number(*second), number(*third));
    } else if (third->size() == 4 && first->size() <= 2) {
        addDay(days, number(*third), number(*second), number(*first));
        addDay(days, number(*third), number(*first), number(*second));
    } else if (first->size() == 2 && second->size() == 2 && third->size() == 2) {
        addDay(days, fullYear(*first), number(*second), number(*third));
    }
    return dayHit(at, scan, std::move(days));
}

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// A month's name or its first three letters (Sept too); 0 if none.
int monthName(TextScan& scan) {
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        for (const std::size_t size : {kMonths[i].size(), std::size_t{4}, std::size_t{3}}) {
            if (size == 4 && i != 8)
                continue;
            TextScan ahead = scan;
            if (ahead.word(kMonths[i].substr(0, size)) && !isLetter(ahead.peek())) {
                scan = ahead;
                return static_cast<int>(i) + 1;
            }
        }
    }
    return 0;
}

void skipOrdinal(TextScan& scan) {
    for (const std::string_view ending : {"st", "nd", "rd", "th"})
        if (scan.word(ending))
            return;
}

/// 3 Feb 1961, 03-FEB-1961, 3rd February '61.
std::optional<PatternHit> dayMonthNameAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    const auto day = scan.digits(1, 2);
    if (!day)
        return std::nullopt;
    skipOrdinal(scan);
    scan.any(" -./");
    const int month = monthName(scan);
    if (month == 0)
        return std::nullopt;
    scan.any(".,-/");
    scan.blanks(1);
    scan.any("'");
    const auto year = scan.digits(2, 4);
    if (!year || year->size() == 3)
        return std::nullopt;
    std::vector<std::string> days;
    addDay(days, fullYear(*year), month, number(*day));
    return dayHit(at, scan, std::move(days));
}

struct Shape {
    std::string_view text; ///< '9' a digit, '-' one of - . and a blank, anything else itself
};
constexpr std::array kTelephones{
    Shape{"+82-99-9999-9999"}, Shape{"+82-9-9999-9999"}, Shape{"+82-9-999-9999"},
    Shape{"+82-99-999-9999"},  Shape{"(999) 999-9999"},  Shape{"(99)9999-9999"},
    Shape{"999-9999-9999"},    Shape{"999-999-9999"},    Shape{"99-9999-9999"},
    Shape{"99-999-9999"},      Shape{"999-99-9999"},     Shape{"9999-9999"}};

/// Length of the match; 0 if none. A blank counts as a hyphen only where the number is long.
std::size_t shapeLength(const TextScan& scan, std::string_view shape) {
    char mark = '\0';
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const char c = scan.peek(i);
        if (shape[i] == '9') {
            if (!isDigit(c))
                return 0;
        } else if (shape[i] == '-') {
            const bool fits = c == '-' || ((c == '.' || c == ' ') && shape.size() >= 11);
            if (!fits || (mark != '\0' && c != mark))
                return 0;
            mark = c;
        } else if (c != shape[i]) {
            return 0;
        }
    }
    const char next = scan.peek(shape.size());
    const bool goesOn =
        isDigit(next) || ((next == '.' || next == '-') && isDigit(scan.peek(shape.size() + 1)));
    return goesOn ? 0 : shape.size();
}

bool isMailByte(char c) {
    return isDigit(c) || isLetter(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

constexpr std::size_t kLongestMail = 254, kLongestUrl = 2048;

} // namespace

std::optional<PatternHit> dayAt(std::string_view text, std::size_t at) {
    if (TextScan scan(text, at); const auto whole = scan.digits(8, 8)) {
        std::vector<std::string> days;
        addDay(days, number(whole->substr(0, 4)), number(whole->substr(4, 2)),
               number(whole->substr(6, 2)));
        return dayHit(at, scan, std::move(days));
    }
    if (auto hit = koreanDayAt(text, at))
        return hit;
    if (auto hit = markedDayAt(text, at))
        return hit;
    return dayMonthNameAt(text, at);
}

/// Feb 3, 1961; February 3rd 1961.
std::optional<PatternHit> monthNameDayAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    const int month = monthName(scan);
    if (month == 0)
        return std::nullopt;
    scan.any(".-");
    scan.blanks(1);
    const auto day = scan.digits(1, 2);
    if (!day)
        return std::nullopt;
    skipOrdinal(scan);
    scan.any(",-");
    scan.blanks(1);
    const auto year = scan.digits(4, 4);
    if (!year)
        return std::nullopt;
    std::vector<std::string> days;
    addDay(days, number(*year), month, number(*day));
    return dayHit(at, scan, std::move(days));
}

std::optional<PatternHit> registrationNumberAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    std::string_view birth;
    char kind = '\0';
    if (const auto whole = scan.digits(13, 13)) {
        birth = whole->substr(0, 6);
        kind = (*whole)[6];
    } else {
        const auto first = scan.digits(6, 6);
        scan.blanks(1);
        if (!first || !scan.any("-"))
            return std::nullopt;
        scan.blanks(1);
        kind = scan.peek();
        if (!scan.digits(7, 7) &&
            !(isDigit(kind) && text.substr(scan.at() + 1).starts_with("******") &&
              (scan.skip(7), true)))
            return std::nullopt;
        birth = *first;
    }
    // 1, 2, 5, 6: the twentieth century; 3, 4, 7, 8: ours; 9 and 0: the nineteenth.
    if (kind < '1' || kind > '8')
        return std::nullopt;
    const int century = kind == '1' || kind == '2' || kind == '5' || kind == '6' ? 1900 : 2000;
    std::vector<std::string> days;
    addDay(days, century + number(birth.substr(0, 2)), number(birth.substr(2, 2)),
           number(birth.substr(4, 2)));
    if (days.empty())
        return std::nullopt;
    return hitOf(PatternKind::RegistrationNumber, at, scan.at());
}

bool hasRegistrationCheckDigit(std::string_view text) {
    constexpr std::array weights{2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), isDigit);
    if (digits.size() != 13)
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (digits[i] - '0');
    return (11 - sum % 11) % 10 == digits[12] - '0';
}

std::optional<PatternHit> telephoneAt(std::string_view text, std::size_t at) {
    const TextScan scan(text, at);
    for (const Shape& shape : kTelephones)
        if (const auto length = shapeLength(scan, shape.text)) {
            // Eight digits are a telephone only where one number serves a country: 1588-1234.
            // 4030-2010 may be a machine, 2019-2020 years; with a label they are found as well.
            const bool served = text[at] == '1' && text[at + 1] >= '5' && text[at + 1] <= '8';
            if (shape.text != "9999-9999" || served)
                return hitOf(PatternKind::Telephone, at, at + length);
        }
    TextScan mobile(text, at);
    if (text.substr(at).starts_with("010") && mobile.digits(11, 11))
        return hitOf(PatternKind::Telephone, at, mobile.at());
    TextScan international(text, at);
    if (international.any("+") && international.peek() != '0' && international.digits(9, 15))
        return hitOf(PatternKind::Telephone, at, international.at());
    return std::nullopt;
}

/// Four numbers with dots are a version more often than a machine: the word before, or a range that
/// hospitals use inside, must say so.
std::optional<PatternHit> ipAddressAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    std::array<int, 4> part{};
    for (std::size_t i = 0; i < part.size(); ++i) {
        const auto digits = scan.digits(1, 3);
        if (!digits || number(*digits) > 255 || (i < 3 && !scan.any(".")))
            return std::nullopt;
        part[i] = number(*digits);
    }
    if (scan.peek() == '.' && isDigit(scan.peek(1)))
        return std::nullopt;
    const std::string before =
        lowered(text.substr(at < 12 ? 0 : at - 12, std::min<std::size_t>(at, 12)));
    const bool named = std::ranges::any_of(
        std::array<std::string_view, 5>{"ip", "host", "server", "addr", "//"},
        [&](std::string_view word) { return before.find(word) != std::string::npos; });
    const bool inside =
        (part[0] == 192 && part[1] == 168) || (part[0] == 172 && part[1] >= 16 && part[1] <= 31);
    if (!named && !inside)
        return std::nullopt;
    return hitOf(PatternKind::IpAddress, at, scan.at());
}

std::optional<PatternHit> urlAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    if (!scan.word("http://") && !scan.word("https://") && !scan.word("ftp://") &&
        !scan.word("www."))
        return std::nullopt;
    const std::size_t last = std::min(text.size(), at + kLongestUrl);
    std::size_t end = scan.at();
    while (end<last&& static_cast<unsigned char>(text[end])> 0x20 &&
           static_cast<unsigned char>(text[end]) < 0x7F &&
           std::string_view("\"<>\\^`{|}").find(text[end]) == std::string_view::npos)
        ++end;
    while (end > scan.at() &&
           std::string_view(".,;)").find(text[end - 1]) != std::string_view::npos)
        --end;
    return end > scan.at() ? hitOf(PatternKind::Url, at, end) : std::nullopt;
}

std::optional<PatternHit> mailAt(std::string_view text, std::size_t at, std::size_t from) {
    const std::size_t earliest = std::max(from, at > kLongestMail ? at - kLongestMail : 0);
    const std::size_t last = std::min(text.size(), at + kLongestMail);
    std::size_t first = at, end = at + 1;
    while (first > earliest && isMailByte(text[first - 1]))
        --first;
    while (end < last && isMailByte(text[end]))
        ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-'))
        --end;
    const auto domain = text.substr(at + 1, end - at - 1);
    if (first == at || domain.find('.') == std::string_view::npos)
        return std::nullopt;
    return hitOf(PatternKind::Mail, first, end);
}

} // namespace cw::anonymizer
