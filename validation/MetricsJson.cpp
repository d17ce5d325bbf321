// SPDX-License-Identifier: Apache-2.0
#include "validation/MetricsJson.h"
#include "core/Files.h"
#include "validation/Csv.h"
#include "validation/stats/CrossValidated.h"
#include "validation/stats/Delong.h"
#include "validation/stats/PrecisionRecall.h"
#include "validation/stats/detail/MetricsSections.h"

#include <algorithm>

namespace cw::validation {
namespace {

using detail::interval;
using detail::Json;
using detail::ScoreTable;

tl::unexpected<Error> faultAt(const CsvRow& row, std::string_view column, std::string_view what) {
    return fail(ErrorCode::Malformed, "line " + std::to_string(row.line) + ", column " +
                                          std::string(column) + ": " + std::string(what));
}

Result<double> number(const CsvTable& table, const CsvRow& row, std::size_t column) {
    const auto value = finiteNumber(row.fields[column]);
    if (!value)
        return faultAt(row, table.heading[column], "not a finite number");
    return *value;
}

/// A key by which rows belong together: an empty one would make strangers one patient.
Result<std::string> key(const CsvTable& table, const CsvRow& row, std::size_t column) {
    if (row.fields[column].empty())
        return faultAt(row, table.heading[column], "it is empty");
    return row.fields[column];
}

Result<ScoreTable> scoresFrom(const CsvTable& table) {
    const auto score = table.column("score"), label = table.column("label");
    if (!score || !label)
        return fail(ErrorCode::Malformed, std::string("line 1: column \"") +
                                              (score ? "label" : "score") + "\" is missing");
    const auto second = table.column("score2"), patient = table.column("patient"),
               fold = table.column("fold"), laterality = table.column("laterality");
    ScoreTable result;
    for (const CsvRow& row : table.rows) {
        CW_TRY(const double value, number(table, row, *score));
        CW_TRY(const double truth, number(table, row, *label));
        if (truth != 0 && truth != 1)
            return faultAt(row, "label", "it must be 0 or 1");
        result.scores.push_back({value, truth == 1 ? 1 : 0});
        if (second) {
            CW_TRY(const double other, number(table, row, *second));
            result.second.push_back(other);
        }
        if (patient) {
            CW_TRY(auto name, key(table, row, *patient));
            result.patients.push_back(std::move(name));
        }
        if (fold) {
            CW_TRY(auto name, key(table, row, *fold));
            result.folds.push_back(std::move(name));
        }
        if (laterality)
            result.lateralities.push_back(row.fields[*laterality]);
    }
    return result;
}

/// The threshold that is best on these very scores: labelled as what it is.
Result<double> addOperatingPoint(Json& json, std::span<const Scored> scores) {
    CW_TRY(const OperatingPoint point, youden(scores));
    const Counts counts = countsAt(scores, point.threshold);
    json["threshold"] = point.threshold;
    json["threshold_rule"] = "Youden, post-hoc on these scores (optimistic)";
    json["sensitivity"] = point.sensitivity;
    json["sensitivity_ci"] = interval(wilson(counts.tp, counts.tp + counts.fn));
    json["specificity"] = point.specificity;
    json["specificity_ci"] = interval(wilson(counts.tn, counts.tn + counts.fp));
    json["counts"] = {{"tp", counts.tp}, {"fp", counts.fp}, {"tn", counts.tn}, {"fn", counts.fn}};
    return point.threshold;
}

void addFolds(Json& json, const ScoreTable& table) {
    json["folds"] = Json::array();
    json["mean_auc"] = nullptr;
    json["sd_auc"] = nullptr;
    const auto result = crossValidatedAuc(table.scores, table.folds);
    if (!result) {
        json["cv_auc"] = {{"note", result.error().sentence()}};
        return;
    }
    for (const FoldAuc& fold : result->folds) {
        Json entry{{"fold", fold.fold}, {"auc", nullptr}};
        if (fold.auc) {
            entry["auc"] = fold.auc->auc;
            entry["auc_ci"] = interval({fold.auc->lower, fold.auc->upper});
        }
        entry["n_positive"] = fold.positives;
        entry["n_negative"] = fold.negatives;
        if (!fold.note.empty())
            entry["note"] = fold.note;
        json["folds"].push_back(std::move(entry));
    }
    json["mean_auc"] = result->mean;
    if (result->foldSd)
        json["sd_auc"] = *result->foldSd;
    json["fold_mean"] = json["mean_auc"];
    json["fold_sd"] = json["sd_auc"];
    json["fold_sd_meaning"] = "spread between folds, not a standard error";
    json["cv_auc"] = detail::crossValidated(table);
}

Result<void> addPairedTest(Json& json, const ScoreTable& table) {
    CW_TRY(const PairedAuc paired, pairedAuc(table.scores, table.second));
    json["auc2"] = paired.second.auc;
    json["auc2_variance"] = paired.second.variance;
    json["auc2_ci"] = interval({paired.second.lower, paired.second.upper});
    json["delong_covariance"] = paired.covariance;
    json["delong_z"] = paired.z;
    json["delong_p"] = paired.p;
    if (!paired.note.empty())
        json["delong_note"] = paired.note;
    json["unpaired"] = detail::unpaired(table);
    json["mcnemar"] = detail::mcNemarAt(table);
    json["equivalence"] = detail::equivalent(table);
    return {};
}

bool areProbabilities(std::span<const Scored> scores) {
    return std::all_of(scores.begin(), scores.end(),
                       [](const Scored& s) { return s.score >= 0 && s.score <= 1; });
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
    json["auc_ci"] = interval({result.lower, result.upper});
    json["auc_logit_ci"] = interval(logitInterval(result));
    if (!result.note.empty())
        json["auc_note"] = result.note;
    json["n_positive"] = result.positives;
    json["n_negative"] = result.negatives;
    CW_TRY(const double threshold, addOperatingPoint(json, table->scores));
    CW_TRY(json["average_precision"], averagePrecision(table->scores));
    json["partial_auc"] = detail::partial(*table);
    json["operating_points"] = detail::operatingPoints(*table);
    if (!table->patients.empty()) {
        json["clustered"] = detail::clustered(*table, threshold);
        json["auc_clustered_variance"] = json["clustered"]["auc_variance"];
        json["auc_clustered_ci"] = json["clustered"]["auc_ci"];
        json["units"] = detail::units(*table);
    }
    if (!table->folds.empty())
        addFolds(json, *table);
    if (!table->second.empty())
        CW_CHECK(addPairedTest(json, *table));
    if (areProbabilities(table->scores))
        json["calibration"] = detail::calibrated(*table);
    json["bootstrap"] = detail::bootstrapped(*table, threshold);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace cw::validation
