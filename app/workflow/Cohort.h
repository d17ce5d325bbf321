// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

#include <string>
#include <vector>

namespace cw::workflow {

/// A patient of the cohort list: confirmed by the medical record before images are asked for.
struct CohortPatient {
    /// The keyed pseudonym, one for each issuer that was named: which of them the images use is not
    /// known before they come.
    std::vector<core::PatientKey> keys;
    std::string label;                 ///< confirmed diagnosis, as clinical.csv's; may be empty
    std::optional<std::size_t> images; ///< that are expected; else the four views of a mammogram
    std::size_t row = 0;               ///< of the list, the header is 1: for those who hold it
};
struct CohortList {
    std::vector<CohortPatient> patients;
    std::vector<std::string> warnings; ///< row and column, never the value; not kept
};

/// Replaces a list's patients by their pseudonyms at the door; the ID itself is never written. CSV
/// with columns patient_id (needed), issuer, label or diagnosis, images; others are passed over.
/// issuers: Issuers of Patient ID that the images may carry (0010,0021), besides none, where the
/// list has no column for it. Errors: Malformed (no patient_id, a patient twice, an open quote).
Result<CohortList> cohortFrom(std::string_view csv, const anonymizer::Pseudonyms& pseudonyms,
                              const std::vector<std::string>& issuers);

/// Reads FILE, and keeps the list as <project>/collection/cohort.json in place of an earlier one;
/// a row in the collection's ledger says by whom. The key lies outside the project, as at import.
Result<CohortList> importCohort(Project& project, const std::filesystem::path& csv,
                                const std::filesystem::path& keyFile,
                                const std::vector<std::string>& issuers, const std::string& by);
/// NotFound: no list was imported. Corrupt.
Result<CohortList> cohortOf(const std::filesystem::path& project);

/// What came against what was asked for.
struct CohortReport {
    struct Incomplete {
        std::size_t row = 0;
        core::CaseId caseId;
        std::string missing; ///< "RCC, LMLO" or "2 of 4 images"
    };
    struct Contradiction {
        std::size_t row = 0;
        core::CaseId caseId;
        std::string cohort, clinical; ///< labels
    };
    std::size_t patients = 0, came = 0;
    std::vector<std::size_t> missing;   ///< rows of patients of whom nothing came
    std::vector<core::CaseId> unlisted; ///< cases of patients who are not on the list
    std::vector<Incomplete> incomplete;
    std::vector<Contradiction> contradictions;
    bool sound() const {
        return missing.empty() && unlisted.empty() && incomplete.empty() && contradictions.empty();
    }
};
Result<CohortReport> compareCohort(const Project& project);

} // namespace cw::workflow
