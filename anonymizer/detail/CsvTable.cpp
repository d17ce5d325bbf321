// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CsvTable.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks(" \t\0", 3);
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool sameWord(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

/// One character of CSV at a time; outside of quotes commas and line ends part the cells.
class Rows {
public:
    void take(char c) {
        if (m_closing && c != '"') {
            m_quoted = m_closing = false;
        }
        if (m_quoted) {
            takeQuoted(c);
        } else if (c == '"' && m_row.back().empty()) {
            m_quoted = m_anything = true;
        } else if (c == ',') {
            m_row.emplace_back();
            m_anything = true;
        } else if (c == '\n') {
            endRow();
        } else if (c != '\r') {
            m_row.back() += c;
            m_anything = true;
        }
    }
    bool finish() {
        const bool open = m_quoted && !m_closing;
        endRow();
        return !open;
    }
    std::vector<std::vector<std::string>> rows;

private:
    /// A quote inside quotes ends them, unless another one follows at once.
    void takeQuoted(char c) {
        if (c != '"') {
            m_row.back() += c;
        } else if (m_closing) {
            m_row.back() += c;
            m_closing = false;
        } else {
            m_closing = true;
        }
    }
    void endRow() {
        if (m_anything)
            rows.push_back(std::move(m_row));
        m_row.assign(1, {});
        m_anything = false;
    }
    std::vector<std::string> m_row = std::vector<std::string>(1);
    bool m_quoted = false, m_closing = false, m_anything = false;
};

} // namespace

Result<CsvTable> CsvTable::parse(std::string_view text, const std::string& what) {
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    Rows rows;
    for (const char c : text)
        rows.take(c);
    if (!rows.finish())
        return fail(ErrorCode::Malformed, what + " ends inside a quote");
    if (rows.rows.empty())
        return fail(ErrorCode::Malformed, what + " is empty: not even a header");
    CsvTable table;
    table.m_what = what;
    table.m_header = std::move(rows.rows.front());
    rows.rows.erase(rows.rows.begin());
    table.m_rows = std::move(rows.rows);
    return table;
}

std::optional<std::size_t> CsvTable::column(std::initializer_list<std::string_view> names) const {
    for (const auto name : names)
        for (std::size_t i = 0; i < m_header.size(); ++i)
            if (sameWord(trimmed(m_header[i]), name))
                return i;
    return std::nullopt;
}

std::string_view CsvTable::cell(std::size_t row, std::optional<std::size_t> column) const {
    if (!column || *column >= m_rows[row].size())
        return {};
    return trimmed(m_rows[row][*column]);
}

std::string CsvTable::place(std::size_t row) const {
    return "row " + std::to_string(row + 2) + " of " + m_what;
}

} // namespace cw::anonymizer
