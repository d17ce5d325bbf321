// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/CrossValidation.h"
#include "validation/Csv.h"

#include <set>

namespace cw::validation {
namespace {

struct ManifestColumns {
    std::size_t image = 0, patient = 0, label = 0;
    std::optional<std::size_t> device, laterality, view;
};

Result<ManifestColumns> columnsOf(const CsvTable& table) {
    const auto image = table.column("image") ? table.column("image") : table.column("file");
    const auto patient = table.column("patient"), label = table.column("label");
    for (const auto& [column, called] :
         {std::pair{image, "image"}, {patient, "patient"}, {label, "label"}})
        if (!column)
            return fail(ErrorCode::Malformed,
                        std::string("line 1: column \"") + called + "\" is missing");
    return ManifestColumns{*image,
                           *patient,
                           *label,
                           table.column("device"),
                           table.column("laterality"),
                           table.column("view")};
}

tl::unexpected<Error> malformed(std::size_t line, const char* column, const char* what) {
    return fail(ErrorCode::Malformed,
                "line " + std::to_string(line) + ", column " + column + ": " + what);
}

Result<Sample> sampleOf(const CsvRow& row, const ManifestColumns& columns) {
    const auto text = [&](const std::optional<std::size_t>& column) {
        return column ? row.fields[*column] : std::string();
    };
    Sample sample{text(columns.image),  text(columns.patient),    0,
                  text(columns.device), text(columns.laterality), text(columns.view)};
    if (sample.image.empty())
        return malformed(row.line, "image", "it is empty");
    if (sample.patient.empty())
        return malformed(row.line, "patient", "it is empty");
    const auto label = finiteNumber(row.fields[columns.label]);
    if (!label || (*label != 0 && *label != 1))
        return malformed(row.line, "label", "it must be 0 or 1");
    sample.label = *label == 1 ? 1 : 0;
    return sample;
}

} // namespace

Result<std::vector<Sample>> readManifest(const std::filesystem::path& csv) {
    auto text = core::readText(csv);
    if (!text)
        return within(std::move(text).error(), "reading the manifest");
    auto table = parseCsv(*text);
    if (!table)
        return within(std::move(table).error(), "manifest");
    CW_TRY(const ManifestColumns columns, columnsOf(*table));
    std::vector<Sample> samples;
    std::set<std::string> seen;
    for (const CsvRow& row : table->rows) {
        CW_TRY(Sample sample, sampleOf(row, columns));
        if (!seen.insert(sample.image).second)
            return malformed(row.line, "image", "the same image stands on an earlier line");
        samples.push_back(std::move(sample));
    }
    if (samples.empty())
        return fail(ErrorCode::Malformed, "manifest: there is no row below the heading");
    return samples;
}

} // namespace cw::validation
