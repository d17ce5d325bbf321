// SPDX-License-Identifier: Apache-2.0
#include "dataset/EligibilityRules.h"

#include "core/Sha256.h"
#include "dataset/ConditionLines.h"
#include <algorithm>

namespace cw::dataset {
namespace {

using Fault = LineFault;
using Words = std::vector<std::string>;

constexpr std::size_t kMostBytes = 64 * 1024;
constexpr std::size_t kMostRules = 200, kMostWords = 100;

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
