// SPDX-License-Identifier: Apache-2.0
// PostgreSQL: reader B connects with psql's library as B's own role of the database and tries
// whatever SQL can say, before both have submitted.
#include "storage/Party.h"
#include "storage/detail/AccountKeys.h"
#include <map>

namespace cw::storage {
namespace {

using namespace cw::testing;

/// A connection of an account, as psql would make it.
class Hand {
public:
    Hand(const DatabaseAddress& address, const std::string& role)
        : m_connection(PQsetdbLogin(address.host.c_str(), std::to_string(address.port).c_str(),
                                    nullptr, nullptr, address.database.c_str(), role.c_str(),
                                    nullptr)) {
        EXPECT_EQ(PQstatus(m_connection), CONNECTION_OK) << PQerrorMessage(m_connection);
        PQsetNoticeProcessor(
            m_connection, [](void*, const char*) {}, nullptr);
        EXPECT_EQ(run("SET search_path TO " + address.schema), "");
    }
    Hand(const Hand&) = delete;
    Hand& operator=(const Hand&) = delete;
    ~Hand() { PQfinish(m_connection); }

    /// Empty, or the SQLSTATE.
    std::string run(const std::string& sql) {
        auto* result = PQexec(m_connection, sql.c_str());
        const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        const std::string code = state != nullptr ? state : "";
        PQclear(result);
        return code;
    }
    /// All rows as text; the SQLSTATE in angle brackets if it failed.
    std::string rows(const std::string& sql) {
        auto* result = PQexec(m_connection, sql.c_str());
        std::string text;
        if (PQresultStatus(result) != PGRES_TUPLES_OK) {
            const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
            text = std::string("<") + (state != nullptr ? state : "") + ">";
        }
        for (int row = 0; row < PQntuples(result); ++row)
            for (int column = 0; column < PQnfields(result); ++column)
                text += std::string(PQgetvalue(result, row, column)) +
                        (column + 1 < PQnfields(result) ? "|" : "\n");
        PQclear(result);
        return text;
    }
    /// How many rows a change touched; -1 if it was refused.
    int changed(const std::string& sql) {
        auto* result = PQexec(m_connection, sql.c_str());
        const int count =
            PQresultStatus(result) == PGRES_COMMAND_OK ? std::atoi(PQcmdTuples(result)) : -1;
        PQclear(result);
        return count;
    }

private:
    PGconn* m_connection;
};

class RowLevel : public Party {
protected:
    DatabaseAddress address() const {
        const auto project = *core::readText(m_folder / "concord.json");
        return DatabaseAddress::parse(
                   nlohmann::json::parse(project).at("database").get<std::string>())
            .value();
    }
    std::string roleOf(const std::string& account) const {
        return detail::databaseRoleName(address().schema, account);
    }
    Hand as(const std::string& account) const { return Hand(address(), roleOf(account)); }
    CaseStore storeAs(const std::string& account) const { return Party::as(account); }

