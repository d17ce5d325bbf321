// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/demo/Course.h"

#include "app/workflow/study/StudyProvenance.h"
#include "app/workflow/study/StudyRun.h"
#include "app/workflow/study/StudySource.h"
#include "validation/checks/Checks.h"
#include "validation/report/Report.h"
#include "validation/study/Judgement.h"

#include "app/workflow/demo/TruthMatch.h"
#include "app/workflow/detail/InOrder.h"
#include "core/Files.h"
#include "dicom/Instance.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace cw::workflow::demo {
namespace {

const core::ReaderId kReaders[2] = {core::ReaderId("reader-A"), core::ReaderId("reader-B")};
const core::ReaderId kAdjudicator{"adjudicator"};
const core::VersionName kVersion{"demo-1"};

const char* wordsFor(annotation::Agreement agreement) {
    switch (agreement) {
    case annotation::Agreement::Agree:
        return "agree";
    case annotation::Agreement::Partial:
        return "agree in part";
    case annotation::Agreement::Disagree:
        return "disagree";
    }
    return "";
}

/// The steps in order; each adds to the record.
class Course {
public:
    Course(const CoursePlan& plan, const core::ProgressFn& progress,
           const core::CancelToken* cancel)
        : m_plan(plan), m_progress(progress), m_cancel(cancel) {
        m_record.plan = plan;
    }

    Result<CourseRecord> run() {
        const auto start = std::chrono::steady_clock::now();
        CW_TRY(m_truth, writePatients());
        CW_TRY(auto project, Project::create(m_plan.project, m_plan.kind));
        CW_CHECK(import(project));
        CW_CHECK(assign(project));
        CW_CHECK(read(project));
        CW_CHECK(decide(project));
        CW_CHECK(freeze(project));
        CW_CHECK(scan());
        CW_CHECK(validate(project));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        m_record.seconds = took.count();
        return std::move(m_record);
    }

private:
    core::ProgressFn told(const std::string& what) const {
        if (!m_progress)
            return {};
        return [this, words = std::string(core::name(m_plan.kind)) + " " +
                              what](std::size_t done, std::size_t total, const std::string&) {
            m_progress(done, total, words);
        };
    }
    Result<void> stopped() const {
        if (m_cancel && m_cancel->cancelled())
            return fail(ErrorCode::Cancelled, "stopped");
        return {};
    }

    Result<phantom::PhantomTruth> writePatients() {
        phantom::PhantomPlan plan;
        plan.kind = m_plan.kind;
        plan.patients = m_plan.patientCount;
        plan.seed = m_plan.seed;
        plan.scale = phantom::Scale::Half;
        plan.workers = m_plan.workers;
        CW_TRY(auto truth,
               phantom::writePhantom(m_plan.patients, plan, told("patients written"), m_cancel));
        m_record.patients = truth.patients.size();
        for (const auto& patient : truth.patients)
            m_record.sourceImages += patient.images.size();
        CW_CHECK(setTruthAside());
        CW_CHECK(compressExport());
        return truth;
    }

    /// A hospital export has no truth in it: what the phantom says about itself lies apart.
    Result<void> setTruthAside() const {
        std::error_code error;
        std::filesystem::create_directories(m_plan.truth, error);
        for (const auto* name : {"truth.json", "clinical.csv", "identifiers.txt"})
            if (!error)
                std::filesystem::rename(m_plan.patients / name, m_plan.truth / name, error);
        if (error)
            return fail(ErrorCode::IoFailure, "the phantom's truth cannot be set aside");
        return {};
    }

