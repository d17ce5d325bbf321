// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <string>
#include <string_view>
#include <vector>

namespace cw::core {

/// One record and the line of the file on which it begins, counted from 1.
struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> fields;
};

/// Reads record after record of RFC 4180 text, with any separator: quoted fields may hold
/// separators, quotes ("") and line ends; LF, CRLF or CR. A byte order mark in front is skipped.
/// What a heading is, and which rows are left out, is for the table's owner to say.
class CsvRecords {
public:
    explicit CsvRecords(std::string_view text, char separator = ',');
    bool atEnd() const { return m_at >= m_text.size(); }
    /// Malformed: a quoted field that does not end, text behind a closing quote. Messages name the
    /// line, never a field's content.
    Result<CsvRow> next();

private:
    Result<std::string> nextField();
    Result<std::string> quotedField();
    bool endOfLine();

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0, m_line = 1;
};

/// A field as CSV needs it: quoted where it holds a comma, a quote or a line end.
std::string csvField(std::string_view text);

} // namespace cw::core