    /// Every table and view of the schema, every column, in full; and every function without
    /// arguments.
    std::string everything(Hand& hand) const {
        std::string all;
        auto owner = raw();
        const auto relations = owner.column(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND "
            "relkind IN ('r', 'v') ORDER BY relname");
        EXPECT_GT(relations.size(), 14U);
        for (const auto& relation : relations)
            all += relation + ": " + hand.rows("SELECT * FROM " + relation);
        for (const auto& function : owner.column(
                 "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace "
                 "AND pronargs = 0 AND prorettype <> 'trigger'::regtype AND proname NOT IN "
                 "('make_group', 'secure_tables') ORDER BY proname"))
            all += function + ": " + hand.rows("SELECT * FROM " + function + "()");
        return all;
    }
};
INSTANTIATE_TEST_SUITE_P(, RowLevel, ::testing::Values(Backend::PostgreSQL), backendName);

TEST_P(RowLevel, ShowsAReaderNothingOfTheOtherBeforeBothHaveSubmitted) {
    const std::vector<std::string> others{kB.text(), kC.text(), kJudge, kReviewer, kSteward};
    std::map<std::string, std::string> before;
    for (const auto& who : others) {
        auto hand = as(who);
        before[who] = everything(hand);
    }
    EXPECT_TRUE(storeAs(kA.text()).noteOpened(kFirst, kA));
    submit(kA, "4");
    for (const auto& who : others) {
        auto hand = as(who);
        auto now = everything(hand);
        if (who == kSteward) { // may know how long the trail is: it goes into versions
            now.resize(now.find("audit_head"));
            before[who].resize(before[who].find("audit_head"));
        }
        EXPECT_EQ(now, before[who]) << who;
        EXPECT_EQ(now.find("reader-A"), std::string::npos) << who;
    }
    // A sees the own row, and the coordinator all of them: the rows are there.
    EXPECT_NE(as(kA.text()).rows("SELECT receipt FROM readings"), "");
    EXPECT_NE(as(kBoss).rows("SELECT receipt FROM readings"), "");
    EXPECT_EQ(as(kB.text()).rows("SELECT reader FROM assignments"), kB.text() + "\n");
    EXPECT_EQ(as(kC.text()).rows("SELECT id FROM cases"), "");
}

TEST_P(RowLevel, ShowsBothToBothAfterwards) {
    submit(kA, "4");
    submit(kB, "1");
    storeAs(kA.text());
    for (const auto& who : {kA.text(), kB.text(), kJudge}) {
        auto hand = as(who);
        EXPECT_EQ(hand.rows("SELECT count(json) FROM readings"), "2\n") << who;
        EXPECT_EQ(hand.rows("SELECT count(*) FROM assignments"), "2\n") << who;
        EXPECT_EQ(hand.rows("SELECT state FROM case_list WHERE id = 'C-0001'"), "submitted\n");
    }
    EXPECT_EQ(as(kC.text()).rows("SELECT count(*) FROM readings"), "0\n") << "no case of C's";
}

TEST_P(RowLevel, LeaksNothingByErrorsEstimatesOrLeakyFunctions) {
    submit(kA, "4");
    raw().run("ANALYZE");
    auto hand = as(kB.text());
    // Conditions that would fail, or tell, for a row that is there but must not be seen.
    for (const std::string relation : {"readings", "case_list", "released_cases", "complete_cases",
                                       "my_cases", "assignments", "audit", "accounts"}) {
        const auto probe = hand.rows("SELECT count(*) FROM " + relation +
                                     " t WHERE 1 / (CASE WHEN t::text LIKE '%reader-A%' THEN 0 "
                                     "ELSE 1 END) = 1");
        EXPECT_EQ(probe.find("<22012>"), std::string::npos) << relation;
    }
    EXPECT_EQ(hand.run("CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST "
                       "0.0001 AS $$ BEGIN IF $1 = 'C-0001' THEN RAISE EXCEPTION 'seen'; END IF; "
                       "RETURN true; END $$"),
              "");
    for (const std::string relation : {"released_cases", "complete_cases", "readings"})
        EXPECT_EQ(hand.rows("SELECT count(*) FROM " + relation + " WHERE pg_temp.tell(case_id)"),
                  "0\n")
            << relation;
    EXPECT_EQ(hand.rows("SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname "
                        "= current_schema()"),
              "");
    EXPECT_EQ(hand.rows("SELECT stavalues1 FROM pg_statistic").substr(0, 1), "<");
    EXPECT_EQ(hand.rows("SELECT rolpassword FROM pg_authid").substr(0, 1), "<");
    // Somebody else's key in the way of a unique index: B cannot even write such a row.
    EXPECT_EQ(hand.changed("INSERT INTO readings (receipt, case_id, reader, submitted_at, sealed) "
                           "VALUES (repeat('a', 64), 'C-0001', 'reader-A', '', 'x')"),
              -1);
    EXPECT_EQ(hand.run("INSERT INTO readings (receipt, case_id, reader, submitted_at, sealed) "
                       "VALUES (repeat('a', 64), 'C-0001', 'reader-A', '', 'x')"),
              "42501")
        << "refused by the policy, whether A has submitted or not";
}

TEST_P(RowLevel, LetsNobodyReleaseEarlyOrReachForMore) {
    submit(kA, "4");
    auto hand = as(kB.text());
    EXPECT_EQ(hand.changed("UPDATE readings SET json = '{}', id = repeat('b', 64)"), 0);
    EXPECT_EQ(hand.run("UPDATE readings SET sealed = 'x'"), "42501");
    EXPECT_EQ(hand.run("DELETE FROM readings"), "42501");
    EXPECT_EQ(hand.run("TRUNCATE readings"), "42501");
    EXPECT_EQ(hand.run("INSERT INTO claims VALUES ('C-0001', 'reading reader-A', '독자 B', '', '', "
                       "'', 'x')"),
              "42501");
    EXPECT_EQ(hand.run("INSERT INTO claims VALUES ('C-0001', 'reading 독자 B', '독자 B', '', '', "
                       "'', 'x')"),
              "");
    EXPECT_EQ(hand.changed("UPDATE assignments SET opened_at = 'x' WHERE reader = 'reader-A'"), 0);
    EXPECT_EQ(hand.run("UPDATE assignments SET reader = 'reader-A'"), "42501");
    EXPECT_EQ(hand.changed("DELETE FROM assignments"), 0);
    EXPECT_EQ(hand.run("INSERT INTO assignments (case_id, slot, reader) VALUES ('C-0002', 0, "
                       "'독자 B')"),
              "42501");
    EXPECT_EQ(hand.changed("UPDATE accounts SET roles = 'coordinator'"), -1);
    EXPECT_EQ(hand.run("UPDATE accounts SET roles = 'coordinator'"), "42501");
    EXPECT_EQ(hand.run("UPDATE accounts SET db_role = '" + roleOf(kA.text()) + "'"), "42501");
    EXPECT_EQ(hand.run("INSERT INTO audit (seq, at, actor, action, detail, hash) VALUES (99, '', "
                       "'', '', '', repeat('a', 64))"),
              "42501");
    EXPECT_EQ(hand.run("SET ROLE \"" + roleOf(kA.text()) + "\""), "42501");
    EXPECT_EQ(hand.run("SET ROLE \"" + address().user + "\""), "42501");
    EXPECT_EQ(hand.run("SET SESSION AUTHORIZATION \"" + roleOf(kA.text()) + "\""), "42501");
    EXPECT_EQ(hand.run("SET row_security = off; SELECT * FROM readings"), "42501");
    EXPECT_EQ(hand.run("ALTER TABLE readings DISABLE ROW LEVEL SECURITY"), "42501");
    EXPECT_EQ(hand.run("SELECT give_role('" + roleOf(kA.text()) + "', 'SCRAM-SHA-256$x')"),
              "42501");
    EXPECT_EQ(hand.run("SELECT give_role('postgres', 'SCRAM-SHA-256$x')"), "42501");
    EXPECT_EQ(hand.run("SELECT allow_login('reader-A', 0)"), "42501");
    EXPECT_EQ(hand.run("SELECT make_group()"), "42501");
    EXPECT_EQ(hand.rows("SELECT * FROM audit_head()"), "");
    // A table of B's own with the name of ours must not be taken for it by what runs as the owner.
    EXPECT_EQ(
        hand.run("CREATE TEMP TABLE accounts (name text, roles text, disabled integer, db_role "
                 "text); INSERT INTO pg_temp.accounts VALUES ('reader-A', 'coordinator', 0, "
                 "session_user)"),
        "");
    EXPECT_EQ(hand.rows("SELECT me(), i_am('coordinator')"), kB.text() + "|f\n");
    // After the role's group, too.
    hand.run("SET ROLE \"" + detail::databaseGroupName(address().schema) + "\"");
    EXPECT_EQ(hand.rows("SELECT receipt FROM readings"), "");
    EXPECT_EQ(as(kBoss).rows("SELECT count(*) FROM readings WHERE json IS NULL"), "1\n");
}

TEST_P(RowLevel, ChainsWhatAnAccountDoesUnderItsOwnName) {
    auto hand = as(kB.text());
    EXPECT_EQ(hand.run("SELECT append_audit('2026', 'reader-A', 'forged', '한글: x')"), "");
    const auto trail = *storeAs(kBoss).auditTrail();
    EXPECT_EQ(trail.back().actor, kB.text());
    EXPECT_FALSE(storeAs(kBoss).verifyAudit()->firstBroken);
}

TEST_P(RowLevel, IsBehindAPasswordThatTheServerChecks) {
    // The private server trusts its socket, and asks for a password over TCP.
    const auto file = m_folder / "concord.json";
    auto json = nlohmann::json::parse(*core::readText(file));
    auto tcp = address();
    tcp.host = "127.0.0.1";
    json["database"] = tcp.url();
    ASSERT_TRUE(core::writeWhole(file, json.dump()));
    EXPECT_TRUE(tryAs(kA.text())) << tryAs(kA.text()).error().sentence();
    const auto wrong = CaseStore::open(m_folder.path(), aClock(), Access::ReadWrite,
                                       Login{kA.text(), "not the password", PasswordCost::least()});
    EXPECT_EQ(codeOf(wrong), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(tryAs("nobody")), ErrorCode::Forbidden);
    ASSERT_TRUE(storeAs(kBoss).setDisabled(kA.text(), true));
    EXPECT_EQ(codeOf(tryAs(kA.text())), ErrorCode::Forbidden);
}

} // namespace
} // namespace cw::storage
