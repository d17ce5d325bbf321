// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Csv.h"
#include "validation/Oracle.h"
#include <optional>

namespace cw::validation::testing {

/// A file of the statistics folder outside the repository, or nothing where it is missing.
inline std::optional<CsvTable> statisticsTable(const std::string& name) {
    const auto text = core::readText(realData() / "statistics" / name);
    return text ? std::optional(parseCsv(*text).value()) : std::nullopt;
}
inline double numberIn(const CsvTable& table, const CsvRow& row, const char* column) {
    return *finiteNumber(row.fields[*table.column(column)]);
}

/// pROC's aSAH: 113 patients, 41 with a poor outcome, three markers.
struct Asah {
    std::vector<Scored> s100b, wfns, ndka;
    std::vector<int> labels;
};
inline std::optional<Asah> asah() {
    const auto table = statisticsTable("aSAH.csv");
    if (!table)
        return std::nullopt;
    Asah data;
    for (const CsvRow& row : table->rows) {
        const int label = row.fields[*table->column("outcome")] == "Poor" ? 1 : 0;
        data.labels.push_back(label);
        data.s100b.push_back({numberIn(*table, row, "s100b"), label});
        data.wfns.push_back({numberIn(*table, row, "wfns"), label});
        data.ndka.push_back({numberIn(*table, row, "ndka"), label});
    }
    return data;
}

/// 320 synthetic images of 80 patients, both sides and two views, with two scores.
struct Clusters {
    std::vector<Scored> first, other;
    std::vector<double> second;
    std::vector<std::string> patients, sides, folds;
};
inline std::optional<Clusters> clusters() {
    const auto table = statisticsTable("clustered.csv");
    if (!table)
        return std::nullopt;
    Clusters data;
    for (const CsvRow& row : table->rows) {
        const int label = row.fields[*table->column("label")] == "1" ? 1 : 0;
        data.first.push_back({numberIn(*table, row, "score_uncompressed"), label});
        data.second.push_back(numberIn(*table, row, "score_compressed"));
        data.other.push_back({data.second.back(), label});
        data.patients.push_back(row.fields[*table->column("patient")]);
        data.sides.push_back(row.fields[*table->column("side")]);
        data.folds.push_back(std::to_string(std::stoi(data.patients.back().substr(1)) % 5));
    }
    return data;
}

inline std::vector<double> valuesOf(const std::vector<Scored>& scores) {
    std::vector<double> values;
    for (const Scored& s : scores)
        values.push_back(s.score);
    return values;
}

inline constexpr const char* kNoData = "the statistics folder is not here (CONCORD_TEST_DATA)";

} // namespace cw::validation::testing
