// SPDX-License-Identifier: Apache-2.0
#include "validation/report/detail/Html.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cw::validation::report {

std::string number(double value, int places) {
    if (!std::isfinite(value))
        return "n/a";
    char text[48];
    std::snprintf(text, sizeof text, "%.*f", places, std::clamp(value, -1e15, 1e15));
    // "-0.000" would look like a direction.
    return std::string(text).find_first_of("123456789") == std::string::npos && text[0] == '-'
               ? text + 1
               : text;
}

std::string general(double value) {
    if (!std::isfinite(value))
        return "n/a";
    char text[48];
    std::snprintf(text, sizeof text, "%.4g", value == 0 ? 0.0 : value);
    return text;
}

std::string probability(double p) {
    return std::isfinite(p) && p < 0.001 ? std::string("&lt; 0.001") : number(p);
}

std::string whole(std::size_t count) {
    auto digits = std::to_string(count);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return whole(count) + " " + (count == 1 ? one : many.empty() ? one + "s" : many);
}

bool hasInterval(const Estimate& e) {
    return std::isfinite(e.lower) && std::isfinite(e.upper) && e.lower <= e.upper &&
           !(e.lower == 0 && e.upper == 0 && e.value != 0);
}

std::string estimate(const Estimate& e) {
    if (!std::isfinite(e.value) || !hasInterval(e))
        return number(e.value);
    return number(e.value) + " (" + number(e.lower) + " to " + number(e.upper) + ")";
}

std::string stacked(const Estimate& e) {
    if (!std::isfinite(e.value) || !hasInterval(e))
        return number(e.value);
    return number(e.value) + "<br><small>" + number(e.lower) + " to " + number(e.upper) +
           "</small>";
}

std::string breakable(const std::string& text) {
    constexpr std::size_t kLongestWord = 24, kPiece = 16;
    std::string html;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = std::string_view(text).substr(begin, end - begin);
        // Bytes of ASCII only: a piece must not end within a letter of another alphabet.
        const bool breaks =
            word.size() > kLongestWord &&
            std::all_of(word.begin(), word.end(), [](char c) { return c > ' ' && c <= '~'; });
        const std::size_t piece = breaks ? kPiece : std::max<std::size_t>(word.size(), 1);
        for (std::size_t at = 0; at < word.size(); at += piece)
            html += (at > 0 ? "<wbr/>" : "") + escaped(std::string(word.substr(at, piece)));
        if (end < text.size())
            html += ' ';
        begin = end + 1;
    }
    return html;
}

std::string paragraph(const std::string& html, const std::string& cssClass) {
    return "<p" + (cssClass.empty() ? std::string() : " class=\"" + cssClass + "\"") + ">" + html +
           "</p>\n";
}

std::string heading(int level, const std::string& text) {
    const auto tag = "h" + std::to_string(level);
    return "<" + tag + ">" + text + "</" + tag + ">\n";
}

std::string bullets(const std::vector<std::string>& texts, std::size_t most,
                    const std::string& where) {
    if (texts.empty())
        return {};
    std::string html = "<ul>\n";
    for (std::size_t i = 0; i < std::min(most, texts.size()); ++i)
        html += "<li>" + escaped(texts[i]) + "</li>\n";
    if (texts.size() > most)
        html += "<li>and " + whole(texts.size() - most) + " more, in " + where + "</li>\n";
    return html + "</ul>\n";
}

std::string figure(const std::string& svg, const std::string& caption) {
    if (svg.empty())
        return {};
    return "<figure>" + svg + "<figcaption>" + caption + "</figcaption></figure>\n";
}

std::string besides(const std::string& left, const std::string& right) {
    if (left.empty() || right.empty())
        return left + right;
    return "<table class=\"plots\"><tr><td>" + left + "</td><td>" + right + "</td></tr></table>\n";
}

void Table::row(const std::vector<std::string>& cells, const std::string& cssClass) {
    m_rows += "<tr" + (cssClass.empty() ? std::string() : " class=\"" + cssClass + "\"") + ">";
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_rows += std::string(m_columns[i].numeric ? "<td class=\"n\">" : "<td>") +
                  (i < cells.size() ? cells[i] : std::string()) + "</td>";
    m_rows += "</tr>\n";
}

void Table::remark(const std::string& html) {
    m_rows += "<tr><td class=\"soft\" colspan=\"" + std::to_string(m_columns.size()) + "\">" +
              html + "</td></tr>\n";
}

std::string Table::html() const {
    std::string html = "<div class=\"wide\"><table>\n<thead><tr>";
    for (const Column& column : m_columns)
        html +=
            std::string(column.numeric ? "<th class=\"n\">" : "<th>") + column.heading + "</th>";
    return html + "</tr></thead>\n<tbody>\n" + m_rows + "</tbody>\n</table></div>\n";
}

} // namespace cw::validation::report
