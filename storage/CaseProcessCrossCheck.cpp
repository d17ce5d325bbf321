// SPDX-License-Identifier: Apache-2.0
// Both have seen both: it stands, it is amended, or it is taken back.
#include "storage/detail/ProcessRows.h"
#include <algorithm>

namespace cw::storage {
namespace detail {

Result<CaseCourse> courseOf(soci::session& sql, const core::CaseId& id) {
    CaseCourse course;
    int alias = 0;
    sql << "SELECT state, cycle, CASE WHEN alias_of IS NULL THEN 0 ELSE 1 END FROM case_list WHERE "
           "id = :id",
        soci::use(id.text()), soci::into(course.state), soci::into(course.cycle), soci::into(alias);
    if (!sql.got_data())
        return fail(ErrorCode::NotFound, "there is no such case in this project");
    course.alias = alias != 0;
    return course;
}

Result<void> checkReason(const std::string& reason) {
    constexpr std::size_t kLongest = 2000;
    const bool blank = std::ranges::all_of(reason, [](char c) { return c == ' '; });
    if (blank || reason.size() > kLongest ||
        std::ranges::any_of(reason, [](unsigned char c) { return c < 0x20; }))
        return fail(ErrorCode::InvalidArgument,
                    "this needs a reason: one line of at most 2,000 bytes");
    return {};
}

Result<void> beginCycle(soci::session& sql, const CaseCourse& course, const core::CaseId& id,
                        const std::optional<core::ReaderId>& reader, const std::string& by,
                        const std::string& reason, const std::string& at) {
    using soci::use;
    sql << "INSERT INTO earlier_comparisons (case_id, cycle, agreement, json) SELECT case_id, "
           ":cycle, agreement, json FROM comparisons WHERE case_id = :id",
        use(course.cycle), use(id.text());
    sql << "DELETE FROM comparisons WHERE case_id = :id", use(id.text());
    const int next = course.cycle + 1;
    const std::string whose = reader ? reader->text() : "";
    auto given = reader ? soci::i_ok : soci::i_null;
    sql << "INSERT INTO reopenings (case_id, cycle, reopened_at, reopened_by, reader, reason, "
           "decision_mark, exclusion_mark) VALUES (:id, :cycle, :at, :by, :reader, :reason, "
           "(SELECT coalesce(max(seq), 0) FROM decisions), "
           "(SELECT coalesce(max(seq), 0) FROM exclusions))",
        use(id.text()), use(next), use(at), use(by), use(whose, given), use(reason);
    sql << "UPDATE cases SET cycle = :cycle WHERE id = :id", use(next), use(id.text());
    if (reader)
        sql << "UPDATE assignments SET round = round + 2 WHERE case_id = :id AND reader = :reader",
            use(id.text()), use(reader->text());
    else
        sql << "UPDATE assignments SET round = round + 2, opened_at = NULL WHERE case_id = :id",
            use(id.text());
    return {};
}

int blindRound(soci::session& sql, const core::CaseId& id, const core::ReaderId& reader) {
    int round = 0;
    sql << "SELECT round FROM assignments WHERE case_id = :id AND reader = :reader",
        soci::use(id.text()), soci::use(reader.text()), soci::into(round);
    return sql.got_data() ? round : 0;
}

} // namespace detail

namespace {

using soci::into;
using soci::use;

Result<void> requireOpen(soci::session& sql, const detail::CaseCourse& course,
                         const core::CaseId& id, const core::ReaderId& reader) {
    if (course.state != "cross-check")
        return fail(ErrorCode::Forbidden, "no cross-check of this case is open");
    int own = 0, said = 0;
    sql << "SELECT (SELECT count(*) FROM assignments WHERE case_id = :id AND reader = :reader), "
           "(SELECT count(*) FROM statements WHERE case_id = :id AND cycle = :cycle AND reader = "
           ":reader)",
        use(id.text(), "id"), use(reader.text(), "reader"), use(course.cycle, "cycle"), into(own),
        into(said);
    if (own == 0)
        return fail(ErrorCode::Forbidden, "this case is not assigned to this reader");
    if (said > 0)
        return fail(ErrorCode::Forbidden, "this reader has had their say in the cross-check");
    return {};
}

void say(soci::session& sql, const detail::CaseCourse& course, const core::CaseId& id,
         const Statement& statement) {
    const int amended = statement.amended ? 1 : 0;
    sql << "INSERT INTO statements (case_id, cycle, reader, amended, reason, said_at) "
           "VALUES (:id, :cycle, :reader, :amended, :reason, :at)",
        use(id.text()), use(course.cycle), use(statement.reader.text()), use(amended),
        use(statement.reason), use(statement.saidAt);
}

} // namespace

Result<void> CaseProcess::openCrossCheck(const core::CaseId& id, const std::string& by) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Assign));
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(const auto course, detail::courseOf(sql, id));
        if (course.state != "needs-adjudication")
            return fail(ErrorCode::Forbidden,
                        "a cross-check is for readings that were compared and differ");
        int before = 0;
        sql << "SELECT count(*) FROM cross_checks WHERE case_id = :id AND cycle = :cycle",
            use(id.text()), use(course.cycle), into(before);
        if (before > 0)
            return fail(ErrorCode::Forbidden, "this case has had its cross-check");
        const auto now = store.now(), actor = store.actorOr(by);
        sql << "INSERT INTO cross_checks (case_id, cycle, opened_at, opened_by) "
               "VALUES (:id, :cycle, :at, :by)",
            use(id.text()), use(course.cycle), use(now), use(actor);
        detail::note(sql, now, actor, "open cross-check " + id.text(), "");
        return {};
    });
}

