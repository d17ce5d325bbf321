// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Vault.h"
#include "anonymizer/CustodySupport.h"
#include "core/Files.h"
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <thread>

namespace cw::anonymizer {
namespace {

using cw::testing::contentOf;
using cw::testing::CustodyFolder;
using cw::testing::replaceContent;
using cw::testing::reviewer;
using cw::testing::steward;
using cw::testing::testClock;

VaultPlan testPlan(bool names = false) {
    return {steward(), reviewer(), "K-TESTKEY1", names, KdfStrength::Test};
}

MappingRow rowOf(const std::string& id, int number) {
    const std::string n = std::to_string(number);
    MappingRow row;
    row.original = {id, "HOSPITAL-XYZ", "홍^길동", "1.2.3." + n, "1.2.4." + n, "1.2.5." + n};
    row.pseudonym = "P-" + n;
    row.studyUid = "2.25.1" + n;
    row.seriesUid = "2.25.2" + n;
    row.instanceUid = "2.25.3" + n;
    row.dateOffsetDays = -17;
    row.source = "TOKEN" + n;
    return row;
}

class VaultTest : public ::testing::Test {
protected:
    const CustodyFolder m_folder;
    const std::filesystem::path m_file = m_folder / "site.vault";

    void make(bool names = false) {
        const auto made = Vault::create(m_file, testPlan(names), testClock());
        ASSERT_TRUE(made) << made.error().sentence();
    }
    Result<Vault> open() const { return Vault::open(m_file, steward(), testClock()); }
    void fill(int first, int count) {
        auto vault = open();
        ASSERT_TRUE(vault) << vault.error().sentence();
        for (int i = 0; i < count; ++i) {
            const MappingRow row = rowOf("CANARYID" + std::to_string(first + i), first + i);
            ASSERT_TRUE(vault->append(std::span(&row, 1)));
        }
    }
    Result<Vault::Originals> originals() const {
        return Vault::openOriginals(m_file, steward(), reviewer());
    }
};

TEST_F(VaultTest, KeepsRowsThatTwoPeopleCanRead) {
    make();
    fill(1, 3);
    const auto opened = originals();
    ASSERT_TRUE(opened) << opened.error().sentence();
    ASSERT_EQ(opened->rows.size(), 3U);
    const MappingRow& row = opened->rows[1];
    EXPECT_EQ(row.original.patientId, "CANARYID2");
    EXPECT_EQ(row.original.issuer, "HOSPITAL-XYZ");
    EXPECT_EQ(row.original.instanceUid, "1.2.5.2");
    EXPECT_EQ(row.instanceUid, "2.25.32");
    EXPECT_EQ(row.pseudonym, "P-2");
    EXPECT_EQ(row.dateOffsetDays, -17);
    EXPECT_EQ(row.source, "TOKEN2");
    EXPECT_EQ(row.firstSeen, "2026-11-23T23:00:00Z");
    EXPECT_TRUE(row.original.patientName.empty())
        << "names are kept only where they were asked for";
}

TEST_F(VaultTest, KeepsNamesWhereItWasMadeForThem) {
    make(true);
    fill(1, 1);
    ASSERT_TRUE(originals());
    EXPECT_EQ(originals()->rows[0].original.patientName, "홍^길동");
    EXPECT_TRUE(Vault::describe(m_file)->keepsNames);
}

// Case 25: without a key there is no plain text; neither person opens the originals alone.
TEST_F(VaultTest, ShowsNothingToStringsAndGrep) {
    make(true);
    {
        auto vault = open();
        const std::vector<MappingRow> rows{rowOf("CANARYID", 7)};
        const std::vector<NumberRow> numbers{{"KEYEDTOKEN", "malignant", 4711}};
        ASSERT_TRUE(vault->append(rows) && vault->addNumbers(numbers));
    }
    const std::string content = contentOf(m_file);
    for (const char* word : {"CANARY", "HOSPITAL", "길동", "1.2.3.", "2.25.", "P-7", "TOKEN",
                             "KEYED", "malignant", "4711"})
        EXPECT_EQ(content.find(word), std::string::npos) << word;
}

TEST_F(VaultTest, OpensForNobodyAlone) {
    make();
    fill(1, 1);
    const VaultPerson wrong{"lee", Passphrase("not the reviewer's one")};
    EXPECT_EQ(Vault::openOriginals(m_file, steward(), wrong).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(Vault::openOriginals(m_file, steward(), steward()).error().code,
              ErrorCode::Forbidden);
    // The steward's secret under the reviewer's name, and the other way round.
    EXPECT_EQ(Vault::openOriginals(m_file, steward(), {"lee", steward().passphrase}).error().code,
              ErrorCode::Forbidden);
    EXPECT_EQ(Vault::openOriginals(m_file, {"kim", reviewer().passphrase}, reviewer()).error().code,
              ErrorCode::Forbidden);
    EXPECT_EQ(Vault::openOriginals(m_file, reviewer(), steward()).error().code,
              ErrorCode::Forbidden);
    EXPECT_EQ(Vault::open(m_file, reviewer(), testClock()).error().code, ErrorCode::Forbidden);
}

TEST_F(VaultTest, SaysTheSameOfAWrongPassphraseANameAndAChangedHeader) {
    make();
    const auto passphrase =
        Vault::open(m_file, {"kim", Passphrase("wrong wrong wrong")}, testClock()).error();
    const auto name = Vault::open(m_file, {"nobody", steward().passphrase}, testClock()).error();
    std::string content = contentOf(m_file);
    const auto at = content.find("\"wrapped\":\"") + 11;
    for (std::size_t wrapped = at; wrapped != std::string::npos + 11;
         wrapped = content.find("\"wrapped\":\"", wrapped) + 11)
        content[wrapped] = content[wrapped] == 'a' ? 'b' : 'a';
    replaceContent(m_file, content);
    const auto header = open().error();
    EXPECT_EQ(passphrase.code, ErrorCode::Forbidden);
    EXPECT_EQ(passphrase.message, name.message);
    EXPECT_EQ(passphrase.message, header.message);
}

TEST_F(VaultTest, BelongsToItsOwnerAlone) {
    make();
    struct stat status {};
    ASSERT_EQ(::stat(m_file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    ASSERT_EQ(::chmod(m_file.c_str(), 0644), 0);
    EXPECT_EQ(open().error().code, ErrorCode::Forbidden);
}

TEST_F(VaultTest, IsNeverReplacedAndNeedsTwoPeople) {
    make();
    EXPECT_EQ(Vault::create(m_file, testPlan(), testClock()).error().code, ErrorCode::Conflict);
    const auto refused = [&](VaultPlan plan) {
        return Vault::create(m_folder / "other", plan, testClock()).error().code;
    };
    auto plan = testPlan();
    plan.reviewer.name = "K I M";
    EXPECT_EQ(refused(plan), ErrorCode::InvalidArgument);
    plan = testPlan();
    plan.reviewer.passphrase = steward().passphrase;
    EXPECT_EQ(refused(plan), ErrorCode::InvalidArgument);
    plan = testPlan();
    plan.steward.passphrase = Passphrase("short");
    EXPECT_EQ(refused(plan), ErrorCode::InvalidArgument);
    plan = testPlan();
    plan.steward.name = "kim\n";
    EXPECT_EQ(refused(plan), ErrorCode::InvalidArgument);
}

TEST_F(VaultTest, RemembersNumbersAndAnchors) {
    make();
    const std::vector<NumberRow> numbers{{"A", "malignant", 1}, {"B", "General/DMR", 2}};
    {
        auto vault = open();
        ASSERT_TRUE(vault->addNumbers(numbers));
        ASSERT_TRUE(vault->addAnchor({"L-1", 4, std::string(64, 'a')}));
    }
    const auto vault = open();
    EXPECT_EQ(vault->numbers(), numbers);
    ASSERT_EQ(vault->anchors().size(), 1U);
    EXPECT_EQ(vault->anchors()[0], (LedgerAnchor{"L-1", 4, std::string(64, 'a')}));
    EXPECT_EQ(vault->head().entries, 2U);
}

TEST_F(VaultTest, IsHeldByOneRunAtATime) {
    make();
    const auto first = open();
    ASSERT_TRUE(first);
    EXPECT_EQ(open().error().code, ErrorCode::Conflict);
}

TEST_F(VaultTest, TakesRowsFromManyThreads) {
    make();
    {
        auto vault = open();
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&vault, t] {
                for (int i = 0; i < 20; ++i) {
                    const MappingRow row = rowOf("ID", t * 100 + i);
                    EXPECT_TRUE(vault->append(std::span(&row, 1)));
                }
            });
        for (auto& thread : threads)
            thread.join();
        EXPECT_EQ(vault->rows(), 80U);
    }
    EXPECT_EQ(originals()->rows.size(), 80U);
}

TEST_F(VaultTest, JoinsARepeatedExportWithItsFirstAndLastDay) {
    make();
    fill(1, 1);
    {
        auto later = Vault::open(m_file, steward(), testClock(3600));
        const MappingRow row = rowOf("CANARYID1", 1);
        ASSERT_TRUE(later->append(std::span(&row, 1)));
    }
    const auto opened = originals();
    ASSERT_EQ(opened->rows.size(), 1U);
    EXPECT_EQ(opened->rows[0].firstSeen, "2026-11-23T23:00:00Z");
    EXPECT_EQ(opened->rows[0].lastSeen, "2026-11-24T00:00:00Z");
}

TEST_F(VaultTest, GivesAPersonAnotherPassphrase) {
    make();
    fill(1, 2);
    const Passphrase fresh("quite another sentence");
    ASSERT_TRUE(Vault::changePassphrase(m_file, steward(), fresh));
    EXPECT_EQ(open().error().code, ErrorCode::Forbidden);
    EXPECT_TRUE(Vault::open(m_file, {"kim", fresh}, testClock()));
    const auto opened = Vault::openOriginals(m_file, {"kim", fresh}, reviewer());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->rows.size(), 2U);
    EXPECT_EQ(Vault::changePassphrase(m_file, steward(), fresh).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(Vault::changePassphrase(m_file, {"kim", fresh}, fresh).error().code,
              ErrorCode::InvalidArgument);
    struct stat status {};
    ASSERT_EQ(::stat(m_file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(VaultTest, CutsOffWhatACrashLeftHalfWrittenAndSaysSo) {
    make();
    fill(1, 2);
    const std::string whole = contentOf(m_file);
    fill(3, 1);
    const std::string longer = contentOf(m_file);
    for (std::size_t size = whole.size() + 1; size < longer.size(); size += 37) {
        replaceContent(m_file, longer.substr(0, size));
        const auto vault = open();
        ASSERT_TRUE(vault) << size << ": " << vault.error().sentence();
        EXPECT_EQ(vault->rows(), 2U);
        EXPECT_EQ(vault->notes().size(), 1U);
        EXPECT_EQ(contentOf(m_file), whole);
    }
    fill(3, 1); // and goes on
    EXPECT_EQ(originals()->rows.size(), 3U);
}

TEST_F(VaultTest, FindsEveryFlippedBit) {
    make();
    fill(1, 2);
    const std::string content = contentOf(m_file);
    const auto entries = content.find('\n', content.find('\n') + 1) + 1;
    for (std::size_t at = 0; at < content.size(); at += at < entries ? 7 : 1) {
        std::string flipped = content;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << at % 8));
        replaceContent(m_file, flipped);
        const auto opened = originals();
        // The name of the other person's lock is bound to that lock alone.
        EXPECT_FALSE(opened && at >= entries) << at;
        if (opened) {
            EXPECT_EQ(opened->rows.size(), 2U);
        }
        const auto vault = open();
        EXPECT_FALSE(vault && at >= entries && vault->notes().empty()) << at;
        // A changed length must not pass for a torn end and take what follows with it.
        if (at >= entries) {
            EXPECT_EQ(contentOf(m_file).size(), content.size()) << at;
        }
    }
}

TEST_F(VaultTest, RefusesEntriesOfAnotherVaultAndMovedOnes) {
    make();
    fill(1, 2);
    const std::string content = contentOf(m_file);
    const auto begin = content.find('\n', content.find('\n') + 1) + 1;
    const std::size_t half = (content.size() - begin) / 2;
    ASSERT_EQ(content.substr(begin, 4), content.substr(begin + half, 4)) << "two of equal length";
    replaceContent(m_file, content.substr(0, begin) + content.substr(begin + half) +
                               content.substr(begin, half));
    EXPECT_EQ(open().error().code, ErrorCode::Corrupt);
    replaceContent(m_file, content.substr(0, begin) + content.substr(begin + half));
    EXPECT_EQ(open().error().code, ErrorCode::Corrupt);
    std::filesystem::remove(m_file);
    make();
    replaceContent(m_file, contentOf(m_file) + content.substr(begin));
    EXPECT_EQ(open().error().code, ErrorCode::Corrupt);
}

TEST_F(VaultTest, KnowsItsOwnPastAndNoOther) {
    make();
    fill(1, 1);
    const auto early = open()->head();
    const std::string backup = contentOf(m_file);
    fill(2, 1);
    EXPECT_TRUE(open()->contains(early));
    const auto late = open()->head();
    replaceContent(m_file, backup);
    EXPECT_FALSE(open()->contains(late)) << "a restored copy has not gone through this";
    fill(9, 1);
    EXPECT_FALSE(open()->contains(late)) << "nor has a copy that went another way";
}

TEST_F(VaultTest, SurvivesForeignBytes) {
    make();
    const std::string content = contentOf(m_file);
    for (std::size_t size = 0; size < content.size(); size += 11) {
        replaceContent(m_file, content.substr(0, size));
        EXPECT_FALSE(open());
        EXPECT_FALSE(Vault::describe(m_file));
    }
    const auto refused = [&](const std::string& text) {
        replaceContent(m_file, text);
        return Vault::describe(m_file).error().code;
    };
    EXPECT_EQ(refused(""), ErrorCode::Malformed);
    EXPECT_EQ(refused("concord-vault-1\n" + std::string(60000, '[') + "\n"), ErrorCode::Malformed);
    EXPECT_EQ(refused("concord-vault-2\n{}\n"), ErrorCode::Unsupported);
    EXPECT_EQ(refused("concord-vault-1\n{\"core\":[],\"people\":3}\n"), ErrorCode::Malformed);
    std::string greedy = content;
    const auto memory = greedy.find("\"memory\":") + 9;
    greedy.insert(memory, "999999999");
    EXPECT_EQ(refused(greedy), ErrorCode::TooLarge);
    EXPECT_EQ(Vault::describe(m_folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(Vault::describe(m_folder.path()).error().code, ErrorCode::Unreadable);
}

TEST_F(VaultTest, KeepsRowsWhoseTextIsNoUtf8) {
    make();
    {
        auto vault = open();
        const MappingRow row = rowOf("\xB1\xE8 7", 1);
        ASSERT_TRUE(vault->append(std::span(&row, 1)));
    }
    EXPECT_EQ(originals()->rows.size(), 1U);
}

TEST_F(VaultTest, LiesOutsideOfWhatIsHandedOnAndOfProjects) {
    const auto folder = m_folder.path();
    std::filesystem::create_directories(folder / "out/deep");
    std::filesystem::create_directories(folder / "project");
    replaceContent(folder / "project/concord.sqlite", "");
    const std::vector<std::filesystem::path> out{folder / "out"};
    EXPECT_FALSE(checkApart(folder / "out/v", "the vault", out));
    EXPECT_FALSE(checkApart(folder / "out/deep/../v", "the vault", out));
    EXPECT_FALSE(checkApart(folder / "project/v", "the vault", {}));
    EXPECT_TRUE(checkApart(folder / "v", "the vault", out));
    EXPECT_TRUE(checkApart(folder / "outside", "the vault", out));
    std::filesystem::create_directory_symlink(folder / "out", folder / "link");
    EXPECT_FALSE(checkApart(folder / "link/v", "the vault", out));
}

// A stranger with both passphrases and docs/custody.md opens the vault without this program.
TEST_F(VaultTest, OpensInPythonByTheDocumentAlone) {
    make();
    fill(1, 2);
    {
        auto vault = open();
        const std::vector<NumberRow> numbers{{"A", "malignant", 1}};
        ASSERT_TRUE(vault->addNumbers(numbers));
        ASSERT_TRUE(vault->addAnchor({"L-1", 4, std::string(64, 'a')}));
    }
    const auto json = cw::testing::askOracle("vault '" + m_file.string() + "' kim lee");
    if (json == "skip")
        GTEST_SKIP() << "python3-nacl is not installed";
    ASSERT_TRUE(json.is_object());
    ASSERT_EQ(json["rows"].size(), 2U);
    EXPECT_EQ(json["rows"][0][0], "CANARYID1");
    EXPECT_EQ(json["rows"][0][6], "P-1");
    EXPECT_EQ(json["numbers"][0], (nlohmann::json{"A", "malignant", 1}));
    EXPECT_EQ(json["anchors"][0][1], 4);
    const auto head = open()->head();
    EXPECT_EQ(json["hash"], head.hash);
    EXPECT_EQ(json["entries"], head.entries);
    EXPECT_EQ(json["vault"], head.vaultId);
}

TEST(Passphrase, ComesFromAFileThatOthersCannotRead) {
    const CustodyFolder folder;
    replaceContent(folder / "phrase", "correct horse\r\nsecond line\n");
    EXPECT_EQ(Passphrase::fromFile(folder / "phrase").error().code, ErrorCode::Forbidden);
    ::chmod((folder / "phrase").c_str(), 0600);
    const auto read = Passphrase::fromFile(folder / "phrase");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text(), "correct horse");
    EXPECT_EQ(Passphrase::fromFile(folder / "none").error().code, ErrorCode::NotFound);
    replaceContent(folder / "phrase", "\n");
    EXPECT_EQ(Passphrase::fromFile(folder / "phrase").error().code, ErrorCode::Malformed);
}

TEST(Passphrase, WipesWhatItIsTakenFrom) {
    std::string typed = "correct horse battery staple";
    const char* memory = typed.data();
    const auto size = typed.size();
    const auto taken = Passphrase::take(typed);
    EXPECT_EQ(taken.text(), "correct horse battery staple");
    EXPECT_TRUE(typed.empty());
    for (std::size_t i = 0; i < size; ++i)
        EXPECT_EQ(memory[i], '\0');
}

} // namespace
} // namespace cw::anonymizer
