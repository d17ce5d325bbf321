// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Spellings.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Iconv.h"
#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

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
};
// CP949 writes what EUC-KR writes, and the syllables that KS X 1001 has not.
constexpr std::array kSets{
    Set{"CP949", kAny},           Set{"GB18030", kAny},       Set{"SHIFT_JIS", kAny},
    Set{"EUC-JP", kAny},          Set{"BIG5", kAny},          Set{"ISO-8859-1", kLatin},
    Set{"ISO-8859-2", kLatin},    Set{"ISO-8859-3", kLatin},  Set{"ISO-8859-4", kLatin},
    Set{"ISO-8859-9", kLatin},    Set{"ISO-8859-15", kLatin}, Set{"ISO-8859-7", kGreek},
    Set{"ISO-8859-5", kCyrillic}, Set{"ISO-8859-8", kHebrew}, Set{"ISO-8859-6", kArabic},
    Set{"TIS-620", kThai}};
constexpr std::size_t kKorean = 0, kJapanese = 3;

/// A character in every set that has it; empty where a set has it not.
using Coded = std::array<std::string, kSets.size()>;

// None of the sets has states, so a text is its characters one after the other. The hundreds of
// spellings of one name are made of a dozen characters: each is asked for once.
const Coded& codedOf(char32_t code) {
    constexpr std::size_t most = 4096;
    thread_local std::unordered_map<char32_t, Coded> known;
    const auto found = known.find(code);
    if (found != known.end())
        return found->second;
    if (known.size() >= most)
        known.clear();
    std::string utf8;
    appendUtf8(utf8, code);
    Coded coded;
    for (std::size_t i = 0; i < kSets.size(); ++i)
        coded[i] = converted(utf8, "UTF-8", kSets[i].encoding).value_or("");
    return known.emplace(code, std::move(coded)).first->second;
}

std::optional<std::string> writtenIn(std::size_t set, const std::u32string& codes) {
    std::string text;
    for (const char32_t code : codes) {
        const std::string& bytes = codedOf(code)[set];
        if (bytes.empty())
            return std::nullopt;
        text += bytes;
    }
    return text;
}

/// What stands behind ESC $ B in ISO 2022-JP: the double-byte characters with which a text begins.
/// EUC-JP is the same set (JIS X 0208) in eight bits; more it writes in three bytes, or in two
/// behind 8E.
std::optional<std::string> sevenBitJapanese(const std::u32string& codes) {
    std::string out = "\x1B$B";
    const std::size_t escape = out.size();
    bool atTheBeginning = true;
    for (const char32_t code : codes) {
        const std::string& euc = codedOf(code)[kJapanese];
        const bool isDouble = euc.size() == 2 && static_cast<unsigned char>(euc[0]) >= 0xA1;
        if (!isDouble && euc.size() != 1)
            return std::nullopt;
        atTheBeginning = atTheBeginning && isDouble;
        if (atTheBeginning)
            for (const char c : euc)
                out += static_cast<char>(static_cast<unsigned char>(c) & 0x7FU);
    }
    if (out.size() == escape)
        return std::nullopt; // ASCII comes first, and is searched for as such
    return out;
}

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
    if (isAscii(utf8)) { // most of what is searched for
        out.assign(2 * utf8.size(), '\0');
        for (std::size_t i = 0; i < utf8.size(); ++i)
            out[2 * i + (bigEndian ? 1 : 0)] = utf8[i];
        return out;
    }
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
        auto bytes = writtenIn(i, codes);
        if (!bytes)
            continue;
        if ((scripts & kHangul) != 0 && i == kKorean)
            if (auto seven = sevenBitKorean(*bytes))
                add(std::move(*seven), true);
        add(std::move(*bytes), false);
    }
    if ((scripts & (kHan | kKana)) != 0)
        if (auto seven = sevenBitJapanese(codes))
            add(std::move(*seven), true);
    if ((scripts & kHangul) != 0)
        add(decomposed(codes), false);
    return spellings;
}

} // namespace cw::anonymizer
