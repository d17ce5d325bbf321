// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/study/StudyDesk.h"

#include "app/workflow/PrintedReport.h"
#include "app/workflow/study/Rereading.h"
#include "app/workflow/study/StudyProvenance.h"
#include "app/workflow/study/StudyRun.h"
#include "app/workflow/study/StudySource.h"
#include "core/Sha256.h"
#include "validation/checks/Checks.h"
#include "validation/report/Report.h"
#include "validation/study/Judgement.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace cw::workflow {
namespace {

using validation::StudyPlan;
using validation::StudyResult;

std::vector<FoldLine> linesOf(const validation::ModelResult& model) {
    std::vector<FoldLine> lines;
    for (const auto& fold : model.folds) {
        FoldLine line;
        line.fold = fold.fold;
        if (fold.auc)
            line.auc = fold.auc->auc;
        line.sensitivity = fold.counts.sensitivity();
        line.specificity = fold.counts.specificity();
        line.images = fold.testPictures;
        for (const auto& point : fold.roc)
            line.curve.push_back({point.falsePositiveRate, point.truePositiveRate});
        lines.push_back(std::move(line));
    }
    return lines;
}

/// A hidden repeat is never in a version: an image has one case.
core::CaseId caseOf(const Project& project, const std::string& image) {
    const auto stored = project.store().image(core::ImageId(image));
    return stored ? stored->caseId : core::CaseId("");
}

StudyFinding findingOf(const validation::CheckResult& check) {
    StudyFinding finding{
        check.check, check.sentence, check.severity == validation::Severity::Failure, {}};
    std::map<std::string, double> numbers(check.numbers.begin(), check.numbers.end());
    if (check.check.starts_with("shortcut:") && numbers.contains("auc"))
        finding.auc = {numbers["auc"], numbers["lower"], numbers["upper"]};
    return finding;
}

StudyOutcome outcomeOf(const Project& project, const StudyResult& study,
                       const std::filesystem::path& folder) {
    StudyOutcome outcome;
    outcome.verdict = study.verdict;
    outcome.passed = study.exitStatus == 0;
    for (const auto severity : {validation::Severity::Failure, validation::Severity::Warning})
        for (const auto& check : study.checks) {
            if (check.severity == severity)
                outcome.findings.push_back(findingOf(check));
        }
    outcome.limits = study.limits;
    outcome.synthetic = study.synthetic;
    outcome.target = study.target;
    outcome.targetMetOnPoint = study.targetMetOnPoint;
    outcome.targetMetOnLowerBound = study.targetMetOnLowerBound;
    if (const auto* model = validation::targetOf(study)) {
        outcome.folds = linesOf(*model);
        outcome.meanAuc = {model->meanAuc.value, model->meanAuc.lower, model->meanAuc.upper};
    }
    for (const auto& check : study.checks)
        for (const auto& one : check.cases) {
            const auto thumbnail = study.thumbnails.find(one.image);
            outcome.suspicious.push_back(
                {check.check, one.image, one.reason, caseOf(project, one.image),
                 thumbnail == study.thumbnails.end() ? std::string() : thumbnail->second});
        }
    outcome.report = folder / "report.html";
    return outcome;
}

Result<StudyPlan> planned(Project& project, const StudyWish& wish,
                          const std::filesystem::path& folder) {
    validation::StudyRequest request;
    request.folds = wish.folds;
    request.seed = wish.seed;
    request.models = wish.models;
    request.target = wish.target;
    request.unit = project.store().kind() == core::ImageKind::Fundus ? validation::Unit::Eye
                                                                     : validation::Unit::Breast;
    request.checks = wish.checks ? validation::checkNames() : std::vector<std::string>{"none"};
    CW_TRY(const auto study, studyOfVersion(project, wish.version, wish.task, std::move(request)));
    return StudyPlan::write(folder, study);
}

/// The first model's folds so far; nothing before the split.
std::vector<FoldLine> foldsSoFar(const StudyPlan& plan) {
    const auto evidence = validation::evidenceOf(plan);
    if (!evidence)
        return {};
    const auto judged = validation::judgedModel(plan, *evidence, 0, 0, true);
    return judged ? linesOf(*judged) : std::vector<FoldLine>{};
}

/// Tells what came in, one caller at a time: judging reads every finished fold.
class Watcher {
public:
    Watcher(const StudyPlan& plan, const std::function<void(const StudyState&)>& seen)
        : m_plan(plan), m_seen(seen) {
        m_state.total = plan.tasks().size();
        for (const auto& task : plan.tasks())
            m_state.done += plan.finished(task.id) ? 1U : 0U;
        m_state.folds = foldsSoFar(plan);
        m_seen(m_state);
    }
    void finished(int id) {
        const auto& task = m_plan.tasks()[static_cast<std::size_t>(id)];
        const std::lock_guard lock(m_mutex);
        ++m_state.done;
        m_state.what = validation::nameOf(task.kind);
        if (task.kind == validation::TaskKind::Fold && task.model == 0 && task.copy == 0)
            m_state.folds = foldsSoFar(m_plan);
        m_seen(m_state);
    }

private:
    const StudyPlan& m_plan;
    const std::function<void(const StudyState&)>& m_seen;
    std::mutex m_mutex;
    StudyState m_state;
};

} // namespace

