// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Csv.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::dataset::detail {

using core::csvField;
using core::CsvRow;

/// RFC 4180 with any separator: quoted fields may hold separators, quotes ("") and line ends; LF,
/// CRLF or CR; a BOM and empty lines are skipped.
struct CsvTable {
    std::vector<std::string> heading; ///< trimmed, lower case, '_' and '-' as blanks
    std::vector<std::string> titles;  ///< the heading as it is written, trimmed
    std::vector<CsvRow> rows;
    std::optional<std::size_t> column(std::string_view name) const;
    /// The field trimmed, or empty where the table has no such column.
    std::string_view field(const CsvRow& row, std::string_view name) const;
};
/// Malformed (a quote that never closes, a row of another length, no heading), TooLarge. Messages
/// name the line, never a field's content.
Result<CsvTable> parsedCsv(std::string_view text, char separator = ',');

} // namespace cw::dataset::detail
