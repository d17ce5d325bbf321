// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/detail/Csv.h"

#include "dataset/formats/detail/Text.h"

#include <algorithm>

namespace cw::dataset::detail {
namespace {

constexpr std::size_t kMostFields = 32'000'000;

std::string plainName(std::string_view text) {
    std::string name = lower(trimmed(text));
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    return name;
}

} // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::find(heading.begin(), heading.end(), plainName(name));
    if (found == heading.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - heading.begin());
}

std::string_view CsvTable::field(const CsvRow& row, std::string_view name) const {
    const auto at = column(name);
    return at ? trimmed(row.fields[*at]) : std::string_view();
}

Result<CsvTable> parsedCsv(std::string_view text, char separator) {
    core::CsvRecords records(text, separator);
    CsvTable table;
    std::size_t fields = 0;
    while (!records.atEnd()) {
        CW_TRY(auto row, records.next());
        if (row.fields.size() == 1 && trimmed(row.fields.front()).empty())
            continue;
        if ((fields += row.fields.size()) > kMostFields)
            return fail(ErrorCode::TooLarge, "a table of more than 32 million fields");
        if (table.heading.empty()) {
            for (const std::string& name : row.fields) {
                table.heading.push_back(plainName(name));
                table.titles.emplace_back(trimmed(name));
            }
            continue;
        }
        if (row.fields.size() != table.heading.size())
            return fail(ErrorCode::Malformed, "line " + std::to_string(row.line) +
                                                  " has another number of fields than the heading");
        table.rows.push_back(std::move(row));
    }
    if (table.heading.empty())
        return fail(ErrorCode::Malformed, "the table has no heading");
    return table;
}

} // namespace cw::dataset::detail
