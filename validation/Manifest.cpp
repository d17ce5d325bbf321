// SPDX-License-Identifier: Apache-2.0
#include "validation/Manifest.h"

#include "core/Files.h"
#include "validation/Csv.h"

#include <cmath>
#include <map>
#include <set>

namespace cw::validation {
namespace {

struct ManifestColumns {
    std::size_t image = 0, patient = 0, label = 0;
};

Result<ManifestColumns> columnsOf(const CsvTable& table) {
    const auto image = table.column("image") ? table.column("image") : table.column("file");
    const auto patient = table.column("patient"), label = table.column("label");
    for (const auto& [column, called] :
         {std::pair{image, "image"}, {patient, "patient"}, {label, "label"}})
        if (!column)
            return fail(ErrorCode::Malformed,
                        std::string("line 1: column \"") + called + "\" is missing");
    return ManifestColumns{*image, *patient, *label};
}

tl::unexpected<Error> malformed(std::size_t line, const char* column, const char* what) {
    return fail(ErrorCode::Malformed,
                "line " + std::to_string(line) + ", column " + column + ": " + what);
}

/// A column that the programme knows goes to its field, any other to Sample::more.
Result<void> enter(Sample& sample, const std::string& column, const std::string& text,
                   std::size_t line) {
    const std::map<std::string, std::string*> fields{
        {"device", &sample.device}, {"laterality", &sample.laterality},
        {"view", &sample.view},     {"accession", &sample.accession},
        {"site", &sample.site},     {"sex", &sample.sex}};
    if (const auto field = fields.find(column); field != fields.end()) {
        *field->second = text;
    } else if (column == "age" && !text.empty()) {
        sample.age = finiteNumber(text);
        if (!sample.age || *sample.age < 0 || *sample.age > 150)
            return malformed(line, "age", "it must be a number of years");
    } else if (column == "fold" && !text.empty()) {
        const auto number = finiteNumber(text);
        if (!number || *number != std::floor(*number) || *number < 1 || *number > 1000)
            return malformed(line, "fold", "it must be a whole number from 1 on");
        sample.fold = static_cast<int>(*number);
    } else if (!text.empty()) {
        sample.more.emplace(column, text);
    }
    return {};
}

Result<Sample> sampleOf(const CsvRow& row, const CsvTable& table, const ManifestColumns& columns) {
    Sample sample{row.fields[columns.image], row.fields[columns.patient], 0};
    if (sample.image.empty())
        return malformed(row.line, "image", "it is empty");
    if (sample.patient.empty())
        return malformed(row.line, "patient", "it is empty");
    const auto label = finiteNumber(row.fields[columns.label]);
    if (!label || (*label != 0 && *label != 1))
        return malformed(row.line, "label", "it must be 0 or 1");
    sample.label = *label == 1 ? 1 : 0;
    for (std::size_t c = 0; c < table.heading.size(); ++c)
        if (c != columns.image && c != columns.patient && c != columns.label)
            CW_CHECK(enter(sample, table.heading[c], row.fields[c], row.line));
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
        CW_TRY(Sample sample, sampleOf(row, *table, columns));
        if (!seen.insert(sample.image).second)
            return malformed(row.line, "image", "the same image stands on an earlier line");
        samples.push_back(std::move(sample));
    }
    if (samples.empty())
        return fail(ErrorCode::Malformed, "manifest: there is no row below the heading");
    return samples;
}

} // namespace cw::validation
