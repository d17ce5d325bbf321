// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Random.h"
#include "validation/Metrics.h"
#include "validation/Sample.h"
#include "validation/checks/CheckResult.h"
#include "validation/stats/Units.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cw::validation {

/// One fold of one model.
struct StudyFold {
    int fold = 0;           ///< 1..k
    std::optional<Auc> auc; ///< of units; absent when the fold lacks a class; note says so
    std::string note, settings;
    OperatingPoint operatingPoint; ///< chosen on inner scores of the training part
    Counts counts;                 ///< at that threshold on the test part
    std::vector<RocPoint> roc;
    std::size_t trainPictures = 0, testPictures = 0, testUnits = 0, testPatients = 0;
};

/// The score of a unit by the model that had not seen its group.
struct UnitScore {
    std::string unit;                ///< patient, or patient and side, or image
    std::vector<std::string> images; ///< whose scores were brought together
    std::string patient;             ///< the group it was split by
    int label = 0, fold = 0;         ///< fold 1..k
    double score = 0;
    double probability = 0; ///< Platt on inner scores of its fold's training part
    bool calledPositive = false;
};

/// A value and its interval; how is said where it is printed.
struct Estimate {
    double value = 0, lower = 0, upper = 0;
};

struct ReliabilityBin {
    double meanProbability = 0, observed = 0;
    std::size_t count = 0;
};

/// One model on one copy of the pictures.
struct ModelResult {
    std::string model, about;
    std::string copy; ///< "original", "jpeg 20:1" ...
    std::vector<StudyFold> folds;
    std::vector<UnitScore> units;              ///< sorted by unit
    std::map<std::string, double> imageScores; ///< out of fold
    std::vector<std::string> unscored;         ///< images without a score, and why
    Estimate meanAuc;                          ///< of folds (primary); cvAUC interval by patient
    double sdAuc = 0;                          ///< spread between folds, not a standard error
    Estimate pooledAuc, bootstrapAuc;          ///< Obuchowski; patient bootstrap
    Estimate sensitivity, specificity;         ///< at the frozen thresholds, all folds together
    double meanSensitivity = 0, meanSpecificity = 0; ///< means of folds
    double averagePrecision = 0, brier = 0, calibrationError = 0, calibrationSlope = 0;
    std::vector<ReliabilityBin> reliability;
    std::vector<Estimate> predictiveValues; ///< PPV, NPV at the plan's prevalence, if given
};

/// Two models, or two copies with one model, on the same units.
struct StudyComparison {
    std::string first, second;                 ///< "cnn on original", "cnn on jpeg 20:1"
    Estimate difference;                       ///< second minus first AUC, clustered by patient
    double p = 1, mcnemar = 1, correctedT = 1; ///< paired; McNemar; Nadeau-Bengio over folds
    double margin = 0.02;
    bool equivalent = false; ///< TOST at 5 %: the 90 % interval lies within +- margin
    std::string sentence;
};

/// How near a copy's pictures are to the originals; medians over the pictures, PSNR in dB over
/// those that differ (NaN: none does). `input`: at the side that a network sees.
struct CopyLikeness {
    std::string copy;
    std::size_t pictures = 0, equal = 0; ///< laid over each other; sample by sample the same
    std::size_t unreadable = 0;          ///< in the copy alone
    std::size_t incomparable = 0;        ///< another size or number of samples
    double psnr = 0, lowestPsnr = 0, ssim = 0, lowestSsim = 0; ///< as both came
    double inputPsnr = 0, inputSsim = 0;
};

struct StudyCount {
    std::string what; ///< "patients", "images", "device A" ...
    std::size_t negatives = 0, positives = 0;
};

/// A heat map, as a PNG of the reduced picture with the map over it.
struct HeatMap {
    std::string image, model, how; ///< how: "occlusion" or "Grad-CAM"
    std::string pngBase64;
};

/// Everything that a report prints; report.json holds all of it.
struct StudyResult {
    std::string task, dataset, unitSentence;
    Unit unit = Unit::Image;
    int folds = 5;
    core::Seed seed = 1;
    bool synthetic = false;
    std::vector<std::string> remarks;
    std::optional<double> target; ///< mean AUC, set beforehand
    std::string targetModel;      ///< whose mean AUC counts; the first model on the first copy
    bool targetMetOnPoint = false, targetMetOnLowerBound = false;
    std::string verdict;             ///< one line for the first screen
    std::vector<std::string> limits; ///< plain words
    std::vector<ModelResult> models;
    std::vector<StudyComparison> comparisons;
    std::vector<CopyLikeness> copies; ///< every one but the first
    std::vector<CheckResult> checks;
    std::vector<StudyCount> counts;
    CheckTable foldTable; ///< images, patients, positives a fold, the proof of no leak
    std::vector<std::string> unreadable;
    std::vector<HeatMap> heatMaps;
    std::map<std::string, std::string> thumbnails; ///< of cases that checks name; thumbnailsOf()
    std::size_t given = 0, patients = 0;
    std::map<std::string, std::string> provenance; ///< versions, hashes, machine, plan hash
    /// 0 target met (or none set) and no check failed; 1 otherwise. failures: which.
    int exitStatus = 0;
    std::vector<std::string> failures;
};

} // namespace cw::validation
