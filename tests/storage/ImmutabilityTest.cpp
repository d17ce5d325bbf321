// SPDX-License-Identifier: Apache-2.0
#include "storage/Projects.h"
#include "storage/RawDatabase.h"

namespace cw::storage {
namespace {

using namespace cw::testing;

/// A project in which every table has a row, and the database behind its back.
class Immutability : public OnBothBackends {
protected:
    void SetUp() override {
        OnBothBackends::SetUp();
        if (IsSkipped())
            return;
        auto store = withBothSubmitted(m_folder.path(), "4", "1");
        compareBoth(store);
        EXPECT_TRUE(
            store.saveDecision({kFirst, kC, annotation::Verdict::AgreeWithA, {}, {}, "", ""}));
        EXPECT_TRUE(store.exclude(kFirst, annotation::ExclusionReason::Other));
        EXPECT_TRUE(store.recordVersion(core::VersionName("v1"), std::string(64, 'a')));
        m_raw = std::make_unique<RawDatabase>(m_folder / "concord.sqlite");
    }
    /// Refused by a trigger, and the table is as it was.
    void expectAborted(const std::string& table, const std::string& sql) {
        const auto count = m_raw->value("SELECT count(*) FROM " + table);
        EXPECT_EQ(m_raw->run(sql), SQLITE_CONSTRAINT) << sql;
        EXPECT_EQ(m_raw->value("SELECT count(*) FROM " + table), count) << sql;
    }

    /// INSERT OR REPLACE deletes without telling a delete trigger; PostgreSQL has TRUNCATE for
    /// that.
    void expectNotReplaced(const std::string& table, const std::string& columns = "*") {
        expectAborted(table, m_raw->isSqlite() ? "INSERT OR REPLACE INTO " + table + " SELECT " +
                                                     columns + " FROM " + table
                                               : "TRUNCATE " + table + " CASCADE");
    }

    TemporaryFolder m_folder;
    std::unique_ptr<RawDatabase> m_raw;
};
CW_RUN_ON_BOTH_BACKENDS(Immutability);

TEST_P(Immutability, HoldsForReadings) {
    expectAborted("readings", "UPDATE readings SET json = '{}'");
    expectAborted("readings", "UPDATE readings SET reader = 'x' WHERE reader = 'reader-A'");
    expectAborted("readings", "DELETE FROM readings");
    for (const auto* pragma :
         {"PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON"}) {
        m_raw->run(pragma);
        expectNotReplaced(
            "readings", "receipt, case_id, reader, round, reason, submitted_at, sealed, '{}', id");
        if (m_raw->isSqlite())
            expectAborted("readings", "UPDATE OR REPLACE readings SET json = '{}'");
    }
    expectAborted("assignments", "DELETE FROM assignments");
    EXPECT_EQ(m_raw->value("SELECT count(*) FROM readings WHERE json = '{}'"), "0");
}

TEST_P(Immutability, HoldsForDecisionsAndExclusions) {
    for (const std::string table : {"decisions", "exclusions"}) {
        expectAborted(table, "UPDATE " + table + " SET reason = 'other'");
        expectAborted(table, "DELETE FROM " + table);
        expectNotReplaced(table);
    }
}

TEST_P(Immutability, HoldsForVersionsAndTheAuditTrail) {
    for (const std::string table : {"versions", "audit"}) {
        const std::string column = table == "audit" ? "detail" : "manifest_sha256";
        expectAborted(table, "UPDATE " + table + " SET " + column + " = 'x'");
        expectAborted(table, "DELETE FROM " + table);
        expectNotReplaced(table);
    }
}

TEST_P(Immutability, LeavesNoWayToAReadingWithoutAnAssignment) {
    expectAborted("readings",
                  "INSERT INTO readings (receipt, case_id, reader, submitted_at, json, id) "
                  "VALUES ('" +
                      std::string(64, 'f') + "', 'C-0001', 'stranger', '', '{}', '" +
                      std::string(64, 'f') + "')");
}

} // namespace
} // namespace cw::storage
