// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Spellings.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Iconv.h"
#include <algorithm>
#include <array>
#include <optional>

namespace cw::anonymizer {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;

std::u32string codesOf(std::string_view utf8) {
    std::u32string codes;
    for (std::size_t at = 0; at < utf8.size();) {
        const CodePoint code = codePointAt(utf8, at);
        codes += code.value;
        at += code.bytes;
    }
    return codes;
}

enum Script : unsigned {
    kLatin = 1,
    kGreek = 2,
    kCyrillic = 4,
    kHebrew = 8,
    kArabic = 16,
    kThai = 32,
    kKana = 64,
    kHan = 128,
    kHangul = 256,
    kAny = 511
};

unsigned scriptOf(char32_t code) {
    struct Block {
        char32_t first, last;
        unsigned script;
    };
    static constexpr std::array kBlocks{Block{0x00A0, 0x024F, kLatin},
                                        Block{0x0370, 0x03FF, kGreek},
                                        Block{0x0400, 0x04FF, kCyrillic},
                                        Block{0x0590, 0x05FF, kHebrew},
                                        Block{0x0600, 0x06FF, kArabic},
                                        Block{0x0E00, 0x0E7F, kThai},
                                        Block{0x3000, 0x30FF, kKana},
                                        Block{0xFF00, 0xFFEF, kKana},
                                        Block{0x3400, 0x9FFF, kHan},
                                        Block{0xF900, 0xFAFF, kHan},
                                        Block{0x1100, 0x11FF, kHangul},
                                        Block{0x3130, 0x318F, kHangul},
                                        Block{kFirstSyllable, kLastSyllable, kHangul}};
    for (const Block& block : kBlocks)
        if (code >= block.first && code <= block.last)
            return block.script;
    return 0;
}

struct Set {
    const char* encoding;
    unsigned scripts;
    std::string_view escape = {}; ///< what the set's 7-bit form stands behind
};
// CP949 writes what EUC-KR writes, and the syllables that KS X 1001 has not.
constexpr std::array kSets{Set{"CP949", kAny},
                           Set{"GB18030", kAny},
                           Set{"SHIFT_JIS", kAny},
                           Set{"EUC-JP", kAny},
                           Set{"ISO-2022-JP", kHan | kKana, "\x1B$B"},
                           Set{"BIG5", kAny},
                           Set{"ISO-8859-1", kLatin},
                           Set{"ISO-8859-2", kLatin},
                           Set{"ISO-8859-3", kLatin},
                           Set{"ISO-8859-4", kLatin},
                           Set{"ISO-8859-9", kLatin},
                           Set{"ISO-8859-15", kLatin},
                           Set{"ISO-8859-7", kGreek},
                           Set{"ISO-8859-5", kCyrillic},
                           Set{"ISO-8859-8", kHebrew},
                           Set{"ISO-8859-6", kArabic},
                           Set{"TIS-620", kThai}};

/// Hangul syllables taken apart into their letters (Unicode 3.12), as a Mac spells file names.
std::string decomposed(const std::u32string& codes) {
    constexpr char32_t vowels = 21, finals = 28;
    std::string out;
    for (const char32_t code : codes) {
        if (code < kFirstSyllable || code > kLastSyllable) {
            appendUtf8(out, code);
            continue;
        }
        const char32_t index = code - kFirstSyllable;
        appendUtf8(out, 0x1100 + index / (vowels * finals));
        appendUtf8(out, 0x1161 + index / finals % vowels);
        if (index % finals != 0)
            appendUtf8(out, 0x11A7 + index % finals);
    }
    return out;
}

/// Two-byte characters of EUC-KR in seven bits, behind SO: ISO 2022-KR.
std::optional<std::string> sevenBitKorean(const std::string& euc) {
    if (!std::ranges::all_of(euc, [](char c) { return static_cast<unsigned char>(c) >= 0xA1; }))
        return std::nullopt;
    std::string out = "\x0E";
    for (const char c : euc)
        out += static_cast<char>(static_cast<unsigned char>(c) & 0x7FU);
    return out;
}

} // namespace

std::string utf16Of(std::string_view utf8, bool bigEndian) {
    std::string out;
    if (!isUtf8(utf8))
        return out;
    out.reserve(2 * utf8.size());
    const auto put = [&](char32_t unit) {
        const char low = static_cast<char>(unit & 0xFFU), high = static_cast<char>(unit >> 8);
        out += bigEndian ? high : low;
        out += bigEndian ? low : high;
    };
    for (const char32_t code : codesOf(utf8)) {
        if (code < 0x10000) {
            put(code);
            continue;
        }
        put(0xD800 + ((code - 0x10000) >> 10));
        put(0xDC00 + ((code - 0x10000) & 0x3FFU));
    }
    return out;
}

std::vector<std::string> writtenOutDates(std::string_view yyyymmdd) {
    constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const bool digits =
        yyyymmdd.size() == 8 && yyyymmdd.find_first_not_of("0123456789") == std::string_view::npos;
    const int number = digits ? (yyyymmdd[4] - '0') * 10 + yyyymmdd[5] - '0' : 0;
    if (number < 1 || number > 12)
        return {};
    const auto bare = [](std::string_view two) {
        return std::string(two[0] == '0' ? two.substr(1) : two);
    };
    const std::string year(yyyymmdd.substr(0, 4)), two(yyyymmdd.substr(6, 2));
    const std::string month = bare(yyyymmdd.substr(4, 2)), day = bare(two);
    const std::string_view name = months[static_cast<std::size_t>(number - 1)];
    std::vector<std::string> out;
    for (const auto& word : {std::string(name), std::string(name.substr(0, 3))}) {
        for (const auto& d : {two, day}) {
            for (const std::string joint : {" ", "-"})
                out.push_back(d + joint + word + joint + year);
            out.push_back(word + " " + d + ", " + year);
            out.push_back(word + " " + d + " " + year);
        }
    }
    if (month.size() + day.size() < 4)
        for (const std::string joint : {"-", ".", "/"}) {
            out.push_back(year + joint + month + joint + day);
            out.push_back(day + joint + month + joint + year);
            out.push_back(month + joint + day + joint + year);
        }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<Spelling> spellingsInCharacterSets(std::string_view utf8) {
    if (!isUtf8(utf8))
        return {};
    const std::u32string codes = codesOf(utf8);
    unsigned scripts = 0;
    for (const char32_t code : codes)
        scripts |= scriptOf(code);
    std::vector<Spelling> spellings;
    const auto add = [&](std::string bytes, bool escaped) {
        const bool known = bytes == utf8 || std::ranges::any_of(spellings, [&](const auto& each) {
                               return each.bytes == bytes;
                           });
        if (!known)
            spellings.push_back({std::move(bytes), escaped});
    };
    for (std::size_t i = 0; i < kSets.size(); ++i) {
        if ((kSets[i].scripts & scripts) == 0)
            continue;
        auto bytes = converted(utf8, "UTF-8", kSets[i].encoding);
        if (!bytes)
            continue;
        if (!kSets[i].escape.empty()) {
            if (!bytes->starts_with(kSets[i].escape))
                continue; // ASCII comes first, and is searched for as such
            const auto end = bytes->find('\x1B', kSets[i].escape.size());
            add(bytes->substr(0, end), true);
            continue;
        }
        if ((scripts & kHangul) != 0 && i == 0)
            if (auto seven = sevenBitKorean(*bytes))
                add(std::move(*seven), true);
        add(std::move(*bytes), false);
    }
    if ((scripts & kHangul) != 0)
        add(decomposed(codes), false);
    return spellings;
}

} // namespace cw::anonymizer
