// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "validation/report/Report.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cw::validation::testing {

/// How large a made-up study is.
struct MadeUp {
    std::size_t pictures = 200;
    int folds = 5, models = 2, copies = 1;
};

inline std::vector<UnitScore> madeUpUnits(core::Random& random, const MadeUp& size,
                                          double strength) {
    std::vector<UnitScore> units;
    for (std::size_t i = 0; i < size.pictures; ++i) {
        char name[32];
        std::snprintf(name, sizeof name, "%06zu", i);
        UnitScore unit;
        unit.unit = unit.patient = std::string("P") + name;
        unit.images = {std::string("general/") + name + ".jpg"};
        unit.label = random.chance(0.35) ? 1 : 0;
        unit.fold = 1 + static_cast<int>(i % static_cast<std::size_t>(size.folds));
        const double noise = random.normal();
        unit.score = strength * unit.label + noise;
        unit.probability = 1 / (1 + std::exp(-(1.8 * unit.score - 1.6)));
        unit.calledPositive = unit.score >= 0.6;
        units.push_back(unit);
    }
    return units;
}

/// Counted from the units with the module's own statistics, so that the page agrees with itself.
inline ModelResult madeUpModel(const std::string& name, const std::string& copy, core::Seed seed,
                               const MadeUp& size, double strength) {
    core::Random random(seed);
    ModelResult model;
    model.model = name;
    model.about = "A made-up model: its scores are drawn, no picture was looked at.";
    model.copy = copy;
    model.units = madeUpUnits(random, size, strength);
    std::vector<Scored> all;
    std::vector<double> areas;
    Counts sum;
    for (int f = 1; f <= size.folds; ++f) {
        std::vector<Scored> scores;
        for (const UnitScore& unit : model.units)
            if (unit.fold == f)
                scores.push_back({unit.score, unit.label});
        all.insert(all.end(), scores.begin(), scores.end());
        StudyFold fold;
        fold.fold = f;
        fold.auc = auc(scores).value();
        fold.roc = rocCurve(scores).value();
        fold.settings = "penalty " + std::to_string(f);
        fold.operatingPoint = {0.6, 0.8, 0.8};
        fold.counts = countsAt(scores, 0.6);
        fold.testPictures = fold.testUnits = fold.testPatients = scores.size();
        fold.trainPictures = size.pictures - scores.size();
        areas.push_back(fold.auc->auc);
        model.meanSensitivity += *fold.counts.sensitivity() / size.folds;
        model.meanSpecificity += *fold.counts.specificity() / size.folds;
        sum.tp += fold.counts.tp;
        sum.fn += fold.counts.fn;
        sum.tn += fold.counts.tn;
        sum.fp += fold.counts.fp;
        model.folds.push_back(std::move(fold));
    }
    for (const double area : areas)
        model.meanAuc.value += area / size.folds;
    for (const double area : areas)
        model.sdAuc += (area - model.meanAuc.value) * (area - model.meanAuc.value);
    model.sdAuc = std::sqrt(model.sdAuc / (size.folds - 1));
    const Auc pooled = auc(all).value();
    model.meanAuc.lower = model.meanAuc.value - (pooled.auc - pooled.lower);
    model.meanAuc.upper = std::min(1.0, model.meanAuc.value + (pooled.upper - pooled.auc));
    model.pooledAuc = {pooled.auc, pooled.lower, pooled.upper};
    model.bootstrapAuc = {pooled.auc, pooled.lower - 0.003, pooled.upper - 0.002};
    const auto rate = [](std::size_t hits, std::size_t count) {
        const Interval interval = wilson(hits, count);
        return Estimate{static_cast<double>(hits) / static_cast<double>(count), interval.lower,
                        interval.upper};
    };
    model.sensitivity = rate(sum.tp, sum.tp + sum.fn);
    model.specificity = rate(sum.tn, sum.tn + sum.fp);
    model.averagePrecision = 0.81;
    model.brier = 0.13;
    model.calibrationError = 0.03;
    model.calibrationSlope = 0.94;
    for (int b = 0; b < 10; ++b) {
        double predicted = 0, observed = 0;
        std::size_t count = 0;
        for (const UnitScore& unit : model.units)
            if (std::min(9, static_cast<int>(10 * unit.probability)) == b) {
                predicted += unit.probability;
                observed += unit.label;
                ++count;
            }
        if (count > 0)
            model.reliability.push_back({predicted / static_cast<double>(count),
                                         observed / static_cast<double>(count), count});
    }
    for (const UnitScore& unit : model.units)
        model.imageScores[unit.images.front()] = unit.score;
    return model;
}

inline CheckResult madeUpShortcut(const std::string& block, double value, Severity severity) {
    CheckResult check;
    check.check = "shortcut:" + block;
    check.severity = severity;
    check.verdict = severity == Severity::Fine ? "" : "shortcut: not evidence";
    check.sentence = "A forest that sees only " + block + " reaches this AUC in the same folds.";
    check.numbers = {
        {"auc", value}, {"lower", value - 0.05}, {"upper", std::min(1.0, value + 0.05)}};
    return check;
}

