// SPDX-License-Identifier: Apache-2.0
#include "validation/study/Judgement.h"

#include "core/Files.h"
#include "validation/Csv.h"
#include "validation/models/ImageModel.h"
#include "validation/stats/Bootstrap.h"
#include "validation/stats/Calibration.h"
#include "validation/stats/CrossValidated.h"
#include "validation/stats/PrecisionRecall.h"
#include "validation/stats/PredictiveValues.h"
#include "validation/stats/Proportions.h"
#include "validation/study/Units.h"
#include "validation/study/detail/TaskWork.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

namespace cw::validation {
namespace {

using Json = nlohmann::json;

struct FoldFiles {
    std::map<std::string, double> scores;
    double threshold = 0, plattSlope = 1, plattIntercept = 0;
    OperatingPoint inner;
    std::size_t trainPictures = 0;
    std::string settings, note;
};

Result<FoldFiles> readFold(const StudyPlan& plan, int id) {
    FoldFiles files;
    CW_TRY(const auto text, core::readText(plan.taskFolder(id) / "scores.csv", 1U << 30));
    CW_TRY(const auto table, parseCsv(text));
    CW_TRY(const auto about, core::readText(plan.taskFolder(id) / "fold.json"));
    for (const CsvRow& row : table.rows) {
        const auto score = row.fields.size() == 2 ? finiteNumber(row.fields[1]) : std::nullopt;
        if (!score)
            return fail(ErrorCode::Corrupt, "a score is not a finite number");
        files.scores[row.fields[0]] = *score;
    }
    try {
        const Json json = Json::parse(about);
        files.inner = {json.at("threshold").get<double>(),
                       json.at("inner_sensitivity").get<double>(),
                       json.at("inner_specificity").get<double>()};
        files.plattSlope = json.at("platt_slope").get<double>();
        files.plattIntercept = json.at("platt_intercept").get<double>();
        files.trainPictures = json.at("train_pictures").get<std::size_t>();
        files.settings = json.at("settings").get<std::string>();
        files.note = json.at("note").get<std::string>();
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "fold.json cannot be understood");
    }
    return files;
}

double probabilityOf(const FoldFiles& files, double score) {
    return 1 / (1 + std::exp(-(files.plattSlope * score + files.plattIntercept)));
}

void addNote(std::string& note, const std::string& more) {
    if (!more.empty())
        note += (note.empty() ? "" : "; ") + more;
}

/// The fold's pictures as units with the model's answer; pictures without a score are listed.
std::vector<UnitScore> unitsOf(const FoldFiles& files, const StudyEvidence& evidence, int fold,
                               ModelResult& result) {
    std::vector<std::string> keys;
    std::vector<double> scores;
    std::vector<int> labels;
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < evidence.samples.size(); ++i) {
        if (evidence.split.folds[i] != fold)
            continue;
        const auto found = files.scores.find(evidence.samples[i].image);
        if (found == files.scores.end()) {
            result.unscored.push_back(evidence.samples[i].image + ": the model gave no score");
            continue;
        }
        result.imageScores[found->first] = found->second;
        keys.push_back(evidence.units[i]);
        scores.push_back(found->second);
        labels.push_back(evidence.samples[i].label);
        rows.push_back(i);
    }
    std::vector<UnitScore> units;
    for (const UnitMean& mean : unitMeans(keys, scores)) {
        UnitScore unit;
        unit.unit = mean.unit;
        for (const std::size_t member : mean.members)
            unit.images.push_back(evidence.samples[rows[member]].image);
        unit.patient = evidence.samples[rows[mean.members.front()]].patient;
        unit.label = unitLabel(mean, labels);
        unit.fold = fold + 1;
        unit.score = mean.score;
        unit.probability = probabilityOf(files, mean.score);
        unit.calledPositive = mean.score >= files.inner.threshold;
        units.push_back(std::move(unit));
    }
    return units;
}

StudyFold judgedFold(const FoldFiles& files, const std::vector<UnitScore>& units, int fold) {
    StudyFold judged;
    judged.fold = fold + 1;
    judged.note = files.note;
    judged.settings = files.settings;
    judged.operatingPoint = files.inner;
    judged.trainPictures = files.trainPictures;
    judged.testUnits = units.size();
    std::vector<Scored> scored;
    std::set<std::string> patients;
    for (const UnitScore& unit : units) {
        scored.push_back({unit.score, unit.label});
        patients.insert(unit.patient);
        judged.testPictures += unit.images.size();
    }
    judged.testPatients = patients.size();
    judged.counts = countsAt(scored, files.inner.threshold);
    if (auto area = auc(scored)) {
        judged.auc = *area;
        addNote(judged.note, area->note);
        judged.roc = rocCurve(scored).value_or(std::vector<RocPoint>{});
    } else {
        addNote(judged.note, area.error().message);
    }
    return judged;
}

Estimate estimate(double value, const Interval& interval) {
    return {value, interval.lower, interval.upper};
}

struct Columns {
    std::vector<Scored> scored, probabilities;
    std::vector<std::string> folds, patients;
    std::vector<int> positiveRight, negativeRight;
    std::vector<std::string> positivePatients, negativePatients;
};

Columns columnsOf(const std::vector<UnitScore>& units) {
    Columns columns;
    for (const UnitScore& unit : units) {
        columns.scored.push_back({unit.score, unit.label});
        columns.probabilities.push_back({unit.probability, unit.label});
        columns.folds.push_back(std::to_string(unit.fold));
        columns.patients.push_back(unit.patient);
        auto& right = unit.label == 1 ? columns.positiveRight : columns.negativeRight;
        auto& patients = unit.label == 1 ? columns.positivePatients : columns.negativePatients;
        right.push_back(unit.calledPositive == (unit.label == 1) ? 1 : 0);
        patients.push_back(unit.patient);
    }
    return columns;
}

