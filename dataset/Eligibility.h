// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include <map>
#include <string>
#include <vector>

namespace cw::dataset {

enum class Eligible { Yes, No, Unknown };
std::string_view name(Eligible verdict); ///< "yes", "no", "unknown"

/// What the rules look at. clinical: columns of clinical.csv (docs/clinical-csv.md).
struct CaseFacts {
    core::CaseId caseId;
    core::ImageKind kind = core::ImageKind::Mammography;
    std::vector<core::ImageAttributes> images;
    std::map<std::string, std::string> clinical;
};
struct EligibilityVerdict {
    core::CaseId caseId;
    Eligible verdict = Eligible::Unknown;
    std::string rule;    ///< the rule that decided, e.g. "four-views", "benign-follow-up"
    std::string because; ///< "follow-up of 210 days, 365 needed": no identifiers
};
/// programme.md 2.2: 210/300/90 days, BI-RADS 1/2/3, one year of follow-up, four views, age of 19.
/// What is unknown is Unknown, not No.
/// Every rule is asked; the first No decides, else the first Unknown, else the last rule's Yes.
EligibilityVerdict eligibility(const CaseFacts& facts);

/// The rules as sentences, for the manifest of a frozen version and for reports.
std::vector<std::string> rulesInWords(core::ImageKind kind);

} // namespace cw::dataset
