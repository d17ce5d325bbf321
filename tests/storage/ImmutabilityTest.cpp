// SPDX-License-Identifier: Apache-2.0
#include "storage/Projects.h"
#include "storage/RawDatabase.h"

namespace cw::storage {
namespace {

using namespace cw::testing;

/// A project in which every table has a row, and the database behind its back.
class Immutability : public ::testing::Test {
protected:
    Immutability() {
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

    TemporaryFolder m_folder;
    std::unique_ptr<RawDatabase> m_raw;
};

TEST_F(Immutability, HoldsForReadings) {
    expectAborted("readings", "UPDATE readings SET json = '{}'");
    expectAborted("readings", "UPDATE readings SET reader = 'x' WHERE reader = 'reader-A'");
    expectAborted("readings", "DELETE FROM readings");
    for (const auto* pragma :
         {"PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON"}) {
        m_raw->run(pragma);
        expectAborted("readings", "INSERT OR REPLACE INTO readings SELECT id, case_id, reader, "
                                  "submitted_at, '{}' FROM readings");
        expectAborted("readings", "UPDATE OR REPLACE readings SET json = '{}'");
    }
    expectAborted("assignments", "DELETE FROM assignments");
    EXPECT_EQ(m_raw->value("SELECT count(*) FROM readings WHERE json = '{}'"), "0");
}

TEST_F(Immutability, HoldsForDecisionsAndExclusions) {
    for (const std::string table : {"decisions", "exclusions"}) {
        expectAborted(table, "UPDATE " + table + " SET reason = 'other'");
        expectAborted(table, "DELETE FROM " + table);
        expectAborted(table, "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table);
    }
}

TEST_F(Immutability, HoldsForVersionsAndTheAuditTrail) {
    for (const std::string table : {"versions", "audit"}) {
        const std::string column = table == "audit" ? "detail" : "manifest_sha256";
        expectAborted(table, "UPDATE " + table + " SET " + column + " = 'x'");
        expectAborted(table, "DELETE FROM " + table);
        expectAborted(table, "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table);
    }
}

TEST_F(Immutability, LeavesNoWayToAReadingWithoutAnAssignment) {
    expectAborted("readings", "INSERT INTO readings VALUES ('" + std::string(64, 'f') +
                                  "', 'C-0001', 'stranger', '', '{}')");
}

} // namespace
} // namespace cw::storage