inline std::vector<CheckResult> madeUpChecks(const MadeUp& size) {
    core::Random random(5);
    std::vector<CheckResult> checks;
    CheckResult permutation;
    permutation.check = "permutation";
    permutation.sentence = "Of 200 permutations none reached the observed AUC (p = 0.005).";
    permutation.numbers = {{"observed", 0.87}, {"p", 0.005}, {"permutations", 200}};
    for (int i = 0; i < 200; ++i)
        permutation.series.push_back(0.42 + 0.16 * (random.uniform() + random.uniform()) / 2);
    checks.push_back(permutation);
    checks.push_back(madeUpShortcut("file", 0.52, Severity::Fine));
    checks.push_back(madeUpShortcut("border", 0.71, Severity::Warning));
    checks.push_back(madeUpShortcut("order", 0.93, Severity::Failure));
    CheckResult learning;
    learning.check = "learning-curve";
    learning.sentence = "More patients would still help a little.";
    learning.series = {0.2,  0.74, 0.68, 0.80, 0.4,  0.80, 0.75, 0.85, 0.6,  0.83,
                       0.79, 0.87, 0.8,  0.85, 0.82, 0.88, 1,    0.87, 0.84, 0.90};
    checks.push_back(learning);
    CheckResult subgroups;
    subgroups.check = "subgroups";
    subgroups.severity = Severity::Note;
    subgroups.verdict = "one group is too small to say";
    subgroups.sentence = "No device differs from the rest after correction for many tests.";
    CheckTable table{"AUC by device", {"Column", "Group"}, {"n", "AUC", "lower", "upper", "p"}, {}};
    table.rows = {
        {{"device", "Camera A"}, {120, 0.88, 0.82, 0.93, 0.41}},
        {{"device", "Camera B"}, {70, 0.85, 0.77, 0.92, 0.52}},
        {{"device", "Camera C"}, {10, std::nan(""), std::nan(""), std::nan(""), std::nan("")}}};
    subgroups.tables = {table};
    checks.push_back(subgroups);
    CheckResult noise;
    noise.check = "label-noise";
    noise.severity = Severity::Warning;
    noise.verdict = "12 labels to look at again";
    noise.sentence = "Out-of-fold scores contradict these labels with confidence.";
    for (std::size_t i = 0; i < std::min<std::size_t>(size.pictures, 60); ++i)
        noise.cases.push_back({"general/" + std::to_string(i) + ".jpg",
                               1 - static_cast<double>(i) / 100,
                               "labelled normal, but the score speaks for glaucoma"});
    checks.push_back(noise);
    CheckResult identity;
    identity.check = "identity";
    identity.severity = Severity::Failure;
    identity.verdict = "2 pairs of patients are one";
    identity.sentence = "The same eye was found under two patients; their folds were merged.";
    CheckTable pairs{"Pairs", {"First", "Second", "What"}, {"matching points"}, {}};
    pairs.rows = {
        {{"general/000003.jpg", "general/000107.jpg", "the same picture, mirrored"}, {212}},
        {{"general/000021.jpg", "general/000022.jpg", "the same eye"}, {88}}};
    identity.tables = {pairs};
    identity.cases = {{"general/000003.jpg", 212, "also under another patient"}};
    checks.push_back(identity);
    return checks;
}

/// A study as the engine would hand it over, made up: no picture and no model stands behind it.
inline StudyResult madeUpStudy(const MadeUp& size = {}) {
    StudyResult study;
    study.task = "glaucoma against normal";
    study.dataset = "made-up set v1";
    study.unitSentence = "Each eye has one picture; intervals are by patient.";
    study.unit = Unit::Eye;
    study.folds = size.folds;
    study.seed = 7;
    study.synthetic = true;
    study.remarks = {"This study is made up for a test."};
    study.target = 0.85;
    study.targetModel = "features";
    study.targetMetOnPoint = true;
    study.verdict =
        "The target of 0.85 is met by the mean, not by its lower end; two checks failed.";
    study.limits = {"One hospital, two cameras.", "Few cases a fold: single folds are noise."};
    for (int c = 0; c < size.copies; ++c)
        for (int m = 0; m < size.models; ++m)
            study.models.push_back(madeUpModel(
                m == 0   ? "features"
                : m == 1 ? "cnn"
                         : "shortcut",
                c == 0 ? "original" : "jpeg " + std::to_string(10 * c) + ":1",
                static_cast<core::Seed>(100 + 10 * c + m), size, m == 2 ? 0.2 : 1.6 - 0.2 * m));
    StudyComparison pair;
    pair.first = "features on original";
    pair.second = "features on jpeg 20:1";
    pair.difference = {-0.004, -0.012, 0.005};
    pair.p = 0.36;
    pair.mcnemar = 0.0004;
    pair.correctedT = std::nan("");
    pair.equivalent = true;
    pair.sentence = "Compression of 20:1 costs less than the margin.";
    study.comparisons = {pair, pair};
    study.comparisons[1].second = "features on jpeg 200:1";
    study.comparisons[1].difference = {-0.051, -0.075, -0.027};
    study.comparisons[1].equivalent = false;
    study.comparisons[1].sentence = "Compression of 200:1 costs more than the margin.";
    study.checks = madeUpChecks(size);
    study.counts = {{"patients", 130, 70}, {"pictures", 130, 70}, {"device Camera A", 80, 40}};
    study.foldTable = {"Fold by fold",
                       {"Fold", "Patients of this fold elsewhere"},
                       {"Pictures", "Patients", "Positives"},
                       {}};
    for (int f = 1; f <= size.folds; ++f)
        study.foldTable.rows.push_back({{std::to_string(f), "none"}, {40, 40, 14}});
    study.unreadable = {"general/broken.jpg: the file is empty"};
    // One red pixel.
    study.heatMaps = {
        {"general/000001.jpg", "cnn", "occlusion",
         "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElF"
         "TkSuQmCC"}};
    study.given = size.pictures + 1;
    study.patients = size.pictures;
    study.provenance = {
        {"plan hash", "0123abcd"}, {"OpenCV", "4.6.0"}, {"command", "concord validate"}};
    study.exitStatus = 1;
    study.failures = {"shortcut:order: a model could score this without looking",
                      "identity: 2 pairs of patients are one"};
    return study;
}

} // namespace cw::validation::testing