Result<std::optional<CrossCheck>> CaseProcess::crossCheck(const core::CaseId& id) const {
    using Maybe = std::optional<CrossCheck>;
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::SeeReadings));
    return store.database->read([&](soci::session& sql) -> Result<Maybe> {
        CW_CHECK(store.mayCase(sql, id));
        CW_TRY(const auto course, detail::courseOf(sql, id));
        int closed = 0;
        sql << "SELECT CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END FROM cross_checks WHERE "
               "case_id = :id AND cycle = :c",
            use(id.text()), use(course.cycle), into(closed);
        if (!sql.got_data())
            return Maybe();
        CrossCheck check{closed != 0, {}};
        std::string reader, reason, at;
        int amended = 0;
        soci::statement rows =
            (sql.prepare << "SELECT reader, amended, reason, said_at FROM statements WHERE case_id "
                            "= :id AND cycle = :cycle ORDER BY reader",
             use(id.text()), use(course.cycle), into(reader), into(amended), into(reason),
             into(at));
        rows.execute();
        while (rows.fetch())
            check.statements.push_back({core::ReaderId(reader), amended != 0, reason, at});
        return Maybe(std::move(check));
    });
}

Result<void> CaseProcess::stand(const core::CaseId& id, const core::ReaderId& reader,
                                const std::string& reason) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Read));
    CW_CHECK(store.mayBe(reader));
    if (!reason.empty())
        CW_CHECK(detail::checkReason(reason));
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(const auto course, detail::courseOf(sql, id));
        CW_CHECK(requireOpen(sql, course, id, reader));
        const auto now = store.now();
        say(sql, course, id, {reader, false, reason, now});
        detail::note(sql, now, reader.text(), "stand by " + id.text(), reason);
        return {};
    });
}

Result<void> CaseProcess::amend(const annotation::Reading& reading, const std::string& reason) {
    auto& store = *m_store->m_impl;
    const auto& id = reading.caseId;
    CW_CHECK(store.may(detail::Operation::Read));
    CW_CHECK(store.mayBe(reading.reader));
    CW_CHECK(detail::checkReason(reason));
    if (annotation::sealed(reading).id != reading.id)
        return fail(ErrorCode::InvalidArgument, "the reading is not sealed by its hash");
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(const auto course, detail::courseOf(sql, id));
        CW_CHECK(requireOpen(sql, course, id, reading.reader));
        CW_CHECK(detail::requireOwnImages(sql, reading));
        const int round = detail::blindRound(sql, id, reading.reader) + 1;
        const auto json = annotation::toJson(reading);
        const auto now = store.now();
        // Not sealed: both have seen both by now.
        sql << "INSERT INTO readings (receipt, case_id, reader, round, reason, submitted_at, json, "
               "id) VALUES (:receipt, :case, :reader, :round, :reason, :at, :json, :id)",
            use(reading.id.text(), "receipt"), use(id.text(), "case"),
            use(reading.reader.text(), "reader"), use(round, "round"), use(reason, "reason"),
            use(reading.submittedAt, "at"), use(json, "json"), use(reading.id.text(), "id");
        say(sql, course, id, {reading.reader, true, reason, now});
        detail::note(sql, now, reading.reader.text(), "amend " + id.text(),
                     "reading " + reading.id.text() + "; " + reason);
        return {};
    });
}

Result<void> CaseProcess::closeCrossCheck(const core::CaseId& id) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Compare));
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(const auto course, detail::courseOf(sql, id));
        int said = 0;
        sql << "SELECT count(*) FROM statements WHERE case_id = :id AND cycle = :cycle",
            use(id.text()), use(course.cycle), into(said);
        if (course.state != "cross-check" || said < 2)
            return fail(ErrorCode::Forbidden,
                        "a cross-check is closed once both readers have had their say");
        const auto now = store.now();
        sql << "INSERT INTO earlier_comparisons (case_id, cycle, agreement, json) SELECT case_id, "
               ":cycle, agreement, json FROM comparisons WHERE case_id = :id",
            use(course.cycle), use(id.text());
        sql << "UPDATE cross_checks SET closed_at = :at WHERE case_id = :id AND cycle = :cycle",
            use(now), use(id.text()), use(course.cycle);
        detail::note(sql, now, store.actorOr(""), "close cross-check " + id.text(), "");
        return {};
    });
}

