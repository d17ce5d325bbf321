// SPDX-License-Identifier: Apache-2.0
// What identifies by the word beside it: numbers behind labels, names beside titles, addresses.
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/KoreanNames.h"
#include "anonymizer/detail/TextScan.h"
#include <algorithm>
#include <array>
#include <bitset>
#include <span>

namespace cw::anonymizer {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t kSyllable = 3;

bool isSyllableAt(std::string_view text, std::size_t at) {
    const auto code = codePointAt(text, at).value;
    return code >= 0xAC00 && code <= 0xD7A3;
}

/// Bytes of the run of Hangul syllables from here on, at most a limit of syllables.
std::size_t hangulRun(std::string_view text, std::size_t at, std::size_t most) {
    std::size_t end = at;
    while (end < text.size() && (end - at) / kSyllable < most && isSyllableAt(text, end))
        end += kSyllable;
    return end - at;
}

/// The longest of these words that stands here.
std::size_t longestAt(std::string_view text, std::size_t at, Words words) {
    std::size_t longest = 0;
    for (const auto word : words) {
        TextScan scan(text, at);
        if (word.size() > longest && scan.word(word))
            longest = word.size();
    }
    return longest;
}

// --- numbers behind a label ---

constexpr std::array<std::string_view, 45> kLabels{
    "tel",        "phone",        "fax",       "mobile",       "cell",    "mrn",
    "pid",        "ptid",         "id",        "no",           "nr",      "patient id",
    "patient no", "pat id",       "pt id",     "pt no",        "chart",   "chart no",
    "reg no",     "reg. no",      "hosp no",   "hospital no",  "acc",     "acc no",
    "accession",  "accession no", "ssn",       "license",      "licence", "license no",
    "licence no", "lic no",       "insurance", "insurance no", "policy",  "policy no",
    "passport",   "passport no",  "nhs no",    "medicare",     "case no", "unit no",
    "folder no",  "file no",      "rrn"};
constexpr std::array<std::string_view, 22> kKoreanLabels{
    "등록번호", "환자번호",     "병록번호",       "차트번호", "접수번호", "검사번호",
    "주민번호", "주민등록번호", "외국인등록번호", "면허번호", "보험번호", "증번호",
    "여권번호", "연락처",       "전화번호",       "전화",     "휴대폰",   "핸드폰",
    "고유번호", "식별번호",     "계좌번호",       "카드번호"};
constexpr std::size_t kLongestNumber = 32, kFewestDigits = 4;

std::optional<PatternHit> numberBehind(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    scan.any(".");
    scan.blanks(2);
    const bool marked = scan.any(":#=");
    scan.any("#");
    scan.blanks(2);
    const std::size_t begin = scan.at();
    if (begin == at && !marked && !isDigit(scan.peek()))
        return std::nullopt;
    for (const auto reader : {registrationNumberAt, telephoneAt})
        if (auto hit = reader(text, begin))
            return hit;
    std::size_t end = begin, digits = 0;
    for (; end < text.size() && end - begin <= kLongestNumber; ++end) {
        const char c = text[end];
        const bool inner = (c == '-' || c == '/' || c == '_') && end > begin &&
                           end + 1 < text.size() &&
                           (isDigit(text[end + 1]) || isLetter(text[end + 1]));
        if (!isDigit(c) && !isLetter(c) && !inner)
            break;
        digits += isDigit(c) ? 1U : 0U;
    }
    if (digits < kFewestDigits || end - begin > kLongestNumber)
        return std::nullopt;
    return PatternHit{PatternKind::LabelledNumber, begin, end, {}};
}

// --- names beside titles ---

constexpr std::array<std::string_view, 16> kTitles{
    "dr.",  "dr ",  "prof.", "prof ", "professor ", "doctor ", "mr.",      "mr ",
    "mrs.", "mrs ", "ms.",   "miss ", "nurse ",     "attn ",   "read by ", "reported by "};
constexpr std::array<std::string_view, 22> kKoreanTitles{
    "님",       "씨",   "선생님", "선생", "교수님", "교수",    "의사",   "간호사",
    "방사선사", "과장", "과장님", "원장", "원장님", "전공의",  "전문의", "기사",
    "기사님",   "환자", "환자분", "환아", "보호자", "촬영기사"};
constexpr std::array<std::string_view, 17> kKoreanLeads{
    "담당의", "주치의", "판독의", "환자명", "환자",   "성명",   "이름",   "보호자", "간호사",
    "의사",   "교수",   "촬영자", "검사자", "판독자", "의뢰의", "담당자", "집도의"};
constexpr std::array<std::string_view, 20> kNoNames{
    "담당",   "선생",   "교수", "원장", "과장", "의사", "간호", "환자", "고객", "보호",
    "보호자", "담당자", "부모", "어머", "아버", "주치", "판독", "전공", "외래", "본인"};

bool isTitleWord(std::string_view syllables) {
    return std::ranges::find(kKoreanTitles, syllables) != kKoreanTitles.end() ||
           std::ranges::find(kKoreanLeads, syllables) != kKoreanLeads.end() ||
           std::ranges::find(kNoNames, syllables) != kNoNames.end();
}

/// Two to four syllables that begin with a surname and are no word of the trade.
bool mayBeKoreanName(std::string_view syllables) {
    const std::size_t count = syllables.size() / kSyllable;
    return count >= 2 && count <= 4 && beginsWithKoreanSurname(syllables) &&
           !isTitleWord(syllables) && !isDictionaryWord(syllables);
}

/// 홍길동님, 홍길동 선생님: the name before its title.
std::optional<PatternHit> koreanBeforeTitle(std::string_view text, std::size_t at) {
    constexpr std::size_t mostSyllables = 8;
    const std::size_t run = hangulRun(text, at, mostSyllables);
    for (std::size_t size = 4 * kSyllable; size >= 2 * kSyllable; size -= kSyllable) {
        if (size > run)
            continue;
        const auto name = text.substr(at, size);
        if (!mayBeKoreanName(name))
            continue;
        TextScan scan(text, at + size);
        const bool apart = scan.blanks(1) > 0;
        if (apart && size != run)
            continue;
        const std::size_t title = longestAt(text, scan.at(), kKoreanTitles);
        const std::size_t end = scan.at() + title;
        // 씨 and 님 may have a particle behind them, but "김기사단" is no title.
        if (title > 0 && hangulRun(text, end, 3) <= 2 * kSyllable)
            return PatternHit{PatternKind::Person, at, at + size, {}};
    }
    return std::nullopt;
}

/// 성명: 홍길동, 담당의 김영희.
std::optional<PatternHit> koreanBehindLead(std::string_view text, std::size_t at) {
    const std::size_t lead = longestAt(text, at, kKoreanLeads);
    if (lead == 0)
        return std::nullopt;
    TextScan scan(text, at + lead);
    scan.word("님");
    scan.blanks(1);
    scan.any(":=-(");
    scan.blanks(1);
    if (scan.at() == at + lead)
        return std::nullopt;
    const std::size_t run = hangulRun(text, scan.at(), 5);
    if (!mayBeKoreanName(text.substr(scan.at(), run)))
        return std::nullopt;
    return PatternHit{PatternKind::Person, scan.at(), scan.at() + run, {}};
}

/// Dr. Kim Min-ji: up to three words behind a title that begin with a capital, initials too.
std::optional<PatternHit> westernBehindTitle(std::string_view text, std::size_t at) {
    const std::size_t title = longestAt(text, at, kTitles);
    // "DR Prime" and "MR Optima" are machines.
    if (title == 0 || (text[at + title - 1] == ' ' && text[at + 1] >= 'A' && text[at + 1] <= 'Z'))
        return std::nullopt;
    TextScan scan(text, at + title);
    scan.blanks(2);
    const std::size_t begin = scan.at();
    std::size_t end = begin;
    constexpr std::size_t mostWords = 3, longestWord = 30;
    for (std::size_t words = 0; words < mostWords; ++words) {
        TextScan ahead(text, end);
        if (words > 0 && ahead.blanks(1) == 0)
            break;
        const std::size_t from = ahead.at();
        std::size_t to = from;
        while (to < text.size() && to - from < longestWord &&
               (isLetter(text[to]) || text[to] == '-' || text[to] == '\'' ||
                static_cast<unsigned char>(text[to]) >= 0x80))
            ++to;
        while (to < text.size() && to > from &&
               (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80U)
            --to; // the limit fell into a character
        const auto word = text.substr(from, to - from);
        const bool capital = !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') ||
                                               static_cast<unsigned char>(word[0]) >= 0x80);
        if (!capital || isDictionaryWord(word) || (words > 0 && isCommonWord(word)))
            break;
        end = to < text.size() && text[to] == '.' && to - from == 1 ? to + 1 : to;
    }
    if (end == begin)
        return std::nullopt;
    return PatternHit{PatternKind::Person, begin, end, {}};
}

// --- addresses ---

constexpr std::array<std::string_view, 17> kProvinces{
    "서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기",
    "강원", "충북", "충남", "전북", "전남", "경북", "경남", "제주"};
constexpr std::array<std::string_view, 11> kParts{"시", "도", "구", "군", "읍", "면",
                                                  "동", "리", "로", "길", "가"};
constexpr std::array<std::string_view, 7> kUnits{"번지", "호", "동", "층", "번길", "길", "가"};
constexpr std::array<std::string_view, 13> kStreets{"street", "avenue", "road", "boulevard", "lane",
                                                    "st.",    "ave",    "ave.", "rd",        "rd.",
                                                    "blvd",   "blvd.",  "ln."};

/// 12, 12-3, 101동 1203호.
std::size_t houseNumbers(std::string_view text, std::size_t at) {
    std::size_t end = at;
    for (int numbers = 0; numbers < 4; ++numbers) {
        TextScan scan(text, end);
        scan.blanks(1);
        scan.any(",");
        scan.blanks(1);
        if (!scan.digits(1, 5))
            return end;
        if (scan.peek() == '-' && isDigit(scan.peek(1))) {
            scan.skip(1);
            (void)scan.digits(1, 5);
        }
        scan.skip(longestAt(text, scan.at(), kUnits));
        end = scan.at();
    }
    return end;
}

} // namespace

