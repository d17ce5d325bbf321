// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Progress.h"
#include "validation/Folds.h"
#include "validation/Metrics.h"
#include <filesystem>
#include <functional>
#include <memory>

namespace cw::validation {

/// Pixels by the manifest's image name; injected, this module opens no DICOM. Called from several
/// threads at once when plan.workers > 1: lock what cannot bear that.
using ImageSource =
    std::function<Result<std::shared_ptr<const core::Image>>(const std::string& image)>;

enum class FeatureKind { Mammogram, Fundus };
struct ValidationPlan {
    std::string task;    ///< printed, e.g. "malignant against normal + benign"
    std::string dataset; ///< printed, e.g. version name and hash, or the manifest's file name
    FeatureKind features = FeatureKind::Mammogram;
    std::string model = "logistic"; ///< "logistic", "svm", "forest"
    int folds = 5;
    core::Seed seed = 1;
    std::optional<double> targetAuc;  ///< set beforehand
    bool synthetic = false;           ///< the report says so
    std::vector<std::string> remarks; ///< printed in the report, e.g. "readers are simulated"
    int workers = 2;
};
struct FoldResult {
    int fold = 0;           ///< 1..k, here and in every file written
    std::optional<Auc> auc; ///< absent when the fold lacks a class; note says so
    std::string note;
    OperatingPoint operatingPoint; ///< chosen on the training part (inner folds)
    Counts counts;                 ///< on the test part
    std::vector<RocPoint> roc;
    std::size_t trainSize = 0, testSize = 0;
    std::string settings; ///< what inner folds chose, e.g. "penalty 10"
};
struct OutOfFoldScore {
    Sample sample;
    int fold = 0;
    double score = 0;
};
/// How well a forest scores the labels from something that is not the picture's content, in the
/// same folds: near 0.5, or a model may have learned that instead.
struct ShortcutCheck {
    std::string what;            ///< "image size", "file name order", "device"
    double auc = 0.5, lower = 0; ///< mean of folds; its lower limit (95 %)
};
struct ValidationResult {
    ValidationPlan plan;
    std::vector<FoldResult> folds;
    std::vector<OutOfFoldScore> scores;  ///< sorted by image
    std::vector<std::string> unreadable; ///< images left out, with the reason
    double meanAuc = 0, sdAuc = 0;       ///< over folds; sd is the spread, not a standard error
    Auc pooled;                          ///< secondary
    double meanSensitivity = 0, meanSpecificity = 0;
    Auc pooledByPatient;    ///< the same with the clustered interval
    double permutedAuc = 0; ///< labels permuted by patient: near 0.5 or something leaks
    double permutedSd = 0, permutedMax = 0;
    int permutations = 0;
    double imageSizeAuc = 0; ///< shortcut: file geometry alone
    std::vector<ShortcutCheck> shortcuts;
    std::size_t given = 0, patients = 0; ///< images of the manifest; patients that were used
    std::vector<std::string> warnings;   ///< plain words
};

/// Errors: InvalidArgument (plan or samples make no sense, named), Cancelled. Unreadable images are
/// listed, not fatal. The result depends on samples, pixels, plan and seed, never on plan.workers
/// or the order of the samples.
Result<ValidationResult> crossValidate(std::span<const Sample> samples, const ImageSource& images,
                                       const ValidationPlan& plan,
                                       const core::ProgressFn& progress = {},
                                       const core::CancelToken* cancel = nullptr);

/// report.html (ROC as inline SVG, no script, no network), report.json (mean_auc, folds[]),
/// scores.csv (image,patient,label,fold,score) into a folder.
Result<void> writeReport(const ValidationResult& result, const std::filesystem::path& folder);
/// The part of report.html between <body> and </body>, for a larger report.
std::string reportHtmlBody(const ValidationResult& result);

/// A CSV with at least image,patient,label ("file" stands for "image" too) and, where known,
/// device, laterality, view, accession, site, sex, age (years), fold (1..k) and any others; in any
/// order, UTF-8 with or without BOM, quoted fields, LF or CRLF. Malformed names the line and
/// column.
Result<std::vector<Sample>> readManifest(const std::filesystem::path& csv);

/// Verb metrics: columns score,label[,patient][,fold][,score2]; JSON with auc, auc_variance,
/// auc_ci, n_positive, n_negative and with score2 auc2, delong_z, delong_p.
Result<std::string> metricsJson(const std::filesystem::path& csv);

} // namespace cw::validation
