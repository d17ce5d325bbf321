// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/ReportFiles.h"

#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/detail/KoreanText.h"
#include "app/workflow/detail/Sources.h"
#include "core/Files.h"

#include <algorithm>
#include <map>

namespace cw::workflow::detail {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargest = 1 << 20;
constexpr std::size_t kMost = 500'000;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

bool isKind(const std::string& kind) { return kind == "radiology" || kind == "pathology"; }

/// Says what is wrong with a report; empty: nothing.
std::string faultOf(const SourceReport& report) {
    if (report.patientId.empty())
        return " has no patient_id";
    if (!isKind(report.kind))
        return ", kind: neither radiology nor pathology";
    if (report.text.empty())
        return " has no text";
    return report.text.size() > kLargest ? ", text: longer than the limit" : "";
}

void take(SourceReport report, SourceReports& all) {
    if (const auto fault = faultOf(report); !fault.empty())
        all.warnings.push_back(report.place + fault + "; left out");
    else
        all.reports.push_back(std::move(report));
}

Result<SourceReports> fromTable(const fs::path& file) {
    CW_TRY(const auto bytes, core::readText(file));
    CW_TRY(const auto text, utf8OrCp949(bytes));
    CW_TRY(const auto rows, parseCsv(text));
    if (rows.empty())
        return fail(ErrorCode::Malformed, "the table of reports is empty: not even a header");
    if (rows.size() > kMost)
        return fail(ErrorCode::TooLarge, "the table of reports has more rows than the limit");
    std::map<std::string, std::size_t> columns;
    for (std::size_t c = 0; c < rows.front().size(); ++c)
        columns.emplace(trimmed(rows.front()[c]), c);
    for (const auto* needed : {"patient_id", "kind", "text"})
        if (!columns.contains(needed))
            return fail(ErrorCode::Malformed,
                        std::string("the table of reports has no column ") + needed);
    SourceReports all;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const auto cell = [&](const char* column) {
            const auto found = columns.find(column);
            return found != columns.end() && found->second < rows[r].size()
                       ? trimmed(rows[r][found->second])
                       : std::string();
        };
        SourceReport report;
        report.place = "row " + std::to_string(r + 1);
        report.patientId = cell("patient_id");
        if (auto issuer = cell("issuer"); !issuer.empty())
            report.issuer = std::move(issuer);
        report.kind = cell("kind");
        report.date = cell("date");
        report.text = cell("text");
        report.name = cell("name");
        report.birthDate = cell("birth_date");
        take(std::move(report), all);
    }
    return all;
}

/// PATIENT_KIND[_DATE]: the patient's ID may hold an underscore, the kind does not.
void nameInto(SourceReport& report, const std::string& stem) {
    for (const std::string kind : {"radiology", "pathology"}) {
        const auto at = stem.rfind("_" + kind);
        if (at == std::string::npos)
            continue;
        const auto rest = stem.substr(at + kind.size() + 1);
        if (!rest.empty() && rest.front() != '_')
            continue;
        report.patientId = stem.substr(0, at);
        report.kind = kind;
        report.date = rest.empty() ? rest : rest.substr(1);
    }
}

Result<SourceReports> fromFolder(const fs::path& folder) {
    CW_TRY(const auto files, filesOf(folder));
    if (files.size() > kMost)
        return fail(ErrorCode::TooLarge, "the folder of reports has more files than the limit");
    SourceReports all;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].file.extension() != ".txt")
            continue;
        SourceReport report;
        report.place = "file " + std::to_string(i + 1);
        const auto bytes = core::readText(files[i].file, kLargest);
        const auto text = bytes ? utf8OrCp949(*bytes)
                                : Result<std::string>(fail(bytes.error().code, "cannot be read"));
        if (!text) {
            all.warnings.push_back(report.place + " cannot be read as text; left out");
            continue;
        }
        report.text = trimmed(*text);
        nameInto(report, files[i].file.stem().string());
        take(std::move(report), all);
    }
    return all;
}

} // namespace

Result<SourceReports> readReports(const fs::path& source) {
    std::error_code error;
    if (!fs::exists(source, error))
        return fail(ErrorCode::NotFound, "the reports are not there");
    return fs::is_directory(source, error) ? fromFolder(source) : fromTable(source);
}

} // namespace cw::workflow::detail
