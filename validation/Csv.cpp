// SPDX-License-Identifier: Apache-2.0
#include "validation/Csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cw::validation {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

tl::unexpected<Error> malformed(std::size_t line, const std::string& what) {
    return fail(ErrorCode::Malformed, "line " + std::to_string(line) + ": " + what);
}

Result<std::string_view> utf8Text(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return malformed(1, "the file is UTF-16; save it as CSV UTF-8");
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::Malformed, "the file holds zero bytes: it is not a CSV text");
    return text;
}

Result<std::vector<std::string>> headingFrom(const CsvRow& row) {
    std::vector<std::string> heading;
    for (const std::string& field : row.fields) {
        std::string name(trimmed(field));
        for (char& c : name)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        if (!name.empty() && std::find(heading.begin(), heading.end(), name) != heading.end())
            return malformed(row.line, "column " + std::to_string(heading.size() + 1) +
                                           " has the name of an earlier one");
        heading.push_back(std::move(name));
    }
    return heading;
}

} // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::find(heading.begin(), heading.end(), name);
    if (found == heading.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - heading.begin());
}

Result<CsvTable> parseCsv(std::string_view text) {
    CW_TRY(text, utf8Text(text));
    core::CsvRecords records(text);
    CsvTable table;
    while (!records.atEnd()) {
        CW_TRY(CsvRow row, records.next());
        if (row.fields.size() == 1 && trimmed(row.fields.front()).empty())
            continue;
        if (table.heading.empty()) {
            CW_TRY(table.heading, headingFrom(row));
            continue;
        }
        if (row.fields.size() != table.heading.size())
            return malformed(row.line, std::to_string(row.fields.size()) +
                                           " columns, the heading has " +
                                           std::to_string(table.heading.size()));
        table.rows.push_back(std::move(row));
    }
    if (table.heading.empty())
        return malformed(1, "there is no heading line");
    return table;
}

std::optional<double> finiteNumber(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-')
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace cw::validation
