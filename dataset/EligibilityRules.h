// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Result.h"
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::dataset {

/// One line of a rule that asks something about a case.
struct EligibilityCondition {
    enum class Kind {
        Number, ///< a column of clinical.csv, between limits
        Word,   ///< a column, one of some words
        YesNo,  ///< a column, yes
        List,   ///< a column of words joined by ";", has one of some
        Views,  ///< exactly one image of each
        Images, ///< at least so many images
        Answer  ///< what the settled reading says; asked only once there is one
    };
    Kind kind = Kind::YesNo;
    std::string column, name;               ///< name: as sentences and verdicts call it
    std::string unit;                       ///< of a number; empty: none
    std::optional<double> from, to;         ///< a number outside cannot be meant: unknown
    std::optional<double> atLeast, atMost;  ///< inclusive
    std::string ifYes;                      ///< atMost holds where that column says yes,
    std::optional<double> elseAtMost;       ///< and this where it says no
    std::string after;                      ///< dropped from the front of a word ("BI-RADS 2")
    std::vector<std::string> wanted, known; ///< words; any other than the known is unknown
};

struct EligibilityRule {
    enum class Combine { All, Any, None };
    std::string name, says;
    std::map<core::ImageKind, std::vector<std::string>> labels; ///< classes that it holds for
    Combine combine = Combine::All;
    std::vector<EligibilityCondition> conditions;
};

/// A rules file. sha256: of its bytes, to be kept with verdicts and data sets.
struct EligibilityRules {
    std::string title, sha256;
    std::vector<EligibilityRule> rules; ///< in the order in which they are asked
};

/// The form is in docs/eligibility-rules.md. Malformed: "line 12: ..." with what is wrong there and
/// nothing of the text; TooLarge: over 64 KiB, 200 rules, 50 conditions a rule or 100 words a line.
Result<EligibilityRules> eligibilityRulesFrom(std::string_view text);

/// The built-in file (dataset/rules/programme.rules), and its text: the start of one's own.
const EligibilityRules& programmeRules();
std::string_view programmeRulesText();

} // namespace cw::dataset
