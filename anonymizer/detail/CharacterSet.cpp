// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Iconv.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

/// How bytes outside ASCII are read. The decoder never hands an escape sequence to iconv: its
/// ISO-2022 converters have been the ones with holes, and none knows DICOM's resets.
struct Codec {
    const char* encoding;        ///< as iconv names it; nullptr: JIS X 0201, read here
    const char* wider = nullptr; ///< a superset that makers really write under this name
    bool latin = false;          ///< UTF-8 read as this is never a word
    bool singleByte = true;      ///< every byte is a character
};
constexpr Codec kLatin1{"ISO-8859-1", nullptr, true}, kLatin2{"ISO-8859-2", nullptr, true},
    kLatin3{"ISO-8859-3", nullptr, true}, kLatin4{"ISO-8859-4", nullptr, true},
    kCyrillic{"ISO-8859-5"}, kArabic{"ISO-8859-6"}, kGreek{"ISO-8859-7"}, kHebrew{"ISO-8859-8"},
    kLatin5{"ISO-8859-9", nullptr, true}, kLatin9{"ISO-8859-15", nullptr, true},
    kThai{"ISO-8859-11"}, kKatakana{nullptr, "CP932"}, kKorean{"EUC-KR", "CP949", false, false},
    kChinese{"EUC-CN", "GB18030", false, false}, kUtf8{"UTF-8", nullptr, false, false},
    kGb18030{"GB18030", nullptr, false, false}, kJapanese{"EUC-JP", nullptr, false, false};

struct Term {
    int registration; ///< number in the International Register
    const Codec* codec;
    std::string_view escape; ///< that designates it to G1, without ESC; empty: none
};
constexpr std::array kTerms{
    Term{100, &kLatin1, "-A"},  Term{101, &kLatin2, "-B"},   Term{109, &kLatin3, "-C"},
    Term{110, &kLatin4, "-D"},  Term{144, &kCyrillic, "-L"}, Term{127, &kArabic, "-G"},
    Term{126, &kGreek, "-F"},   Term{138, &kHebrew, "-H"},   Term{148, &kLatin5, "-M"},
    Term{203, &kLatin9, "-b"},  Term{166, &kThai, "-T"},     Term{13, &kKatakana, ")I"},
    Term{149, &kKorean, "$)C"}, Term{58, &kChinese, "$)A"},  Term{192, &kUtf8, ""},
};
/// Parts of ISO 8859 by number: not DICOM's terms, but met.
constexpr std::array<const Codec*, 16> kPart{
    nullptr,  &kLatin1, &kLatin2, &kLatin3, &kLatin4, &kCyrillic, &kArabic, &kGreek,
    &kHebrew, &kLatin5, nullptr,  &kThai,   nullptr,  nullptr,    nullptr,  &kLatin9};

/// What 21 to 7E mean.
enum class G0 { Ascii, Jis0208, Jis0212 };
struct G0Escape {
    std::string_view bytes;
    G0 set;
};
constexpr std::array kG0Escapes{G0Escape{"(B", G0::Ascii},    G0Escape{"(J", G0::Ascii},
                                G0Escape{"$B", G0::Jis0208},  G0Escape{"$@", G0::Jis0208},
                                G0Escape{"$(B", G0::Jis0208}, G0Escape{"$(D", G0::Jis0212}};

/// The codec a defined term names; nullptr for the default repertoire and what nobody knows.
const Codec* codecOf(std::string_view term) {
    std::string name;
    for (const char c : lowered(term))
        if (c != ' ' && c != '_')
            name += c;
    const auto has = [&](std::string_view word) { return name.find(word) != std::string::npos; };
    if (has("gb18030") || has("gbk"))
        return &kGb18030;
    if (has("utf"))
        return &kUtf8;
    if (has("euc-kr") || has("5601") || has("949"))
        return &kKorean;
    std::size_t digits = name.size();
    while (digits > 0 && name[digits - 1] >= '0' && name[digits - 1] <= '9')
        --digits;
    if (name.size() - digits > 3 || digits == name.size())
        return nullptr;
    const int number = std::stoi(name.substr(digits));
    if (has("8859-"))
        return number < static_cast<int>(kPart.size()) ? kPart[static_cast<std::size_t>(number)]
                                                       : nullptr;
    const auto found = std::ranges::find(kTerms, number, &Term::registration);
    return found == kTerms.end() ? nullptr : found->codec;
}

/// A value of (0008,0005), taken apart.
struct Repertoire {
    const Codec* initial = nullptr;  ///< of the first value
    const Codec* fallback = nullptr; ///< the first that names more than ASCII
};

