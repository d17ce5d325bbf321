// SPDX-License-Identifier: Apache-2.0
#include "validation/stats/detail/MetricsSections.h"

#include "validation/stats/Bootstrap.h"
#include "validation/stats/Calibration.h"
#include "validation/stats/Clustered.h"
#include "validation/stats/CrossValidated.h"
#include "validation/stats/Delong.h"
#include "validation/stats/Equivalence.h"
#include "validation/stats/OperatingPoints.h"
#include "validation/stats/PairedTests.h"
#include "validation/stats/Proportions.h"
#include "validation/stats/Units.h"

#include <cmath>

namespace cw::validation::detail {
namespace {

constexpr std::size_t kDraws = 2000;
constexpr core::Seed kSeed = 1;
/// A second or so of resampling: the verb answers while one waits.
constexpr std::size_t kMostResampledRows = 50'000;
/// Compressed against uncompressed: what the programme calls the same (validation.md, 3.3).
constexpr double kMargin = 0.02;

Json noted(const Error& error) { return {{"note", error.sentence()}}; }

void addNote(Json& json, const std::string& note) {
    if (!note.empty())
        json["note"] = note;
}

Json optional(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json shareJson(const ClusteredProportion& share) {
    Json json{{"share", share.share},
              {"ci", interval(share.interval)},
              {"standard_error", share.standardError},
              {"design_effect", share.designEffect},
              {"patients", share.patients}};
    addNote(json, share.note);
    return json;
}

Json bootstrapJson(const Bootstrapped& figure) {
    Json json{{"value", figure.value},
              {"standard_error", figure.standardError},
              {"percentile_ci", interval(figure.percentile)},
              {"bca_ci", interval(figure.bca)}};
    addNote(json, figure.note);
    return json;
}

Json pairJson(const ClusteredPair& pair) {
    Json json{{"difference", pair.difference},
              {"variance", pair.variance},
              {"ci", interval(pair.interval)},
              {"z", pair.z},
              {"p", pair.p}};
    addNote(json, pair.note);
    return json;
}

Json binsJson(const std::vector<CalibrationBin>& bins) {
    Json json = Json::array();
    for (const CalibrationBin& bin : bins)
        json.push_back({{"from", bin.lowest},
                        {"to", bin.highest},
                        {"n", bin.count},
                        {"predicted", bin.meanPrediction},
                        {"observed", bin.observed},
                        {"observed_ci", interval(bin.interval)}});
    return json;
}

Json mcNemarJson(const McNemar& test) {
    return {{"only_first", test.onlyFirst},    {"only_second", test.onlySecond},
            {"asymptotic_p", test.asymptotic}, {"continuity_p", test.continuity},
            {"exact_p", test.exact},           {"p", test.p()},
            {"method", test.method()}};
}

} // namespace

std::vector<Scored> ScoreTable::secondScores() const {
    std::vector<Scored> result;
    for (std::size_t i = 0; i < second.size(); ++i)
        result.push_back({second[i], scores[i].label});
    return result;
}

std::vector<std::string> ScoreTable::clusters() const {
    if (!patients.empty())
        return patients;
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < scores.size(); ++i)
        rows.push_back(std::to_string(i));
    return rows;
}

Json interval(const Interval& interval) { return Json::array({interval.lower, interval.upper}); }

Json operatingPoints(const ScoreTable& table) {
    Json list = Json::array();
    for (const ThresholdRequest& request : {ThresholdRequest{ThresholdRule::Youden},
                                            {ThresholdRule::FixedSensitivity, 0.9},
                                            {ThresholdRule::FixedSpecificity, 0.9},
                                            {ThresholdRule::F1}}) {
        const auto point = chooseThreshold(table.scores, request);
        if (!point) {
            list.push_back({{"rule", name(request)}, {"note", point.error().sentence()}});
            continue;
        }
        const Counts c = countsAt(table.scores, point->threshold);
        list.push_back({{"rule", name(request)},
                        {"chosen_on", "these very scores (optimistic)"},
                        {"threshold", point->threshold},
                        {"sensitivity", point->sensitivity},
                        {"sensitivity_ci", interval(wilson(c.tp, c.tp + c.fn))},
                        {"sensitivity_exact_ci", interval(clopperPearson(c.tp, c.tp + c.fn))},
                        {"specificity", point->specificity},
                        {"specificity_ci", interval(wilson(c.tn, c.tn + c.fp))},
                        {"specificity_exact_ci", interval(clopperPearson(c.tn, c.tn + c.fp))},
                        {"counts", {{"tp", c.tp}, {"fp", c.fp}, {"tn", c.tn}, {"fn", c.fn}}}});
    }
    return list;
}

Json partial(const ScoreTable& table) {
    const auto area = partialAuc(table.scores, 0.9, 1);
    if (!area)
        return noted(area.error());
    return {{"specificity", {0.9, 1.0}}, {"area", area->area}, {"mcclish", area->corrected}};
}

Json clustered(const ScoreTable& table, double threshold) {
    const auto result = clusteredAuc(table.scores, table.patients);
    if (!result)
        return noted(result.error());
    Json json{{"auc_variance", result->variance},
              {"auc_ci", interval({result->lower, result->upper})}};
    addNote(json, result->note);
    if (const auto rates = clusteredRates(table.scores, threshold, table.patients)) {
        json["sensitivity"] = shareJson(rates->sensitivity);
        json["specificity"] = shareJson(rates->specificity);
    }
    if (!table.second.empty()) {
        const auto pair = clusteredPairedAuc(table.scores, table.second, table.patients);
        json["paired"] = pair ? pairJson(*pair) : noted(pair.error());
    }
    return json;
}

Json bootstrapped(const ScoreTable& table, double threshold) {
    if (table.scores.size() > kMostResampledRows)
        return {{"note", "not done for more than 50 000 rows"}};
    BootstrapPlan plan;
    plan.draws = kDraws;
    plan.seed = kSeed;
    const auto clusters = table.clusters();
    const auto result = bootstrapAuc(table.scores, table.second, clusters, plan);
    if (!result)
        return noted(result.error());
    Json json{{"unit", table.patients.empty() ? "image" : "patient"},
              {"draws", result->draws},
              {"left_out", result->left},
              {"seed", kSeed},
              {"auc", bootstrapJson(result->first)}};
    if (result->second)
        json["auc2"] = bootstrapJson(*result->second);
    if (result->difference)
        json["difference"] = bootstrapJson(*result->difference);
    if (const auto rates = bootstrapRates(table.scores, threshold, clusters, plan)) {
        json["sensitivity"] = bootstrapJson(rates->sensitivity);
        json["specificity"] = bootstrapJson(rates->specificity);
    }
    return json;
}

Json crossValidated(const ScoreTable& table) {
    const auto result = table.patients.empty()
                            ? crossValidatedAuc(table.scores, table.folds)
                            : crossValidatedAuc(table.scores, table.folds, table.patients);
    if (!result)
        return noted(result.error());
    Json json{{"mean", result->mean},
              {"standard_error", result->standardError},
              {"ci", interval(result->interval)},
              {"unit", table.patients.empty() ? "image" : "patient"},
              {"units", result->patients},
              {"pooled", result->pooled},
              {"pooled_differs", result->pooledDiffers}};
    addNote(json, result->note);
    if (table.second.empty())
        return json;
    const auto pair =
        crossValidatedDifference(table.scores, table.second, table.folds, table.clusters());
    if (!pair) {
        json["paired"] = noted(pair.error());
        return json;
    }
    Json& to = json["paired"];
    to = {{"mean2", pair->second},
          {"difference", pair->difference},
          {"standard_error", pair->standardError},
          {"ci", interval(pair->interval)},
          {"z", pair->z},
          {"p", pair->p}};
    addNote(to, pair->note);
    const std::vector<double> zeros(pair->foldDifferences.size(), 0.0);
    if (zeros.size() < 2)
        return json;
    if (const auto t =
            correctedT(pair->foldDifferences, zeros, 1 / static_cast<double>(zeros.size() - 1))) {
        to["corrected_t"] = {{"t", t->t},
                             {"df", t->df},
                             {"p", t->p},
                             {"ci", interval(t->interval)},
                             {"naive_p", t->naiveP}};
        addNote(to["corrected_t"], t->note);
    }
    return json;
}

Json units(const ScoreTable& table) {
    Json list = Json::array();
    for (const Unit unit : {Unit::Breast, Unit::Patient}) {
        if (unit == Unit::Breast && table.lateralities.empty())
            continue;
        for (const UnitRule rule : {UnitRule::Mean, UnitRule::Max}) {
            Json json{{"unit", unit == Unit::Breast ? "side (breast or eye)" : "patient"},
                      {"rule", name(rule)}};
            const auto scores =
                aggregate(table.scores, table.patients, table.lateralities, unit, rule);
            const auto result = scores.and_then(
                [](const UnitScores& s) { return clusteredAuc(s.scores, s.patients); });
            if (!result) {
                json["note"] = result.error().sentence();
            } else {
                json["auc"] = result->auc;
                json["auc_ci"] = interval({result->lower, result->upper});
                json["n_positive"] = result->positives;
                json["n_negative"] = result->negatives;
                json["mixed_labels"] = scores->mixedLabels;
                addNote(json, result->note);
            }
            list.push_back(std::move(json));
        }
    }
    return list;
}

Json calibrated(const ScoreTable& table) {
    const auto result = calibration(table.scores);
    if (!result)
        return noted(result.error());
    Json json{{"brier", result->brier},
              {"brier_reference", result->brierReference},
              {"brier_skill", optional(result->brierSkill)},
              {"ece_equal_width", result->eceWidth},
              {"ece_equal_mass", result->eceMass},
              {"slope", optional(result->slope)},
              {"intercept", optional(result->intercept)},
              {"in_the_large", optional(result->inTheLarge)},
              {"equal_width", binsJson(result->equalWidth)},
              {"equal_mass", binsJson(result->equalMass)}};
    addNote(json, result->note);
    return json;
}

Json unpaired(const ScoreTable& table) {
    const auto result = unpairedAuc(table.scores, table.secondScores());
    if (!result)
        return noted(result.error());
    Json json{{"meaning", "as if the two scores were of different cases"},
              {"difference", result->difference},
              {"ci", interval(result->interval)},
              {"t", result->t},
              {"df", result->df},
              {"p", result->p}};
    addNote(json, result->note);
    return json;
}

Json mcNemarAt(const ScoreTable& table) {
    const auto other = table.secondScores();
    const auto first = youden(table.scores), second = youden(other);
    if (!first || !second)
        return noted(first ? second.error() : first.error());
    Json json{{"threshold", first->threshold},
              {"threshold2", second->threshold},
              {"chosen_on", "these very scores (optimistic), by Youden"}};
    for (const int label : {1, 0}) {
        std::vector<int> a, b;
        std::vector<std::string> whose;
        std::size_t onlyFirst = 0, onlySecond = 0;
        for (std::size_t i = 0; i < other.size(); ++i) {
            if (other[i].label != label)
                continue;
            const bool rightA = (table.scores[i].score >= first->threshold) == (label == 1);
            const bool rightB = (other[i].score >= second->threshold) == (label == 1);
            a.push_back(rightA ? 1 : 0);
            b.push_back(rightB ? 1 : 0);
            onlyFirst += rightA && !rightB ? 1U : 0U;
            onlySecond += rightB && !rightA ? 1U : 0U;
            if (!table.patients.empty())
                whose.push_back(table.patients[i]);
        }
        Json& to = json[label == 1 ? "sensitivity" : "specificity"];
        to = mcNemarJson(mcNemar(onlyFirst, onlySecond));
        if (whose.empty())
            continue;
        if (const auto test = clusteredMcNemar(a, b, whose))
            to["clustered"] = {{"chi_squared", test->chiSquared}, {"p", test->p}};
    }
    return json;
}

Json equivalent(const ScoreTable& table) {
    const auto result = aucEquivalence(table.scores, table.second, table.clusters(), kMargin);
    if (!result)
        return noted(result.error());
    Json json{{"unit", table.patients.empty() ? "image" : "patient"},
              {"margin", result->margin},
              {"alpha", result->alpha},
              {"difference", result->difference},
              {"standard_error", result->standardError},
              {"ci90", interval(result->interval)},
              {"p_lower", result->pLower},
              {"p_upper", result->pUpper},
              {"p", result->p},
              {"equivalent", result->equivalent}};
    addNote(json, result->note);
    return json;
}

} // namespace cw::validation::detail
