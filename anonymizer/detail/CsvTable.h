// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// A small table given by hand: RFC 4180 rows with a header; also \n alone and a byte order mark.
class CsvTable {
public:
    /// what: "the lookup table", for messages. Malformed: empty, a quote that never closes.
    static Result<CsvTable> parse(std::string_view text, const std::string& what);

    /// By the first of these names that the header has, in any case.
    std::optional<std::size_t> column(std::initializer_list<std::string_view> names) const;
    std::size_t rows() const { return m_rows.size(); }
    /// Without spaces around it; empty where the row or the column is not there.
    std::string_view cell(std::size_t row, std::optional<std::size_t> column) const;
    /// "row 4 of the lookup table", the header being row 1.
    std::string place(std::size_t row) const;

private:
    std::string m_what;
    std::vector<std::string> m_header;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace cw::anonymizer
