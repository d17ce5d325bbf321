// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/TextScan.h"
#include "anonymizer/detail/WordLists.h"
#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace cw::anonymizer {
namespace {

bool isAsciiWord(char c) { return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What a character belongs to: words do not run across scripts ("CT검사" is two).
enum class Script { None, Latin, Other };

Script scriptOf(char32_t c) {
    if (c < 0x80)
        return isAsciiWord(static_cast<char>(c)) ? Script::Latin : Script::None;
    if (c < 0xC0 || c == 0xD7 || c == 0xF7)
        return Script::None;
    if (c <= 0x24F)
        return Script::Latin;
    // Punctuation and blanks of Unicode and of East Asia.
    if ((c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || c == 0xFEFF ||
        (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20))
        return Script::None;
    return Script::Other;
}

struct Token {
    std::size_t begin = 0, end = 0;
    Script script = Script::None;
    std::string low;
};

std::vector<Token> tokensOf(std::string_view utf8) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [code, bytes] = codePointAt(utf8, at);
        const Script script = scriptOf(code);
        const bool joins = script != Script::None && !tokens.empty() && tokens.back().end == at &&
                           tokens.back().script == script;
        if (joins)
            tokens.back().end += bytes;
        else if (script != Script::None)
            tokens.push_back({at, at + bytes, script, {}});
        at += bytes;
    }
    for (Token& token : tokens)
        token.low = lowered(utf8.substr(token.begin, token.end - token.begin));
    return tokens;
}

bool isNumber(std::string_view text) { return !text.empty() && std::ranges::all_of(text, isDigit); }

/// Up to three digits; one digit may have a letter (BI-RADS 4a).
bool isSafeNumber(std::string_view text) {
    if (text.size() == 2 && isDigit(text[0]) && text[1] >= 'a' && text[1] <= 'c')
        return true;
    return text.size() <= 3 && isNumber(text);
}

/// A phrase: words, and what stands before each but the first.
struct Phrase {
    std::vector<std::string> words;
    std::string joints; ///< ' ' (a blank, hyphen, underscore or nothing), '/' or '-'
};

Phrase parsedPhrase(std::string_view line) {
    Phrase phrase;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] != ' ' && line[i] != '/' && line[i] != '-')
            continue;
        if (i > from)
            phrase.words.emplace_back(line.substr(from, i - from));
        if (i < line.size())
            phrase.joints += line[i];
        from = i + 1;
    }
    return phrase;
}

std::string_view trimmedBlanks(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

bool jointFits(char joint, std::string_view gap) {
    if (joint == ' ')
        return trimmedBlanks(gap).empty() || gap == "-" || gap == "_";
    const auto mark = trimmedBlanks(gap);
    return mark.size() == 1 && mark[0] == joint;
}

/// Separators that stay between two words that stay. Parentheses go: half of a pair would be left.
std::string keptSeparator(std::string_view gap) {
    const std::string_view mark = trimmedBlanks(gap);
    if (gap.empty())
        return {};
    constexpr std::string_view marks = "/-+&,:._^\\";
    if (mark.size() != 1 || marks.find(mark[0]) == std::string_view::npos)
        return " ";
    std::string kept;
    if (gap.front() == ' ')
        kept += ' ';
    kept += mark;
    if (gap.back() == ' ')
        kept += ' ';
    return kept;
}

constexpr std::size_t kSyllable = 3; ///< bytes of a Hangul syllable in UTF-8
constexpr std::size_t kLongestCompound = 24 * kSyllable;

} // namespace

struct Descriptors::Dictionary {
    std::set<std::string> owned; ///< what extra words views point into
    std::unordered_set<std::string_view> words, particles;
    std::map<std::string, std::vector<Phrase>, std::less<>> phrases; ///< by first word

    Dictionary() {
        for (const auto word : wordsIn("english"))
            words.insert(word);
        for (const auto section : {"words", "alone"})
            for (const auto word : wordsIn("korean", section))
                words.insert(word);
        for (const auto word : wordsIn("korean", "particles"))
            particles.insert(word);
        for (const auto line : linesIn("phrases"))
            add(parsedPhrase(line));
    }

