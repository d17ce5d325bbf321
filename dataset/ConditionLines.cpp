// SPDX-License-Identifier: Apache-2.0
#include "dataset/ConditionLines.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cw::dataset {
namespace {

using Condition = EligibilityCondition;
using Fault = LineFault;
using Words = std::vector<std::string>;

constexpr std::size_t kMostConditions = 50;

std::optional<double> numberFrom(const std::string& word) {
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool whole = error == std::errc{} && end == word.data() + word.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

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

} // namespace

LineFault readCondition(const std::vector<std::string>& words, EligibilityRule& rule) {
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
    if (!line.atEnd())
        return "there are words too many";
    rule.conditions.push_back(std::move(condition));
    return {};
}

} // namespace cw::dataset
