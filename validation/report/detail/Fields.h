// SPDX-License-Identifier: Apache-2.0
// Each field of a study has its key in one place, for writing and for reading: what is written is
// read back by construction. An archive is called with a key and a field.
#pragma once
#include "validation/study/StudyResult.h"

#include <type_traits>

namespace cw::validation::report {

/// The field list's object: const where the archive only looks.
template <class Archive, class T>
using Of = std::conditional_t<Archive::kWrites, const T, T>;

template <class A>
void fields(A& a, Of<A, Estimate>& x) {
    a("value", x.value);
    a("lower", x.lower);
    a("upper", x.upper);
}
template <class A>
void fields(A& a, Of<A, Auc>& x) {
    a("auc", x.auc);
    a("variance", x.variance);
    a("lower", x.lower);
    a("upper", x.upper);
    a("positives", x.positives);
    a("negatives", x.negatives);
    a("note", x.note);
}
template <class A>
void fields(A& a, Of<A, OperatingPoint>& x) {
    a("threshold", x.threshold);
    a("sensitivity", x.sensitivity);
    a("specificity", x.specificity);
}
template <class A>
void fields(A& a, Of<A, Counts>& x) {
    a("tp", x.tp);
    a("fp", x.fp);
    a("tn", x.tn);
    a("fn", x.fn);
}
template <class A>
void fields(A& a, Of<A, StudyFold>& x) {
    a("fold", x.fold);
    a("area", x.auc);
    a("note", x.note);
    a("settings", x.settings);
    a("operating_point", x.operatingPoint);
    a("counts", x.counts);
    a("roc", x.roc);
    a("train_pictures", x.trainPictures);
    a("test_pictures", x.testPictures);
    a("test_units", x.testUnits);
    a("test_patients", x.testPatients);
}
template <class A>
void fields(A& a, Of<A, ReliabilityBin>& x) {
    a("mean_probability", x.meanProbability);
    a("observed", x.observed);
    a("count", x.count);
}
template <class A>
void fields(A& a, Of<A, ModelResult>& x) {
    a("model", x.model);
    a("about", x.about);
    a("copy", x.copy);
    a("folds", x.folds);
    a("units", x.units);
    a("image_scores", x.imageScores);
    a("unscored", x.unscored);
    a("mean_auc", x.meanAuc);
    a("sd_auc", x.sdAuc);
    a("pooled_auc", x.pooledAuc);
    a("bootstrap_auc", x.bootstrapAuc);
    a("sensitivity", x.sensitivity);
    a("specificity", x.specificity);
    a("mean_sensitivity", x.meanSensitivity);
    a("mean_specificity", x.meanSpecificity);
    a("average_precision", x.averagePrecision);
    a("brier", x.brier);
    a("calibration_error", x.calibrationError);
    a("calibration_slope", x.calibrationSlope);
    a("reliability", x.reliability);
    a("predictive_values", x.predictiveValues);
}
template <class A>
void fields(A& a, Of<A, StudyComparison>& x) {
    a("first", x.first);
    a("second", x.second);
    a("difference", x.difference);
    a("p", x.p);
    a("mcnemar", x.mcnemar);
    a("corrected_t", x.correctedT);
    a("margin", x.margin);
    a("equivalent", x.equivalent);
    a("sentence", x.sentence);
}
template <class A>
void fields(A& a, Of<A, CopyLikeness>& x) {
    a("copy", x.copy);
    a("pictures", x.pictures);
    a("equal", x.equal);
    a("unreadable", x.unreadable);
    a("incomparable", x.incomparable);
    a("psnr", x.psnr);
    a("lowest_psnr", x.lowestPsnr);
    a("ssim", x.ssim);
    a("lowest_ssim", x.lowestSsim);
    a("input_psnr", x.inputPsnr);
    a("input_ssim", x.inputSsim);
}
template <class A>
void fields(A& a, Of<A, StudyCount>& x) {
    a("what", x.what);
    a("negatives", x.negatives);
    a("positives", x.positives);
}
template <class A>
void fields(A& a, Of<A, HeatMap>& x) {
    a("image", x.image);
    a("model", x.model);
    a("how", x.how);
    a("png_base64", x.pngBase64);
}
template <class A>
void fields(A& a, Of<A, CaseRemark>& x) {
    a("image", x.image);
    a("suspicion", x.suspicion);
    a("reason", x.reason);
}
template <class A>
void fields(A& a, Of<A, CheckRow>& x) {
    a("words", x.words);
    a("numbers", x.numbers);
}
template <class A>
void fields(A& a, Of<A, CheckTable>& x) {
    a("caption", x.caption);
    a("word_headings", x.wordHeadings);
    a("number_headings", x.numberHeadings);
    a("rows", x.rows);
}
template <class A>
void fields(A& a, Of<A, CheckResult>& x) {
    a("check", x.check);
    a("severity", x.severity);
    a("verdict", x.verdict);
    a("sentence", x.sentence);
    a("numbers", x.numbers);
    a("tables", x.tables);
    a("cases", x.cases);
    a("series", x.series);
}
template <class A>
void fields(A& a, Of<A, StudyResult>& x) {
    a("task", x.task);
    a("dataset", x.dataset);
    a("unit", x.unit);
    a("unit_sentence", x.unitSentence);
    a("fold_count", x.folds);
    a("seed", x.seed);
    a("synthetic", x.synthetic);
    a("remarks", x.remarks);
    a("verdict", x.verdict);
    a("exit_status", x.exitStatus);
    a("failures", x.failures);
    a("target_auc", x.target);
    a("target_model", x.targetModel);
    a("target_met_on_point", x.targetMetOnPoint);
    a("target_met_on_lower_bound", x.targetMetOnLowerBound);
    a("limits", x.limits);
    a("images_given", x.given);
    a("patients", x.patients);
    a("counts", x.counts);
    a("unreadable", x.unreadable);
    a("fold_table", x.foldTable);
    a("comparisons", x.comparisons);
    a("copies", x.copies);
    a("checks", x.checks);
    a("provenance", x.provenance);
    a("models", x.models);
    a("heat_maps", x.heatMaps);
    a("thumbnails", x.thumbnails);
}

} // namespace cw::validation::report
