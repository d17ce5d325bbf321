// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/StoreState.h"

namespace cw::storage {
namespace {

using soci::into;
using soci::use;

constexpr const char* kColumns =
    "SELECT case_id, purpose, holder, workstation, taken_at, seen_at, token FROM claims ";

struct ClaimColumns {
    std::string caseId, purpose, holder, workstation, takenAt, seenAt, token;

    Claim claim() const {
        return {core::CaseId(caseId), purpose, holder, workstation, takenAt, seenAt, token};
    }
};

std::optional<Claim> claimOf(soci::session& sql, const Claim& wanted) {
    ClaimColumns row;
    sql << std::string(kColumns) + "WHERE case_id = :id AND purpose = :purpose",
        use(wanted.caseId.text()), use(wanted.purpose), into(row.caseId), into(row.purpose),
        into(row.holder), into(row.workstation), into(row.takenAt), into(row.seenAt),
        into(row.token);
    return sql.got_data() ? std::optional(row.claim()) : std::nullopt;
}

/// "2026-11-30T14:02:11Z" -> "14:02": the same moment is on everybody's clock in UTC.
std::string minuteOf(const std::string& at) { return at.size() >= 16 ? at.substr(11, 5) : at; }

tl::unexpected<Error> held(const Claim& by) {
    return fail(ErrorCode::Conflict,
                "somebody else has the case since " + minuteOf(by.takenAt) + " UTC");
}

Result<void> checkClaim(const Claim& claim) {
    for (const auto* text : {&claim.purpose, &claim.holder, &claim.token})
        if (text->empty() || text->size() > 300)
            return fail(ErrorCode::InvalidArgument,
                        "a claim says what for, who, and by which token");
    return {};
}

constexpr std::string_view kReading = "reading "; ///< and the reader's name: a purpose

/// Somebody else's reading: that they are at it is theirs and the coordinator's to know.
bool isOthersReading(const std::string& purpose, const SignedIn& who) {
    return purpose.starts_with(kReading) && purpose.substr(kReading.size()) != who.account.name &&
           !who.isCoordinator();
}

/// In a project with accounts everybody claims in their own name.
Result<void> checkOwn(const Claim& claim, const std::optional<SignedIn>& who) {
    if (who && (claim.holder != who->account.name || isOthersReading(claim.purpose, *who)))
        return fail(ErrorCode::Forbidden, "this is the work of somebody else");
    return {};
}

void put(soci::session& sql, const Claim& claim) {
    sql << "INSERT INTO claims (case_id, purpose, holder, workstation, taken_at, seen_at, token) "
           "VALUES (:id, :purpose, :holder, :workstation, :taken, :seen, :token) "
           "ON CONFLICT (case_id, purpose) DO UPDATE SET holder = excluded.holder, "
           "workstation = excluded.workstation, taken_at = excluded.taken_at, "
           "seen_at = excluded.seen_at, token = excluded.token",
        use(claim.caseId.text()), use(claim.purpose), use(claim.holder), use(claim.workstation),
        use(claim.takenAt), use(claim.seenAt), use(claim.token);
}

} // namespace

Result<Claim> CaseStore::claim(Claim claim) {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    claim.holder = m_impl->actorOr(claim.holder);
    CW_CHECK(checkOwn(claim, m_impl->who));
    CW_CHECK(checkClaim(claim));
    return m_impl->database->write([&](soci::session& sql) -> Result<Claim> {
        CW_CHECK(detail::requireCase(sql, claim.caseId));
        claim.takenAt = claim.seenAt = m_impl->now();
        if (const auto present = claimOf(sql, claim)) {
            if (present->token != claim.token)
                return held(*present);
            claim.takenAt = present->takenAt;
        }
        put(sql, claim);
        return claim;
    });
}

Result<Claim> CaseStore::takeOver(Claim claim, std::chrono::minutes silentFor) {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    claim.holder = m_impl->actorOr(claim.holder);
    CW_CHECK(checkOwn(claim, m_impl->who));
    CW_CHECK(checkClaim(claim));
    return m_impl->database->write([&](soci::session& sql) -> Result<Claim> {
        CW_CHECK(detail::requireCase(sql, claim.caseId));
        claim.takenAt = claim.seenAt = m_impl->now();
        const auto present = claimOf(sql, claim);
        // The same form and zone everywhere: texts compare as the times do.
        if (present && present->token != claim.token &&
            present->seenAt > core::iso8601Utc(m_impl->clock() - silentFor))
            return held(*present);
        put(sql, claim);
        if (present && present->token != claim.token)
            detail::note(sql, claim.takenAt, m_impl->actorOr(claim.holder),
                         "take over " + claim.caseId.text(),
                         claim.purpose + " from " + present->holder);
        return claim;
    });
}

Result<void> CaseStore::release(const Claim& claim) {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        sql << "DELETE FROM claims WHERE case_id = :id AND purpose = :purpose AND token = :token",
            use(claim.caseId.text()), use(claim.purpose), use(claim.token);
        return {};
    });
}

Result<std::vector<Claim>> CaseStore::claims() const {
    CW_CHECK(m_impl->may(detail::Operation::SeeCases));
    return m_impl->database->read([&](soci::session& sql) -> Result<std::vector<Claim>> {
        std::vector<Claim> claims;
        ClaimColumns row;
        soci::statement rows =
            (sql.prepare << std::string(kColumns) + "ORDER BY case_id, purpose", into(row.caseId),
             into(row.purpose), into(row.holder), into(row.workstation), into(row.takenAt),
             into(row.seenAt), into(row.token));
        rows.execute();
        while (rows.fetch())
            if (!m_impl->who || !isOthersReading(row.purpose, *m_impl->who))
                claims.push_back(row.claim());
        return claims;
    });
}

} // namespace cw::storage