    /// As PACS do: JPEG, lossless. Half the disk for the export and for the project.
    Result<void> compressExport() const {
        if (m_plan.kind != core::ImageKind::Mammography)
            return {};
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_plan.patients))
            if (entry.path().extension() == ".dcm")
                files.push_back(entry.path());
        const auto tell = told("images compressed");
        return detail::inOrder<bool>(
            files.size(), m_plan.workers,
            [&](std::size_t i) -> Result<bool> {
                CW_TRY(const auto instance, dicom::readInstance(files[i]));
                CW_TRY(const auto bytes,
                       dicom::encodeInstance(instance, dicom::TransferSyntax::JpegLossless));
                CW_CHECK(core::writeWhole(files[i], bytes));
                return true;
            },
            [&](std::size_t i, const Result<bool>& written) -> Result<void> {
                if (!written)
                    return within(written.error(), "compressing a synthetic image");
                if (tell)
                    tell(i + 1, files.size(), {});
                return stopped();
            });
    }

    Result<void> import(Project& project) {
        CW_TRY(m_record.import,
               project.import({m_plan.patients}, m_plan.key, m_plan.truth / "clinical.csv",
                              "curation", told("files de-identified"), m_cancel));
        CW_CHECK(project.store().audit("demo", "synthetic",
                                       "all patients are synthetic, both readers are simulated"));
        return {};
    }

    Result<void> assign(Project& project) {
        CW_TRY(const auto verdicts, project.eligibility());
        for (const auto& v : verdicts) {
            auto words = std::string(dataset::name(v.verdict));
            if (v.verdict != dataset::Eligible::Yes)
                words += ": " + v.rule;
            ++m_record.eligibility[words];
        }
        m_record.cases = verdicts.size();
        CW_TRY(m_record.assigned, project.assignAll(kReaders[0], kReaders[1]));
        return {};
    }

    Result<void> read(Project& project) {
        CW_TRY(const auto key, anonymizer::PseudonymKey::read(m_plan.key));
        CW_TRY(m_cases,
               matchTruth(project.store(), m_truth, m_plan.patients, anonymizer::Pseudonyms(key)));
        CW_TRY(const auto cases, project.store().cases());
        const auto tell = told("readings simulated");
        std::size_t done = 0;
        for (const auto& row : cases) {
            if (row.readers.empty())
                continue;
            CW_CHECK(stopped());
            const auto& behind = m_cases.at(row.id);
            const auto number = static_cast<std::uint64_t>(&row - cases.data());
            for (std::size_t r = 0; r < 2; ++r) {
                const SimulatedReader reader(m_plan.seed + 1 + r, {}, m_plan.kind);
                CW_TRY(auto session, project.openSession(row.id, kReaders[r]));
                CW_CHECK(reader.read(session, *behind.patient, behind.images, number));
                CW_CHECK(project.submit(session));
                if (tell)
                    tell(++done, 2 * m_record.assigned, {});
            }
        }
        CW_CHECK(project.compareAll());
        std::vector<core::CaseId> compared;
        for (const auto& row : cases)
            if (!row.readers.empty())
                compared.push_back(row.id);
        m_record.agreement = agreementOf(project.store(), compared);
        return {};
    }

    /// The third person of the demo knows the truth, as the pathologist would. Of the patients
    /// whose diagnosis differs every other one is excluded, as the programme did with all of them
    /// (programme.md 2.5), and so is one whose diagnosis both readers miss.
    annotation::Decision decisionOn(const core::CaseId& id, const annotation::Reading& a,
                                    const annotation::Reading& b) {
        const auto& truth = m_cases.at(id).patient->label;
        auto says = [&](const annotation::Reading& reading) {
            const auto found = reading.answers.find("diagnosis");
            return found != reading.answers.end() && found->second == truth;
        };
        annotation::Decision decision;
        decision.caseId = id;
        decision.adjudicator = kAdjudicator;
        decision.reason = annotation::ExclusionReason::ReadersDisagree;
        if (says(a) != says(b)) {
            const bool exclude = m_differing++ % 2 == 0;
            decision.verdict = exclude   ? annotation::Verdict::Exclude
                               : says(a) ? annotation::Verdict::AgreeWithA
                                         : annotation::Verdict::AgreeWithB;
        } else if (!says(a)) {
            decision.verdict = annotation::Verdict::Exclude;
        } else {
            decision.verdict = b.findings.size() > a.findings.size()
                                   ? annotation::Verdict::AgreeWithB
                                   : annotation::Verdict::AgreeWithA;
        }
        decision.comment = "simulated decision";
        return decision;
    }

    Result<void> decide(Project& project) {
        CW_TRY(const auto cases, project.store().cases());
        std::map<annotation::Agreement, core::CaseId> shown;
        for (const auto& row : cases) {
            CW_TRY(const auto comparison, project.store().comparison(row.id));
            if (!comparison)
                continue;
            CW_TRY(const auto readings, project.store().bothReadings(row.id));
            const bool drawn =
                !readings.first.findings.empty() && !readings.second.findings.empty();
            if (drawn && !shown.contains(comparison->agreement)) {
                shown[comparison->agreement] = row.id;
                m_record.examples.push_back({row.id, wordsFor(comparison->agreement)});
            }
            if (comparison->agreement == annotation::Agreement::Agree)
                continue;
            const auto decision = decisionOn(row.id, readings.first, readings.second);
            auto words = std::string(annotation::name(decision.verdict));
            if (decision.verdict == annotation::Verdict::Exclude)
                words += ": " + std::string(annotation::name(decision.reason));
            ++m_record.decisions[words];
            CW_CHECK(project.adjudicate(decision));
        }
        return {};
    }

    Result<void> freeze(Project& project) {
        CW_TRY(const auto version, project.freeze(kVersion, told("images frozen")));
        m_record.version = version.name.text();
        m_record.manifestSha256 = version.manifestSha256;
        m_record.frozenImages = version.content.images.size();
        std::map<core::CaseId, std::string> labels;
        for (const auto& image : version.content.images) {
            labels[image.caseId] = image.label;
            m_record.frozenFindings += image.findings.size();
        }
        m_record.frozenCases = labels.size();
        for (const auto& [id, label] : labels)
            ++m_record.labels[label];
        for (const auto& excluded : version.content.excluded)
            ++m_record.excluded[excluded.reason];
        CW_TRY(const auto checked, project.verify(kVersion, told("images verified")));
        m_record.verified = checked.checked;
        m_record.verifyFaults = checked.faults.size();
        return project.exportVersion(kVersion, {dataset::ExportFormat::Coco, m_plan.coco, false});
    }

    Result<void> scan() {
        CW_CHECK(stopped());
        CW_TRY(m_record.leaks, anonymizer::leakScan(m_plan.patients, m_plan.project,
                                                    told("files searched for leaks")));
        return {};
    }

    Result<void> validate(Project& project) {
        validation::StudyRequest wish;
        wish.folds = m_plan.folds;
        wish.seed = m_plan.seed;
        wish.unit = m_plan.kind == core::ImageKind::Fundus ? validation::Unit::Eye
                                                           : validation::Unit::Breast;
        wish.synthetic = true;
        wish.checks = validation::checkNames();
        wish.remarks = {"the patients are synthetic: no figure says anything about real ones",
                        "the two readers and the third person are simulated"};
        CW_TRY(const auto request, studyOfVersion(project, kVersion, m_plan.task, std::move(wish)));
        CW_TRY(const auto plan, validation::StudyPlan::write(m_plan.validation, request));
        validation::TaskTools tools;
        tools.pictures = [](const validation::StudyCopy& copy) {
            return picturesOf(copy, [](const std::filesystem::path& folder) {
                return Project::open(folder, storage::Access::ReadOnly);
            });
        };
        tools.cancel = m_cancel;
        RunOptions options;
        options.workers = m_plan.workers;
        options.progress = told("tasks of the validation");
        options.cancel = m_cancel;
        CW_CHECK(runStudy(plan, inThisProcess(plan, tools), options));
        CW_TRY(m_record.validation, validation::aggregate(plan, studyProvenance(plan)));
        return validation::writeStudy(m_record.validation, m_plan.validation);
    }

    const CoursePlan& m_plan;
    const core::ProgressFn& m_progress;
    const core::CancelToken* m_cancel;
    CourseRecord m_record;
    phantom::PhantomTruth m_truth;
    std::map<core::CaseId, TruthOfCase> m_cases;
    std::size_t m_differing = 0; ///< cases with two diagnoses so far
};

