// SPDX-License-Identifier: Apache-2.0
#include "storage/Party.h"
#include "support/TemporaryFolder.h"
#include <cstdio>

namespace cw::storage {
namespace {

using namespace cw::testing;

CW_ON_BOTH_BACKENDS(AuditChain);

/// A project in which much has happened, and its trail behind the store's back.
struct Busy {
    TemporaryFolder folder;
    std::optional<CaseStore> store;
    Busy() {
        store.emplace(withBothSubmitted(folder.path(), "4", "1"));
        compareBoth(*store);
        EXPECT_TRUE(store->audit("누구", "a remark", "with 한글, a colon: and\na line"));
        EXPECT_TRUE(store->recordVersion(core::VersionName("v1"), std::string(64, 'a')));
        EXPECT_TRUE(store->audit("x", "later", ""));
    }
    RawDatabase raw() const { return RawDatabase(folder / "concord.sqlite"); }
    void tamper(const std::string& sql) const {
        auto database = raw();
        for (const auto* trigger : {"audit_stays", "audit_remains", "audit_once"})
            database.dropTrigger(trigger, "audit"); // audit_once is SQLite's alone
        ASSERT_EQ(database.run(sql), SQLITE_OK) << sql;
    }
};

TEST_P(AuditChain, HoldsAndTellsItsHead) {
    const Busy busy;
    const auto verdict = busy.store->verifyAudit();
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->firstBroken) << verdict->why;
    EXPECT_EQ(verdict->rows, busy.store->auditTrail()->size());
    EXPECT_EQ(verdict->anchors, 1U);
    EXPECT_EQ(verdict->head.hash, busy.store->auditHead()->hash);
    EXPECT_EQ(verdict->head.seq, static_cast<std::int64_t>(verdict->rows));
    EXPECT_FALSE(busy.store->verifyAudit({verdict->head})->firstBroken);
}

TEST_P(AuditChain, FindsTheFirstRowThatWasEdited) {
    for (const auto* change :
         {"actor = 'x'", "action = 'x'", "detail = 'x'", "at = 'x'",
          "hash = '0000000000000000000000000000000000000000000000000000000000000000'"}) {
        const Busy busy;
        busy.tamper(std::string("UPDATE audit SET ") + change + " WHERE seq = 3");
        EXPECT_EQ(busy.store->verifyAudit()->firstBroken, 3) << change;
        EXPECT_EQ(busy.store->verifyAudit()->rows, 2U);
    }
}

TEST_P(AuditChain, FindsWhatWasTakenOutPutInOrExchanged) {
    {
        const Busy busy;
        busy.tamper("DELETE FROM audit WHERE seq = 2");
        EXPECT_EQ(busy.store->verifyAudit()->firstBroken, 2);
    }
    {
        const Busy busy;
        busy.tamper("DELETE FROM audit WHERE seq = 1");
        EXPECT_TRUE(busy.store->verifyAudit()->firstBroken);
    }
    {
        const Busy busy;
        busy.tamper("UPDATE audit SET seq = -seq WHERE seq IN (2, 3)");
        busy.tamper("UPDATE audit SET seq = 5 + seq WHERE seq < 0");
        EXPECT_EQ(busy.store->verifyAudit()->firstBroken, 2);
    }
}

TEST_P(AuditChain, MissesAnEndThatWasCutOffByTheVersionsRecord) {
    const Busy busy;
    const auto anchor = busy.raw().value("SELECT audit_seq FROM versions");
    busy.tamper("DELETE FROM audit WHERE seq >= " + anchor);
    const auto verdict = *busy.store->verifyAudit();
    EXPECT_EQ(std::to_string(verdict.firstBroken.value_or(0)), anchor);
    EXPECT_NE(verdict.why.find("cut off"), std::string::npos);
}

TEST_P(AuditChain, MissesWhatWasCutOffAfterAHeadThatSomebodyKept) {
    const Busy busy;
    const auto head = *busy.store->auditHead();
    busy.tamper("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)");
    EXPECT_FALSE(busy.store->verifyAudit()->firstBroken) << "nothing in the database tells";
    EXPECT_EQ(busy.store->verifyAudit({head})->firstBroken, head.seq);
    // Written anew, the chain is whole again, but another one.
    ASSERT_TRUE(CaseStore::open(busy.folder.path(), aClock())->audit("y", "instead", ""));
    EXPECT_FALSE(busy.store->verifyAudit()->firstBroken);
    EXPECT_EQ(busy.store->verifyAudit({head})->firstBroken, head.seq);
}

/// Another implementation of the chain: Python's hashlib over the rows.
TEST_P(AuditChain, IsTheOneThatPythonComputes) {
    const Busy busy;
    std::string rows;
    const auto trail = *busy.store->auditTrail();
    for (const auto& row : trail)
        rows +=
            nlohmann::json({row.seq, row.at, row.actor, row.action, row.detail, row.hash}).dump() +
            "\n";
    ASSERT_TRUE(core::writeWhole(busy.folder / "trail.jsonl", rows));
    const std::string command = "/usr/bin/python3 " + std::string(CW_SOURCE_DIR) +
                                "/tests/storage/audit_oracle.py '" +
                                (busy.folder / "trail.jsonl").string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST_P(AuditChain, TakesNoRowWithoutItsHash) {
    const Busy busy;
    EXPECT_EQ(busy.raw().run(
                  "INSERT INTO audit (seq, at, actor, action, detail) VALUES (99, '', '', '', '')"),
              SQLITE_CONSTRAINT);
}

} // namespace
} // namespace cw::storage
