// SPDX-License-Identifier: Apache-2.0
// What leaves an intake: into a folder, or into a project.
#include "app/workflow/Project.h"
#include "app/workflow/detail/ClinicalMatch.h"
#include "app/workflow/detail/ImportRun.h"
#include "app/workflow/detail/IntakeState.h"
#include "core/Files.h"

#include <algorithm>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;

Result<void> checkNothingBlocks(const Intake& intake) {
    const auto blockers = intake.blockers();
    if (blockers.empty())
        return {};
    return fail(ErrorCode::Forbidden, "nothing may leave yet: " + sentence(blockers.front()));
}

Result<void> checkTarget(const fs::path& folder, const IntakePlan& plan, const fs::path& work) {
    std::error_code error;
    if (folder.empty() || (fs::exists(folder, error) && !fs::is_directory(folder, error)))
        return fail(ErrorCode::InvalidArgument, "the target is not a folder");
    if (fs::exists(folder, error) && !fs::is_empty(folder, error))
        return fail(ErrorCode::Conflict, "the target folder is not empty");
    for (const auto& other : {plan.source, work})
        if (detail::isInside(folder, other) || detail::isInside(other, folder))
            return fail(ErrorCode::InvalidArgument,
                        "the target and the source lie inside each other");
    if (plan.vault && detail::isInside(*plan.vault, folder))
        return fail(ErrorCode::InvalidArgument, "the vault lies inside the target");
    if (detail::isInside(plan.keyFile, folder))
        return fail(ErrorCode::InvalidArgument, "the key lies inside the target");
    return {};
}

/// Copies into a folder beside the target, which then takes its name: a release is whole or absent.
class FolderRelease {
public:
    FolderRelease(fs::path target, const core::WorkFn& progress, const core::CancelToken* cancel)
        : m_target(std::move(target)), m_part(m_target), m_progress(progress), m_cancel(cancel) {
        if (!m_part.has_filename())
            m_part = m_part.parent_path();
        m_target = m_part;
        m_part += ".part";
    }
    ~FolderRelease() {
        std::error_code ignored;
        fs::remove_all(m_part, ignored); // of a release that ended early
    }
    FolderRelease(const FolderRelease&) = delete;
    FolderRelease& operator=(const FolderRelease&) = delete;

    Result<void> copy(const fs::path& staged, const std::vector<IntakeItem>& done) {
        core::Work work;
        work.totalFiles = done.size();
        for (const auto& item : done)
            work.totalBytes += item.bytes;
        std::error_code error;
        fs::remove_all(m_part, error);
        for (const auto& item : done) {
            if (m_cancel && m_cancel->cancelled())
                return fail(ErrorCode::Cancelled, "stopped; nothing was released");
            const auto to = m_part / item.output;
            fs::create_directories(to.parent_path(), error);
            if (!fs::copy_file(staged / item.output, to, error))
                return fail(ErrorCode::IoFailure, "a file cannot be copied to the target");
            ++work.files;
            work.bytes += item.bytes;
            if (m_progress)
                m_progress(work);
        }
        return {};
    }
    Result<void> finish(const std::string& report) {
        CW_CHECK(core::writeWhole(m_part / "deidentification-report.json", report));
        std::error_code error;
        fs::remove(m_target, error); // empty, as was checked
        fs::rename(m_part, m_target, error);
        if (error)
            return fail(ErrorCode::IoFailure, "the target folder cannot be made");
        return {};
    }

private:
    fs::path m_target, m_part;
    const core::WorkFn& m_progress;
    const core::CancelToken* m_cancel;
};

std::vector<IntakeItem> doneOf(const IntakeStatus& status) {
    std::vector<IntakeItem> done;
    std::ranges::copy_if(status.items, std::back_inserter(done), [](const IntakeItem& item) {
        return item.state == IntakeItem::State::Done;
    });
    return done;
}

