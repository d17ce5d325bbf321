// SPDX-License-Identifier: Apache-2.0
#include "core/Csv.h"

#include <algorithm>

namespace cw::core {
namespace {

tl::unexpected<Error> malformed(std::size_t line, const std::string& what) {
    return fail(ErrorCode::Malformed, "line " + std::to_string(line) + ": " + what);
}

} // namespace

CsvRecords::CsvRecords(std::string_view text, char separator)
    : m_text(text), m_separator(separator) {
    if (m_text.starts_with("\xEF\xBB\xBF"))
        m_text.remove_prefix(3);
}

Result<CsvRow> CsvRecords::next() {
    CsvRow row{m_line, {}};
    for (;;) {
        CW_TRY(std::string field, nextField());
        row.fields.push_back(std::move(field));
        if (atEnd() || endOfLine())
            return row;
        ++m_at; // the separator
    }
}

Result<std::string> CsvRecords::nextField() {
    if (!atEnd() && m_text[m_at] == '"')
        return quotedField();
    const char ends[] = {m_separator, '\r', '\n'};
    const auto end =
        std::min(m_text.find_first_of(std::string_view(ends, sizeof ends), m_at), m_text.size());
    std::string field(m_text.substr(m_at, end - m_at));
    m_at = end;
    return field;
}

Result<std::string> CsvRecords::quotedField() {
    const std::size_t beganAt = m_line;
    std::string field;
    for (++m_at;;) {
        if (atEnd())
            return malformed(beganAt, "a quoted field does not end");
        const char c = m_text[m_at++];
        if (c == '\n' || (c == '\r' && !(m_at < m_text.size() && m_text[m_at] == '\n')))
            ++m_line;
        if (c != '"') {
            field += c;
        } else if (!atEnd() && m_text[m_at] == '"') {
            field += '"';
            ++m_at;
        } else {
            break;
        }
    }
    if (!atEnd() && m_text[m_at] != m_separator && m_text[m_at] != '\r' && m_text[m_at] != '\n')
        return malformed(m_line, "text follows the closing quote of a field");
    return field;
}

/// Steps over a line end if there is one.
bool CsvRecords::endOfLine() {
    if (m_text[m_at] != '\r' && m_text[m_at] != '\n')
        return false;
    if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n')
        ++m_at;
    ++m_at;
    ++m_line;
    return true;
}

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

} // namespace cw::core
