// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/ReportIntake.h"

#include "anonymizer/LeakGate.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/TextPatterns.h"
#include "app/workflow/detail/ClinicalMatch.h"
#include "app/workflow/detail/ReportStore.h"
#include "core/Files.h"

#include <algorithm>

namespace cw::workflow::detail {
namespace {

namespace fs = std::filesystem;
using anonymizer::Identifier;
using anonymizer::IdentifierForm;

/// Every day, whoever's it is: two days of a report are enough to find it in a hospital.
std::string withoutDays(std::string_view text) {
    std::string rest;
    std::size_t at = 0;
    for (const auto& hit : anonymizer::patternsIn(text)) {
        if (hit.kind != anonymizer::PatternKind::Day)
            continue;
        rest += text.substr(at, hit.begin - at);
        at = hit.end;
    }
    return rest + std::string(text.substr(at));
}

/// Why the cleaned text may not be kept; empty: it may.
Result<std::string> leakIn(const std::string& text, const std::vector<Identifier>& identifiers,
                           const fs::path& scratch) {
    if (!anonymizer::identifiersInText(text, "report").empty())
        return std::string("a number or an address is still in it");
    const auto file = scratch / ".report-in-hand";
    std::error_code ignored;
    fs::remove(file, ignored); // of a process that was killed
    CW_CHECK(core::writeNew(file, std::as_bytes(std::span(text))));
    const auto found = anonymizer::LeakGate(identifiers, "report").check(file, "report");
    fs::remove(file, ignored);
    if (!found)
        return tl::unexpected<Error>(found.error());
    return found->passed() ? std::string()
                           : "the leak gate found something of its patient in it (" +
                                 found->leaks.front().kind + ")";
}

std::string digitsOf(std::string_view date) {
    std::string digits;
    std::ranges::copy_if(date, std::back_inserter(digits),
                         [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

} // namespace

CleanReport cleanReport(std::string_view text, const std::vector<Identifier>& identifiers) {
    const bool nameKnown = std::ranges::any_of(
        identifiers, [](const Identifier& each) { return each.form == IdentifierForm::Name; });
    if (!nameKnown) {
        // Line by line, so that a finding stays a line.
        std::string kept;
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find('\n', at), text.size());
            const auto line = anonymizer::cleanedDescriptor(text.substr(at, end - at));
            if (!line.empty())
                kept += (kept.empty() ? "" : "\n") + line;
            at = end + 1;
        }
        return {std::move(kept), "dictionary"};
    }
    const anonymizer::Scrubber scrubber(identifiers, anonymizer::Scrubber::ImagingWords::Cut);
    return {withoutDays(scrubber.scrubbed(text)), "scrubbed"};
}

void ReportIntake::learn(const anonymizer::DeidentifiedFile& file) {
    if (!file.identifiers)
        return;
    auto& known = m_known[file.image.value().patient];
    for (const auto& each : *file.identifiers)
        if (each.form != IdentifierForm::Uid &&
            std::ranges::none_of(known, [&](const Identifier& other) {
                return other.form == each.form && other.text == each.text;
            }))
            known.push_back(each);
}

std::vector<Identifier> ReportIntake::identifiersFor(const SourceReport& report,
                                                     const core::PatientKey& patient) const {
    std::vector<Identifier> identifiers;
    if (const auto known = m_known.find(patient); known != m_known.end())
        identifiers = known->second;
    identifiers.push_back({IdentifierForm::Number, "PatientID", report.patientId});
    if (!report.name.empty())
        identifiers.push_back({IdentifierForm::Name, "PatientName", report.name});
    if (const auto day = digitsOf(report.birthDate); day.size() == 8)
        identifiers.push_back({IdentifierForm::Date, "PatientBirthDate", day});
    for (auto& each : anonymizer::identifiersInText(report.text, "report"))
        identifiers.push_back(std::move(each));
    return identifiers;
}

Result<void> ReportIntake::store(storage::CaseStore& store,
                                 const anonymizer::DeidentifyContext& context,
                                 const std::set<std::string>& issuers, const fs::path& scratch,
                                 ImportReport& report) {
    std::map<core::PatientKey, core::CaseId> cases;
    std::set<core::PatientKey> there;
    CW_TRY(const auto rows, store.cases());
    for (const auto& row : rows) {
        cases.emplace(row.patient, row.id);
        there.insert(row.patient);
    }
    report.reportsFound = m_source.reports.size();
    report.reportWarnings = m_source.warnings;
    std::map<core::CaseId, std::vector<StoredReport>> taken;
    // By day, so that what is kept in order needs no day.
    std::ranges::stable_sort(m_source.reports, {},
                             [](const SourceReport& each) { return digitsOf(each.date); });
    for (const auto& source : m_source.reports) {
        const auto patients =
            patientsMeant(source.patientId, source.issuer, context, issuers, there);
        if (patients.size() != 1) {
            report.reportWarnings.push_back(source.place +
                                            (patients.empty()
                                                 ? " belongs to no case here"
                                                 : " fits patients of two issuers: add a column "
                                                   "issuer") +
                                            "; left out");
            continue;
        }
        const auto& patient = *patients.begin();
        const auto identifiers = identifiersFor(source, patient);
        auto clean = cleanReport(source.text, identifiers);
        CW_TRY(const auto leak, leakIn(clean.text, identifiers, scratch));
        if (!leak.empty()) {
            report.reportWarnings.push_back(source.place + ": " + leak + "; left out");
            continue;
        }
        const auto id = context.pseudonyms.token(
            "report", patient.text() + "\n" + source.kind + "\n" + source.date + "\n" + source.text,
            20);
        taken[cases.at(patient)].push_back(
            {id, {source.kind, std::move(clean.text), std::move(clean.cleaning)}});
    }
    for (auto& [caseId, texts] : taken) {
        CW_TRY(const auto added, addReports(store.folder(), caseId, std::move(texts)));
        report.reportsKept += added;
    }
    return {};
}

} // namespace cw::workflow::detail
