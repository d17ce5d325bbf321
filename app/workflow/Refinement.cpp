// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Refinement.h"

#include "app/workflow/Collection.h"
#include "app/workflow/Examinations.h"
#include "app/workflow/detail/ChainedLog.h"
#include "app/workflow/detail/InOrder.h"
#include "app/workflow/detail/RefineChecks.h"
#include "app/workflow/detail/RefineRecord.h"

#include <algorithm>
#include <mutex>
#include <set>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using detail::ChainedLog;
using detail::CheckedCase;
using detail::FactsByImage;
using detail::ImageFacts;

constexpr std::size_t kBatch = 64; // images whose facts go to disk together

fs::path folderOf(const fs::path& project) { return project / "refinement"; }

/// A use of the store for each case: whoever waits for it gets in between.
Result<std::vector<CheckedCase>> casesOf(const StoreAccess& access) {
    std::vector<storage::CaseRow> rows;
    CW_CHECK(access([&](storage::CaseStore& store) -> Result<void> {
        CW_TRY(rows, store.cases());
        return {};
    }));
    std::vector<CheckedCase> cases;
    for (const auto& row : rows) {
        if (row.state == storage::CaseState::Excluded || row.aliasOf)
            continue;
        CheckedCase each;
        each.row = row;
        CW_CHECK(access([&](storage::CaseStore& store) -> Result<void> {
            CW_TRY(each.images, store.images(row.id));
            // A damaged file is a suspicion of its own, not the end of the run.
            auto order = examOrder(store, each.images);
            each.ordered = order && order->known;
            each.exams = order ? std::move(order->exams) : std::vector<int>(each.images.size(), 0);
            return {};
        }));
        cases.push_back(std::move(each));
    }
    return cases;
}

/// Decodes what is not known yet; facts grow, and what is new is named.
Result<std::vector<core::ImageId>> lookAt(const StoreAccess& access, const fs::path& folder,
                                          const std::vector<CheckedCase>& cases,
                                          const RefineOptions& options, FactsByImage& facts) {
    std::vector<const storage::StoredImage*> todo;
    for (const auto& each : cases)
        for (const auto& image : each.images)
            if (!facts.contains(image.id))
                todo.push_back(&image);
    const detail::FactsFile file(folder / "fingerprints.jsonl");
    std::vector<core::ImageId> fresh;
    FactsByImage waiting;
    CW_CHECK(detail::inOrder<ImageFacts>(
        todo.size(), options.workers,
        [&](std::size_t i) -> Result<ImageFacts> {
            if (options.cancel && options.cancel->cancelled())
                return ImageFacts{};
            std::vector<std::byte> bytes;
            const auto read = access([&](storage::CaseStore& store) -> Result<void> {
                CW_TRY(bytes, store.bytes(todo[i]->id));
                return {};
            });
            if (!read) // damaged on disk: for verify to say; here it is unreadable
                return ImageFacts{};
            return detail::factsOf(bytes, todo[i]->attributes);
        },
        [&](std::size_t i, Result<ImageFacts> made) -> Result<void> {
            if (options.cancel && options.cancel->cancelled()) {
                CW_CHECK(file.add(waiting));
                return fail(ErrorCode::Cancelled, "stopped; the next run goes on from here");
            }
            auto known = std::make_shared<const ImageFacts>(made ? std::move(*made) : ImageFacts{});
            waiting[todo[i]->id] = known;
            facts[todo[i]->id] = std::move(known);
            fresh.push_back(todo[i]->id);
            if (waiting.size() >= kBatch) {
                CW_CHECK(file.add(waiting));
                waiting.clear();
            }
            if (options.progress)
                options.progress(i + 1, todo.size(), "images");
            return {};
        }));
    CW_CHECK(file.add(waiting));
    return fresh;
}

bool isOfPairs(SuspicionKind kind) {
    return kind == SuspicionKind::SamePixels || kind == SuspicionKind::NearDuplicate ||
           kind == SuspicionKind::SamePatient || kind == SuspicionKind::LookAlike;
}

Result<core::CaseId> caseToExclude(const Suspicion& suspicion, const RefineDecision& decision) {
    if (!decision.excludedCase.empty()) {
        if (std::ranges::find(suspicion.cases, decision.excludedCase) == suspicion.cases.end())
            return fail(ErrorCode::InvalidArgument, "the suspicion is not about that case");
        if (decision.verdict == RefineVerdict::Fine)
            return fail(ErrorCode::InvalidArgument, "what is fine excludes no case");
        return decision.excludedCase;
    }
    if (decision.verdict != RefineVerdict::Exclude)
        return core::CaseId();
    if (suspicion.cases.size() != 1)
        return fail(ErrorCode::InvalidArgument,
                    "the suspicion is about several cases: say which one is excluded");
    return suspicion.cases.front();
}

