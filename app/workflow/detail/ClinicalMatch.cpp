// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/ClinicalMatch.h"

#include "anonymizer/Assignments.h"
#include "app/workflow/ClinicalCsv.h"

namespace cw::workflow::detail {

std::set<core::PatientKey> patientsMeant(const std::string& patientId,
                                         const std::optional<std::string>& named,
                                         const anonymizer::DeidentifyContext& context,
                                         const std::set<std::string>& issuers,
                                         const std::set<core::PatientKey>& there) {
    std::set<core::PatientKey> found;
    const auto look = [&](const std::string& issuer) {
        const auto patient = anonymizer::assignedPatient(context.assignments.get(),
                                                         context.pseudonyms, issuer, patientId);
        if (patient && there.contains(patient->key))
            found.insert(patient->key);
    };
    if (named) {
        look(*named);
        return found;
    }
    for (const auto& issuer : issuers)
        look(issuer);
    return found;
}

Result<void> addClinical(storage::CaseStore& store, const anonymizer::DeidentifyContext& context,
                         const std::set<std::string>& issuers, const std::string& csv,
                         ImportReport& report) {
    auto table = parseClinicalCsv(csv);
    if (!table)
        return within(table.error(), "reading the clinical table");
    CW_TRY(const auto cases, store.cases());
    std::set<core::PatientKey> there;
    for (const auto& row : cases)
        there.insert(row.patient);
    report.clinicalRows = table->lines.size();
    report.clinicalWarnings = std::move(table->warnings);
    for (const auto& line : table->lines) {
        const auto patients = patientsMeant(line.patientId, line.issuer, context, issuers, there);
        if (patients.size() > 1)
            report.clinicalWarnings.push_back(
                "row " + std::to_string(line.row) +
                " fits patients of two issuers: add a column issuer; left out");
        if (patients.size() != 1)
            continue;
        CW_CHECK(store.setClinical(*patients.begin(), line.values));
        ++report.clinicalMatched;
    }
    return {};
}

} // namespace cw::workflow::detail
