// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "core/Random.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cw::workflow {

/// What a person asks of a frozen version in the window.
struct StudyWish {
    core::VersionName version{""};
    std::string task;                            ///< of taskNames()
    std::vector<std::string> models{"features"}; ///< of validation/models/ImageModel.h
    std::optional<double> target;
    int folds = 5;
    core::Seed seed = 1;
    bool checks = true; ///< all of them, or none
};

struct CurvePoint {
    double falsePositiveRate = 0, truePositiveRate = 0;
};
/// A fold of the first model, as it comes in.
struct FoldLine {
    int fold = 0; ///< 1..k
    std::optional<double> auc, sensitivity, specificity;
    std::size_t images = 0;
    std::vector<CurvePoint> curve;
};
struct StudyState {
    std::size_t done = 0, total = 0; ///< tasks
    std::string what;                ///< "folds", "checks" ...
    std::vector<FoldLine> folds;
};

/// One row of the list that goes back to the readers.
struct SuspiciousRow {
    std::string check, image, reason;
    core::CaseId caseId{""};    ///< empty: not of this project any more
    std::string thumbnail = {}; ///< PNG in base64, 64 px; empty far down the list
};
/// A value with its 95 % interval.
struct StudyInterval {
    double value = 0, lower = 0, upper = 0;
};
/// A check that failed or warns, the failures first.
struct StudyFinding {
    std::string check, sentence; ///< the sentence is English
    bool failure = false;
    std::optional<StudyInterval> auc; ///< of a shortcut
};
struct StudyOutcome {
    std::string verdict; ///< English, as in the report; the figures below say the same
    bool passed = false; ///< the target is met and no check failed
    bool synthetic = false;
    std::optional<StudyInterval> meanAuc; ///< of the model that the target is for
    std::optional<double> target;
    bool targetMetOnPoint = false, targetMetOnLowerBound = false;
    std::vector<StudyFinding> findings;
    std::vector<std::string> limits;
    std::vector<FoldLine> folds;
    std::vector<SuspiciousRow> suspicious;
    std::filesystem::path report; ///< report.html
};

/// PROJECT/validations/VERSION-TASK-HASH: the same wish has the same folder, so that a run that was
/// stopped goes on.
std::filesystem::path studyFolder(const std::filesystem::path& project, const StudyWish& wish);

/// Plans, prepares the pictures here, runs every other task as a process of its own, judges, writes
/// the report into studyFolder(). The project is asked for single pictures and at the ends only, so
/// that others can use it meanwhile; `seen` is called from any thread. Errors: those of the tasks;
/// Cancelled, after which the same call goes on.
using ProjectUser = std::function<Result<void>(const std::function<Result<void>(Project&)>&)>;
Result<StudyOutcome> runStudyWish(const std::filesystem::path& project, const ProjectUser& use,
                                  const StudyWish& wish, int workers,
                                  const std::function<void(const StudyState&)>& seen,
                                  const core::CancelToken* cancel);

/// An earlier outcome, from its folder's report.json.
Result<StudyOutcome> readStudyOutcome(Project& project, const std::filesystem::path& folder);
/// Folders with a finished report, the newest first.
std::vector<std::filesystem::path> finishedStudies(const std::filesystem::path& project);

/// Back to both readers, blind again (Rereading.h). How many went; refusals in `refused`.
Result<std::size_t> sendToRereading(Project& project, const std::vector<SuspiciousRow>& rows,
                                    const std::string& by, std::vector<std::string>& refused);

} // namespace cw::workflow
