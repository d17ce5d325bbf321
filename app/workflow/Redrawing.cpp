// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Redrawing.h"

#include "app/workflow/detail/Seeding.h"
#include <algorithm>
#include <filesystem>

namespace cw::workflow {
namespace {

/// Far from the rounds of readings: whoever adjudicates here may have read the case in an earlier
/// life of it, and a journal is one person's one piece of work.
constexpr int kFirstRound = 1001, kLastRound = 1999;

/// The round of the drawing that is open or would be begun now: the first whose journal is not
/// closed. A case that was reopened after a decision is drawn anew.
Result<int> currentRound(const storage::CaseStore& store, const core::CaseId& id,
                         const core::ReaderId& adjudicator) {
    CW_TRY(const auto seal, store.lineSeal(id, adjudicator));
    for (int round = kFirstRound; round <= kLastRound; ++round) {
        const auto closed =
            annotation::submittedReading(store.journalFile(id, adjudicator, round), seal);
        if (!closed && closed.error().code != ErrorCode::NotFound)
            return tl::unexpected(closed.error());
        if (!closed || !*closed)
            return round;
    }
    return fail(ErrorCode::TooLarge, "this case was redrawn too many times");
}

Result<void> checkMayRedraw(const storage::CaseStore& store, const core::CaseId& id,
                            const core::ReaderId& adjudicator) {
    if (adjudicator.empty())
        return fail(ErrorCode::InvalidArgument, "a decision names who decided");
    CW_TRY(const auto row, store.caseRow(id));
    if (std::find(row.readers.begin(), row.readers.end(), adjudicator) != row.readers.end())
        return fail(ErrorCode::Forbidden,
                    "a reader of the case cannot decide it: a third person does");
    if (row.state != storage::CaseState::NeedsAdjudication)
        return fail(ErrorCode::Forbidden, "this case is not waiting for an adjudicator");
    return {};
}

} // namespace

Result<annotation::ReadingSession> openRedrawing(Project& project, const core::CaseId& id,
                                                 const core::ReaderId& adjudicator,
                                                 const std::optional<annotation::Reading>& start,
                                                 annotation::Journaling journaling) {
    CW_CHECK(checkMayRedraw(project.store(), id, adjudicator));
    CW_TRY(const int round, currentRound(project.store(), id, adjudicator));
    return start ? detail::seededSession(project, id, adjudicator, round, *start,
                                         std::move(journaling))
                 : detail::sessionOfRound(project, id, adjudicator, round, std::move(journaling));
}

Result<bool> redrawingBegun(Project& project, const core::CaseId& id,
                            const core::ReaderId& adjudicator) {
    CW_TRY(const int round, currentRound(project.store(), id, adjudicator));
    std::error_code ignored;
    return std::filesystem::exists(project.store().journalFile(id, adjudicator, round), ignored);
}

Result<void> submitRedrawing(Project& project, annotation::ReadingSession& session,
                             const std::string& comment) {
    CW_CHECK(session.flush()); // a journal that takes nothing more must not end behind the store
    const auto now = project.clock()();
    annotation::Decision decision;
    decision.caseId = session.caseId();
    decision.adjudicator = session.reader();
    decision.verdict = annotation::Verdict::Redrawn;
    decision.redrawn = detail::readingOf(session, now);
    decision.decidedAt = core::iso8601Utc(now);
    decision.comment = comment;
    CW_CHECK(project.adjudicate(std::move(decision)));
    // Stored is decided. A journal without its last line is no less whole (Project::submit()).
    const auto journaled = session.submit([now] { return now; });
    if (!journaled && journaled.error().code != ErrorCode::IoFailure)
        return tl::unexpected(journaled.error());
    return {};
}

} // namespace cw::workflow
