// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

unsigned byteAt(std::string_view text, std::size_t offset) {
    return offset < text.size() ? static_cast<unsigned char>(text[offset]) : 0U;
}

bool isContinuation(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

} // namespace

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

CodePoint codePointAt(std::string_view utf8, std::size_t offset) {
    const unsigned first = byteAt(utf8, offset), second = byteAt(utf8, offset + 1),
                   third = byteAt(utf8, offset + 2), fourth = byteAt(utf8, offset + 3);
    if (first < 0x80)
        return {first, 1};
    if (first >= 0xC2 && first <= 0xDF && isContinuation(second))
        return {(first & 0x1FU) << 6 | (second & 0x3FU), 2};
    if ((first & 0xF0U) == 0xE0U && isContinuation(second) && isContinuation(third)) {
        const unsigned code = (first & 0x0FU) << 12 | (second & 0x3FU) << 6 | (third & 0x3FU);
        if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF))
            return {code, 3};
    }
    if (first >= 0xF0 && first <= 0xF4 && isContinuation(second) && isContinuation(third) &&
        isContinuation(fourth)) {
        const unsigned code = (first & 0x07U) << 18 | (second & 0x3FU) << 12 |
                              (third & 0x3FU) << 6 | (fourth & 0x3FU);
        if (code >= 0x10000 && code <= 0x10FFFF)
            return {code, 4};
    }
    return {};
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, bytes] = codePointAt(text, at);
        if (value == 0xFFFD && bytes == 1)
            return false;
        at += bytes;
    }
    return true;
}

void appendUtf8(std::string& text, char32_t codePoint) {
    const auto tail = [&](unsigned shift) {
        text += static_cast<char>(0x80U | (codePoint >> shift & 0x3FU));
    };
    if (codePoint < 0x80) {
        text += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        text += static_cast<char>(0xC0U | codePoint >> 6);
        tail(0);
    } else if (codePoint < 0x10000) {
        text += static_cast<char>(0xE0U | codePoint >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | codePoint >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::size_t hangulCount(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [value, bytes] = codePointAt(utf8, at);
        count += value >= 0xAC00 && value <= 0xD7A3 ? 1 : 0;
        at += bytes;
    }
    return count;
}

} // namespace cw::anonymizer