/// Cohen's kappa from the table of two readers' words.
double kappaOf(const std::map<std::pair<std::string, std::string>, std::size_t>& table) {
    double total = 0, same = 0, byChance = 0;
    std::map<std::string, double> first, second;
    for (const auto& [words, count] : table) {
        const auto n = static_cast<double>(count);
        total += n;
        same += words.first == words.second ? n : 0;
        first[words.first] += n;
        second[words.second] += n;
    }
    if (total == 0)
        return 0;
    for (const auto& [word, count] : first)
        byChance += count / total * (second[word] / total);
    return byChance < 1 ? (same / total - byChance) / (1 - byChance) : 1;
}

} // namespace

AgreementFigures agreementOf(const storage::CaseStore& store,
                             const std::vector<core::CaseId>& compared) {
    AgreementFigures figures;
    std::map<std::pair<std::string, std::string>, std::size_t> diagnoses;
    for (const auto& id : compared) {
        const auto comparison = store.comparison(id);
        const auto readings = store.bothReadings(id);
        if (!comparison || !*comparison || !readings)
            continue;
        const auto agreement = (*comparison)->agreement;
        ++figures.cases.compared;
        ++(agreement == annotation::Agreement::Agree     ? figures.cases.agree
           : agreement == annotation::Agreement::Partial ? figures.cases.partial
                                                         : figures.cases.disagree);
        for (const auto& pair : (*comparison)->lesions) {
            ++figures.lesions[std::string(annotation::name(pair.match))];
            if (!pair.iou || !pair.dice)
                continue;
            ++figures.matched;
            figures.meanIou += *pair.iou;
            figures.meanDice += *pair.dice;
        }
        for (const auto& difference : (*comparison)->answers)
            ++figures.answers[difference.key];
        auto word = [](const annotation::Reading& reading) {
            const auto found = reading.answers.find("diagnosis");
            return found == reading.answers.end() ? std::string() : found->second;
        };
        const auto a = word(readings->first), b = word(readings->second);
        ++diagnoses[{a, b}];
        figures.sameDiagnosis += a == b ? 1U : 0U;
    }
    if (figures.matched > 0) {
        figures.meanIou /= static_cast<double>(figures.matched);
        figures.meanDice /= static_cast<double>(figures.matched);
    }
    figures.kappa = kappaOf(diagnoses);
    return figures;
}

Result<CourseRecord> runCourse(const CoursePlan& plan, const core::ProgressFn& progress,
                               const core::CancelToken* cancel) {
    auto record = Course(plan, progress, cancel).run();
    if (!record)
        return within(record.error(), "the " + std::string(core::name(plan.kind)) + " part");
    return record;
}

} // namespace cw::workflow::demo
