// SPDX-License-Identifier: Apache-2.0
#include "dataset/EligibilityRules.h"

#include "core/Sha256.h"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace cw::dataset {
namespace {

using Condition = EligibilityCondition;
using Words = std::vector<std::string>;

constexpr std::size_t kMostBytes = 64 * 1024;
constexpr std::size_t kMostRules = 200, kMostConditions = 50, kMostWords = 100;

constexpr std::string_view kProgramme =
#include "dataset/ProgrammeRules.inc"
    ;

/// A line's words; "..." is one word with blanks in it, # begins a comment. Nothing if a quote
/// stays open.
std::optional<Words> wordsOf(std::string_view line) {
    Words words;
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == ' ' || line[i] == '\t' || line[i] == '\r') {
            ++i;
        } else if (line[i] == '#') {
            break;
        } else if (line[i] == '"') {
            const auto end = line.find('"', i + 1);
            if (end == std::string_view::npos)
                return std::nullopt;
            words.emplace_back(line.substr(i + 1, end - i - 1));
            i = end + 1;
        } else {
            const auto end = std::min(line.find_first_of(" \t\r", i), line.size());
            words.emplace_back(line.substr(i, end - i));
            i = end;
        }
    }
    return words;
}

std::optional<double> numberFrom(const std::string& word) {
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = error == std::errc{} && end == word.data() + word.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Why a line is not understood; nothing if it is.
using Fault = std::optional<std::string>;

/// The words of one condition, taken one by one.
class Line {
public:
    explicit Line(const Words& words) : m_words(words) {}
    bool atEnd() const { return m_next == m_words.size(); }
    std::string take() { return atEnd() ? std::string() : m_words[m_next++]; }
    bool take(std::string_view word) {
        const bool here = !atEnd() && m_words[m_next] == word;
        m_next += here ? 1 : 0;
        return here;
    }
    /// Up to that word, or the end.
    Words until(std::string_view word) {
        Words list;
        while (!atEnd() && m_words[m_next] != word)
            list.push_back(take());
        return list;
    }

private:
    const Words& m_words;
    std::size_t m_next = 1; ///< the first said what kind of condition it is
};

Fault readNumber(Line& line, Condition& c) {
    c.column = line.take();
    c.name = line.take();
    c.unit = line.take();
    if (c.unit == "-")
        c.unit.clear();
    while (!line.atEnd()) {
        const auto key = line.take();
        auto* limit = key == "from"       ? &c.from
                      : key == "to"       ? &c.to
                      : key == "at-least" ? &c.atLeast
                      : key == "at-most"  ? &c.atMost
                                          : nullptr;
        if (limit == nullptr)
            return "after the unit come from, to, at-least and at-most";
        if (limit->has_value())
            return "the same limit is given twice";
        *limit = numberFrom(line.take());
        if (!*limit)
            return "a limit is a number";
        if (key != "at-most" || !line.take("if"))
            continue;
        c.ifYes = line.take();
        if (c.ifYes.empty() || !line.take("else"))
            return "a limit with if has a column and an else";
        c.elseAtMost = numberFrom(line.take());
        if (!c.elseAtMost)
            return "a limit is a number";
    }
    if (c.column.empty() || c.name.empty())
        return "a number needs a column, a name in quotes and a unit";
    if (!c.atLeast && !c.atMost)
        return "a number needs at-least or at-most";
    if ((c.from && c.to && *c.from > *c.to) ||
        (c.atLeast && c.atMost &&
         *c.atLeast > std::max(*c.atMost, c.elseAtMost.value_or(*c.atMost))))
        return "the limits leave no number";
    return {};
}

Fault readWord(Line& line, Condition& c) {
    c.column = line.take();
    c.name = line.take();
    if (line.take("after"))
        c.after = line.take();
    if (c.column.empty() || c.name.empty() || !line.take("is"))
        return "a word needs a column, a name in quotes, is, the words wanted, known, all words";
    c.wanted = line.until("known");
    line.take("known");
    c.known = line.until("");
    if (c.wanted.empty() || c.known.empty())
        return "the words wanted and all known words are listed";
    for (const auto& word : c.wanted)
        if (std::ranges::find(c.known, word) == c.known.end())
            return "a word that is wanted is not among the known ones";
    return {};
}

Fault readYes(Line& line, Condition& c) {
    c.column = line.take();
    c.name = line.take();
    if (c.column.empty() || c.name.empty() || !line.atEnd())
        return "yes needs a column and a name in quotes";
    return {};
}

Fault readList(Line& line, Condition& c) {
    c.column = line.take();
    c.name = line.take();
    const bool has = line.take("has");
    c.wanted = line.until("");
    if (c.column.empty() || c.name.empty() || !has || c.wanted.empty())
        return "a list needs a column, a name in quotes, has, and words";
    return {};
}

bool isView(const std::string& word) {
    return word.size() > 1 && (word[0] == 'R' || word[0] == 'L') &&
           core::name(core::viewPositionFrom(word.substr(1))) == word.substr(1);
}

Fault readViews(Line& line, Condition& c) {
    c.wanted = line.until("");
    if (c.wanted.empty() || !std::ranges::all_of(c.wanted, isView))
        return "views are R or L and a view: RCC, LMLO";
    return {};
}

Fault readImages(Line& line, Condition& c) {
    if (line.take("at-least"))
        c.atLeast = numberFrom(line.take());
    if (!c.atLeast || *c.atLeast < 1 || !line.atEnd())
        return "images needs at-least and a number from 1";
    return {};
}

Fault readCondition(const Words& words, EligibilityRule& rule) {
    struct Reader {
        std::string_view word;
        Condition::Kind kind;
        Fault (*read)(Line&, Condition&);
    };
    using Kind = Condition::Kind;
    constexpr Reader kReaders[] = {
        {"number", Kind::Number, readNumber}, {"word", Kind::Word, readWord},
        {"yes", Kind::YesNo, readYes},        {"list", Kind::List, readList},
        {"views", Kind::Views, readViews},    {"images", Kind::Images, readImages},
        {"answer", Kind::Answer, readWord}};
    const auto reader = std::ranges::find(kReaders, words.front(), &Reader::word);
    if (reader == std::end(kReaders))
        return "a line of a rule begins with for, says, all, any, none, number, word, yes, list, "
               "views, images or answer";
    if (rule.conditions.size() == kMostConditions)
        return "a rule has at most 50 conditions";
    Line line(words);
    Condition condition;
    condition.kind = reader->kind;
    if (auto fault = reader->read(line, condition))
        return fault;
    rule.conditions.push_back(std::move(condition));
    return {};
}

Fault readFor(const Words& words, EligibilityRule& rule) {
    const auto kind = words.size() > 1 ? core::imageKindFrom(words[1]) : std::nullopt;
    if (!kind || *kind == core::ImageKind::Other || words.size() < 3)
        return "for needs mammography or fundus, and classes";
    if (!rule.labels.emplace(*kind, Words(words.begin() + 2, words.end())).second)
        return "for is given twice for one kind of image";
    return {};
}

std::string sentence(const Words& words) {
    std::string text;
    for (std::size_t i = 1; i < words.size(); ++i)
        text += (i == 1 ? "" : " ") + words[i];
    return text;
}

/// Reads line after line; a rule ends where the next begins.
class Reader {
public:
    Fault read(const Words& words) {
        const auto& first = words.front();
        if (!m_begun) {
            m_begun = words == Words{"concord-eligibility", "1"};
            return m_begun ? Fault{} : "the file begins with: concord-eligibility 1";
        }
        if (first == "title" && m_rules.rules.empty()) {
            m_rules.title = sentence(words);
            return {};
        }
        if (first == "rule")
            return beginRule(words);
        if (m_rules.rules.empty())
            return "before the first rule there is only a title";
        return readInRule(words, m_rules.rules.back());
    }
    /// The last rule has no next one to end it.
    Fault finish() {
        if (!m_begun)
            return "the file begins with: concord-eligibility 1";
        return m_rules.rules.empty() ? "there is no rule" : endRule();
    }
    EligibilityRules take() { return std::move(m_rules); }

private:
    Fault beginRule(const Words& words) {
        if (auto fault = endRule())
            return fault;
        if (words.size() != 2)
            return "rule needs one name";
        if (m_rules.rules.size() == kMostRules)
            return "there are at most 200 rules";
        if (std::ranges::find(m_rules.rules, words[1], &EligibilityRule::name) !=
            m_rules.rules.end())
            return "two rules have the same name";
        m_rules.rules.emplace_back().name = words[1];
        return {};
    }
    Fault endRule() const {
        if (m_rules.rules.empty())
            return {};
        const auto& rule = m_rules.rules.back();
        if (rule.labels.empty() || rule.says.empty() || rule.conditions.empty())
            return "the rule before lacks for, says or a condition";
        return {};
    }
    static Fault readInRule(const Words& words, EligibilityRule& rule) {
        using Combine = EligibilityRule::Combine;
        const auto& first = words.front();
        if (first == "for")
            return readFor(words, rule);
        if (first == "says") {
            rule.says = sentence(words);
            return rule.says.empty() ? Fault("says needs a sentence") : Fault{};
        }
        if (first == "all" || first == "any" || first == "none") {
            if (words.size() != 1 || !rule.conditions.empty())
                return "all, any or none stands alone, before the conditions";
            rule.combine = first == "all"   ? Combine::All
                           : first == "any" ? Combine::Any
                                            : Combine::None;
            return {};
        }
        return readCondition(words, rule);
    }

    EligibilityRules m_rules;
    bool m_begun = false;
};

tl::unexpected<Error> faultAt(std::size_t line, const std::string& reason) {
    return fail(ErrorCode::Malformed, "line " + std::to_string(line) + ": " + reason);
}

} // namespace

Result<EligibilityRules> eligibilityRulesFrom(std::string_view text) {
    if (text.size() > kMostBytes)
        return fail(ErrorCode::TooLarge, "a rules file has at most 64 KiB");
    Reader reader;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto words = wordsOf(text.substr(begin, end - begin));
        begin = end + 1;
        ++number;
        if (!words)
            return faultAt(number, "a quote is not closed");
        if (words->size() > kMostWords)
            return fail(ErrorCode::TooLarge,
                        "line " + std::to_string(number) + ": more than 100 words");
        if (words->empty())
            continue;
        if (const auto fault = reader.read(*words))
            return faultAt(number, *fault);
    }
    if (const auto fault = reader.finish())
        return faultAt(number, *fault);
    auto rules = reader.take();
    rules.sha256 = core::sha256Hex(text);
    return rules;
}

const EligibilityRules& programmeRules() {
    // A test reads the built-in file: what it holds is right.
    static const EligibilityRules rules = eligibilityRulesFrom(kProgramme).value();
    return rules;
}

std::string_view programmeRulesText() { return kProgramme; }

} // namespace cw::dataset
