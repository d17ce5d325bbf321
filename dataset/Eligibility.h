// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/EligibilityRules.h"

namespace cw::dataset {

enum class Eligible { Yes, No, Unknown };
std::string_view name(Eligible verdict); ///< "yes", "no", "unknown"

/// What the rules look at. clinical: columns of clinical.csv (docs/clinical-csv.md).
struct CaseFacts {
    core::CaseId caseId;
    core::ImageKind kind = core::ImageKind::Mammography;
    std::vector<core::ImageAttributes> images;
    std::map<std::string, std::string> clinical;
    /// What the case's two readers agreed on, or a third decided; nothing before that.
    std::optional<std::map<std::string, std::string>> answers = std::nullopt;
};
struct EligibilityVerdict {
    core::CaseId caseId;
    Eligible verdict = Eligible::Unknown;
    std::string rule;    ///< the rule that decided, e.g. "four-views", "benign-follow-up"
    std::string because; ///< "follow-up of 210 days, 365 days needed": no identifiers
    /// What decided: "210 days", "4A", "LMLO missing"; empty where it is not known. Only numbers
    /// within the rule's range and words that the rules file lists: never a date or a free text.
    std::string value = {};
};
/// What is unknown is Unknown, not No. Every rule for the kind and the class ("label") is asked;
/// the first No decides, else the first Unknown, else the last rule's Yes.
EligibilityVerdict eligibility(const CaseFacts& facts,
                               const EligibilityRules& rules = programmeRules());

/// The rules as sentences ("name: what it says"), for the manifest of a frozen version and reports.
std::vector<std::string> rulesInWords(core::ImageKind kind,
                                      const EligibilityRules& rules = programmeRules());
/// Whether a rule of that kind asks for the settled reading.
bool asksForAnswers(core::ImageKind kind, const EligibilityRules& rules);

} // namespace cw::dataset