/// What is new, and what is no longer so.
Result<void> putOnRecord(const fs::path& project, const std::vector<Suspicion>& current,
                         const RefineOptions& options, const std::string& now,
                         RefineReport& report) {
    CW_TRY(auto log, detail::openRefineLog(project));
    CW_TRY(const auto known, detail::suspicionsIn(log));
    std::vector<ChainedLog::Row> rows;
    std::set<std::string> there;
    for (const auto& suspicion : current) {
        if (!there.insert(suspicion.id).second)
            continue;
        const auto before = known.find(suspicion.id);
        if (before != known.end() && before->second.state != SuspicionState::Resolved)
            continue;
        ++report.found;
        rows.push_back(detail::foundRow(suspicion, now));
    }
    for (const auto& [id, suspicion] : known) {
        const bool asked = !options.newImagesOnly || !isOfPairs(suspicion.kind);
        if (suspicion.state != SuspicionState::Open || !asked || there.contains(id))
            continue;
        ++report.resolved;
        rows.push_back(detail::resolvedRow(id, now));
    }
    return log.append(rows);
}

} // namespace

Result<RefineReport> refine(Project& project, const RefineOptions& options) {
    std::mutex oneReader; // the database behind the store
    const StoreAccess access = [&](const StoreUse& use) {
        const std::lock_guard lock(oneReader);
        return use(project.store());
    };
    return refine(access, project.clock(), options);
}

Result<RefineReport> refine(const StoreAccess& access, const core::Clock& clock,
                            const RefineOptions& options) {
    fs::path project;
    core::ImageKind kind{};
    CW_CHECK(access([&](storage::CaseStore& store) -> Result<void> {
        project = store.folder();
        kind = store.kind();
        return {};
    }));
    CW_CHECK(detail::openRefineLog(project)); // a changed record is said before the long work
    CW_TRY(const auto cases, casesOf(access));
    const auto folder = folderOf(project);
    CW_TRY(auto facts, detail::FactsFile(folder / "fingerprints.jsonl").read());
    CW_TRY(const auto fresh, lookAt(access, folder, cases, options, facts));

    std::vector<Suspicion> current;
    for (const auto& each : cases)
        detail::checkCase(each, kind, facts, current);
    detail::checkPairs(cases, facts, options.newImagesOnly ? &fresh : nullptr, current);

    RefineReport report;
    for (const auto& each : cases)
        report.images += each.images.size();
    report.looked = fresh.size();
    // Opened only now: somebody may have decided one while the images were looked at.
    CW_CHECK(access([&](storage::CaseStore&) {
        return putOnRecord(project, current, options, core::iso8601Utc(clock()), report);
    }));
    CW_TRY(auto all, suspicions(project));
    std::ranges::copy_if(all, std::back_inserter(report.worklist),
                         [](const Suspicion& each) { return each.state == SuspicionState::Open; });
    return report;
}

Result<std::vector<Suspicion>> suspicions(const fs::path& project) {
    CW_TRY(const auto log, detail::openRefineLog(project));
    CW_TRY(auto known, detail::suspicionsIn(log));
    std::vector<Suspicion> all;
    for (auto& [id, suspicion] : known)
        all.push_back(std::move(suspicion));
    std::ranges::stable_sort(all, {}, [](const Suspicion& each) {
        return std::pair(each.state != SuspicionState::Open, each.severity);
    });
    return all;
}

Result<Suspicion> decide(Project& project, const RefineDecision& decision) {
    CW_CHECK(checkStaffText(decision.by, "the name of who decides"));
    CW_CHECK(checkStaffText(decision.reason, "the reason"));
    auto& store = project.store();
    CW_TRY(auto log, detail::openRefineLog(store.folder()));
    CW_TRY(auto known, detail::suspicionsIn(log));
    const auto found = known.find(decision.id);
    if (found == known.end())
        return fail(ErrorCode::NotFound, "there is no such suspicion in this project");
    CW_TRY(const auto excluded, caseToExclude(found->second, decision));
    if (!excluded.empty()) {
        CW_TRY(const auto row, store.caseRow(excluded));
        // First the exclusion: a crash between leaves an excluded case and an open suspicion, which
        // the next run resolves; the other way round the case would stay in.
        if (row.state != storage::CaseState::Excluded)
            CW_CHECK(store.exclude(excluded, annotation::ExclusionReason::ImageFaulty));
    }
    CW_CHECK(
        log.append({detail::decidedRow(decision, excluded, core::iso8601Utc(project.clock()()))}));
    CW_CHECK(store.audit(decision.by, "refine " + decision.id, decision.reason));
    CW_TRY(auto after, detail::suspicionsIn(log));
    return after.at(decision.id);
}

} // namespace cw::workflow
