// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/AuditChain.h"
#include "storage/detail/StoreState.h"

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

/// The ids of the two readings that count in the readers' order, the amended one where there is
/// one; empty where there is none.
std::pair<std::string, std::string> readingIds(soci::session& sql, const core::CaseId& id) {
    std::pair<std::string, std::string> ids;
    for (const int slot : {0, 1})
        sql << "SELECT r.id FROM readings r JOIN assignments a ON a.case_id = r.case_id AND "
               "a.reader = r.reader WHERE a.case_id = :id AND a.slot = :slot AND r.round IN "
               "(a.round, a.round + 1) AND r.id IS NOT NULL ORDER BY r.round DESC LIMIT 1",
            use(id.text()), use(slot), into(slot == 0 ? ids.first : ids.second);
    return ids;
}

std::optional<std::string> comparisonText(soci::session& sql, const core::CaseId& id) {
    std::string json;
    sql << "SELECT json FROM comparisons WHERE case_id = :id", use(id.text()), into(json);
    return sql.got_data() ? std::optional(json) : std::nullopt;
}

bool isDecided(soci::session& sql, const core::CaseId& id) {
    int count = 0;
    sql << "SELECT count(*) FROM latest_decisions WHERE case_id = :id", use(id.text()), into(count);
    return count > 0;
}

Result<void> checkDecision(soci::session& sql, const annotation::Decision& decision) {
    CW_CHECK(detail::requireCase(sql, decision.caseId));
    if (!comparisonText(sql, decision.caseId))
        return fail(ErrorCode::Forbidden, "the readings of this case have not been compared");
    int own = 0;
    sql << "SELECT count(*) FROM assignments WHERE case_id = :id AND reader = :reader",
        use(decision.caseId.text()), use(decision.adjudicator.text()), into(own);
    if (own > 0)
        return fail(ErrorCode::Forbidden, "a reader cannot adjudicate a case of their own");
    const bool redrawn = decision.verdict == annotation::Verdict::Redrawn;
    if (decision.adjudicator.empty() || redrawn != decision.redrawn.has_value() ||
        (redrawn && decision.redrawn->caseId != decision.caseId))
        return fail(ErrorCode::InvalidArgument,
                    "a decision names who decided, and holds a reading where it is redrawn");
    return {};
}

} // namespace

Result<void> CaseStore::saveComparison(const annotation::Comparison& comparison) {
    CW_CHECK(m_impl->may(detail::Operation::Compare));
    const auto& id = comparison.caseId;
    const auto json = annotation::toJson(comparison);
    const std::string agreement(annotation::name(comparison.agreement));
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_CHECK(detail::requireCase(sql, id));
        const auto [a, b] = readingIds(sql, id);
        if (a.empty() || b.empty())
            return fail(ErrorCode::Forbidden, "the readings stay apart until both are submitted");
        if (a != comparison.a.text() || b != comparison.b.text())
            return fail(ErrorCode::InvalidArgument,
                        "the comparison is not of this case's first and second reading");
        if (comparisonText(sql, id) == json)
            return {};
        if (isDecided(sql, id))
            return fail(ErrorCode::Forbidden, "the case was decided on an earlier comparison");
        sql << "INSERT INTO comparisons (case_id, reading_a, reading_b, agreement, json) "
               "VALUES (:id, :a, :b, :agreement, :json) ON CONFLICT (case_id) DO UPDATE "
               "SET reading_a = excluded.reading_a, reading_b = excluded.reading_b, "
               "agreement = excluded.agreement, json = excluded.json",
            use(id.text()), use(a), use(b), use(agreement), use(json);
        detail::note(sql, m_impl->now(), m_impl->actorOr(""), "compare " + id.text(), agreement);
        return {};
    });
}

Result<std::optional<annotation::Comparison>> CaseStore::comparison(const core::CaseId& id) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeReadings));
    using Maybe = std::optional<annotation::Comparison>;
    return m_impl->database->read([&](soci::session& sql) -> Result<Maybe> {
        CW_CHECK(detail::requireCase(sql, id));
        CW_CHECK(m_impl->mayCase(sql, id));
        const auto json = comparisonText(sql, id);
        if (!json)
            return Maybe();
        auto comparison = annotation::comparisonFromJson(*json);
        if (!comparison)
            return fail(ErrorCode::Corrupt, "a stored comparison is damaged");
        return Maybe(std::move(*comparison));
    });
}