Repertoire repertoireOf(std::string_view terms) {
    Repertoire result;
    for (bool first = true;; first = false) {
        const auto end = terms.find('\\');
        if (const Codec* codec = codecOf(terms.substr(0, end))) {
            if (first)
                result.initial = codec;
            if (!result.fallback)
                result.fallback = codec;
        }
        if (end == std::string_view::npos)
            return result;
        terms.remove_prefix(end + 1);
    }
}

bool hasC1(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 && byte < 0xA0;
    });
}

/// A UTF-8 text cut at its end loses its last, half character.
std::string_view withoutHalfCharacter(std::string_view text) {
    for (std::size_t cut = 1; cut <= 3 && cut <= text.size(); ++cut) {
        const auto byte = static_cast<unsigned char>(text[text.size() - cut]);
        if (byte < 0x80)
            break;
        if (byte >= 0xC0) {
            const std::size_t whole = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return whole > cut ? text.substr(0, text.size() - cut) : text;
        }
    }
    return text;
}

std::optional<std::string> utf8Text(std::string_view raw) {
    if (raw.starts_with("\xEF\xBB\xBF"))
        raw.remove_prefix(3);
    if (isUtf8(raw))
        return std::string(raw);
    raw = withoutHalfCharacter(raw);
    return isUtf8(raw) ? std::optional(std::string(raw)) : std::nullopt;
}

std::optional<std::string> guessed(std::string_view text) {
    if (auto utf8 = utf8Text(text))
        return utf8;
    if (!hasC1(text))
        if (auto utf8 = converted(text, "EUC-KR", "UTF-8", Tail::MayBeCut))
            return utf8;
    // Latin-1 has a character for every byte, but nobody types its control codes.
    return hasC1(text) ? std::nullopt : converted(text, "ISO-8859-1", "UTF-8");
}

/// JIS X 0201: half-width katakana. The yen sign stays a backslash, for that is what it parts.
std::optional<std::string> katakana(std::string_view text) {
    std::string utf8;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 && (byte < 0xA1 || byte > 0xDF))
            return std::nullopt;
        appendUtf8(utf8, byte < 0x80 ? byte : 0xFF61U + (byte - 0xA1U));
    }
    return utf8;
}

/// UTF-8 under the name of a single-byte set: three bytes to a character are no accident in any
/// alphabet, two are none in Latin ones.
bool isUtf8InDisguise(std::string_view text, const Codec& codec) {
    if (!codec.singleByte || !isUtf8(text))
        return false;
    return codec.latin ||
           std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
}

std::optional<std::string> decoded(std::string_view run, const Codec* codec) {
    if (isAscii(run))
        return std::string(run);
    if (!codec)
        return guessed(run);
    if (codec == &kUtf8 || isUtf8InDisguise(run, *codec)) {
        const auto utf8 = utf8Text(run);
        return utf8 ? utf8 : guessed(run);
    }
    // glibc lets control codes 80-9F pass through double-byte sets.
    const bool narrow = codec->singleByte || !codec->wider || !hasC1(run);
    auto text = !narrow           ? std::nullopt
                : codec->encoding ? converted(run, codec->encoding, "UTF-8", Tail::MayBeCut)
                                  : katakana(run);
    if (!text && codec->wider)
        text = converted(run, codec->wider, "UTF-8", Tail::MayBeCut);
    return text ? text : guessed(run);
}

/// Reads a value of code extensions from left to right.
class Iso2022Reader {
public:
    Iso2022Reader(std::string_view raw, Repertoire repertoire, bool personName)
        : m_raw(raw), m_repertoire(repertoire), m_personName(personName),
          m_g1(repertoire.fallback) {
        if (repertoire.initial)
            m_g1 = repertoire.initial;
    }

