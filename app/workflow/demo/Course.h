// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/LeakScan.h"
#include "anonymizer/Pseudonyms.h"
#include "app/workflow/Project.h"
#include "phantom/Phantom.h"
#include "validation/study/StudyResult.h"

#include <map>
#include <string>
#include <vector>

namespace cw::workflow::demo {

/// Where the parts of one kind lie, and how large it is.
struct CoursePlan {
    core::ImageKind kind = core::ImageKind::Mammography;
    std::filesystem::path patients, truth, project, key, coco, validation;
    int patientCount = 0, folds = 5, workers = 2;
    std::string task;
    core::Seed seed = 0;
};

/// How well the two readings of a project agree.
struct AgreementFigures {
    ComparisonSummary cases;
    std::map<std::string, std::size_t> lesions; ///< match name -> pairs
    std::map<std::string, std::size_t> answers; ///< question -> cases that differ
    std::size_t matched = 0;
    double meanIou = 0, meanDice = 0; ///< of the matched pairs
    std::size_t sameDiagnosis = 0;
    double kappa = 0; ///< Cohen's, unweighted, of the diagnosis
};

/// A case worth a picture in the report.
struct Example {
    core::CaseId caseId;
    std::string caption;
};

/// Everything the report says about one kind.
struct CourseRecord {
    CoursePlan plan;
    std::size_t patients = 0, sourceImages = 0;
    ImportReport import;
    anonymizer::LeakReport leaks;
    std::map<std::string, std::size_t> eligibility; ///< "yes", "no: rule", "unknown: rule" -> cases
    std::size_t cases = 0, assigned = 0;
    AgreementFigures agreement;
    std::map<std::string, std::size_t> decisions; ///< "a", "b", "exclude: reason" -> cases
    std::vector<Example> examples;
    std::map<std::string, std::size_t> excluded; ///< reason -> cases, as frozen
    std::string version, manifestSha256;
    std::size_t frozenCases = 0, frozenImages = 0, frozenFindings = 0;
    std::map<std::string, std::size_t> labels; ///< label -> frozen cases
    std::size_t verified = 0, verifyFaults = 0;
    validation::StudyResult validation;
    double seconds = 0;
};

/// Phantom, import, leak scan, worklists, simulated readings, comparison, decisions, frozen
/// version, COCO and validation for one kind. The project is closed when it returns.
Result<CourseRecord> runCourse(const CoursePlan& plan, const core::ProgressFn& progress,
                               const core::CancelToken* cancel);

AgreementFigures agreementOf(const storage::CaseStore& store,
                             const std::vector<core::CaseId>& compared);

} // namespace cw::workflow::demo
