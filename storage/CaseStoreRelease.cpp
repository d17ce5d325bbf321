// SPDX-License-Identifier: Apache-2.0
// What is sealed until both readers have submitted, and how it is opened (decision 0115).
#include "storage/detail/ProcessRows.h"

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

struct SealedRow {
    std::string reader;
    detail::SealedReading sealed;
};

/// Of a case that is complete; none otherwise.
std::vector<SealedRow> waiting(soci::session& sql, const core::CaseId& id) {
    std::vector<SealedRow> found;
    SealedRow row;
    soci::statement rows =
        (sql.prepare << "SELECT r.reader, r.receipt, r.sealed FROM counted_readings r WHERE "
                        "r.case_id = :id AND r.json IS NULL AND r.case_id IN (SELECT "
                        "case_id FROM complete_cases)",
         use(id.text()), into(row.reader), into(row.sealed.receipt), into(row.sealed.text));
    rows.execute();
    while (rows.fetch())
        found.push_back(row);
    return found;
}

std::optional<detail::Opener> openerOf(const SignedIn& who, const std::string& reader) {
    if (who.account.name == reader)
        return detail::Opener{who.keys.own, detail::Opener::As::Owner};
    if (!who.keys.escrow)
        return std::nullopt;
    auto keys = detail::KeyPair::of(*who.keys.escrow);
    CW_ASSERT(keys); // unlock() has made a pair of it before
    return detail::Opener{std::move(*keys), detail::Opener::As::Escrow};
}

} // namespace

std::string CaseStore::Impl::keep(soci::session& sql, const annotation::Reading& reading) {
    const auto json = annotation::toJson(reading);
    const int round = detail::blindRound(sql, reading.caseId, reading.reader);
    if (!who) {
        sql << "INSERT INTO readings (receipt, case_id, reader, round, submitted_at, json, id) "
               "VALUES (:receipt, :case, :reader, :round, :at, :json, :id)",
            use(reading.id.text()), use(reading.caseId.text()), use(reading.reader.text()),
            use(round), use(reading.submittedAt), use(json), use(reading.id.text());
        return reading.id.text();
    }
    const auto sealed = detail::seal(json, {reading.caseId.text(), reading.reader.text()},
                                     {who->keys.own.publicKey, who->keys.escrowPublic});
    sql << "INSERT INTO readings (receipt, case_id, reader, round, submitted_at, sealed) "
           "VALUES (:receipt, :case, :reader, :round, :at, :sealed)",
        use(sealed.receipt), use(reading.caseId.text()), use(reading.reader.text()), use(round),
        use(reading.submittedAt), use(sealed.text);
    return sealed.receipt;
}

Result<std::size_t> CaseStore::Impl::release(soci::session& sql, const core::CaseId& id) {
    std::size_t count = 0;
    for (const auto& [reader, sealed] : waiting(sql, id)) {
        const auto opener = openerOf(*who, reader);
        if (!opener)
            continue;
        CW_TRY(const auto text, detail::open(sealed, {id.text(), reader}, *opener));
        const std::string json(text.text());
        const auto reading = annotation::readingFromJson(json);
        if (!reading || reading->caseId != id || reading->reader.text() != reader)
            return fail(ErrorCode::Corrupt, "a submitted reading does not match its receipt");
        sql << "UPDATE readings SET json = :json, id = :id WHERE receipt = :receipt AND json IS "
               "NULL",
            use(json), use(reading->id.text()), use(sealed.receipt);
        detail::note(sql, now(), who->account.name, "release " + id.text(),
                     "receipt " + sealed.receipt + " is reading " + reading->id.text());
        ++count;
    }
    return count;
}

Result<std::size_t> CaseStore::releaseReady() {
    if (!m_impl->who)
        return std::size_t{0};
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    CW_TRY(const auto ready, m_impl->database->read([&](soci::session& sql)
                                                        -> Result<std::vector<core::CaseId>> {
        std::vector<core::CaseId> ids;
        std::string id;
        const int all = m_impl->who->isCoordinator() ? 1 : 0;
        soci::statement rows =
            (sql.prepare
                 << "SELECT r.case_id FROM counted_readings r WHERE r.json "
                    "IS NULL AND (:all = 1 OR r.reader = :self) AND r.case_id IN "
                    "(SELECT case_id FROM complete_cases) GROUP BY r.case_id ORDER BY r.case_id",
             use(all), use(m_impl->who->account.name), into(id));
        rows.execute();
        while (rows.fetch())
            ids.emplace_back(id);
        return ids;
    }));
    std::size_t count = 0;
    std::optional<Error> failure;
    for (const auto& id : ready) {
        const auto released = m_impl->database->write(
            [&](soci::session& sql) -> Result<std::size_t> { return m_impl->release(sql, id); });
        if (released)
            count += *released;
        else
            failure = released.error(); // the others need not wait for it
    }
    if (failure)
        return tl::unexpected(*failure);
    return count;
}

Result<annotation::LineSeal> CaseStore::lineSeal(const core::CaseId& id,
                                                 const core::ReaderId& reader) const {
    if (!m_impl->who) {
        CW_CHECK(m_impl->may(detail::Operation::Read));
        return annotation::LineSeal();
    }
    const auto& who = *m_impl->who;
    if (!who.isCoordinator()) {
        CW_CHECK(m_impl->may(detail::Operation::Read));
        if (!who.is(reader))
            return fail(ErrorCode::Forbidden, "this is the work of another reader");
    }
    auto opener = openerOf(who, reader.text());
    CW_ASSERT(opener);
    return detail::journalSeal({id.text(), reader.text()},
                               {who.keys.own.publicKey, who.keys.escrowPublic}, std::move(*opener));
}

} // namespace cw::storage
