// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Text.h"
#include "validation/study/StudyResult.h"

#include <cstddef>
#include <string>
#include <vector>

namespace cw::validation::report {

using core::escaped;

/// "0.870"; "n/a" for what is not a finite number.
std::string number(double value, int places = 3);
/// Few digits for values of any size, such as a threshold: "0.0412", "1.3e+05".
std::string general(double value);
/// "< 0.001" below that.
std::string probability(double p);
/// "30,000".
std::string whole(std::size_t count);
/// "1 image", "2 images".
std::string counted(std::size_t count, const std::string& one, const std::string& many = {});
/// "0.870 (0.840 to 0.900)"; without an interval where there is none.
std::string estimate(const Estimate& value);
bool hasInterval(const Estimate& value);
/// The value with its interval in a smaller line below, as HTML.
std::string stacked(const Estimate& value);

/// Escaped; words longer than any of a language (an image's checksum) may break within a table.
std::string breakable(const std::string& text);
std::string paragraph(const std::string& html, const std::string& cssClass = {});
std::string heading(int level, const std::string& text);
/// Texts as a list, escaped; at most `most`, then how many more there are and where.
std::string bullets(const std::vector<std::string>& texts, std::size_t most,
                    const std::string& where);
/// A plot with its caption (both HTML).
std::string figure(const std::string& svg, const std::string& caption);
/// Two plots beside each other; a table, because concord-print knows no other way.
std::string besides(const std::string& left, const std::string& right);

/// A table whose head is repeated on every printed page.
class Table {
public:
    struct Column {
        std::string heading; ///< HTML
        bool numeric = true;
    };
    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    /// Cells are HTML, one a column.
    void row(const std::vector<std::string>& cells, const std::string& cssClass = {});
    /// A remark across the table, below the last row.
    void remark(const std::string& html);
    bool empty() const { return m_rows.empty(); }
    std::string html() const;

private:
    std::vector<Column> m_columns;
    std::string m_rows;
};

} // namespace cw::validation::report
