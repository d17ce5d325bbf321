// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Project.h"
#include "app/workflow/detail/Seeding.h"
#include "storage/CaseProcess.h"

#include <algorithm>

namespace cw::workflow {
namespace {

bool bothSubmitted(const storage::CaseRow& row) {
    return row.submitted.size() == 2 && row.submitted[0] && row.submitted[1];
}

Result<std::size_t> positionOf(const storage::CaseRow& row, const core::ReaderId& reader) {
    const auto at = std::find(row.readers.begin(), row.readers.end(), reader);
    if (at == row.readers.end())
        return fail(ErrorCode::Forbidden, "this case is not on that reader's worklist");
    return static_cast<std::size_t>(at - row.readers.begin());
}

void count(ComparisonSummary& summary, annotation::Agreement agreement) {
    ++summary.compared;
    switch (agreement) {
    case annotation::Agreement::Agree:
        ++summary.agree;
        break;
    case annotation::Agreement::Partial:
        ++summary.partial;
        break;
    case annotation::Agreement::Disagree:
        ++summary.disagree;
        break;
    }
}

} // namespace

Result<annotation::ReadingSession> Project::openSession(const core::CaseId& id,
                                                        const core::ReaderId& reader,
                                                        annotation::Journaling journaling) {
    CW_TRY(const auto row, m_store->caseRow(id));
    CW_TRY(const auto position, positionOf(row, reader));
    if (position < row.submitted.size() && row.submitted[position])
        return fail(ErrorCode::Forbidden, "this reading has been submitted and is final");
    CW_TRY(const int round, storage::CaseProcess(*m_store).round(id, reader));
    CW_TRY(auto session,
           round == 1 ? detail::sessionOfRound(*this, id, reader, round, std::move(journaling))
                      : detail::takenUpAgain(*this, id, reader, round, std::move(journaling)));
    CW_CHECK(m_store->noteOpened(id, reader));
    return session;
}

Result<void> Project::submit(annotation::ReadingSession& session) {
    if (session.submitted())
        return fail(ErrorCode::Forbidden, "this reading has been submitted and is final");
    CW_CHECK(session.flush()); // a journal that takes nothing more must not end behind the store
    // One moment for both: the store's copy must be, byte for byte, what the journal closes with.
    auto now = m_clock();
    // Taken back and submitted again unchanged within a second, by a script: two readings all the
    // same, and a reading is known by its hash.
    CW_TRY(const auto before,
           storage::CaseProcess(*m_store).lastSubmittedAt(session.caseId(), session.reader()));
    while (core::iso8601Utc(now) == before)
        now += std::chrono::seconds(1);
    const auto reading = detail::readingOf(session, now);
    CW_CHECK(m_store->submit(reading));
    const auto journaled = session.submit([now] { return now; });
    // Stored is final. A journal that holds every step but not its last line is no less whole, and
    // the reader must not be told that the reading was not submitted.
    if (!journaled && journaled.error().code == ErrorCode::IoFailure)
        return {};
    if (!journaled)
        return tl::unexpected(journaled.error());
    if (journaled->id != reading.id)
        return fail(ErrorCode::Internal, "the journal closed with another reading than was stored");
    return {};
}

Result<annotation::Comparison>
Project::compareCase(const core::CaseId& id, const annotation::ComparisonRules& rules) const {
    CW_TRY(const auto readings, storage::CaseProcess(*m_store).readingsThatCount(id));
    CW_TRY(const auto images, m_store->images(id));
    annotation::ComparedImages known;
    for (const auto& image : images)
        known.emplace(image.id, image.attributes);
    return annotation::compare(readings.first, readings.second, rules, known);
}

Result<ComparisonSummary> Project::compareAll(const annotation::ComparisonRules& rules) {
    CW_TRY(const auto cases, this->cases());
    CW_TRY(const auto all, m_store->allReadings());
    CW_TRY(const auto images, m_store->allImages());
    ComparisonSummary summary;
    for (const auto& row : cases) {
        if (row.state == storage::CaseState::CrossCheck)
            continue; // compared again when it is closed
        const auto own = all.find(row.id);
        if (!bothSubmitted(row) || own == all.end()) {
            if (!row.readers.empty())
                ++summary.waiting;
            continue;
        }
        const auto& [a, b, earlier, decision] = own->second;
        if (earlier && (decision || earlier->rules == rules)) {
            count(summary, earlier->agreement);
            continue;
        }
        annotation::ComparedImages known;
        if (const auto shown = images.find(row.id); shown != images.end())
            for (const auto& image : shown->second)
                known.emplace(image.id, image.attributes);
        CW_TRY(const auto comparison, annotation::compare(a, b, rules, known));
        CW_CHECK(m_store->saveComparison(comparison));
        count(summary, comparison.agreement);
    }
    CW_CHECK(m_store->audit("compare", "finished",
                            std::to_string(summary.compared) + " compared, " +
                                std::to_string(summary.disagree) + " disagree"));
    return summary;
}

Result<void> Project::adjudicate(annotation::Decision decision) {
    CW_TRY(const auto row, m_store->caseRow(decision.caseId));
    CW_TRY(const auto comparison, m_store->comparison(decision.caseId));
    if (!comparison)
        return fail(ErrorCode::Forbidden, "the two readings of this case have not been compared");
    if (comparison->agreement == annotation::Agreement::Agree &&
        decision.verdict != annotation::Verdict::Exclude)
        return fail(ErrorCode::Forbidden, "the two readings of this case agree: nothing to decide");
    if (decision.adjudicator.empty())
        return fail(ErrorCode::InvalidArgument, "a decision names who decided");
    if (positionOf(row, decision.adjudicator))
        return fail(ErrorCode::Forbidden,
                    "a reader of the case cannot decide it: a third person does");
    if (decision.verdict == annotation::Verdict::Redrawn && !decision.redrawn)
        return fail(ErrorCode::InvalidArgument, "the verdict \"redrawn\" comes with a reading");
    if (decision.decidedAt.empty())
        decision.decidedAt = core::iso8601Utc(m_clock());
    return m_store->saveDecision(decision);
}

} // namespace cw::workflow
