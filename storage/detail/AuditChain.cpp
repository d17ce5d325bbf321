// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/AuditChain.h"

#include "core/Sha256.h"
#include <map>

namespace cw::storage::detail {
namespace {

using soci::into;
using soci::use;

std::string netstring(std::string_view text) {
    return std::to_string(text.size()) + ':' + std::string(text) + ',';
}

/// What frozen versions remember of the trail at their time.
std::vector<AuditHead> versionAnchors(soci::session& sql) {
    std::vector<AuditHead> anchors;
    AuditHead head;
    long long seq = 0;
    soci::statement rows = (sql.prepare << "SELECT audit_seq, audit_hash FROM versions WHERE "
                                           "audit_seq IS NOT NULL ORDER BY audit_seq",
                            into(seq), into(head.hash));
    rows.execute();
    while (rows.fetch()) {
        head.seq = seq;
        anchors.push_back(head);
    }
    return anchors;
}

/// Calls f(row) in order until it returns false.
template <class F>
void eachRow(soci::session& sql, F&& f) {
    CaseStore::AuditRow row;
    long long seq = 0;
    soci::indicator hashed{};
    soci::statement rows = (sql.prepare << "SELECT seq, at, actor, action, detail, hash FROM audit "
                                           "ORDER BY seq",
                            into(seq), into(row.at), into(row.actor), into(row.action),
                            into(row.detail), into(row.hash, hashed));
    rows.execute();
    while (rows.fetch()) {
        row.seq = seq;
        if (hashed != soci::i_ok)
            row.hash.clear();
        if (!f(row))
            return;
    }
}

} // namespace

std::string chainStart() { return std::string(64, '0'); }

std::string chained(const std::string& previousHash, const CaseStore::AuditRow& row) {
    core::Sha256 hash;
    for (const auto& part :
         {previousHash, std::to_string(row.seq), row.at, row.actor, row.action, row.detail})
        hash.add(netstring(part));
    return hash.hex();
}

AuditHead auditHead(soci::session& sql) {
    AuditHead head{0, chainStart()};
    long long seq = 0;
    soci::indicator hashed{};
    std::string hash;
    // On PostgreSQL not everybody who freezes may see the rows (migration 0003).
    sql << (sql.get_backend_name() == "postgresql"
                ? "SELECT head_seq, head_hash FROM audit_head()"
                : "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"),
        into(seq), into(hash, hashed);
    if (sql.got_data())
        head = {seq, hashed == soci::i_ok ? hash : std::string()};
    return head;
}

void chainOldRows(soci::session& sql) {
    std::vector<std::pair<long long, std::string>> hashes;
    std::string previous = chainStart();
    eachRow(sql, [&](const CaseStore::AuditRow& row) {
        previous = chained(previous, row);
        hashes.emplace_back(row.seq, previous);
        return true;
    });
    for (const auto& [seq, hash] : hashes)
        sql << "UPDATE audit SET hash = :hash WHERE seq = :seq", use(hash), use(seq);
}

AuditVerdict verifyChain(soci::session& sql, const std::vector<AuditHead>& given) {
    AuditVerdict verdict;
    verdict.head = {0, chainStart()};
    std::multimap<std::int64_t, std::string> anchors;
    for (const auto& anchor : versionAnchors(sql))
        anchors.emplace(anchor.seq, anchor.hash);
    for (const auto& anchor : given)
        anchors.emplace(anchor.seq, anchor.hash);
    verdict.anchors = anchors.size();
    const auto broken = [&](std::int64_t seq, const char* why) {
        verdict.firstBroken = seq;
        verdict.why = why;
        return false;
    };
    bool first = true;
    eachRow(sql, [&](const CaseStore::AuditRow& row) {
        // A trail that was chained later may begin anywhere; from there on nothing is left out.
        if (!first && row.seq != verdict.head.seq + 1)
            return broken(verdict.head.seq + 1, "a row is missing");
        first = false;
        if (row.hash != chained(verdict.head.hash, row))
            return broken(row.seq, "the row is not the one that was written");
        verdict.head = {row.seq, row.hash};
        ++verdict.rows;
        const auto [begin, end] = anchors.equal_range(row.seq);
        for (auto anchor = begin; anchor != end; ++anchor)
            if (anchor->second != row.hash)
                return broken(row.seq, "the trail is not the one that was recorded elsewhere");
        return true;
    });
    if (!verdict.firstBroken && !anchors.empty() && anchors.rbegin()->first > verdict.head.seq)
        broken(verdict.head.seq + 1, "the end of the trail was cut off");
    return verdict;
}

} // namespace cw::storage::detail
