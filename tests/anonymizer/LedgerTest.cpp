// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Ledger.h"
#include "anonymizer/CustodySupport.h"
#include "core/Files.h"
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cw::anonymizer {
namespace {

using cw::testing::contentOf;
using cw::testing::CustodyFolder;
using cw::testing::replaceContent;
using cw::testing::testClock;
using ::testing::HasSubstr;
using ::testing::Not;

RunRow runOf(const std::string& job, const std::string& who = "kim") {
    RunRow row;
    row.job = job;
    row.who = {who, Role::Steward};
    row.purpose = "research";
    row.purposeText = "유방암 판독 인공지능 / breast cancer AI";
    row.legalBasis = "IRB-2026-0042";
    row.dataSet = "MG";
    row.dataSetVersion = "1.0";
    row.profile = "curation";
    row.edition = "PS3.15 2026c";
    row.options = "modified-dates";
    row.policySha256 = std::string(64, 'c');
    row.toolVersion = "concord 1.0";
    row.actions = {{"remove", 812}, {"(0010,0030) empty", 4}};
    row.in = {2, 3, 10};
    row.out = {2, 3, 9};
    row.quarantined = 1;
    row.recipient = "University A";
    row.periodUntil = "2027-11-22";
    row.medium = "encrypted disk 12";
    row.keyId = "K-ABCDEFGH";
    row.manifestSha256 = std::string(64, 'd');
    return row;
}
ReleaseRow approvalOf(const std::string& job, const std::string& who = "lee") {
    return {job, {who, Role::Reviewer}, true, "adequate", "DRB-7", "Hospital B", "", "", ""};
}

AccessRow accessBy(const std::string& who, Role role, const std::string& what) {
    return {{who, role}, what, ""};
}
ReidentificationRow lookUp(const Actor& steward, const Actor& reviewer, const std::string& why) {
    return {"", steward, reviewer, {"P-1"}, why, {}};
}

class LedgerTest : public ::testing::Test {
protected:
    const CustodyFolder m_folder;
    const std::filesystem::path m_file = m_folder / "site.ledger";

    Ledger open(int seconds = 0) {
        auto ledger = Ledger::open(m_file, testClock(seconds));
        EXPECT_TRUE(ledger) << (ledger ? "" : ledger.error().sentence());
        return std::move(*ledger);
    }
    /// opened, begun, run, release, access, access.
    void fill() {
        auto ledger = open();
        ASSERT_TRUE(ledger.begin(runOf("J-1")));
        ASSERT_TRUE(ledger.append(runOf("J-1")));
        ASSERT_TRUE(ledger.append(approvalOf("J-1")));
        ASSERT_TRUE(ledger.append(accessBy("kim", Role::Steward, "vault opened")));
        ASSERT_TRUE(ledger.append(accessBy("lee", Role::Reviewer, "ledger read")));
    }
    std::vector<std::string> lines() const {
        std::vector<std::string> lines;
        std::string text = contentOf(m_file);
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find('\n', at);
            lines.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        return lines;
    }
    void write(const std::vector<std::string>& lines) const {
        std::string text;
        for (const auto& line : lines)
            text += line + "\n";
        replaceContent(m_file, text);
    }
    LedgerCheck check(const std::string& head = {},
                      const std::vector<LedgerAnchor>& anchors = {}) const {
        const auto result = Ledger::verify(m_file, head, anchors);
        EXPECT_TRUE(result);
        return result.value_or(LedgerCheck{});
    }
    nlohmann::json rowAt(std::size_t number) const {
        return nlohmann::json::parse(lines().at(number - 1));
    }
};

TEST_F(LedgerTest, HoldsEveryColumnOfARun) {
    fill();
    const auto row = rowAt(3);
    EXPECT_EQ(row["kind"], "run");
    EXPECT_EQ(row["job"], "J-1");
    EXPECT_EQ(row["time_utc"], "2026-11-23T23:00:00Z");
    EXPECT_EQ(row["time_kst"], "2026-11-24T08:00:00+09:00");
    EXPECT_EQ(row["operator"], "kim");
    EXPECT_EQ(row["role"], "steward");
    EXPECT_EQ(row["purpose"], "research");
    EXPECT_EQ(row["actions"]["remove"], 812);
    EXPECT_EQ(row["in"]["instances"], 10);
    EXPECT_EQ(row["out"]["subjects"], 2);
    for (const char* column :
         {"purpose_text", "legal_basis", "data_set",      "data_set_version", "profile",
          "options",      "edition",     "policy_sha256", "tool_version",     "quarantined",
          "held",         "recipient",   "period_from",   "period_until",     "medium",
          "target",       "key_id",      "vault",         "manifest_sha256",  "previous",
          "hash",         "leaks",       "leak_gate",     "pixel_check"})
        EXPECT_TRUE(row.contains(column)) << column;
    EXPECT_EQ(rowAt(4)["decision"], "approved");
    EXPECT_TRUE(check().sound());
    EXPECT_EQ(check().rows, 6U);
}

// Case 25: a ledger edited by hand fails.
TEST_F(LedgerTest, FindsTheRowThatWasEdited) {
    fill();
    for (std::size_t row = 0; row < 6; ++row) {
        auto edited = lines();
        const auto at = edited[row].find("2026-11-23T23");
        ASSERT_NE(at, std::string::npos);
        const auto original = edited;
        edited[row][at + 12] = '2';
        write(edited);
        const auto found = check();
        ASSERT_FALSE(found.sound());
        EXPECT_EQ(found.faults[0].row, row + 1);
        EXPECT_THAT(found.faults[0].what, HasSubstr("changed"));
        write(original);
    }
}

TEST_F(LedgerTest, FindsRemovedReorderedAndDuplicatedRows) {
    fill();
    const auto whole = lines();
    for (std::size_t row = 0; row < whole.size(); ++row) {
        auto cut = whole;
        cut.erase(cut.begin() + static_cast<std::ptrdiff_t>(row));
        write(cut);
        EXPECT_FALSE(check().sound()) << "without row " << row + 1;
        auto twice = whole;
        twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(row), whole[row]);
        write(twice);
        EXPECT_FALSE(check().sound()) << "twice row " << row + 1;
        if (row + 1 < whole.size()) {
            auto swapped = whole;
            std::swap(swapped[row], swapped[row + 1]);
            write(swapped);
            EXPECT_FALSE(check().sound()) << "swapped row " << row + 1;
        }
    }
}

TEST_F(LedgerTest, FindsRowsCutOffAtTheEndByItsHeadFile) {
    fill();
    auto cut = lines();
    cut.resize(4);
    write(cut);
    const auto found = check();
    ASSERT_EQ(found.faults.size(), 1U);
    EXPECT_THAT(found.faults[0].what, HasSubstr("2 rows were cut off"));
    // Who takes the head file along, too, is found only by what is kept elsewhere.
    std::filesystem::remove(m_folder / "site.ledger.head");
    EXPECT_TRUE(check().sound());
    EXPECT_THAT(check().notes, ::testing::Contains(HasSubstr("no head file")));
}

/// What somebody does who knows the format: changes a row and computes all later hashes anew.
std::vector<std::string> rewritten(const std::vector<std::string>& lines, std::size_t from) {
    std::vector<std::string> result(lines.begin(),
                                    lines.begin() + static_cast<std::ptrdiff_t>(from));
    const CustodyFolder scratch;
    replaceContent(scratch / "in", [&] {
        std::string text;
        for (const auto& line : lines)
            text += line + "\n";
        return text;
    }());
    const std::string script =
        "import json,hashlib,sys\n"
        "c=lambda v: json.dumps(v,sort_keys=True,separators=(',',':'),ensure_ascii=False)\n"
        "p=None\n"
        "for i,l in enumerate(open(sys.argv[1],encoding='utf-8')):\n"
        "    r=json.loads(l)\n"
        "    if i>=" +
        std::to_string(from) +
        ":\n"
        "        r['time_utc']='2020-01-01T00:00:00Z'; r['previous']=p or r['previous']; del "
        "r['hash']\n"
        "        r['hash']=hashlib.sha256(c(r).encode()).hexdigest()\n"
        "    p=r['hash']; print(c(r))\n";
    replaceContent(scratch / "s.py", script);
    EXPECT_EQ(
        std::system(("PYTHONIOENCODING=utf-8 /usr/bin/python3 '" + (scratch / "s.py").string() +
                     "' '" + (scratch / "in").string() + "' > '" + (scratch / "out").string() + "'")
                        .c_str()),
        0);
    result.clear();
    std::string text = contentOf(scratch / "out");
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        result.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return result;
}

TEST_F(LedgerTest, IsCaughtWrittenAnewByAHashKeptElsewhereAndByTheVault) {
    fill();
    const auto honest = check();
    const LedgerAnchor anchor{honest.ledgerId, honest.rows, honest.headHash};
    EXPECT_TRUE(check(honest.headHash, {anchor}).sound());
    write(rewritten(lines(), 2));
    std::filesystem::remove(m_folder / "site.ledger.head");
    EXPECT_TRUE(check().sound()) << "a chain alone cannot know: docs/custody.md says so";
    EXPECT_THAT(check().notes, ::testing::Contains(HasSubstr("wrote anew")));
    EXPECT_FALSE(check(honest.headHash).sound());
    EXPECT_FALSE(check({}, {anchor}).sound());
}

TEST_F(LedgerTest, EarlierHashesStillHoldWhenItGrew) {
    fill();
    const auto early = check();
    ASSERT_TRUE(open(60).append(accessBy("kim", Role::Steward, "later")));
    EXPECT_TRUE(check(early.headHash, {{early.ledgerId, early.rows, early.headHash}}).sound());
}

TEST_F(LedgerTest, TakesAnotherSpellingForAChange) {
    fill();
    auto edited = lines();
    edited[3] = edited[3].substr(0, 1) + " " + edited[3].substr(1);
    write(edited);
    EXPECT_FALSE(check().sound());
    edited = lines();
    edited[3] = "{\"kind\":\"run\"," + edited[3].substr(2); // a key twice
    write(edited);
    EXPECT_FALSE(check().sound());
}

TEST_F(LedgerTest, RepairsATornLastLineAndSaysSoInARow) {
    fill();
    const std::string whole = contentOf(m_file);
    ASSERT_TRUE(open(5).append(accessBy("kim", Role::Steward, "torn")));
    const std::string longer = contentOf(m_file);
    for (std::size_t size = whole.size() + 1; size + 1 < longer.size(); size += 41) {
        replaceContent(m_file, longer.substr(0, size));
        std::filesystem::remove(m_folder / "site.ledger.head");
        EXPECT_TRUE(check().sound());
        auto ledger = open(9);
        ASSERT_TRUE(ledger.append(accessBy("lee", Role::Reviewer, "after")));
        EXPECT_EQ(ledger.notes().size(), 1U);
        EXPECT_TRUE(check().sound());
        EXPECT_EQ(check().rows, 8U);
        EXPECT_EQ(rowAt(7)["kind"], "note");
    }
    // Only the end of the line is missing: the row itself is whole and stays.
    replaceContent(m_file, longer.substr(0, longer.size() - 1));
    ASSERT_TRUE(open(9).append(accessBy("lee", Role::Reviewer, "after")));
    EXPECT_TRUE(check().sound());
    EXPECT_EQ(check().rows, 8U);
    EXPECT_EQ(rowAt(7)["what"], "torn");
}

TEST_F(LedgerTest, RefusesToBuildOnAChangedLastRow) {
    fill();
    auto edited = lines();
    edited.back()[edited.back().find("ledger read")] = 'L';
    write(edited);
    EXPECT_EQ(Ledger::open(m_file, testClock()).error().code, ErrorCode::Corrupt);
    replaceContent(m_file, "something else\n");
    EXPECT_FALSE(Ledger::open(m_file, testClock()));
}

TEST_F(LedgerTest, TakesRowsFromManyProcesses) {
    fill();
    std::vector<pid_t> children;
    for (int child = 0; child < 4; ++child) {
        const pid_t pid = ::fork();
        if (pid == 0) {
            auto ledger = Ledger::open(m_file, testClock(child));
            bool good = ledger.has_value();
            for (int i = 0; good && i < 100; ++i)
                good = ledger->append(accessBy("kim", Role::Steward, "parallel")).has_value();
            ::_exit(good ? 0 : 1);
        }
        children.push_back(pid);
    }
    for (const pid_t pid : children) {
        int status = -1;
        ::waitpid(pid, &status, 0);
        EXPECT_EQ(status, 0);
    }
    EXPECT_TRUE(check().sound());
    EXPECT_EQ(check().rows, 406U);
}

TEST_F(LedgerTest, KeepsRunningAndReviewingApart) {
    auto ledger = open();
    ASSERT_TRUE(ledger.begin(runOf("J-1", "kim")));
    ASSERT_TRUE(ledger.append(runOf("J-1", "park"))); // resumed by another
    EXPECT_EQ(ledger.append(approvalOf("J-1", "kim")).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(ledger.append(approvalOf("J-1", "PARK")).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(ledger.append(approvalOf("J-2")).error().code, ErrorCode::NotFound);
    auto row = approvalOf("J-1");
    row.who.role = Role::Steward;
    EXPECT_EQ(ledger.append(row).error().code, ErrorCode::Forbidden);
    EXPECT_TRUE(ledger.append(approvalOf("J-1", "lee")));
}

TEST_F(LedgerTest, ApprovesNothingThatIsUndecidedUnsearchedOrUnfinished) {
    auto ledger = open();
    ASSERT_TRUE(ledger.begin(runOf("J-1")));
    EXPECT_EQ(ledger.append(approvalOf("J-1")).error().code, ErrorCode::Forbidden) << "unfinished";
    const auto outcome = [&](auto change) {
        auto run = runOf("J-1");
        change(run);
        EXPECT_TRUE(ledger.append(run));
        return ledger.append(approvalOf("J-1"));
    };
    EXPECT_THAT(outcome([](RunRow& r) { r.held = 1; }).error().message, HasSubstr("undecided"));
    EXPECT_TRUE(outcome([](RunRow& r) { r.leaks = 1; })) << "the gate kept them out";
    EXPECT_THAT(outcome([](RunRow& r) { r.leakGate = false; }).error().message,
                HasSubstr("did not search"));
    auto withReport = approvalOf("J-1");
    withReport.leakReportSha256 = std::string(64, 'e');
    EXPECT_TRUE(ledger.append(withReport));
    auto refusal = approvalOf("J-1");
    refusal.approved = false;
    EXPECT_TRUE(outcome([](RunRow& r) { r.held = 1; }).error().message.size() > 0);
    EXPECT_TRUE(ledger.append(refusal)) << "a refusal needs no clean run";
}

TEST_F(LedgerTest, ReadersWriteNothing) {
    auto ledger = open();
    const Actor reader{"choi", Role::Reader};
    auto run = runOf("J-1");
    run.who = reader;
    EXPECT_EQ(ledger.append(run).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(ledger.begin(run).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(ledger.append(accessBy("choi", Role::Reader, "x")).error().code,
              ErrorCode::Forbidden);
    IncidentRow incident;
    incident.who = reader;
    incident.text = "x";
    EXPECT_EQ(ledger.append(incident).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(ledger.append(lookUp(reader, {"lee", Role::Reviewer}, "x")).error().code,
              ErrorCode::Forbidden);
    EXPECT_FALSE(std::filesystem::exists(m_file));
}

TEST_F(LedgerTest, ReidentificationTakesTwoPeopleAndAReason) {
    auto ledger = open();
    const Actor kim{"kim", Role::Steward}, lee{"lee", Role::Reviewer},
        kimAgain{"Kim", Role::Reviewer};
    EXPECT_TRUE(ledger.append(lookUp(kim, lee, "finding")));
    EXPECT_EQ(rowAt(2)["reviewer"], "lee");
    EXPECT_EQ(rowAt(2)["pseudonyms"][0], "P-1");
    EXPECT_FALSE(ledger.append(lookUp(kim, kimAgain, "finding")));
    EXPECT_FALSE(ledger.append(lookUp(kim, lee, "")));
}

TEST_F(LedgerTest, HoldsNothingOfAPatient) {
    auto ledger = open();
    auto row = runOf("J-1");
    row.purposeText = "환자 610203-2345678";
    const auto refused = ledger.append(row);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message, Not(HasSubstr("610203")));
    EXPECT_FALSE(ledger.append(ReidentificationRow{
        "", {"kim", Role::Steward}, {"lee", Role::Reviewer}, {}, "010-1234-5678", {}}));
}

TEST_F(LedgerTest, RefusesUnknownPurposesAndDays) {
    auto ledger = open();
    auto row = runOf("J-1");
    row.purpose = "curiosity";
    EXPECT_EQ(ledger.append(row).error().code, ErrorCode::InvalidArgument);
    for (const char* day : {"2026-02-30", "2026-1-1", "26-01-01", "2026/01/01", "tomorrow"}) {
        row = runOf("J-1");
        row.periodUntil = day;
        EXPECT_EQ(ledger.append(row).error().code, ErrorCode::InvalidArgument) << day;
    }
    row.periodUntil = "2028-02-29";
    EXPECT_TRUE(ledger.append(row));
}

TEST_F(LedgerTest, WarnsOfPeriodsThatAreOver) {
    fill();
    const auto rows = Ledger::read(m_file);
    ASSERT_TRUE(rows);
    EXPECT_FALSE(jobsOf(*rows, "2027-11-22").at(0).expired);
    EXPECT_TRUE(jobsOf(*rows, "2027-11-23").at(0).expired);
}

TEST_F(LedgerTest, CertifiesADestructionInTwoLanguagesAndSaysHowLongTheRecordStays) {
    fill();
    const auto before = Ledger::read(m_file);
    EXPECT_FALSE(destructionCertificate(*before, "J-1", DocumentFormat::Html));
    DestructionRow row;
    row.job = "J-1";
    row.who = {"kim", Role::Steward};
    row.what = "data";
    row.method = "덮어쓰기 <shred> | 3회";
    row.at = "2024-02-29";
    ASSERT_TRUE(open().append(row));
    row.at = "2099-01-01";
    EXPECT_EQ(open().append(row).error().code, ErrorCode::InvalidArgument);
    const auto rows = Ledger::read(m_file);
    const auto job = jobsOf(*rows, "2030-01-01").at(0);
    EXPECT_EQ(job.destroyedAt, "2024-02-29");
    EXPECT_EQ(job.keepUntil, "2027-03-01");
    EXPECT_FALSE(job.expired);
    const auto html = destructionCertificate(*rows, "J-1", DocumentFormat::Html);
    ASSERT_TRUE(html);
    for (const char* part : {"파기 확인서", "Certificate of destruction", "J-1", "2024-02-29",
                             "&lt;shred&gt;", "2027-03-01", "University A, Hospital B"})
        EXPECT_THAT(*html, HasSubstr(part));
    EXPECT_THAT(*html, Not(HasSubstr("<shred>")));
    const auto markdown = destructionCertificate(*rows, "J-1", DocumentFormat::Markdown);
    EXPECT_THAT(*markdown, HasSubstr("\\<shred\\> \\| 3"));
    EXPECT_FALSE(destructionCertificate(*rows, "J-9", DocumentFormat::Html));
}

TEST_F(LedgerTest, AnIncidentListsEverybodyWhoReceivedSomething) {
    fill();
    auto other = runOf("J-2");
    other.recipient = "Company C";
    ASSERT_TRUE(open().append(other));
    IncidentRow incident;
    incident.who = {"lee", Role::Reviewer};
    incident.foundBy = "a reader";
    incident.text = "a face was recognised";
    incident.measures = "stopped";
    ASSERT_TRUE(open().append(incident));
    const auto row = nlohmann::json::parse(lines().back());
    ASSERT_EQ(row["recall"].size(), 2U);
    EXPECT_EQ(row["recall"][0]["recipients"], (nlohmann::json{"University A", "Hospital B"}));
    EXPECT_EQ(row["recall"][1]["recipients"], nlohmann::json::array({"Company C"}));
    incident.jobs = {"J-9"};
    EXPECT_EQ(open().append(incident).error().code, ErrorCode::NotFound);
}

TEST_F(LedgerTest, IsCheckedInPythonByTheDocumentAlone) {
    fill();
    const auto json = cw::testing::askOracle("ledger '" + m_file.string() + "'");
    ASSERT_TRUE(json.is_object());
    EXPECT_EQ(json["rows"].size(), 6U);
    EXPECT_EQ(json["head"], check().headHash);
}

RC_GTEST_PROP(LedgerText, SurvivesAnyWordsAndStaysSound,
              (const std::string& one, const std::string& two)) {
    const CustodyFolder folder;
    auto ledger = Ledger::open(folder / "l", testClock());
    RC_ASSERT(ledger.has_value());
    auto row = runOf("J-1");
    row.purposeText = one;
    row.medium = two;
    const bool taken = ledger->append(row).has_value();
    const auto check = Ledger::verify(folder / "l");
    RC_ASSERT(!taken || (check.has_value() && check->sound()));
}

TEST_F(LedgerTest, SurvivesForeignBytes) {
    fill();
    const std::string text = contentOf(m_file);
    for (std::size_t at = 0; at < text.size(); at += 13) {
        std::string flipped = text;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << at % 7));
        replaceContent(m_file, flipped);
        const auto found = Ledger::verify(m_file);
        EXPECT_TRUE(!found || !found->sound()) << at;
        (void)Ledger::read(m_file);
        (void)Ledger::open(m_file, testClock());
    }
    replaceContent(m_file, std::string(200000, '[') + "\n");
    EXPECT_FALSE(check().sound());
    replaceContent(m_file, std::string(3 << 20, 'x'));
    EXPECT_FALSE(Ledger::verify(m_file));
    replaceContent(m_file, "");
    EXPECT_FALSE(check().sound());
}

TEST_F(LedgerTest, NamesItsJobsByDayAndChance) {
    const auto ledger = open();
    const auto one = ledger.newJob(), two = ledger.newJob();
    EXPECT_TRUE(one.starts_with("J-20261124-")) << one;
    EXPECT_NE(one, two);
}

} // namespace
} // namespace cw::anonymizer