    std::optional<std::string> read() {
        for (m_at = 0; m_at < m_raw.size();) {
            const auto byte = static_cast<unsigned char>(m_raw[m_at]);
            if (byte == 0x1B) {
                flush(m_at);
                m_at = m_start = escape();
            } else if (byte == 0x0E || byte == 0x0F) { // shifts DICOM does not use
                flush(m_at);
                m_start = ++m_at;
            } else if (isDelimiter(byte)) {
                flush(++m_at);
                reset();
            } else if (m_g0 != G0::Ascii && byte > 0x20 && byte < 0x7F) {
                flush(m_at);
                m_at = m_start = doubleBytes();
            } else {
                ++m_at;
            }
        }
        flush(m_raw.size());
        return m_sound ? std::optional(std::move(m_text)) : std::nullopt;
    }

private:
    // In a double-byte G0 the bytes of ^ = \ are halves of characters.
    bool isDelimiter(unsigned char byte) const {
        if (byte == '\n' || byte == '\r' || byte == '\f' || byte == '\t')
            return true;
        return m_g0 == G0::Ascii &&
               (byte == '\\' || (m_personName && (byte == '^' || byte == '=')));
    }
    void reset() {
        m_g0 = G0::Ascii;
        if (m_repertoire.initial)
            m_g1 = m_repertoire.initial;
    }
    void flush(std::size_t end) {
        if (end > m_start)
            append(decoded(m_raw.substr(m_start, end - m_start), m_g1));
        m_start = end;
    }
    void append(const std::optional<std::string>& text) {
        m_sound = m_sound && text.has_value();
        if (text)
            m_text += *text;
    }
    /// Offset behind the escape sequence: intermediates 20-2F, then one final byte.
    std::size_t escape() {
        const auto rest = m_raw.substr(m_at + 1);
        for (const Term& term : kTerms)
            if (!term.escape.empty() && rest.starts_with(term.escape)) {
                m_g1 = term.codec;
                return m_at + 1 + term.escape.size();
            }
        for (const G0Escape& each : kG0Escapes)
            if (rest.starts_with(each.bytes)) {
                m_g0 = each.set;
                return m_at + 1 + each.bytes.size();
            }
        std::size_t end = m_at + 1;
        while (end < m_raw.size() && m_raw[end] >= 0x20 && m_raw[end] <= 0x2F)
            ++end;
        return std::min(end + 1, m_raw.size());
    }
    /// JIS X 0208 and 0212 through EUC-JP, which is the same with the high bits set.
    std::size_t doubleBytes() {
        std::string euc;
        std::size_t at = m_at;
        const auto code = [&](std::size_t i) {
            return i < m_raw.size() && m_raw[i] > 0x20 && m_raw[i] < 0x7F;
        };
        const auto high = [&](std::size_t i) {
            return static_cast<char>(static_cast<unsigned char>(m_raw[i]) | 0x80U);
        };
        for (; code(at) && code(at + 1); at += 2) {
            if (m_g0 == G0::Jis0212)
                euc += '\x8F';
            euc += {high(at), high(at + 1)};
        }
        append(converted(euc, kJapanese.encoding, "UTF-8"));
        return code(at) ? at + 1 : at; // half a character is dropped
    }

    std::string_view m_raw;
    Repertoire m_repertoire;
    bool m_personName;
    const Codec* m_g1;
    G0 m_g0 = G0::Ascii;
    std::size_t m_at = 0, m_start = 0;
    std::string m_text;
    bool m_sound = true;
};

} // namespace

std::optional<std::string> toUtf8(std::string_view raw, std::string_view specificCharacterSet,
                                  std::string_view vr) {
    if (isAscii(raw) && raw.find_first_of("\x0E\x0F\x1B") == std::string_view::npos)
        return std::string(raw);
    const Repertoire repertoire = repertoireOf(specificCharacterSet);
    // Sets without code extensions: bytes that look like delimiters may be halves of characters.
    if (repertoire.initial == &kUtf8 || repertoire.initial == &kGb18030)
        if (raw.find('\x1B') == std::string_view::npos)
            return decoded(raw, repertoire.initial);
    return Iso2022Reader(raw, repertoire, vr == "PN").read();
}

std::vector<std::string> encodingsOf(std::string_view utf8, std::string_view specificCharacterSet) {
    std::vector<std::string> found;
    const auto add = [&](std::optional<std::string> bytes) {
        if (bytes && std::ranges::find(found, *bytes) == found.end())
            found.push_back(std::move(*bytes));
    };
    for (std::string_view terms = specificCharacterSet;;) {
        const auto end = terms.find('\\');
        const auto term = terms.substr(0, end);
        if (const Codec* codec = codecOf(term))
            add(fromUtf8(utf8, codec->encoding ? codec->encoding : codec->wider));
        if (term.ends_with("87") || term.ends_with("159")) {
            auto euc = fromUtf8(utf8, kJapanese.encoding);
            if (euc) {
                std::erase(*euc, '\x8F');
                for (char& c : *euc)
                    c = static_cast<char>(static_cast<unsigned char>(c) & 0x7FU);
            }
            add(std::move(euc));
        }
        if (end == std::string_view::npos)
            return found;
        terms.remove_prefix(end + 1);
    }
}

} // namespace cw::anonymizer
