// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/TextPatterns.h"
#include "anonymizer/detail/DateShift.h"
#include <array>
#include <optional>

namespace cw::anonymizer {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Matches a shape at the start of text: '9' a digit, anything else itself.
bool hasShape(std::string_view text, std::string_view shape) {
    if (text.size() < shape.size())
        return false;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == '9' ? !isDigit(text[i]) : text[i] != shape[i])
            return false;
    return true;
}

/// Occurrences of the shapes that no further digit touches.
template <std::size_t N, class Accept>
std::vector<std::string> shaped(std::string_view text,
                                const std::array<std::string_view, N>& shapes, Accept accept) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && isDigit(text[i - 1]))
            continue;
        for (const auto shape : shapes) {
            const auto rest = text.substr(i);
            if (!hasShape(rest, shape) ||
                (rest.size() > shape.size() && isDigit(rest[shape.size()])))
                continue;
            if (auto value = accept(rest.substr(0, shape.size()))) {
                found.push_back(std::move(*value));
                i += shape.size() - 1;
                break;
            }
        }
    }
    return found;
}

bool isMailByte(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
           c == '-' || c == '+' || c == '%';
}

} // namespace

std::vector<std::string> registrationNumbersIn(std::string_view text) {
    constexpr std::array<std::string_view, 1> shapes{"999999-9999999"};
    return shaped(text, shapes, [](std::string_view match) -> std::optional<std::string> {
        if (match[7] < '1' || match[7] > '8')
            return std::nullopt;
        return std::string(match);
    });
}

std::vector<std::string> telephoneNumbersIn(std::string_view text) {
    constexpr std::array<std::string_view, 9> shapes{
        "999-9999-9999", "999-999-9999", "99-9999-9999",     "99-999-9999",     "(999) 999-9999",
        "999.999.9999",  "9999-9999",    "+82-99-9999-9999", "+82 99-9999-9999"};
    return shaped(text, shapes,
                  [](std::string_view match) { return std::optional(std::string(match)); });
}

std::vector<std::string> mailAddressesIn(std::string_view text) {
    std::vector<std::string> found;
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t first = at, end = at + 1;
        while (first > 0 && isMailByte(text[first - 1]))
            --first;
        while (end < text.size() && isMailByte(text[end]))
            ++end;
        const auto domain = text.substr(at + 1, end - at - 1);
        if (first < at && domain.find('.') != std::string_view::npos)
            found.emplace_back(text.substr(first, end - first));
    }
    return found;
}

std::vector<std::string> datesIn(std::string_view text) {
    constexpr std::array<std::string_view, 5> shapes{"99999999", "9999-99-99", "9999.99.99",
                                                     "9999/99/99", "9999:99:99"};
    return shaped(text, shapes, [](std::string_view match) -> std::optional<std::string> {
        std::string digits;
        for (const char c : match)
            if (isDigit(c))
                digits += c;
        if (!digits.starts_with("19") && !digits.starts_with("20"))
            return std::nullopt;
        return shiftedDate(digits, 0);
    });
}

} // namespace cw::anonymizer
