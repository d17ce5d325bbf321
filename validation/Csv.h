// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Csv.h"
#include "core/Text.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::validation {

using core::csvField;
using core::CsvRow;
using core::shortest;

/// RFC 4180 in UTF-8: quoted fields may hold commas, quotes ("") and line ends; LF, CRLF or CR; a
/// BOM and empty lines are skipped. Every row has as many fields as the heading.
struct CsvTable {
    std::vector<std::string> heading; ///< trimmed, lower case
    std::vector<CsvRow> rows;
    std::optional<std::size_t> column(std::string_view name) const;
};
/// Malformed: unfinished quote, a row of another length, a column named twice, no heading, UTF-16.
/// Messages name line and column, never a field's content.
Result<CsvTable> parseCsv(std::string_view text);

/// A finite number, surrounding blanks allowed; nothing otherwise.
std::optional<double> finiteNumber(std::string_view text);

} // namespace cw::validation