std::filesystem::path studyFolder(const std::filesystem::path& project, const StudyWish& wish) {
    std::string words = std::to_string(wish.folds) + " " + std::to_string(wish.seed) +
                        (wish.checks ? " checks" : "");
    for (const std::string& model : wish.models)
        words += " " + model;
    if (wish.target)
        words += " " + std::to_string(*wish.target);
    return project / "validations" /
           (wish.version.text() + "-" + wish.task + "-" + core::sha256Hex(words).substr(0, 8));
}

Result<StudyOutcome> runStudyWish(const std::filesystem::path& project, const ProjectUser& use,
                                  const StudyWish& wish, int workers,
                                  const std::function<void(const StudyState&)>& seen,
                                  const core::CancelToken* cancel) {
    CW_TRY(const auto concord, concordProgram());
    const auto folder = studyFolder(project, wish);
    std::optional<StudyPlan> plan;
    CW_CHECK(use([&](Project& opened) -> Result<void> {
        CW_TRY(plan, planned(opened, wish, folder));
        return {};
    }));
    Watcher watcher(*plan, seen);
    RunOptions options;
    options.workers = workers;
    options.cancel = cancel;
    options.finished = [&](int task) { watcher.finished(task); };
    validation::TaskTools tools;
    tools.cancel = cancel;
    tools.pictures = [&](const validation::StudyCopy&) -> Result<validation::PictureSource> {
        return picturesFetchedBy([&](const core::ImageId& id) -> Result<StoredPicture> {
            StoredPicture stored;
            CW_CHECK(use([&](Project& opened) -> Result<void> {
                CW_TRY(stored, storedPicture(opened, id));
                return {};
            }));
            return stored;
        });
    };
    CW_CHECK(runStudy(*plan, preparingHere(*plan, tools, inOwnProcess(concord, *plan, {}, cancel)),
                      options));
    CW_TRY(const auto study, validation::aggregate(*plan, studyProvenance(*plan)));
    CW_CHECK(validation::writeStudy(study, folder));
    // The page is the report; without concord-print the PDF alone is missing.
    static_cast<void>(printReport(folder));
    StudyOutcome outcome;
    CW_CHECK(use([&](Project& opened) -> Result<void> {
        outcome = outcomeOf(opened, study, folder);
        return {};
    }));
    return outcome;
}

Result<StudyOutcome> readStudyOutcome(Project& project, const std::filesystem::path& folder) {
    CW_TRY(const auto study, validation::readStudy(folder / "report.json"));
    return outcomeOf(project, study, folder);
}

std::vector<std::filesystem::path> finishedStudies(const std::filesystem::path& project) {
    std::vector<std::filesystem::path> folders;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(project / "validations", ignored))
        if (std::filesystem::exists(entry.path() / "report.json"))
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end(), [](const auto& a, const auto& b) {
        std::error_code none;
        return std::filesystem::last_write_time(a / "report.json", none) >
               std::filesystem::last_write_time(b / "report.json", none);
    });
    return folders;
}

Result<std::size_t> sendToRereading(Project& project, const std::vector<SuspiciousRow>& rows,
                                    const std::string& by, std::vector<std::string>& refused) {
    std::vector<SuspiciousCase> cases;
    for (const SuspiciousRow& row : rows) {
        if (row.caseId.text().empty())
            continue;
        auto place = std::find_if(cases.begin(), cases.end(), [&](const SuspiciousCase& one) {
            return one.caseId == row.caseId;
        });
        if (place == cases.end())
            place = cases.insert(cases.end(), {row.caseId, {}, {}, 0});
        place->images.push_back(row.image);
        place->reasons.push_back(row.check + ": " + row.reason);
    }
    CW_TRY(const auto back, sendToRereading(project, cases, by));
    for (const auto& [id, why] : back.refused)
        refused.push_back(id.text() + ": " + why);
    return back.sent.size();
}

} // namespace cw::workflow
