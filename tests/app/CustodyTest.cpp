// SPDX-License-Identifier: Apache-2.0
// The custody of a run, as window and command line use it, and the verbs vault, reidentify, ledger.
#include "app/workflow/Custody.h"
#include "app/support/Concord.h"
#include "validation/Folds.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

namespace cw::workflow {
namespace {

using anonymizer::Ledger;
using anonymizer::Passphrase;
using anonymizer::Profile;
using anonymizer::Pseudonyms;
using anonymizer::Vault;
using cw::testing::concord;
using cw::testing::contentOf;
using cw::testing::ScratchFolder;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kSteward = "a long walk by the river";
constexpr const char* kReviewer = "nine green bottles of ink";
constexpr const char* kCanary = "CANARY-4711";

core::Clock at(int seconds) {
    using namespace std::chrono;
    return [seconds] {
        return sys_days(year(2026) / November / 23) + hours(23) + std::chrono::seconds(seconds);
    };
}
Pseudonyms keyed(const char* seed = "custody") {
    return Pseudonyms(anonymizer::PseudonymKey::forSyntheticData(seed));
}

class CustodyOfARun : public ::testing::Test {
protected:
    const ScratchFolder m_folder;
    const std::string m_vault = m_folder / "site.vault", m_ledger = m_folder / "site.ledger";
    const std::shared_ptr<const Profile> m_curation = Profile::builtIn("curation").value(),
                                         m_programme = Profile::builtIn("programme").value();

