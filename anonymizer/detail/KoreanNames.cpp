// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/KoreanNames.h"
#include "anonymizer/detail/CharacterSet.h"
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <mutex>

namespace cw::anonymizer {
namespace {

using Spellings = std::vector<std::string>;

constexpr std::size_t kSyllable = 3;
constexpr char32_t kFirst = 0xAC00, kLast = 0xD7A3;
constexpr std::size_t kVowels = 21, kFinals = 28;

// In Unicode's order of jamo; the revised spelling first.
constexpr std::array<std::string_view, 19> kInitials{
    "g k",  "kk gg k", "n",    "d t", "tt dd", "r l n", "m", "b p", "pp bb", "s sh",
    "ss s", "-",       "j ch", "jj",  "ch",    "k",     "t", "p",   "h"};
constexpr std::array<std::string_view, kVowels> kVowelSpellings{
    "a ah",   "ae ai e", "ya yah", "yae",        "eo o u uh", "e ae ei",   "yeo yo yu you yeon",
    "ye yae", "o oh",    "wa",     "wae",        "oe oi we",  "yo",        "u oo",
    "wo weo", "we",      "wi we",  "yu yoo you", "eu u",      "ui eui ee", "i ee y"};
constexpr std::array<std::string_view, kFinals> kFinalSpellings{
    "-", "k g", "k", "k",   "n", "n",   "n", "t d", "l r", "k", "m", "p", "l", "l",
    "p", "l",   "m", "p b", "p", "t s", "t", "ng",  "t",   "t", "k", "t", "p", "t"};

struct Surname {
    std::string_view hangul, spellings;
};
constexpr std::array kSurnames{Surname{"김", "kim gim"},
                               Surname{"이", "lee yi rhee ri i rhie yee"},
                               Surname{"박", "park bak pak bark"},
                               Surname{"최", "choi choe choy che"},
                               Surname{"정", "jung jeong chung joung cheong chong jong"},
                               Surname{"강", "kang gang"},
                               Surname{"조", "cho jo joe"},
                               Surname{"윤", "yoon yun youn"},
                               Surname{"장", "jang chang"},
                               Surname{"임", "lim im rim yim leem"},
                               Surname{"한", "han hahn"},
                               Surname{"오", "oh o"},
                               Surname{"서", "seo suh so su"},
                               Surname{"신", "shin sin"},
                               Surname{"권", "kwon gwon"},
                               Surname{"황", "hwang whang"},
                               Surname{"안", "ahn an"},
                               Surname{"송", "song"},
                               Surname{"류", "ryu yoo yu lyu ryoo"},
                               Surname{"유", "yoo yu you ryu"},
                               Surname{"전", "jeon jun chun chon jon"},
                               Surname{"홍", "hong"},
                               Surname{"고", "ko go koh"},
                               Surname{"문", "moon mun"},
                               Surname{"양", "yang"},
                               Surname{"손", "son sohn"},
                               Surname{"배", "bae pae bai"},
                               Surname{"백", "baek paik baik back paek"},
                               Surname{"허", "heo hur huh her ho"},
                               Surname{"남", "nam"},
                               Surname{"심", "shim sim"},
                               Surname{"노", "noh no roh ro"},
                               Surname{"하", "ha"},
                               Surname{"곽", "kwak gwak"},
                               Surname{"성", "sung seong"},
                               Surname{"차", "cha"},
                               Surname{"주", "joo ju chu"},
                               Surname{"우", "woo u wu"},
                               Surname{"구", "koo gu ku goo"},
                               Surname{"나", "na ra la rha"},
                               Surname{"민", "min"},
                               Surname{"진", "jin chin"},
                               Surname{"지", "ji chi jee"},
                               Surname{"엄", "um eom uhm"},
                               Surname{"채", "chae"},
                               Surname{"원", "won"},
                               Surname{"천", "chun cheon chon"},
                               Surname{"방", "bang pang"},
                               Surname{"공", "kong gong"},
                               Surname{"현", "hyun hyeon"},
                               Surname{"함", "ham hahm"},
                               Surname{"변", "byun byeon pyun"},
                               Surname{"염", "yeom yum"},
                               Surname{"여", "yeo yuh"},
                               Surname{"추", "choo chu"},
                               Surname{"도", "do doh"},
                               Surname{"소", "so soh"},
                               Surname{"석", "seok suk sok"},
                               Surname{"선", "sun seon"},
                               Surname{"설", "seol sul"},
                               Surname{"마", "ma"},
                               Surname{"길", "gil kil"},
                               Surname{"연", "yeon youn"},
                               Surname{"위", "wi wee"},
                               Surname{"표", "pyo"},
                               Surname{"명", "myung myeong"},
                               Surname{"기", "ki gi kee"},
                               Surname{"반", "ban"},
                               Surname{"왕", "wang"},
                               Surname{"금", "keum geum"},
                               Surname{"옥", "ok"},
                               Surname{"육", "yook yuk"},
                               Surname{"인", "in"},
                               Surname{"맹", "maeng"},
                               Surname{"제", "je jae"},
                               Surname{"모", "mo"},
                               Surname{"탁", "tak"},
                               Surname{"국", "kook guk"},
                               Surname{"어", "eo uh"},
                               Surname{"은", "eun"},
                               Surname{"편", "pyun pyeon"},
                               Surname{"용", "yong"},
                               Surname{"예", "ye"},
                               Surname{"경", "kyung gyeong"},
                               Surname{"봉", "bong"},
                               Surname{"사", "sa"},
                               Surname{"부", "boo bu"},
                               Surname{"가", "ka ga"},
                               Surname{"복", "bok"},
                               Surname{"태", "tae"},
                               Surname{"목", "mok"},
                               Surname{"형", "hyung hyeong"},
                               Surname{"두", "doo du"},
                               Surname{"감", "kam gam"},
                               Surname{"호", "ho"},
                               Surname{"빈", "bin"},
                               Surname{"동", "dong"},
                               Surname{"온", "on"},
                               Surname{"범", "bum beom"},
                               Surname{"좌", "jwa"},
                               Surname{"팽", "paeng"},
                               Surname{"승", "seung"},
                               Surname{"간", "kan"},
                               Surname{"상", "sang"},
                               Surname{"갈", "kal gal"},
                               Surname{"단", "dan"},
                               Surname{"시", "si shi"},
                               Surname{"라", "ra na la"},
                               Surname{"리", "ri lee"},
                               Surname{"림", "rim lim"}};
constexpr std::array<std::string_view, 6> kDoubleSurnames{"남궁", "황보", "제갈",
                                                          "선우", "독고", "사공"};

Spellings splitWords(std::string_view words) {
    Spellings result;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        result.emplace_back(words.substr(0, end) == "-" ? "" : words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return result;
}

/// Of any syllable, by its parts.
Spellings composed(char32_t syllable) {
    const std::size_t index = syllable - kFirst;
    const std::size_t initial = index / (kVowels * kFinals), vowel = index / kFinals % kVowels,
                      final = index % kFinals;
    struct Ranked {
        std::size_t rank; ///< how far from the revised spelling
        std::string text;
    };
    std::vector<Ranked> ranked;
    const auto initials = splitWords(kInitials[initial]),
               vowels = splitWords(kVowelSpellings[vowel]),
               finals = splitWords(kFinalSpellings[final]);
    for (std::size_t a = 0; a < initials.size(); ++a)
        for (std::size_t b = 0; b < vowels.size(); ++b)
            for (std::size_t c = 0; c < finals.size(); ++c) {
                std::string spelling = initials[a] + vowels[b] + finals[c];
                // 우 is Woo where no consonant stands before.
                if (initials[a].empty() && (vowels[b] == "oo" || vowels[b] == "u"))
                    ranked.push_back({a + b + c, "w" + spelling});
                ranked.push_back({a + b + c, std::move(spelling)});
            }
    std::ranges::stable_sort(ranked, {}, &Ranked::rank);
    Spellings result;
    for (auto& each : ranked)
        if (std::ranges::find(result, each.text) == result.end())
            result.push_back(std::move(each.text));
    // What passports have beyond the systems.
    struct Usage {
        std::string_view hangul, spellings;
    };
    constexpr std::array usages{
        Usage{"영", "young yung"}, Usage{"경", "kyung kyoung"},    Usage{"은", "eun un"},
        Usage{"희", "hee hi hui"}, Usage{"준", "jun joon"},        Usage{"선", "sun"},
        Usage{"승", "seung sung"}, Usage{"현", "hyun hyeon hyon"}, Usage{"정", "jung joung chung"},
        Usage{"성", "sung"},       Usage{"연", "yeon youn yun"},   Usage{"진", "jin gene"},
        Usage{"민", "min"},        Usage{"원", "won one"},         Usage{"혜", "hye hae"},
        Usage{"애", "ae ai"}};
    std::string text;
    appendUtf8(text, syllable);
    for (const Usage& usage : usages)
        if (usage.hangul == text)
            for (auto& spelling : splitWords(usage.spellings))
                if (std::ranges::find(result, spelling) == result.end())
                    result.push_back(std::move(spelling));
    return result;
}

bool isHangul(std::string_view text) {
    return !text.empty() && hangulCount(text) * kSyllable == text.size();
}

} // namespace

bool beginsWithKoreanSurname(std::string_view hangul) {
    return std::ranges::any_of(
               kSurnames, [&](const Surname& each) { return hangul.starts_with(each.hangul); }) ||
           std::ranges::any_of(kDoubleSurnames,
                               [&](std::string_view each) { return hangul.starts_with(each); });
}

std::optional<KoreanName> koreanNameOf(std::string_view hangul) {
    const std::size_t syllables = hangul.size() / kSyllable;
    if (!isHangul(hangul) || syllables < 2 || syllables > 5 || !beginsWithKoreanSurname(hangul))
        return std::nullopt;
    std::size_t family = kSyllable;
    for (const auto each : kDoubleSurnames)
        if (hangul.starts_with(each) && hangul.size() > each.size())
            family = each.size();
    return KoreanName{hangul.substr(0, family), hangul.substr(family)};
}

const std::vector<std::string>& romanisations(char32_t syllable, bool surname) {
    static const Spellings none;
    if (syllable < kFirst || syllable > kLast)
        return none;
    static std::mutex guard;
    static std::map<std::pair<char32_t, bool>, Spellings> known; // at most 2 x 11172
    const std::scoped_lock lock(guard);
    auto& spellings = known[{syllable, surname}];
    if (!spellings.empty())
        return spellings;
    if (surname) {
        std::string text;
        appendUtf8(text, syllable);
        for (const Surname& each : kSurnames)
            if (each.hangul == text)
                spellings = splitWords(each.spellings);
    }
    for (auto& each : composed(syllable))
        if (std::ranges::find(spellings, each) == spellings.end())
            spellings.push_back(std::move(each));
    return spellings;
}

RomanisedName::RomanisedName(std::string_view family, std::string_view given) {
    const auto add = [](Syllables& syllables, std::string_view text, bool surname) {
        if (isHangul(text))
            for (std::size_t at = 0; at < text.size(); at += kSyllable)
                syllables.push_back(&romanisations(codePointAt(text, at).value, surname));
    };
    add(m_family, family, true);
    add(m_given, given, false);
    for (const Syllables* part : {&m_family, &m_given})
        if (!part->empty())
            for (const auto& spelling : *part->front())
                m_firstLetters |= 1U << static_cast<unsigned>(spelling.front() - 'a');
}

/// The longest way through all syllables. The set of places reached is a handful of bits, so the
/// work is bounded by syllables times spellings.
std::size_t RomanisedName::match(std::string_view text, const Syllables& syllables) const {
    constexpr std::size_t window = 48;
    text = text.substr(0, window);
    std::uint64_t reached = 1;
    for (const auto* spellings : syllables) {
        std::uint64_t next = 0;
        for (std::size_t at = 0; at <= text.size(); ++at)
            if ((reached >> at & 1U) != 0)
                for (const auto& spelling : *spellings)
                    if (text.substr(at).starts_with(spelling))
                        next |= std::uint64_t{1} << (at + spelling.size());
        reached = next;
        if (reached == 0)
            return 0;
    }
    std::size_t longest = 0;
    for (std::size_t at = 1; at <= text.size(); ++at)
        if ((reached >> at & 1U) != 0)
            longest = at;
    return longest;
}

std::size_t RomanisedName::matchAt(std::string_view text) const {
    constexpr std::size_t fewestLetters = 5;
    std::size_t longest = 0;
    const auto accept = [&](std::size_t length) { longest = std::max(longest, length); };
    if (!m_family.empty() && !m_given.empty()) {
        Syllables whole = m_family;
        whole.insert(whole.end(), m_given.begin(), m_given.end());
        accept(match(text, whole));
        whole = m_given;
        whole.insert(whole.end(), m_family.begin(), m_family.end());
        accept(match(text, whole));
    }
    if (m_given.size() >= 2)
        if (const auto length = match(text, m_given); length >= fewestLetters)
            accept(length);
    return longest;
}

std::vector<std::string> RomanisedName::spellings(std::size_t most) const {
    std::vector<std::string> result;
    const auto take = [](const Syllables& syllables, std::size_t each) {
        std::vector<std::string> texts{""};
        for (const auto* spellings : syllables) {
            std::vector<std::string> longer;
            for (const auto& text : texts)
                for (std::size_t i = 0; i < std::min(each, spellings->size()); ++i)
                    longer.push_back(text + (*spellings)[i]);
            texts = std::move(longer);
        }
        return texts;
    };
    if (m_family.empty() || m_given.empty())
        return result;
    for (const auto& family : take(m_family, 3))
        for (const auto& given : take(m_given, 4)) {
            if (result.size() + 2 > most)
                return result;
            result.push_back(family + " " + given);
            result.push_back(given + " " + family);
        }
    return result;
}

} // namespace cw::anonymizer
