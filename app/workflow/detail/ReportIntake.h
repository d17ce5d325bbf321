// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "anonymizer/detail/Identifiers.h"
#include "app/workflow/Project.h"
#include "app/workflow/detail/ReportFiles.h"

#include <map>
#include <set>

namespace cw::workflow::detail {

/// Takes reports beside their cases. What the headers of an import say of a patient (names,
/// numbers, days) is learnt file by file and cut out of the patient's reports; it is held in
/// memory, only while this object lives.
class ReportIntake {
public:
    explicit ReportIntake(SourceReports source) : m_source(std::move(source)) {}

    void learn(const anonymizer::DeidentifiedFile& file);
    /// issuers: as addClinical(). scratch: of the project, where a text lies while the leak gate
    /// reads it. Fills in the report's counts and warnings.
    Result<void> store(storage::CaseStore& store, const anonymizer::DeidentifyContext& context,
                       const std::set<std::string>& issuers, const std::filesystem::path& scratch,
                       ImportReport& report);

private:
    std::vector<anonymizer::Identifier> identifiersFor(const SourceReport& report,
                                                       const core::PatientKey& patient) const;
    SourceReports m_source;
    std::map<core::PatientKey, std::vector<anonymizer::Identifier>> m_known;
};

/// A text without what identifies. Whether by the scrubber (a name is among the identifiers) or by
/// the dictionary alone (decision 0139).
struct CleanReport {
    std::string text, cleaning;
};
CleanReport cleanReport(std::string_view text,
                        const std::vector<anonymizer::Identifier>& identifiers);

} // namespace cw::workflow::detail