    void SetUp() override {
        ::setenv("CONCORD_STEWARD_PASSPHRASE", kSteward, 1);
        ::setenv("CONCORD_REVIEWER_PASSPHRASE", kReviewer, 1);
        const auto made = Vault::create(m_vault,
                                        {{"kim", Passphrase(kSteward)},
                                         {"lee", Passphrase(kReviewer)},
                                         keyed().keyId(),
                                         false,
                                         anonymizer::KdfStrength::Test},
                                        at(0));
        ASSERT_TRUE(made) << made.error().sentence();
    }
    CustodyPlan plan() const {
        CustodyPlan plan;
        plan.vault = m_vault;
        plan.ledger = m_ledger;
        plan.operatorName = "kim";
        plan.purpose = "research";
        plan.recipient = "University A";
        plan.output = m_folder / "out";
        return plan;
    }
    Result<Custody> open(const CustodyPlan& plan, const Profile& profile,
                         const Pseudonyms& pseudonyms = keyed(), int seconds = 0) const {
        const std::vector<std::filesystem::path> handedOn{plan.output};
        return Custody::open(
            plan, profile, pseudonyms, handedOn,
            [](const std::string&) -> Result<Passphrase> { return Passphrase(kSteward); },
            at(seconds));
    }
    std::string refusal(const CustodyPlan& plan, const Profile& profile) const {
        const auto custody = open(plan, profile);
        EXPECT_FALSE(custody);
        return custody ? "" : custody.error().sentence();
    }
    /// A whole run of one file.
    std::string run(const CustodyPlan& plan, const Profile& profile, int seconds = 0) const {
        auto custody = open(plan, profile, keyed(), seconds);
        EXPECT_TRUE(custody) << custody.error().sentence();
        anonymizer::MappingRow row;
        row.original.patientId = kCanary;
        row.pseudonym = keyed().patient("", kCanary).text();
        EXPECT_TRUE(custody->rows()->append(std::span(&row, 1)));
        custody->row().out.instances = 1;
        EXPECT_TRUE(custody->finish());
        return custody->row().job;
    }
    std::vector<std::string> kinds() const {
        std::vector<std::string> kinds;
        const auto rows = Ledger::read(m_ledger); // a range over a temporary's part would dangle
        EXPECT_TRUE(rows);
        for (const auto& row : rows.value())
            kinds.push_back(row.kind);
        return kinds;
    }
};

TEST_F(CustodyOfARun, LeavesARowWhenItBeginsAndOneWhenItEnds) {
    {
        const auto killed = open(plan(), *m_curation);
        ASSERT_TRUE(killed);
    }
    EXPECT_EQ(kinds(), (std::vector<std::string>{"opened", "begun"}));
    run(plan(), *m_curation, 5);
    EXPECT_EQ(kinds().back(), "run");
    const auto vault = Vault::open(m_vault, {"kim", Passphrase(kSteward)}, at(9));
    ASSERT_TRUE(vault);
    EXPECT_TRUE(Ledger::verify(m_ledger, {}, vault->anchors())->sound());
    ASSERT_EQ(vault->anchors().size(), 1U);
    EXPECT_EQ(vault->anchors()[0].hash, Ledger::verify(m_ledger)->headHash);
}

TEST_F(CustodyOfARun, AResumedOneIsTheSameJob) {
    auto first = plan();
    const std::string job = run(first, *m_curation);
    first.resume = true;
    EXPECT_EQ(run(first, *m_curation, 60), job);
    first.output = m_folder / "other";
    EXPECT_NE(run(first, *m_curation, 90), job);
    first = plan();
    EXPECT_NE(run(first, *m_curation, 99), job) << "begun anew";
}

TEST_F(CustodyOfARun, NumbersStayInLaterExports) {
    auto first = plan();
    first.classes = m_folder / "classes.csv";
    cw::testing::write(m_folder / "classes.csv",
                       "patient_id,class\np1,malignant\np2,malignant\np3,benign\n");
    std::map<std::string, std::string> given;
    {
        auto custody = open(first, *m_programme);
        ASSERT_TRUE(custody) << custody.error().sentence();
        for (const char* id : {"p1", "p2", "p3"})
            given[id] = custody->assignments()->patient(keyed(), "", id)->key.text();
    }
    EXPECT_EQ(given["p3"], "10001");
    cw::testing::write(m_folder / "classes.csv",
                       "patient_id,class\np0,malignant\np3,benign\np1,malignant\np2,malignant\n");
    auto custody = open(first, *m_programme, keyed(), 5);
    ASSERT_TRUE(custody);
    for (const auto& [id, number] : given)
        EXPECT_EQ(custody->assignments()->patient(keyed(), "", id)->key.text(), number);
    EXPECT_EQ(custody->assignments()->patient(keyed(), "", "p0")->key.text(), "00003");
}

TEST_F(CustodyOfARun, RefusesWhatWouldUndoIt) {
    auto p = plan();
    p.vault = m_folder / "out/site.vault";
    EXPECT_THAT(refusal(p, *m_curation), HasSubstr("handed on"));
    p = plan();
    p.ledger = m_folder / "out/l";
    EXPECT_THAT(refusal(p, *m_curation), HasSubstr("handed on"));
    p = plan();
    p.role = "reader";
    EXPECT_THAT(refusal(p, *m_curation), HasSubstr("reader"));
    p.role = "reviewer";
    EXPECT_THAT(refusal(p, *m_curation), HasSubstr("steward de-identifies"));
    p = plan();
    p.operatorName.clear();
    EXPECT_THAT(refusal(p, *m_curation), HasSubstr("operator"));
    p = plan();
    p.purpose.clear();
    EXPECT_THAT(refusal(p, *m_curation), HasSubstr("purpose"));
    p = plan();
    p.vault.reset();
    p.classes = m_folder / "c.csv";
    EXPECT_THAT(refusal(p, *m_programme), HasSubstr("vault"));
    const auto otherKey = open(plan(), *m_curation, keyed("another key"));
    ASSERT_FALSE(otherKey);
    EXPECT_EQ(otherKey.error().code, ErrorCode::Conflict);
    EXPECT_FALSE(std::filesystem::exists(m_ledger)) << "nothing of it was begun";
}

TEST_F(CustodyOfARun, RefusesAVaultRestoredFromAnOlderCopyAndAChangedLedger) {
    const std::string backup = contentOf(m_vault);
    run(plan(), *m_curation);
    const std::string current = contentOf(m_vault);
    cw::testing::write(m_vault, backup);
    EXPECT_THAT(refusal(plan(), *m_curation), HasSubstr("older than the ledger"));
    cw::testing::write(m_vault, current);
    std::string ledger = contentOf(m_ledger);
    ledger.replace(ledger.find("University A"), 12, "University B");
    cw::testing::write(m_ledger, ledger);
    EXPECT_THAT(refusal(plan(), *m_curation), HasSubstr("chain is broken"));
}

// Case 24: two IDs of one person lie in one fold, and do so again after a second export.
TEST_F(CustodyOfARun, TwoIdsOfOnePersonLieInOneFoldInEveryExport) {
    cw::testing::write(m_folder / "lookup.csv", "patient_id,pseudonym\nA-1,ONE\nB-9,ONE\n");
    auto p = plan();
    p.lookup = m_folder / "lookup.csv";
    const auto foldsOf = [&](int seconds, int first) {
        const auto custody = open(p, *m_curation, keyed(), seconds);
        EXPECT_TRUE(custody);
        std::map<std::string, int> fold;
        std::vector<validation::Sample> samples;
        for (int i = 0; i < 42; ++i) {
            const int n = (i + first) % 42;
            const std::string id = n == 40 ? "A-1" : n == 41 ? "B-9" : "x" + std::to_string(n);
            const auto patient = custody->assignments()->patient(keyed(), "", id);
            samples.push_back({id, patient->key.text(), n >= 40 ? 1 : n % 2, {}, {}, {}});
        }
        const auto folds = validation::patientFolds(samples, 5, 7);
        EXPECT_TRUE(folds);
        for (std::size_t i = 0; i < samples.size(); ++i)
            fold[samples[i].image] = folds->at(i);
        return fold;
    };
    const auto first = foldsOf(0, 0), later = foldsOf(9, 17);
    EXPECT_EQ(first.at("A-1"), first.at("B-9"));
    EXPECT_EQ(first, later);
}

class CustodyVerbs : public CustodyOfARun {
protected:
    std::string patient() const { return keyed().patient("", kCanary).text(); }
};

TEST_F(CustodyVerbs, LookUpOnlyWithTwoPassphrasesAndAfterARowOfIt) {
    run(plan(), *m_curation);
    const auto found = concord({"reidentify", patient(), "--vault", m_vault, "--ledger", m_ledger,
                                "--reason", "incidental finding", "--json"});
    ASSERT_EQ(found.status, 0) << found.err;
    EXPECT_EQ(found.json()["mapping"][0]["patient_id"], kCanary);
    EXPECT_EQ(kinds().back(), "reidentification");
    EXPECT_THAT(contentOf(m_ledger), Not(HasSubstr(kCanary)));

    ::setenv("CONCORD_REVIEWER_PASSPHRASE", "not the reviewer's one", 1);
    const auto refused = concord({"reidentify", patient(), "--vault", m_vault, "--ledger", m_ledger,
                                  "--reason", "curiosity"});
    EXPECT_EQ(refused.status, 3);
    EXPECT_THAT(refused.out + refused.err, Not(HasSubstr(kCanary)));
    EXPECT_EQ(kinds().back(), "access");
    ::setenv("CONCORD_REVIEWER_PASSPHRASE", kReviewer, 1);
    const auto unknown = concord(
        {"reidentify", "P-0000000000", "--vault", m_vault, "--ledger", m_ledger, "--reason", "x"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_EQ(kinds().back(), "reidentification");
}

TEST_F(CustodyVerbs, ShowNothingWhereTheLedgerCannotBeWritten) {
    run(plan(), *m_curation);
    const auto refused = concord({"reidentify", patient(), "--vault", m_vault, "--ledger",
                                  m_folder / "no/such/folder/l", "--reason", "x"});
    EXPECT_NE(refused.status, 0);
    EXPECT_THAT(refused.out + refused.err, Not(HasSubstr(kCanary)));
}

TEST_F(CustodyVerbs, WriteALookUpForItsOwnerAlone) {
    run(plan(), *m_curation);
    const std::string file = m_folder / "found.json";
    const auto found = concord({"reidentify", patient(), "--vault", m_vault, "--ledger", m_ledger,
                                "--reason", "x", "--output", file});
    ASSERT_EQ(found.status, 0) << found.err;
    EXPECT_THAT(found.out, Not(HasSubstr(kCanary)));
    EXPECT_THAT(contentOf(file), HasSubstr(kCanary));
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(CustodyVerbs, SayWhatAVaultIsAndChangeAPassphrase) {
    run(plan(), *m_curation);
    const auto closed = concord({"vault", "info", m_vault, "--json"});
    ASSERT_EQ(closed.status, 0);
    EXPECT_EQ(closed.json()["people"].size(), 2U);
    EXPECT_FALSE(closed.json().contains("rows"));
    EXPECT_EQ(concord({"vault", "info", m_vault, "--steward", "kim", "--json"}).json()["rows"], 1);
    ::setenv("CONCORD_NEW_PASSPHRASE", "another long sentence", 1);
    EXPECT_EQ(concord({"vault", "passphrase", m_vault, "--person", "kim"}).status, 0);
    EXPECT_EQ(concord({"vault", "info", m_vault, "--steward", "kim"}).status, 3);
    ::setenv("CONCORD_STEWARD_PASSPHRASE", "another long sentence", 1);
    EXPECT_EQ(concord({"vault", "info", m_vault, "--steward", "kim"}).status, 0);
}

TEST_F(CustodyVerbs, FindAChangedLedger) {
    run(plan(), *m_curation);
    const auto sound =
        concord({"ledger", "verify", m_ledger, "--vault", m_vault, "--steward", "kim", "--json"});
    ASSERT_EQ(sound.status, 0) << sound.err;
    const std::string head = sound.json()["head"];
    EXPECT_EQ(concord({"ledger", "verify", m_ledger, "--head", head}).status, 0);
    EXPECT_EQ(concord({"ledger", "verify", m_ledger, "--head", std::string(64, '1')}).status, 1);
    std::string text = contentOf(m_ledger);
    text.replace(text.find("University A"), 12, "University B");
    cw::testing::write(m_ledger, text);
    const auto broken = concord({"ledger", "verify", m_ledger, "--json"});
    EXPECT_EQ(broken.status, 1);
    EXPECT_EQ(broken.json()["faults"][0]["row"], 2);
}

TEST_F(CustodyVerbs, ReleaseDestroyAndCertify) {
    const std::string job = run(plan(), *m_curation);
    const auto add = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"ledger", "add", more[0], m_ledger, "--job", job};
        words.insert(words.end(), more.begin() + 1, more.end());
        return concord(words);
    };
    const std::string report = m_folder / "leaks.json";
    cw::testing::write(report, "{}");
    EXPECT_EQ(
        add({"release", "--operator", "Kim", "--role", "reviewer", "--decision", "approve"}).status,
        3)
        << "the one who ran it";
    EXPECT_EQ(add({"release", "--operator", "lee", "--role", "reviewer", "--decision", "approve",
                   "--leak-report", report, "--recipient", "Hospital B"})
                  .status,
              0);
    EXPECT_EQ(
        add({"destruction", "--operator", "choi", "--role", "reader", "--method", "shred"}).status,
        3);
    const std::string page = m_folder / "certificate.html";
    EXPECT_EQ(concord({"ledger", "certificate", m_ledger, job, "--output", page}).status, 2)
        << "not destroyed yet";
    EXPECT_EQ(add({"destruction", "--operator", "kim", "--role", "steward", "--method", "shredded"})
                  .status,
              0);
    EXPECT_EQ(concord({"ledger", "certificate", m_ledger, job, "--output", page}).status, 0);
    EXPECT_THAT(contentOf(page), HasSubstr("파기 확인서"));
    const auto incident =
        concord({"ledger", "add", "incident", m_ledger, "--operator", "lee", "--role", "reviewer",
                 "--text", "recognised", "--jobs", job, "--json"});
    ASSERT_EQ(incident.status, 0) << incident.err;
    EXPECT_EQ(incident.json()["recall"][0]["recipients"],
              (nlohmann::json{"University A", "Hospital B"}));
    EXPECT_THAT(concord({"ledger", "show", m_ledger}).out, HasSubstr("destroyed 20"));
}

TEST_F(CustodyVerbs, ExpiredPeriodsAreAFinding) {
    auto old = plan();
    old.periodUntil = "2020-01-01";
    run(old, *m_curation);
    const auto shown = concord({"ledger", "show", m_ledger, "--json"});
    EXPECT_EQ(shown.status, 1);
    EXPECT_EQ(shown.json()["jobs"][0]["expired"], true);
}

// A person at a terminal: what is typed is not shown, and never stands on the command line.
TEST_F(CustodyVerbs, AskAtTheTerminalWithoutEcho) {
    ::unsetenv("CONCORD_STEWARD_PASSPHRASE");
    const std::string script = m_folder / "terminal.py";
    cw::testing::write(script, "import os, pty, sys\n"
                               "pid, fd = pty.fork()\n"
                               "if pid == 0: os.execv(sys.argv[1], sys.argv[1:])\n"
                               "seen = b''\n"
                               "while b'Passphrase of' not in seen: seen += os.read(fd, 1000)\n"
                               "os.write(fd, b'" +
                                   std::string(kSteward) +
                                   "\\n')\n"
                                   "try:\n"
                                   "    while True: seen += os.read(fd, 1000)\n"
                                   "except OSError: pass\n"
                                   "status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])\n"
                                   "sys.stdout.buffer.write(seen)\n"
                                   "sys.exit(status)\n");
    const auto outcome = cw::testing::Running({"/usr/bin/python3", script, CW_CONCORD, "vault",
                                               "info", m_vault, "--steward", "kim"})
                             .wait();
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("Passphrase of the steward, kim: "));
    EXPECT_THAT(outcome.out, HasSubstr("0 rows"));
    EXPECT_THAT(outcome.out, Not(HasSubstr("river")));
    const auto nobody = concord({"vault", "info", m_folder / "none", "--steward", "kim"});
    EXPECT_EQ(nobody.status, 2);
}

TEST_F(CustodyVerbs, MakeAVaultApartFromData) {
    const std::string key = m_folder / "k";
    ASSERT_EQ(concord({"keygen", key}).status, 0);
    std::filesystem::create_directory(m_folder.path() / "project");
    cw::testing::write(m_folder / "project/concord.sqlite", "");
    const auto create = [&](const std::string& file, const std::string& reviewer) {
        return concord({"vault", "create", file, "--key", key, "--steward", "kim", "--reviewer",
                        reviewer, "--json"});
    };
    EXPECT_EQ(create(m_folder / "project/v", "lee").status, 2);
    EXPECT_EQ(create(m_folder / "v", "KIM").status, 2);
    const auto made = create(m_folder / "v", "lee");
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(create(m_folder / "v", "lee").status, 3);
    EXPECT_EQ(concord({"vault", "info", m_folder / "v", "--json"}).json()["vault"],
              made.json()["vault"]);
    ::chmod(key.c_str(), 0644);
    EXPECT_EQ(create(m_folder / "v2", "lee").status, 3) << "a key that others may read";
}

} // namespace
} // namespace cw::workflow