bool mayBeginPattern(char first, char second) {
    constexpr auto index = [](char a, char b) {
        return static_cast<std::size_t>((lower(a) - 'a') * 26 + (lower(b) - 'a'));
    };
    static const std::bitset<26 * 26> pairs = [&] {
        std::bitset<26 * 26> result;
        const auto add = [&](std::string_view word) { result.set(index(word[0], word[1])); };
        std::ranges::for_each(kLabels, add);
        std::ranges::for_each(kTitles, add);
        for (const std::string_view word : {"http", "ftp", "www", "jan", "feb", "mar", "apr", "may",
                                            "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
            add(word);
        return result;
    }();
    return isLetter(first) && isLetter(second) && pairs.test(index(first, second));
}

std::optional<PatternHit> labelledNumberAt(std::string_view text, std::size_t at) {
    const bool ascii = isLetter(text[at]);
    const std::size_t label =
        ascii ? longestAt(text, at, kLabels) : longestAt(text, at, kKoreanLabels);
    if (label == 0 || (ascii && isLetter(TextScan(text, at + label).peek())))
        return std::nullopt;
    return numberBehind(text, at + label);
}

std::optional<PatternHit> titledPersonAt(std::string_view text, std::size_t at) {
    if (isLetter(text[at]))
        return westernBehindTitle(text, at);
    if (at >= kSyllable && isSyllableAt(text, at - kSyllable)) // within a word
        return std::nullopt;
    if (auto hit = koreanBehindLead(text, at))
        return hit;
    return koreanBeforeTitle(text, at);
}

/// Words that end in 시, 구, 동, 로 ... one after the other, with numbers behind; a province or two
/// such words and more, or one word and a number.
std::optional<PatternHit> koreanAddressAt(std::string_view text, std::size_t at) {
    if (!isSyllableAt(text, at) || (at >= kSyllable && isSyllableAt(text, at - kSyllable)))
        return std::nullopt;
    std::size_t end = at;
    std::size_t parts = 0;
    bool road = false, province = false;
    constexpr std::size_t mostParts = 6, mostSyllables = 10;
    for (std::size_t words = 0; words < mostParts; ++words) {
        TextScan scan(text, end);
        if (words > 0 && scan.blanks(1) == 0)
            break;
        const std::size_t run = hangulRun(text, scan.at(), mostSyllables);
        const auto word = text.substr(scan.at(), run);
        const bool first = words == 0 && longestAt(text, at, kProvinces) > 0;
        const bool part = run >= 2 * kSyllable && !isDictionaryWord(word) &&
                          std::ranges::find(kParts, word.substr(run - kSyllable)) != kParts.end();
        if (!part && !(first && run <= 5 * kSyllable))
            break;
        province = province || first;
        road = part && (word.ends_with("로") || word.ends_with("길") || word.ends_with("동") ||
                        word.ends_with("리"));
        parts += part ? 1U : 0U;
        end = scan.at() + run;
    }
    const std::size_t behind = end > at && road ? houseNumbers(text, end) : end;
    const bool address = (parts >= 2 || (parts >= 1 && province)) ||
                         (parts >= 1 && road && behind > end && text[end] == ' ');
    if (!address)
        return std::nullopt;
    return PatternHit{PatternKind::Address, at, behind, {}};
}

/// 221B Baker Street, 12 Long Oak Ave.
std::optional<PatternHit> streetAt(std::string_view text, std::size_t at) {
    TextScan scan(text, at);
    if (!scan.digits(1, 5))
        return std::nullopt;
    if (isLetter(scan.peek()) && !isLetter(scan.peek(1)))
        scan.skip(1);
    for (std::size_t words = 0; words < 4; ++words) {
        if (scan.blanks(1) == 0)
            return std::nullopt;
        if (words > 0)
            if (const auto street = longestAt(text, scan.at(), kStreets);
                street > 0 && !isLetter(TextScan(text, scan.at() + street).peek()))
                return PatternHit{PatternKind::Address, at, scan.at() + street, {}};
        if (scan.peek() < 'A' || scan.peek() > 'Z')
            return std::nullopt;
        for (int letters = 0; letters < 30 && isLetter(scan.peek()); ++letters)
            scan.skip(1);
    }
    return std::nullopt;
}

} // namespace cw::anonymizer
