// SPDX-License-Identifier: Apache-2.0
#include "validation/MetricsJson.h"

#include "core/Files.h"
#include "validation/Csv.h"
#include "validation/Metrics.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace cw::validation {
namespace {

using Json = nlohmann::ordered_json;

struct ScoreTable {
    std::vector<Scored> scores;
    std::vector<double> second;
    std::vector<std::string> patients, folds;
};

Result<double> number(const CsvTable& table, const CsvRow& row, std::size_t column) {
    const auto value = finiteNumber(row.fields[column]);
    if (!value)
        return fail(ErrorCode::Malformed, "line " + std::to_string(row.line) + ", column " +
                                              table.heading[column] + ": not a finite number");
    return *value;
}

Result<ScoreTable> scoresFrom(const CsvTable& table) {
    const auto score = table.column("score"), label = table.column("label");
    if (!score || !label)
        return fail(ErrorCode::Malformed, std::string("line 1: column \"") +
                                              (score ? "label" : "score") + "\" is missing");
    const auto second = table.column("score2"), patient = table.column("patient"),
               fold = table.column("fold");
    ScoreTable result;
    for (const CsvRow& row : table.rows) {
        CW_TRY(const double value, number(table, row, *score));
        CW_TRY(const double truth, number(table, row, *label));
        if (truth != 0 && truth != 1)
            return fail(ErrorCode::Malformed,
                        "line " + std::to_string(row.line) + ", column label: it must be 0 or 1");
        result.scores.push_back({value, truth == 1 ? 1 : 0});
        if (second) {
            CW_TRY(const double other, number(table, row, *second));
            result.second.push_back(other);
        }
        if (patient)
            result.patients.push_back(row.fields[*patient]);
        if (fold)
            result.folds.push_back(row.fields[*fold]);
    }
    return result;
}

Json interval(double lower, double upper) { return Json::array({lower, upper}); }

/// The threshold that is best on these very scores: labelled as what it is.
Result<void> addOperatingPoint(Json& json, std::span<const Scored> scores) {
    CW_TRY(const OperatingPoint point, youden(scores));
    const Counts counts = countsAt(scores, point.threshold);
    const Interval sensitivity = wilson(counts.tp, counts.tp + counts.fn);
    const Interval specificity = wilson(counts.tn, counts.tn + counts.fp);
    json["threshold"] = point.threshold;
    json["threshold_rule"] = "Youden, post-hoc on these scores (optimistic)";
    json["sensitivity"] = point.sensitivity;
    json["sensitivity_ci"] = interval(sensitivity.lower, sensitivity.upper);
    json["specificity"] = point.specificity;
    json["specificity_ci"] = interval(specificity.lower, specificity.upper);
    json["counts"] = {{"tp", counts.tp}, {"fp", counts.fp}, {"tn", counts.tn}, {"fn", counts.fn}};
    return {};
}

void addFolds(Json& json, const ScoreTable& table) {
    std::map<std::string, std::vector<Scored>> byFold;
    for (std::size_t i = 0; i < table.scores.size(); ++i)
        byFold[table.folds[i]].push_back(table.scores[i]);
    std::vector<double> values;
    json["folds"] = Json::array();
    for (const auto& [fold, scores] : byFold) {
        Json entry{{"fold", fold}, {"auc", nullptr}};
        if (const auto result = auc(scores)) {
            entry["auc"] = result->auc;
            entry["auc_ci"] = interval(result->lower, result->upper);
            values.push_back(result->auc);
        } else {
            entry["note"] = result.error().sentence();
        }
        json["folds"].push_back(std::move(entry));
    }
    double sum = 0, squares = 0;
    for (const double value : values)
        sum += value;
    const auto count = static_cast<double>(values.size());
    for (const double value : values)
        squares += (value - sum / count) * (value - sum / count);
    json["mean_auc"] = values.empty() ? Json(nullptr) : Json(sum / count);
    json["sd_auc"] = values.size() < 2 ? Json(nullptr) : Json(std::sqrt(squares / (count - 1)));
}

Result<void> addPairedTest(Json& json, const ScoreTable& table) {
    CW_TRY(const PairedAuc paired, pairedAuc(table.scores, table.second));
    json["auc2"] = paired.second.auc;
    json["auc2_variance"] = paired.second.variance;
    json["auc2_ci"] = interval(paired.second.lower, paired.second.upper);
    json["delong_covariance"] = paired.covariance;
    json["delong_z"] = paired.z;
    json["delong_p"] = paired.p;
    if (!paired.note.empty())
        json["delong_note"] = paired.note;
    return {};
}

} // namespace

Result<std::string> metricsJson(const std::filesystem::path& csv) {
    auto text = core::readText(csv);
    if (!text)
        return within(std::move(text).error(), "reading the scores");
    auto table = parseCsv(*text).and_then(scoresFrom);
    if (!table)
        return within(std::move(table).error(), "scores");
    CW_TRY(const Auc result, auc(table->scores));
    Json json;
    json["auc"] = result.auc;
    json["auc_variance"] = result.variance;
    json["auc_ci"] = interval(result.lower, result.upper);
    if (!result.note.empty())
        json["auc_note"] = result.note;
    json["n_positive"] = result.positives;
    json["n_negative"] = result.negatives;
    CW_CHECK(addOperatingPoint(json, table->scores));
    if (!table->patients.empty()) {
        CW_TRY(const Auc clustered, clusteredAuc(table->scores, table->patients));
        json["auc_clustered_variance"] = clustered.variance;
        json["auc_clustered_ci"] = interval(clustered.lower, clustered.upper);
    }
    if (!table->folds.empty())
        addFolds(json, *table);
    if (!table->second.empty())
        CW_CHECK(addPairedTest(json, *table));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace cw::validation