    void add(Phrase phrase) {
        auto& same = phrases[phrase.words.front()];
        same.push_back(std::move(phrase));
        std::ranges::stable_sort(same, std::greater{},
                                 [](const Phrase& each) { return each.words.size(); });
    }
    void addExtra(std::string_view extra) {
        const std::string& low = *owned.insert(lowered(extra)).first;
        Phrase phrase = parsedPhrase(low);
        if (phrase.words.size() == 1)
            words.insert(low);
        else
            add(std::move(phrase));
    }

    bool knows(const std::string& low) const {
        return words.contains(low) || (!isAscii(low) && isCompound(low));
    }

    /// Korean words written in one. Three syllables and fewer must be listed: they may be a name.
    bool isCompound(std::string_view word) const {
        if (hangulCount(word) * kSyllable != word.size() || word.size() < 4 * kSyllable ||
            word.size() > kLongestCompound)
            return false;
        std::vector<bool> reached(word.size() + 1, false);
        reached[0] = true;
        for (std::size_t from = 0; from < word.size(); from += kSyllable) {
            if (!reached[from])
                continue;
            if (from > 0 && particles.contains(word.substr(from, kSyllable)))
                reached[from + kSyllable] = true;
            for (std::size_t size = 2 * kSyllable; from + size <= word.size(); size += kSyllable)
                if (words.contains(word.substr(from, size)))
                    reached[from + size] = true;
        }
        return reached[word.size()];
    }

    /// Number of tokens from first on that are a phrase; 0 if none.
    std::size_t phraseAt(const std::vector<Token>& tokens, std::size_t first,
                         std::string_view text) const {
        std::size_t longest = 0;
        const auto tryAll = [&](std::string_view key) {
            if (const auto found = phrases.find(key); found != phrases.end())
                for (const Phrase& phrase : found->second)
                    if (phrase.words.size() > longest && matches(phrase, tokens, first, text))
                        longest = phrase.words.size();
        };
        tryAll(tokens[first].low);
        if (isSafeNumber(tokens[first].low) && !followsNumber(tokens, first, text))
            tryAll("N");
        return longest;
    }

    static std::string_view gap(const std::vector<Token>& tokens, std::size_t before,
                                std::string_view text) {
        const std::size_t from = before == 0 ? 0 : tokens[before - 1].end;
        const std::size_t to = before < tokens.size() ? tokens[before].begin : text.size();
        return text.substr(from, to - from);
    }
    /// The end of a date is no count of anything.
    static bool followsNumber(const std::vector<Token>& tokens, std::size_t at,
                              std::string_view text) {
        const auto before = gap(tokens, at, text);
        if (!before.empty() && before.back() != ' ' && before.back() != '(')
            return true;
        return at > 0 && isNumber(tokens[at - 1].low);
    }

    static bool matches(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t first,
                        std::string_view text) {
        if (first + phrase.words.size() > tokens.size())
            return false;
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            const std::string& word = tokens[first + i].low;
            const bool number = phrase.words[i] == "N";
            if (number ? !isSafeNumber(word) : word != phrase.words[i])
                return false;
            if (i > 0 && !jointFits(phrase.joints[i - 1], gap(tokens, first + i, text)))
                return false;
        }
        const std::size_t behind = first + phrase.words.size();
        const auto rest = gap(tokens, behind, text);
        // A number goes on: 4-711882, 12.03.1961.
        const bool goesOn = rest.size() == 1 && rest != " " && behind < tokens.size() &&
                            isDigit(tokens[behind].low.front());
        return !(phrase.words.back() == "N" && goesOn);
    }

    CleanedText cleanedOnce(std::string_view utf8) const;

    /// "DR CHEST" and "MR ANKLE" are images; "Dr Lee" and "DR. LEE" are not.
    static bool isTitle(const std::vector<Token>& tokens, std::size_t at, std::string_view text) {
        const Token& token = tokens[at];
        return (token.low == "dr" || token.low == "mr") &&
               (text.substr(token.begin + 1).starts_with('r') ||
                gap(tokens, at + 1, text).starts_with('.'));
    }

    /// "30deg", "4views": a number and its unit written in one.
    bool isCount(const std::vector<Token>& tokens, std::size_t at, std::string_view text) const {
        const std::string& low = tokens[at].low;
        const auto digits = std::min(low.find_first_not_of("0123456789"), low.size());
        if (digits == 0 || digits > 3 || digits == low.size() || followsNumber(tokens, at, text))
            return false;
        const auto found = phrases.find("N");
        return found != phrases.end() &&
               std::ranges::any_of(found->second, [&](const Phrase& phrase) {
                   return phrase.words.size() == 2 &&
                          phrase.words[1] == std::string_view(low).substr(digits);
               });
    }
};

