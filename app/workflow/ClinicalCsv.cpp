// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/ClinicalCsv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace cw::workflow {
namespace {

enum class Form { Number, Word, List };
struct Column {
    std::string_view name;
    Form form;
    double lowest, highest; // of a number
    std::string_view words; // of a word or list, parted by spaces
};

// docs/clinical-csv.md, the same order.
const std::array<Column, 27> kColumns{{
    {"label", Form::Word, 0, 0, "normal benign malignant glaucoma amd dr rvo"},
    {"age", Form::Number, 0, 120, ""},
    {"sex", Form::Word, 0, 0, "F M O"},
    {"birads", Form::Number, 0, 6, ""},
    {"density", Form::Word, 0, 0, "a b c d"},
    {"biopsy_proven", Form::Word, 0, 0, "yes no"},
    {"treated_in_house", Form::Word, 0, 0, "yes no"},
    {"pathology_days_before_surgery", Form::Number, -36500, 36500, ""},
    {"mammogram_days_before_surgery", Form::Number, -36500, 36500, ""},
    {"followup_days", Form::Number, 0, 36500, ""},
    {"followup_result", Form::Word, 0, 0, "normal benign malignant"},
    {"cup_disc_ratio", Form::Number, 0, 1, ""},
    {"disc_haemorrhage", Form::Word, 0, 0, "yes no"},
    {"rnfl_defect", Form::Word, 0, 0, "yes no"},
    {"dr_signs", Form::List, 0, 0, "haemorrhage exudate microaneurysm none"},
    {"amd_signs", Form::List, 0, 0, "macular-haemorrhage drusen none"},
    {"rvo_signs", Form::List, 0, 0, "flame-haemorrhage vessel-thrombosis none"},
    {"laser", Form::Word, 0, 0, "yes no"},
    {"pathology_histology", Form::Word, 0, 0,
     "idc ilc dcis lcis mucinous tubular medullary papillary other"},
    {"pathology_grade", Form::Number, 1, 3, ""},
    {"pathology_size_mm", Form::Number, 0, 300, ""},
    {"pathology_t", Form::Word, 0, 0, "tis t0 t1 t2 t3 t4"},
    {"pathology_n", Form::Word, 0, 0, "n0 n1 n2 n3"},
    {"pathology_er", Form::Word, 0, 0, "positive negative"},
    {"pathology_pr", Form::Word, 0, 0, "positive negative"},
    {"pathology_her2", Form::Word, 0, 0, "positive negative equivocal"},
    {"pathology_ki67", Form::Number, 0, 100, ""},
}};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isOneOf(std::string_view word, const Column& column) {
    for (auto rest = column.words; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (rest.substr(0, end) == word)
            return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

bool fits(std::string_view value, const Column& column) {
    switch (column.form) {
    case Form::Word:
        return isOneOf(value, column);
    case Form::Number: {
        double number = 0;
        const auto end = value.data() + value.size();
        const auto [stop, error] = std::from_chars(value.data(), end, number);
        return error == std::errc{} && stop == end && number >= column.lowest &&
               number <= column.highest;
    }
    case Form::List:
        while (true) {
            const auto semicolon = value.find(';');
            if (!isOneOf(trimmed(value.substr(0, semicolon)), column))
                return false;
            if (semicolon == std::string_view::npos)
                return true;
            value.remove_prefix(semicolon + 1);
        }
    }
    return false;
}

} // namespace

Result<std::vector<std::vector<std::string>>> parseCsv(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false, anything = false;
    std::size_t line = 1;
    auto endRow = [&] {
        if (anything)
            rows.push_back(std::move(row));
        row.assign(1, {});
        anything = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        line += c == '\n';
        if (quoted) {
            if (c != '"')
                row.back() += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                row.back() += text[++i];
            else
                quoted = false;
        } else if (c == '"' && row.back().empty()) {
            quoted = anything = true;
        } else if (c == ',') {
            row.emplace_back();
            anything = true;
        } else if (c == '\n') {
            endRow();
        } else if (c != '\r' || (i + 1 < text.size() && text[i + 1] != '\n')) {
            row.back() += c;
            anything = true;
        }
    }
    if (quoted)
        return fail(ErrorCode::Malformed,
                    "a quote is still open at the end, line " + std::to_string(line));
    endRow();
    return rows;
}

Result<ClinicalTable> parseClinicalCsv(std::string_view text) {
    CW_TRY(const auto rows, parseCsv(text));
    if (rows.empty())
        return fail(ErrorCode::Malformed, "the clinical table is empty: not even a header");
    const auto& header = rows.front();
    const auto id = std::find_if(header.begin(), header.end(),
                                 [](const auto& cell) { return trimmed(cell) == "patient_id"; });
    if (id == header.end())
        return fail(ErrorCode::Malformed, "the clinical table has no column patient_id");
    const auto idColumn = static_cast<std::size_t>(id - header.begin());
    const auto issuer = std::find_if(header.begin(), header.end(),
                                     [](const auto& cell) { return trimmed(cell) == "issuer"; });
    const auto issuerColumn = static_cast<std::size_t>(issuer - header.begin());

    ClinicalTable table;
    std::set<std::pair<std::string, std::string>> seen;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const auto& row = rows[r];
        const auto place = "row " + std::to_string(r + 1);
        ClinicalLine line;
        line.row = r + 1;
        if (issuerColumn < row.size() && !trimmed(row[issuerColumn]).empty())
            line.issuer = std::string(trimmed(row[issuerColumn]));
        if (idColumn < row.size())
            line.patientId = std::string(trimmed(row[idColumn]));
        if (line.patientId.empty()) {
            table.warnings.push_back(place + " has no patient_id and was left out");
            continue;
        }
        if (!seen.emplace(line.issuer.value_or(""), line.patientId).second)
            return fail(ErrorCode::Malformed,
                        "the clinical table has a second line for one patient, " + place);
        for (std::size_t c = 0; c < std::min(row.size(), header.size()); ++c) {
            const auto value = trimmed(row[c]);
            const auto column = std::find_if(kColumns.begin(), kColumns.end(), [&](const auto& k) {
                return k.name == trimmed(header[c]);
            });
            if (column == kColumns.end() || value.empty())
                continue;
            if (fits(value, *column))
                line.values.emplace(column->name, value);
            else
                table.warnings.push_back(place + ", column " + std::string(column->name) +
                                         ": not of the column's form, left out");
        }
        table.lines.push_back(std::move(line));
    }
    return table;
}

} // namespace cw::workflow