Result<void> CaseStore::saveDecision(const annotation::Decision& decision) {
    CW_CHECK(m_impl->may(detail::Operation::Decide));
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        if (m_impl->who && !m_impl->who->is(decision.adjudicator))
            return fail(ErrorCode::Forbidden, "a decision is recorded by whoever took it");
        CW_CHECK(checkDecision(sql, decision));
        const std::string verdict(annotation::name(decision.verdict));
        const std::string reason(annotation::name(decision.reason));
        auto given = decision.verdict == annotation::Verdict::Exclude ? soci::i_ok : soci::i_null;
        const auto json = annotation::toJson(decision);
        sql << "INSERT INTO decisions (case_id, adjudicator, verdict, reason, json) "
               "VALUES (:id, :adjudicator, :verdict, :reason, :json)",
            use(decision.caseId.text()), use(decision.adjudicator.text()), use(verdict),
            use(reason, given), use(json);
        detail::note(sql, m_impl->now(), decision.adjudicator.text(),
                     "decide " + decision.caseId.text(),
                     given == soci::i_ok ? verdict + ": " + reason : verdict);
        return {};
    });
}

Result<std::optional<annotation::Decision>> CaseStore::decision(const core::CaseId& id) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeReadings));
    using Maybe = std::optional<annotation::Decision>;
    return m_impl->database->read([&](soci::session& sql) -> Result<Maybe> {
        CW_CHECK(detail::requireCase(sql, id));
        CW_CHECK(m_impl->mayCase(sql, id));
        std::string json;
        sql << "SELECT json FROM latest_decisions WHERE case_id = :id", use(id.text()), into(json);
        if (!sql.got_data())
            return Maybe();
        auto decision = annotation::decisionFromJson(json);
        if (!decision)
            return fail(ErrorCode::Corrupt, "a stored decision is damaged");
        return Maybe(std::move(*decision));
    });
}

Result<void> CaseStore::exclude(const core::CaseId& id, annotation::ExclusionReason reason) {
    CW_CHECK(m_impl->may(detail::Operation::Exclude));
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_CHECK(detail::requireCase(sql, id));
        const std::string text(annotation::name(reason)), now = m_impl->now();
        sql << "INSERT INTO exclusions (case_id, reason, excluded_at) VALUES (:id, :reason, :now)",
            use(id.text()), use(text), use(now);
        detail::note(sql, now, m_impl->actorOr(""), "exclude " + id.text(), text);
        return {};
    });
}

Result<void> CaseStore::recordVersion(const core::VersionName& name,
                                      const std::string& manifestSha256) {
    CW_CHECK(m_impl->may(detail::Operation::Freeze));
    if (name.empty() || manifestSha256.empty())
        return fail(ErrorCode::InvalidArgument, "a version needs a name and a manifest");
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        int count = 0;
        sql << "SELECT count(*) FROM versions WHERE name = :name", use(name.text()), into(count);
        if (count > 0)
            return fail(ErrorCode::Conflict,
                        "a version of this name exists, and a version never changes");
        const auto now = m_impl->now();
        detail::note(sql, now, m_impl->actorOr(""), "freeze " + name.text(),
                     "manifest " + manifestSha256);
        const auto head = detail::auditHead(sql);
        const long long seq = head.seq;
        sql << "INSERT INTO versions (name, manifest_sha256, created_at, audit_seq, audit_hash) "
               "VALUES (:name, :sha, :now, :seq, :hash)",
            use(name.text()), use(manifestSha256), use(now), use(seq), use(head.hash);
        return {};
    });
}

Result<std::vector<CaseStore::Version>> CaseStore::versions() const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    return m_impl->database->read([](soci::session& sql) -> Result<std::vector<Version>> {
        std::vector<Version> versions;
        std::string name, sha, at;
        soci::statement rows = (sql.prepare << "SELECT name, manifest_sha256, created_at "
                                               "FROM versions ORDER BY rowid",
                                into(name), into(sha), into(at));
        rows.execute();
        while (rows.fetch())
            versions.push_back({core::VersionName(name), sha, at});
        return versions;
    });
}

} // namespace cw::storage