Descriptors::Descriptors(std::span<const std::string> extra) {
    auto dictionary = std::make_shared<Dictionary>();
    for (const std::string& each : extra)
        if (!problemWith(each))
            dictionary->addExtra(each);
    m_dictionary = std::move(dictionary);
}

const Descriptors& Descriptors::builtIn() {
    static const Descriptors dictionary{std::span<const std::string>{}};
    return dictionary;
}

std::optional<std::string> Descriptors::problemWith(std::string_view extra) {
    constexpr std::size_t longest = 64;
    if (extra.empty() || extra.size() > longest || !isUtf8(extra))
        return "a word of a dictionary has 1 to 64 bytes of UTF-8";
    const auto tokens = tokensOf(extra);
    const Phrase phrase = parsedPhrase(lowered(extra));
    const bool plain = tokens.size() == phrase.words.size() &&
                       phrase.joints.size() + 1 == phrase.words.size() && !tokens.empty() &&
                       std::ranges::equal(tokens, phrase.words, {}, &Token::low);
    if (!plain)
        return "a phrase of a dictionary is made of letters and digits, parted by one blank, "
               "hyphen or slash";
    for (const Token& token : tokens) {
        if (std::ranges::count_if(token.low, isDigit) > 3 || isNumber(token.low))
            return "a word of a dictionary is no number and has at most three digits";
        if (tokens.size() == 1 && isUsualName(token.low))
            return "a usual name of people cannot be a word of a dictionary; inside a phrase it "
                   "can";
    }
    return std::nullopt;
}

bool Descriptors::knows(std::string_view word) const { return m_dictionary->knows(lowered(word)); }

CleanedText Descriptors::Dictionary::cleanedOnce(std::string_view utf8) const {
    const auto tokens = tokensOf(utf8);
    CleanedText result;
    bool neighbours = false; // the token before stayed
    for (std::size_t at = 0; at < tokens.size();) {
        std::size_t count = phraseAt(tokens, at, utf8);
        if (count == 0 &&
            (isCount(tokens, at, utf8) || (knows(tokens[at].low) && !isTitle(tokens, at, utf8))))
            count = 1;
        if (count == 0) {
            result.dropped.push_back(tokens[at++].low);
            neighbours = false;
            continue;
        }
        if (neighbours)
            result.text += keptSeparator(gap(tokens, at, utf8));
        else if (!result.text.empty())
            result.text += ' ';
        const Token &first = tokens[at], &last = tokens[at + count - 1];
        result.text += utf8.substr(first.begin, last.end - first.begin);
        at += count;
        neighbours = true;
    }
    return result;
}

// Words that become neighbours only because others went must not pass for a phrase next time.
CleanedText Descriptors::cleaned(std::string_view utf8) const {
    CleanedText result = m_dictionary->cleanedOnce(utf8);
    for (bool changed = !result.dropped.empty(); changed;) {
        CleanedText again = m_dictionary->cleanedOnce(result.text);
        changed = again.text != result.text;
        result.text = std::move(again.text);
        std::ranges::move(again.dropped, std::back_inserter(result.dropped));
    }
    return result;
}

std::vector<std::string_view> wordsOf(std::string_view utf8) {
    const auto isWordByte = [](char c) {
        return isAsciiWord(c) || static_cast<unsigned char>(c) >= 0x80;
    };
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < utf8.size();) {
        if (!isWordByte(utf8[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < utf8.size() && isWordByte(utf8[end]))
            ++end;
        words.push_back(utf8.substr(i, end - i));
        i = end;
    }
    return words;
}

bool isDictionaryWord(std::string_view word) { return Descriptors::builtIn().knows(word); }

std::string cleanedDescriptor(std::string_view utf8) {
    return Descriptors::builtIn().cleaned(utf8).text;
}

bool isUsualName(std::string_view word) {
    static const std::unordered_set<std::string_view> names = [] {
        const auto words = wordsIn("usual-names");
        return std::unordered_set<std::string_view>(words.begin(), words.end());
    }();
    return names.contains(lowered(word));
}

} // namespace cw::anonymizer