Result<void> addAreas(ModelResult& result, const Columns& columns, core::Seed seed) {
    CW_TRY(const auto mean, crossValidatedAuc(columns.scored, columns.folds, columns.patients));
    result.meanAuc = estimate(mean.mean, mean.interval);
    result.sdAuc = mean.foldSd.value_or(0);
    CW_TRY(const Auc pooled, clusteredAuc(columns.scored, columns.patients));
    result.pooledAuc = {pooled.auc, pooled.lower, pooled.upper};
    BootstrapPlan bootstrap;
    bootstrap.seed = core::Random(seed).stream("bootstrap").next();
    if (const auto drawn = bootstrapAuc(columns.scored, {}, columns.patients, bootstrap))
        result.bootstrapAuc = estimate(drawn->first.value, drawn->first.percentile);
    else
        result.bootstrapAuc = result.pooledAuc;
    CW_TRY(result.averagePrecision, averagePrecision(columns.scored));
    return {};
}

void addRates(ModelResult& result, const Columns& columns, std::optional<double> prevalence) {
    if (const auto share = clusteredProportion(columns.positiveRight, columns.positivePatients))
        result.sensitivity = estimate(share->share, share->interval);
    if (const auto share = clusteredProportion(columns.negativeRight, columns.negativePatients))
        result.specificity = estimate(share->share, share->interval);
    double sensitivities = 0, specificities = 0;
    int withPositives = 0, withNegatives = 0;
    Counts all;
    for (const StudyFold& fold : result.folds) {
        if (const auto rate = fold.counts.sensitivity()) {
            sensitivities += *rate;
            ++withPositives;
        }
        if (const auto rate = fold.counts.specificity()) {
            specificities += *rate;
            ++withNegatives;
        }
        all.tp += fold.counts.tp;
        all.fp += fold.counts.fp;
        all.tn += fold.counts.tn;
        all.fn += fold.counts.fn;
    }
    result.meanSensitivity = withPositives > 0 ? sensitivities / withPositives : 0;
    result.meanSpecificity = withNegatives > 0 ? specificities / withNegatives : 0;
    if (prevalence)
        if (const auto values = predictiveValues(all, *prevalence);
            values && values->ppv && values->npv)
            result.predictiveValues = {estimate(*values->ppv, values->ppvInterval),
                                       estimate(*values->npv, values->npvInterval)};
}

void addCalibration(ModelResult& result, const Columns& columns) {
    const auto measured = calibration(columns.probabilities);
    if (!measured)
        return;
    result.brier = measured->brier;
    result.calibrationError = measured->eceWidth;
    result.calibrationSlope = measured->slope.value_or(std::nan(""));
    for (const CalibrationBin& bin : measured->equalMass)
        result.reliability.push_back({bin.meanPrediction, bin.observed, bin.count});
}

} // namespace

Result<StudyEvidence> evidenceOf(const StudyPlan& plan) {
    StudyEvidence evidence;
    CW_TRY(evidence.split, readSplit(plan));
    CW_TRY(const auto labelled, plan.labelledSamples());
    evidence.samples = detail::grouped(evidence.split, labelled);
    std::map<std::string_view, const Sample*> byImage;
    for (const Sample& sample : labelled)
        byImage.emplace(sample.image, &sample);
    for (const Sample& sample : evidence.samples)
        evidence.units.push_back(unitKey(*byImage.at(sample.image), plan.request().unit));
    return evidence;
}

Result<ModelResult> judgedModel(const StudyPlan& plan, const StudyEvidence& evidence, int model,
                                int copy, bool finishedOnly) {
    const StudyRequest& request = plan.request();
    ModelResult result;
    const std::string& specification = request.models.at(static_cast<std::size_t>(model));
    result.model = shownModel(specification);
    result.copy = request.copies.at(static_cast<std::size_t>(copy)).name;
    if (const auto made = makeModel(specification))
        result.about = (*made)->about();
    for (const StudyTask& task : plan.tasks()) {
        if (task.kind != TaskKind::Fold || task.model != model || task.copy != copy)
            continue;
        if (!plan.finished(task.id)) {
            if (finishedOnly)
                continue;
            return fail(ErrorCode::InvalidArgument, "task " + std::to_string(task.id) + " (fold " +
                                                        std::to_string(task.fold + 1) + " of " +
                                                        result.model +
                                                        ") has no result of this plan");
        }
        auto files = readFold(plan, task.id);
        if (!files)
            return within(std::move(files).error(), "task " + std::to_string(task.id));
        auto units = unitsOf(*files, evidence, task.fold, result);
        result.folds.push_back(judgedFold(*files, units, task.fold));
        std::move(units.begin(), units.end(), std::back_inserter(result.units));
    }
    std::sort(result.units.begin(), result.units.end(),
              [](const UnitScore& a, const UnitScore& b) { return a.unit < b.unit; });
    const Columns columns = columnsOf(result.units);
    if (auto areas = addAreas(result, columns, request.seed); !areas && !finishedOnly)
        return within(std::move(areas).error(), "judging " + result.model);
    addRates(result, columns, request.prevalence);
    addCalibration(result, columns);
    return result;
}

} // namespace cw::validation
