// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/detail/Csv.h"

#include "dataset/formats/detail/Text.h"

#include <algorithm>

namespace cw::dataset::detail {
namespace {

constexpr std::size_t kMostFields = 32'000'000;

class Reader {
public:
    Reader(std::string_view text, char separator) : m_text(text), m_separator(separator) {
        if (m_text.starts_with("\xef\xbb\xbf"))
            m_at = 3;
    }
    bool atEnd() const { return m_at >= m_text.size(); }
    Result<CsvRow> row() {
        CsvRow row{m_line, {}};
        while (true) {
            CW_TRY(auto field, this->field());
            row.fields.push_back(std::move(field));
            if (atEnd() || m_text[m_at] != m_separator)
                break;
            ++m_at;
        }
        if (!atEnd())
            lineEnd();
        return row;
    }

private:
    bool atLineEnd() const { return atEnd() || m_text[m_at] == '\n' || m_text[m_at] == '\r'; }
    void lineEnd() {
        if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n')
            ++m_at;
        ++m_at;
        ++m_line;
    }
    Result<std::string> field() {
        std::string field;
        if (atEnd() || m_text[m_at] != '"') {
            while (!atLineEnd() && m_text[m_at] != m_separator)
                field += m_text[m_at++];
            return field;
        }
        const auto began = m_line;
        for (++m_at; !atEnd(); ++m_at) {
            if (m_text[m_at] == '"' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
                field += '"';
                ++m_at;
            } else if (m_text[m_at] == '"') {
                ++m_at;
                if (!atLineEnd() && m_text[m_at] != m_separator)
                    return fail(ErrorCode::Malformed, "line " + std::to_string(m_line) +
                                                          ": something follows a closing quote");
                return field;
            } else {
                m_line += m_text[m_at] == '\n' ? 1U : 0U;
                field += m_text[m_at];
            }
        }
        return fail(ErrorCode::Malformed,
                    "line " + std::to_string(began) + ": a quote never closes");
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0, m_line = 1;
};

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
    Reader reader(text, separator);
    CsvTable table;
    std::size_t fields = 0;
    while (!reader.atEnd()) {
        CW_TRY(auto row, reader.row());
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

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

} // namespace cw::dataset::detail