Result<std::optional<annotation::Comparison>>
CaseProcess::firstComparison(const core::CaseId& id) const {
    using Maybe = std::optional<annotation::Comparison>;
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::SeeReadings));
    std::string json;
    CW_TRY(const bool earlier, store.database->read([&](soci::session& sql) -> Result<bool> {
        CW_CHECK(store.mayCase(sql, id));
        CW_TRY(const auto course, detail::courseOf(sql, id));
        sql << "SELECT json FROM earlier_comparisons WHERE case_id = :id AND cycle = :cycle ORDER "
               "BY seq LIMIT 1",
            use(id.text()), use(course.cycle), into(json);
        return sql.got_data();
    }));
    if (!earlier)
        return m_store->comparison(id);
    auto comparison = annotation::comparisonFromJson(json);
    if (!comparison)
        return fail(ErrorCode::Corrupt, "a stored comparison is damaged");
    return Maybe(std::move(*comparison));
}

Result<std::pair<annotation::Reading, annotation::Reading>>
CaseProcess::readingsThatCount(const core::CaseId& id) const {
    CW_TRY(auto both, m_store->bothReadings(id));
    const auto& store = *m_store->m_impl;
    return store.database->read([&](soci::session& sql) -> Result<decltype(both)> {
        for (auto* reading : {&both.first, &both.second}) {
            const int round = detail::blindRound(sql, id, reading->reader) + 1;
            std::string json;
            sql << "SELECT json FROM readings WHERE case_id = :id AND reader = :reader AND round = "
                   ":round AND json IS NOT NULL",
                use(id.text()), use(reading->reader.text()), use(round), into(json);
            if (!sql.got_data())
                continue;
            auto amended = annotation::readingFromJson(json);
            if (!amended)
                return fail(ErrorCode::Corrupt, "a stored reading no longer matches its hash");
            *reading = std::move(*amended);
        }
        return both;
    });
}

Result<int> CaseProcess::round(const core::CaseId& id, const core::ReaderId& reader) const {
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::SeeCases));
    return store.database->read([&](soci::session& sql) -> Result<int> {
        CW_CHECK(store.mayCase(sql, id));
        const int round = detail::blindRound(sql, id, reader);
        if (round == 0)
            return fail(ErrorCode::Forbidden, "this case is not assigned to this reader");
        return round;
    });
}

Result<std::string> CaseProcess::lastSubmittedAt(const core::CaseId& id,
                                                 const core::ReaderId& reader) const {
    const auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Read));
    CW_CHECK(store.mayBe(reader));
    return store.database->read([&](soci::session& sql) -> Result<std::string> {
        std::string at;
        sql << "SELECT submitted_at FROM readings WHERE case_id = :id AND reader = :reader ORDER "
               "BY round DESC LIMIT 1",
            use(id.text()), use(reader.text()), into(at);
        return sql.got_data() ? at : std::string();
    });
}

Result<void> CaseProcess::unsign(const core::CaseId& id, const core::ReaderId& reader,
                                 const std::string& by, const std::string& reason) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Assign));
    CW_CHECK(detail::checkReason(reason));
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(const auto course, detail::courseOf(sql, id));
        if (course.state == "excluded" || course.state == "settled")
            return fail(ErrorCode::Forbidden,
                        "the case is settled or excluded: reopen it instead of unsigning");
        const int round = detail::blindRound(sql, id, reader);
        int submitted = 0;
        sql << "SELECT count(*) FROM readings WHERE case_id = :id AND reader = :reader AND round = "
               ":round",
            use(id.text()), use(reader.text()), use(round), into(submitted);
        if (submitted == 0)
            return fail(ErrorCode::Forbidden, "this reader has not submitted the case");
        const auto now = store.now(), actor = store.actorOr(by);
        CW_CHECK(detail::beginCycle(sql, course, id, reader, actor, reason, now));
        detail::note(sql, now, actor, "unsign " + id.text() + " of " + reader.text(), reason);
        return {};
    });
}

Result<void> CaseProcess::reopen(const core::CaseId& id, const std::string& by,
                                 const std::string& reason) {
    auto& store = *m_store->m_impl;
    CW_CHECK(store.may(detail::Operation::Assign));
    CW_CHECK(detail::checkReason(reason));
    return store.database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(const auto course, detail::courseOf(sql, id));
        if (course.state == "new" || course.state == "assigned" || course.alias)
            return fail(ErrorCode::Forbidden, "nobody has read this case yet");
        const auto now = store.now(), actor = store.actorOr(by);
        CW_CHECK(detail::beginCycle(sql, course, id, std::nullopt, actor, reason, now));
        detail::note(sql, now, actor, "reopen " + id.text(), reason);
        return {};
    });
}

} // namespace cw::storage
