// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "app/workflow/Project.h"

#include <set>

namespace cw::workflow::detail {

/// The patients of the store that an ID may mean: of the issuer, if one is given, else of any.
std::set<core::PatientKey> patientsMeant(const std::string& patientId,
                                         const std::optional<std::string>& issuer,
                                         const anonymizer::DeidentifyContext& context,
                                         const std::set<std::string>& issuers,
                                         const std::set<core::PatientKey>& there);

/// Gives the lines of a clinical table to the cases of their patients. A pseudonym is made of
/// Issuer of Patient ID and Patient ID (0010,0021), (0010,0020); the table knows the ID alone,
/// unless it has a column "issuer". Every issuer of the sources is tried, and none. A line that
/// fits two cases goes to neither: one of two hospitals' patients would get the other's values.
Result<void> addClinical(storage::CaseStore& store, const anonymizer::DeidentifyContext& context,
                         const std::set<std::string>& issuers, const std::string& csv,
                         ImportReport& report);

} // namespace cw::workflow::detail
