// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include <algorithm>
#include <array>
#include <iconv.h>
#include <vector>

namespace cw::anonymizer {
namespace {

struct Term {
    std::string_view number; ///< what follows "ISO_IR " or "ISO 2022 IR "
    const char* encoding;
};
constexpr std::array kTerms{
    Term{"100", "ISO-8859-1"},  Term{"101", "ISO-8859-2"},    Term{"109", "ISO-8859-3"},
    Term{"110", "ISO-8859-4"},  Term{"144", "ISO-8859-5"},    Term{"127", "ISO-8859-6"},
    Term{"126", "ISO-8859-7"},  Term{"138", "ISO-8859-8"},    Term{"148", "ISO-8859-9"},
    Term{"203", "ISO-8859-15"}, Term{"166", "TIS-620"},       Term{"13", "SHIFT_JIS"},
    Term{"192", "UTF-8"},       Term{"149", "EUC-KR"},        Term{"58", "GB2312"},
    Term{"87", "ISO-2022-JP"},  Term{"159", "ISO-2022-JP-1"},
};

struct Escape {
    std::string_view bytes; ///< after ESC
    const char* encoding;   ///< nullptr: G0 is ASCII again
    bool keepEscape;        ///< iconv's ISO-2022-JP wants to see it
};
constexpr std::array kEscapes{
    Escape{"$)C", "EUC-KR", false},       Escape{"$)A", "GB2312", false},
    Escape{"$(D", "ISO-2022-JP-1", true}, Escape{"$B", "ISO-2022-JP", true},
    Escape{"(B", nullptr, false},         Escape{"(J", nullptr, false},
    Escape{")I", "SHIFT_JIS", false},     Escape{"-A", "ISO-8859-1", false},
    Escape{"-B", "ISO-8859-2", false},    Escape{"-C", "ISO-8859-3", false},
    Escape{"-D", "ISO-8859-4", false},    Escape{"-L", "ISO-8859-5", false},
    Escape{"-G", "ISO-8859-6", false},    Escape{"-F", "ISO-8859-7", false},
    Escape{"-H", "ISO-8859-8", false},    Escape{"-M", "ISO-8859-9", false},
    Escape{"-b", "ISO-8859-15", false},   Escape{"-T", "TIS-620", false},
};

std::optional<std::string> converted(std::string_view text, const char* from, const char* to) {
    const iconv_t handle = ::iconv_open(to, from);
    if (handle == reinterpret_cast<iconv_t>(-1))
        return std::nullopt;
    std::string input(text);
    std::string output(text.size() * 4 + 16, '\0');
    char* in = input.data();
    char* out = output.data();
    std::size_t inLeft = input.size(), outLeft = output.size();
    const bool done =
        ::iconv(handle, &in, &inLeft, &out, &outLeft) != static_cast<std::size_t>(-1) &&
        ::iconv(handle, nullptr, nullptr, &out, &outLeft) != static_cast<std::size_t>(-1);
    ::iconv_close(handle);
    if (!done || inLeft != 0)
        return std::nullopt;
    output.resize(output.size() - outLeft);
    return output;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// The encoding of high bytes before any escape: of the first value that names more than ASCII.
const char* initialEncoding(std::string_view terms) {
    while (!terms.empty()) {
        const auto end = std::min(terms.find('\\'), terms.size());
        std::string_view term = trimmed(terms.substr(0, end));
        terms.remove_prefix(std::min(end + 1, terms.size()));
        if (term == "GB18030" || term == "GBK")
            return "GB18030";
        const auto space = term.find_last_of(" _");
        if (space == std::string_view::npos)
            continue;
        const auto found = std::ranges::find(kTerms, term.substr(space + 1), &Term::number);
        if (found != kTerms.end())
            return found->encoding;
    }
    return nullptr;
}

std::optional<std::string> guessed(std::string_view text) {
    for (const char* encoding : {"UTF-8", "EUC-KR", "ISO-8859-1"})
        if (auto utf8 = converted(text, encoding, "UTF-8"))
            return utf8;
    return std::nullopt;
}

std::optional<std::string> segmentToUtf8(std::string_view segment, const char* encoding) {
    if (isAscii(segment) && segment.find('\x1B') == std::string_view::npos)
        return std::string(segment);
    return encoding ? converted(segment, encoding, "UTF-8") : guessed(segment);
}

} // namespace

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
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
    for (std::size_t i = 0; i + 2 < utf8.size(); ++i) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
        if ((byte(0) & 0xF0U) != 0xE0U)
            continue;
        const unsigned code = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
        count += code >= 0xAC00 && code <= 0xD7A3 ? 1 : 0;
    }
    return count;
}

std::optional<std::string> fromUtf8(std::string_view utf8, const char* encoding) {
    return converted(utf8, "UTF-8", encoding);
}

// The designation is not reset at ^ = \ and line ends, as the standard would have it: writers that
// forget to repeat the escape are common, and high bytes under plain ASCII have no other meaning.
std::optional<std::string> toUtf8(std::string_view raw, std::string_view specificCharacterSet) {
    if (isAscii(raw) && raw.find('\x1B') == std::string_view::npos)
        return std::string(raw);
    const char* encoding = initialEncoding(specificCharacterSet);
    std::string utf8;
    std::size_t start = 0;
    const auto flush = [&](std::size_t end) {
        const auto part = segmentToUtf8(raw.substr(start, end - start), encoding);
        if (part)
            utf8 += *part;
        return part.has_value();
    };
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\x1B')
            continue;
        const auto rest = raw.substr(i + 1);
        const auto escape = std::ranges::find_if(
            kEscapes, [&](const Escape& each) { return rest.starts_with(each.bytes); });
        if (escape == kEscapes.end() || !flush(i))
            return guessed(raw);
        start = escape->keepEscape ? i : i + 1 + escape->bytes.size();
        if (escape->encoding)
            encoding = escape->encoding;
        i += escape->bytes.size();
    }
    return flush(raw.size()) ? std::optional(utf8) : guessed(raw);
}

} // namespace cw::anonymizer
