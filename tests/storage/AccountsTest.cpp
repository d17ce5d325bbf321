// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"
#include "storage/Party.h"
#include <map>

namespace cw::storage {
namespace {

using namespace cw::testing;

class Accounts : public Party {};
CW_RUN_ON_BOTH_BACKENDS(Accounts);

TEST_P(Accounts, CloseAProjectForWhoDoesNotLogIn) {
    const auto nobody = CaseStore::open(m_folder.path(), aClock());
    EXPECT_EQ(codeOf(nobody), ErrorCode::Forbidden);
    EXPECT_NE(nobody.error().sentence().find("--user"), std::string::npos);
    EXPECT_TRUE(*CaseStore::needsLogin(m_folder.path()));
    EXPECT_EQ(codeOf(tryAs("nobody")), ErrorCode::Forbidden);
    EXPECT_EQ(as(kA).actor()->name, kA.text());
    EXPECT_EQ(as(kA).actor()->roles, std::set{Role::Reader});
}

TEST_P(Accounts, AreOpenedByTheirOwnPasswordAlone) {
    const auto wrong =
        CaseStore::open(m_folder.path(), aClock(), Access::ReadWrite,
                        Login{kA.text(), "password of another", PasswordCost::least()});
    EXPECT_EQ(codeOf(wrong), ErrorCode::Forbidden);
    EXPECT_EQ(wrong.error().sentence().find(kA.text()), std::string::npos);
    auto store = as(kA);
    EXPECT_EQ(codeOf(store.setPassword({kA.text(), "short", PasswordCost::least()})),
              ErrorCode::InvalidArgument);
    ASSERT_TRUE(store.setPassword({kA.text(), "another password", PasswordCost::least()}));
    EXPECT_EQ(codeOf(tryAs(kA.text())), ErrorCode::Forbidden);
    EXPECT_TRUE(CaseStore::open(m_folder.path(), aClock(), Access::ReadWrite,
                                Login{kA.text(), "another password", PasswordCost::least()}));
    EXPECT_EQ(codeOf(store.setPassword({kB.text(), "another password", PasswordCost::least()})),
              ErrorCode::Forbidden);
}

TEST_P(Accounts, KeepWhatWasSealedForThemWhenTheCoordinatorSetsANewPassword) {
    submit(kA, "4");
    ASSERT_TRUE(as(kBoss).setPassword({kA.text(), "forgotten, new one", PasswordCost::least()}));
    const auto store =
        CaseStore::open(m_folder.path(), aClock(), Access::ReadWrite,
                        Login{kA.text(), "forgotten, new one", PasswordCost::least()});
    ASSERT_TRUE(store);
    EXPECT_EQ(store->readingsVisibleTo(kA, kFirst)->size(), 1U);
}

TEST_P(Accounts, ThatAreDisabledDoNoMore) {
    auto before = as(kA);
    auto boss = as(kBoss);
    ASSERT_TRUE(boss.setDisabled(kA.text(), true));
    EXPECT_EQ(codeOf(before.cases()), ErrorCode::Forbidden) << "in a window that stayed open";
    EXPECT_EQ(codeOf(before.submit(aReading(kFirst, kA, "4"))), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(tryAs(kA.text())), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(boss.setDisabled(kBoss, true)), ErrorCode::Conflict);
    EXPECT_EQ(codeOf(boss.setDisabled("nobody", true)), ErrorCode::NotFound);
    ASSERT_TRUE(boss.setDisabled(kA.text(), false));
    EXPECT_TRUE(tryAs(kA.text()));
}

TEST_P(Accounts, OfCoordinatorsAreNeverThoseOfWhoMustStayBlind) {
    auto boss = as(kBoss);
    const auto another = login("another");
    EXPECT_EQ(codeOf(boss.addAccount(another, {Role::Coordinator, Role::Reader})),
              ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(boss.addAccount(another, {})), ErrorCode::InvalidArgument);
    ASSERT_TRUE(boss.addAccount(another, {Role::Coordinator, Role::Steward}));
    EXPECT_EQ(codeOf(boss.addAccount(another, {Role::Steward})), ErrorCode::Conflict);
    EXPECT_EQ(codeOf(boss.setRoles("another", {Role::Reader})), ErrorCode::Forbidden)
        << "has had the key";
    EXPECT_TRUE(as("another").accounts()) << "and manages as well";
}

TEST_P(Accounts, AreNotBelievedWhenTheirRowWasChangedBehindTheStore) {
    ASSERT_TRUE(as(kBoss).setDisabled(kC.text(), true));
    auto database = raw();
    if (!database.isSqlite())
        database.run("DROP TRIGGER accounts_guarded ON accounts");
    for (const auto* roles : {"coordinator", "steward", "adjudicator,reader"}) {
        ASSERT_EQ(database.run(std::string("UPDATE accounts SET roles = '") + roles +
                               "' WHERE name = 'reader-A'"),
                  SQLITE_OK);
        EXPECT_EQ(codeOf(tryAs(kA.text())), ErrorCode::Corrupt) << roles;
    }
    ASSERT_EQ(database.run("UPDATE accounts SET disabled = 0 WHERE name = 'reader-C'"), SQLITE_OK);
    EXPECT_FALSE(tryAs(kC.text())) << "on a server it cannot even connect";
}

TEST_P(Accounts, AskForNoMoreWorkThanAPasswordMayCost) {
    ASSERT_EQ(raw().run("UPDATE accounts SET memory = 1099511627776 WHERE name = 'reader-A'"),
              SQLITE_OK);
    EXPECT_EQ(codeOf(tryAs(kA.text())), ErrorCode::TooLarge);
}

CW_ON_BOTH_BACKENDS(FirstAccount);

TEST_P(FirstAccount, IsACoordinatorsAndLogsInAtOnce) {
    TemporaryFolder folder;
    auto store = created(folder.path());
    EXPECT_FALSE(*CaseStore::needsLogin(folder.path()));
    EXPECT_EQ(store.actor(), nullptr);
    const Login lee{"lee", "twelve letters", PasswordCost::least()};
    EXPECT_EQ(codeOf(store.addAccount(lee, {Role::Reader})), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(CaseStore::open(folder.path(), aClock(), Access::ReadWrite, lee)),
              ErrorCode::Forbidden);
    auto other = opened(folder.path());
    ASSERT_TRUE(store.addAccount(lee, {Role::Coordinator}));
    EXPECT_EQ(store.actor()->name, "lee");
    EXPECT_TRUE(store.cases());
    EXPECT_EQ(codeOf(other.cases()), ErrorCode::Forbidden) << "opened when it was still open";
}

TEST_P(FirstAccount, IsRefusedWhileSomethingReadLiesOpen) {
    TemporaryFolder folder;
    auto store = withOneCase(folder.path());
    const Login lee{"lee", "twelve letters", PasswordCost::least()};
    ASSERT_TRUE(store.noteOpened(kFirst, kB));
    EXPECT_EQ(codeOf(store.addAccount(lee, {Role::Coordinator})), ErrorCode::Conflict);
    ASSERT_TRUE(store.submit(aReading(kFirst, kA, "4")));
    EXPECT_EQ(codeOf(store.addAccount(lee, {Role::Coordinator})), ErrorCode::Conflict);
    ASSERT_TRUE(store.submit(aReading(kFirst, kB, "1")));
    ASSERT_TRUE(store.addAccount(lee, {Role::Coordinator}));
    EXPECT_TRUE(store.bothReadings(kFirst)) << "what was complete stays";
}

/// What the store answers to one operation: may, may not, or may but for another reason not.
using Calls = std::map<std::string, std::function<bool(CaseStore&)>>;

template <class T>
bool allowed(const Result<T>& result) {
    return result.has_value() || result.error().code != ErrorCode::Forbidden;
}

/// The same of a case that may not be on the worklist: a server does not even tell that it is
/// there.
template <class T>
bool seen(const Result<T>& result) {
    return allowed(result) && (result.has_value() || result.error().code != ErrorCode::NotFound);
}

Calls everyCall() {
    using namespace annotation;
    return {
        {"accounts", [](auto& s) { return allowed(s.accounts()); }},
        {"addAccount",
         [](auto& s) {
             return allowed(
                 s.addAccount({"boss", "twelve letters", PasswordCost::least()}, {Role::Reader}));
         }},
        {"setRoles", [](auto& s) { return allowed(s.setRoles("nobody", {Role::Reader})); }},
        {"setDisabled", [](auto& s) { return allowed(s.setDisabled("nobody", true)); }},
        {"setPassword of another",
         [](auto& s) {
             return allowed(s.setPassword({"nobody", "twelve letters", PasswordCost::least()}));
         }},
        {"add", [](auto& s) { return allowed(add(s, anImage("", ""))); }},
        {"knowsSource", [](auto& s) { return allowed(s.knowsSource("x")); }},
        {"setClinical",
         [](auto& s) {
             return allowed(s.setClinical(core::PatientKey("patient-1"), {{"birads", "4"}}));
         }},
        {"clinical", [](auto& s) { return allowed(s.clinical(kFirst)); }},
        {"cases", [](auto& s) { return allowed(s.cases()); }},
        {"allReadings", [](auto& s) { return allowed(s.allReadings()); }},
        {"allImages", [](auto& s) { return allowed(s.allImages()); }},
        {"allClinical", [](auto& s) { return allowed(s.allClinical()); }},
        {"claims", [](auto& s) { return allowed(s.claims()); }},
        {"versions", [](auto& s) { return allowed(s.versions()); }},
        {"caseRow of a case not on the worklist",
         [](auto& s) { return seen(s.caseRow(core::CaseId("C-0002"))); }},
        {"images of such a case", [](auto& s) { return seen(s.images(core::CaseId("C-0002"))); }},
        {"image of such a case",
         [](auto& s) {
             return seen(s.image(core::ImageId(core::sha256Hex(std::string("second image")))));
         }},
        {"bytes of such a case",
         [](auto& s) {
             return seen(s.bytes(core::ImageId(core::sha256Hex(std::string("second image")))));
         }},
        {"assign", [](auto& s) { return allowed(s.assign(kFirst, kA, kB)); }},
        {"noteOpened as A", [](auto& s) { return allowed(s.noteOpened(kFirst, kA)); }},
        {"lineSeal of A", [](auto& s) { return allowed(s.lineSeal(kFirst, kA)); }},
        {"submit as A",
         [](auto& s) {
             auto r = aReading(kFirst, kA, "4");
             r.answers["assessment"] = "5";
             return allowed(s.submit(r));
         }},
        {"readings visible to A", [](auto& s) { return allowed(s.readingsVisibleTo(kA, kFirst)); }},
        {"saveComparison",
         [](auto& s) {
             Comparison c;
             c.caseId = core::CaseId("C-9");
             return allowed(s.saveComparison(c));
         }},
        {"comparison of a case not on the worklist",
         [](auto& s) { return seen(s.comparison(core::CaseId("C-0002"))); }},
        {"decision of such a case",
         [](auto& s) { return seen(s.decision(core::CaseId("C-0002"))); }},
        {"saveDecision as judge",
         [](auto& s) {
             return allowed(s.saveDecision({core::CaseId("C-9"),
                                            core::ReaderId("judge"),
                                            Verdict::AgreeWithA,
                                            {},
                                            {},
                                            "",
                                            ""}));
         }},
        {"exclude",
         [](auto& s) { return allowed(s.exclude(core::CaseId("C-9"), ExclusionReason::Other)); }},
        {"recordVersion",
         [](auto& s) { return allowed(s.recordVersion(core::VersionName(""), "")); }},
        {"audit", [](auto& s) { return allowed(s.audit("x", "y", "z")); }},
        {"auditTrail", [](auto& s) { return allowed(s.auditTrail()); }},
        {"auditHead", [](auto& s) { return allowed(s.auditHead()); }},
        {"verifyAudit", [](auto& s) { return allowed(s.verifyAudit()); }},
    };
}

/// Written down here a second time, by role, on purpose.
const std::map<std::string, std::set<std::string>> kMay{
    {"boss",
     {"accounts",
      "addAccount",
      "setRoles",
      "setDisabled",
      "setPassword of another",
      "clinical",
      "allClinical",
      "cases",
      "allReadings",
      "allImages",
      "claims",
      "versions",
      "caseRow of a case not on the worklist",
      "images of such a case",
      "image of such a case",
      "bytes of such a case",
      "assign",
      "lineSeal of A",
      "readings visible to A",
      "saveComparison",
      "comparison of a case not on the worklist",
      "decision of such a case",
      "exclude",
      "audit",
      "auditTrail",
      "auditHead",
      "verifyAudit"}},
    {"steward",
     {"add", "knowsSource", "setClinical", "clinical", "allClinical", "cases", "allReadings",
      "allImages", "claims", "versions", "caseRow of a case not on the worklist",
      "images of such a case", "image of such a case", "bytes of such a case",
      "comparison of a case not on the worklist", "decision of such a case", "recordVersion",
      "audit", "auditHead"}},
    {"reader-A",
     {"cases", "allReadings", "allImages", "claims", "versions", "noteOpened as A", "lineSeal of A",
      "submit as A", "readings visible to A"}},
    {"reader-C", {"cases", "allReadings", "allImages", "claims", "versions"}},
    {"judge",
     {"cases", "allReadings", "allImages", "claims", "versions",
      "caseRow of a case not on the worklist", "images of such a case", "image of such a case",
      "bytes of such a case", "saveComparison", "comparison of a case not on the worklist",
      "decision of such a case", "saveDecision as judge", "audit"}},
    {"reviewer",
     {"clinical", "allClinical", "cases", "allReadings", "allImages", "claims", "versions",
      "caseRow of a case not on the worklist", "images of such a case", "image of such a case",
      "bytes of such a case", "comparison of a case not on the worklist", "decision of such a case",
      "audit"}},
};

TEST_P(Accounts, MayDoWhatTheirRoleSaysAndNothingElse) {
    for (const auto& [who, may] : kMay) {
        auto store = as(who);
        for (const auto& [call, made] : everyCall())
            EXPECT_EQ(made(store), may.contains(call)) << who << ": " << call;
    }
}

} // namespace
} // namespace cw::storage
