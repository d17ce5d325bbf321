// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/AuditChain.h"
#include "storage/detail/StoreState.h"

namespace cw::storage {

using soci::into;
using soci::use;

Result<void> CaseStore::audit(const std::string& actor, const std::string& action,
                              const std::string& detail) {
    CW_CHECK(m_impl->may(detail::Operation::Remark));
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        // The caller's word for it ("import") stays, but not in the place of a person's name.
        if (m_impl->who)
            detail::note(sql, m_impl->now(), m_impl->who->account.name, actor + " " + action,
                         detail);
        else
            detail::note(sql, m_impl->now(), actor, action, detail);
        return {};
    });
}

namespace {

using Trail = std::vector<CaseStore::AuditRow>;

Trail trailOf(soci::session& sql, const std::string& where) {
    Trail trail;
    CaseStore::AuditRow row;
    long long seq = 0;
    soci::indicator hashed{};
    soci::statement rows =
        (sql.prepare << "SELECT seq, at, actor, action, detail, hash FROM audit " + where +
                            " ORDER BY seq",
         into(seq), into(row.at), into(row.actor), into(row.action), into(row.detail),
         into(row.hash, hashed));
    rows.execute();
    while (rows.fetch()) {
        row.seq = seq;
        if (hashed != soci::i_ok)
            row.hash.clear();
        trail.push_back(row);
    }
    return trail;
}

} // namespace

Result<Trail> CaseStore::auditTrail() const {
    CW_CHECK(m_impl->may(detail::Operation::SeeAudit));
    return m_impl->database->read(
        [](soci::session& sql) -> Result<Trail> { return trailOf(sql, ""); });
}

Result<Trail> CaseStore::stewardTrail() const {
    CW_CHECK(m_impl->maySeeAll(detail::Operation::SeeCases));
    return m_impl->database->read([](soci::session& sql) -> Result<Trail> {
        auto trail = trailOf(sql, "WHERE action LIKE 'image %' OR action LIKE 'import image %' OR "
                                  "action = 'synthetic' OR actor = 'recipients' OR action LIKE "
                                  "'recipients %'");
        // audit() puts the caller's word before the action where a person is named as the actor.
        for (const std::string word : {"import", "recipients"})
            for (auto& row : trail)
                if (row.action.starts_with(word + " ")) {
                    row.action.erase(0, word.size() + 1);
                    row.actor = word;
                }
        return trail;
    });
}

Result<AuditHead> CaseStore::auditHead() const {
    // Says no more than how long the trail is; whoever freezes writes it into the version.
    if (m_impl->who && !detail::allows(m_impl->who->account.roles, detail::Operation::Freeze))
        CW_CHECK(m_impl->may(detail::Operation::SeeAudit));
    return m_impl->database->read(
        [](soci::session& sql) -> Result<AuditHead> { return detail::auditHead(sql); });
}

Result<AuditVerdict> CaseStore::verifyAudit(const std::vector<AuditHead>& anchors) const {
    CW_CHECK(m_impl->may(detail::Operation::SeeAudit));
    return m_impl->database->read([&](soci::session& sql) -> Result<AuditVerdict> {
        return detail::verifyChain(sql, anchors);
    });
}

void detail::note(soci::session& sql, const std::string& at, const std::string& actor,
                  const std::string& action, const std::string& detail) {
    if (sql.get_backend_name() == "postgresql") { // most accounts may not see what they add to
        sql << "SELECT append_audit(:at, :actor, :action, :detail)", use(at), use(actor),
            use(action), use(detail);
        return;
    }
    // The transaction has the right to write already: nobody appends between these two.
    const auto head = auditHead(sql);
    const long long seq = head.seq + 1;
    const auto hash = chained(head.hash, {at, actor, action, detail, seq, {}});
    sql << "INSERT INTO audit (seq, at, actor, action, detail, hash) "
           "VALUES (:seq, :at, :actor, :action, :detail, :hash)",
        use(seq), use(at), use(actor), use(action), use(detail), use(hash);
}

} // namespace cw::storage
