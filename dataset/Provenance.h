// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include <map>
#include <string>
#include <vector>

namespace cw::dataset {

/// What a frozen version says about where its truth comes from. Everywhere: empty = not known, and
/// said so; nothing is invented. No patient data: hashes, codes, class names.

/// How one case came to its truth.
struct CaseProvenance {
    core::CaseId caseId;
    std::string origin;              ///< "agreed", "adjudicated:a" ... (annotation::Consensus)
    core::ReaderId readerA, readerB; ///< codes of accounts
    std::string readingA, readingB;  ///< SHA-256 of the two canonical readings
    core::ReaderId adjudicator;
    std::string adjudicationSha256;                ///< of the canonical decision record
    std::map<std::string, double> thresholds = {}; ///< of the comparison: "agreeIou" -> 0.5
    std::string eligibility, eligibilityRule; ///< "yes", "no", "unknown"; the rule that decided
    bool operator==(const CaseProvenance&) const = default;
};

/// What the programme keeps of an image beside its pixels (programme.md 1).
struct ProgrammeFacts {
    std::string ageBand; ///< "40-49": ten years, so that an age singles nobody out
    std::string birads;  ///< "0" - "6", "4A" ...
    std::string laser;   ///< treated by laser before: "yes", "no"
    std::map<std::string, std::string> pathology = {}; ///< parts of the report; malignant only
    bool operator==(const ProgrammeFacts&) const = default;
};
/// "<20", "20-29" ... "80-89", "90+"; empty for what is no age.
std::string ageBandOf(const std::string& years);

/// Of the version as a whole.
struct VersionProvenance {
    std::string software;                ///< "concord 0.1.0"
    std::string auditHead;               ///< head of the project's audit chain when freezing
    std::vector<std::string> rules = {}; ///< eligibility; freeze() fills in rulesInWords()
    std::string rulesSha256;             ///< of the rules' file, or of those lines
    bool syntheticPatients = false, simulatedReaders = false;
    bool operator==(const VersionProvenance&) const = default;
};

/// A licence or terms of access: kept with the version and sent along with every export.
struct Paper {
    std::string role;   ///< "licence", "terms"
    std::string ending; ///< ".txt", ".md", ".html" or ".pdf"
    std::string bytes;  ///< at most 16 MiB
    bool operator==(const Paper&) const = default;
};

/// A name of the programme for one image, given once and for good: the next version gets the
/// numbers of this one, and a number whose image is gone is not given to another
/// (decision 0134).
struct ProgrammeNumber {
    std::string series; ///< "malignant", "benign", "normal"; "General_Glaucoma", "Wide_DMR" ...
    int number = 0;     ///< mammography: of the patient; fundus: four digits
    std::string slot;   ///< "RCC", "LMLO" ...; "L", "R"
    int repeat = 1;     ///< 2 for a second image of the same view (mammography)
    core::CaseId caseId;
    core::ImageId image;
    auto operator<=>(const ProgrammeNumber&) const = default;
};

} // namespace cw::dataset