ReleaseOutcome outcomeOf(const ImportReport& report) {
    ReleaseOutcome outcome;
    outcome.images = report.imported;
    outcome.alreadyThere = report.alreadyThere;
    for (const auto& refused : report.refused)
        outcome.refused.push_back(
            {refused.source, IntakeItem::State::Quarantined, refused.reason, {}, 0});
    outcome.warnings = report.clinicalWarnings;
    return outcome;
}

} // namespace

/// The reviewer's word on the run goes on record before anything leaves; the ledger refuses him
/// if he ran it himself.
Result<void> Intake::Impl::recordApproval() const {
    const std::lock_guard lock(mutex);
    if (!plan.ledger)
        return {};
    const auto& facts = plan.facts;
    if (facts.reviewer.empty())
        return fail(ErrorCode::Forbidden,
                    "with a ledger a reviewer has to approve what leaves: name one");
    CW_TRY(auto ledger, anonymizer::Ledger::open(*plan.ledger, clock));
    anonymizer::ReleaseRow row;
    row.job = job;
    row.who = {facts.reviewer, anonymizer::Role::Reviewer};
    row.approved = true;
    row.reason = "approved on the intake page";
    row.legalBasis = facts.irb;
    row.recipient = facts.recipient;
    row.periodUntil = facts.periodUntil;
    return ledger.append(row);
}

Result<ReleaseOutcome> Intake::releaseToFolder(const fs::path& folder, const core::WorkFn& progress,
                                               const core::CancelToken* cancel) {
    auto& impl = *m_impl;
    CW_CHECK(checkNothingBlocks(*this));
    CW_CHECK(checkTarget(folder, impl.plan, impl.work));
    const auto done = doneOf(impl.copyOfStatus());
    CW_TRY(const auto report, reportJson());
    CW_CHECK(impl.recordApproval());
    FolderRelease release(folder, progress, cancel);
    CW_CHECK(release.copy(impl.output(), done));
    CW_CHECK(release.finish(report));
    ReleaseOutcome outcome;
    outcome.images = done.size();
    const std::lock_guard lock(impl.mutex);
    impl.status.released += outcome.images;
    return outcome;
}

/// Every file goes the import's own way from its source once more, decisions applied: what enters
/// is what the rules make of the source now, and a source that was changed since is refused.
Result<ReleaseOutcome> Intake::releaseToProject(const StoreAccess& store,
                                                const core::WorkFn& progress,
                                                const core::CancelToken* cancel) {
    auto& impl = *m_impl;
    CW_CHECK(checkNothingBlocks(*this));
    auto done = doneOf(impl.copyOfStatus());
    std::vector<detail::SourceFile> files;
    core::Work work;
    for (const auto& item : done)
        if (const auto path = impl.pathOf(item.source)) {
            files.push_back({impl.plan.source / *path, path->string()});
            work.totalBytes += item.bytes;
        }
    std::ranges::sort(files, {}, &detail::SourceFile::relative);
    work.totalFiles = files.size();
    const core::ProgressFn each = [&](std::size_t count, std::size_t, const std::string&) {
        work.files = count;
        work.bytes = files.empty() ? 0 : work.totalBytes * count / files.size();
        if (progress)
            progress(work);
    };
    core::ImageKind kind{};
    CW_CHECK(store([&](storage::CaseStore& s) -> Result<void> {
        kind = s.kind();
        return {};
    }));
    const auto context = impl.contextNow();
    ImportReport report;
    const detail::ImportRun::Parts parts{store,     kind, context, *impl.pixels,
                                         impl.work, each, cancel};
    detail::ImportRun run(parts, report);
    CW_CHECK(run.run(files, 2));
    CW_CHECK(store([&](storage::CaseStore& s) -> Result<void> {
        if (!impl.patientsCsv.empty())
            CW_CHECK(detail::addClinical(s, context, run.issuers(), impl.patientsCsv, report));
        return s.audit(impl.plan.facts.operatorName, "intake released", summaryOf(report));
    }));
    const std::lock_guard lock(impl.mutex);
    impl.status.released += report.imported;
    return outcomeOf(report);
}

} // namespace cw::workflow
