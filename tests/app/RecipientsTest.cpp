// SPDX-License-Identifier: Apache-2.0
// To whom a version may go, and the record of it. Today is 2025-11-24 (SmallProject's clock).
#include "app/support/SettledProject.h"
#include "core/Files.h"
#include "dataset/FileList.h"

namespace cw::workflow {
namespace {

using testing::SettledProject;
namespace fs = std::filesystem;

const core::VersionName kName("v1");

Recipient lab(const std::string& until = "2026-12-31") {
    return {"Lab A", "2025-0017", "2025-01-01", until, std::string(64, 'a')};
}

class RecipientsRecord : public ::testing::Test {
protected:
    RecipientsRecord() { EXPECT_TRUE(project->freeze(kName)); }
    dataset::ExportOptions options(const std::string& folder = "out") {
        return {dataset::ExportFormat::Csv, project.scratch() / folder, true};
    }
    Result<Released> release(const std::string& to = "Lab A", const std::string& folder = "out") {
        return project->exportTo({to, "research", "training of a model", "2026-06-30"}, kName,
                                 options(folder));
    }
    fs::path file() { return project.folder() / "recipients.jsonl"; }
    SettledProject project;
};

TEST_F(RecipientsRecord, IsOffUntilSomebodySwitchesItOn) {
    EXPECT_FALSE(project->recipients()->required());
    EXPECT_TRUE(project->exportVersion(kName, options("a")));
    ASSERT_TRUE(project->requireRecipient(true));
    EXPECT_EQ(project->exportVersion(kName, options("b")).error().code, ErrorCode::Forbidden);
    EXPECT_FALSE(fs::exists(options("b").output));
    ASSERT_TRUE(project->requireRecipient(false));
    EXPECT_TRUE(project->exportVersion(kName, options("b")));
}

TEST_F(RecipientsRecord, HoldsWhatLeftAndItsHash) {
    ASSERT_TRUE(project->addRecipient(lab()));
    const auto released = release();
    ASSERT_TRUE(released) << released.error().sentence();
    const auto record = project->recipients().value();
    ASSERT_EQ(record.rows().size(), 3U);
    EXPECT_EQ(record.rows()[1].kind, "export");
    EXPECT_EQ(record.rows()[1].fields.at("items"), "2 images with annotations");
    EXPECT_EQ(record.rows()[1].fields.at("use"), "training of a model");
    EXPECT_EQ(record.rows()[2].fields.at("filesSha256"), released->filesSha256);
    const auto folder = dataset::verifyFolder(options().output, released->filesSha256);
    EXPECT_TRUE(folder->faults.empty());
}

TEST_F(RecipientsRecord, LetsNothingLeaveWithoutAValidApproval) {
    EXPECT_EQ(release().error().code, ErrorCode::NotFound);
    ASSERT_TRUE(project->addRecipient(lab("2025-11-23"))); // yesterday
    EXPECT_EQ(release().error().code, ErrorCode::Forbidden);
    ASSERT_TRUE(project->addRecipient(lab("2025-11-24"))); // the last day is today
    EXPECT_TRUE(release());
    auto tomorrow = lab();
    tomorrow.validFrom = "2025-11-25";
    ASSERT_TRUE(project->addRecipient(tomorrow));
    EXPECT_EQ(release("Lab A", "other").error().code, ErrorCode::Forbidden);
    EXPECT_FALSE(fs::exists(options("other").output));
}

TEST_F(RecipientsRecord, WantsTheDocumentWhereTheProjectDemandsIt) {
    auto without = lab();
    without.approvalSha256.clear();
    ASSERT_TRUE(project->addRecipient(without));
    EXPECT_TRUE(release());
    ASSERT_TRUE(project->requireRecipient(true));
    EXPECT_EQ(release("Lab A", "other").error().code, ErrorCode::Forbidden);
    ASSERT_TRUE(project->addRecipient(lab()));
    EXPECT_EQ(project->exportTo({"Lab A", "", "", ""}, kName, options("other")).error().code,
              ErrorCode::Forbidden); // no purpose
    EXPECT_TRUE(release("Lab A", "other"));
}

TEST_F(RecipientsRecord, RefusesWhatIsNoApproval) {
    for (const auto change : std::vector<void (*)(Recipient&)>{
             [](Recipient& r) { r.name.clear(); }, [](Recipient& r) { r.name = "a\nb"; },
             [](Recipient& r) { r.irb.clear(); }, [](Recipient& r) { r.validUntil = "soon"; },
             [](Recipient& r) { r.validUntil = "2026-02-30"; },
             [](Recipient& r) { r.validFrom = "2027-01-01"; },
             [](Recipient& r) { r.approvalSha256 = "abc"; },
             [](Recipient& r) { r.name = std::string(501, 'x'); },
             [](Recipient& r) { r.name = "\xff"; }}) {
        auto recipient = lab();
        change(recipient);
        const auto added = project->addRecipient(recipient);
        ASSERT_FALSE(added);
        EXPECT_EQ(added.error().code, ErrorCode::InvalidArgument);
    }
    EXPECT_FALSE(fs::exists(file()));
}

TEST_F(RecipientsRecord, FindsEveryChangedByteEachCutAndARemovedFile) {
    ASSERT_TRUE(project->addRecipient(lab()));
    ASSERT_TRUE(project->requireRecipient(true));
    const auto text = core::readText(file()).value();
    for (std::size_t at = 0; at < text.size(); at += 7) {
        auto changed = text;
        changed[at] = changed[at] == ' ' || changed[at] == '\n' ? 'x' : ' ';
        testing::write(file(), changed);
        EXPECT_FALSE(project->recipients()) << "byte " << at;
    }
    testing::write(file(), text + "\n"); // not even a line end
    EXPECT_FALSE(project->recipients());
    // Without the policy the chain that is left is sound.
    testing::write(file(), text.substr(0, text.find('\n') + 1));
    ASSERT_TRUE(Recipients::read(project.folder()));
    EXPECT_EQ(project->recipients().error().code, ErrorCode::Corrupt);
    EXPECT_EQ(project->exportVersion(kName, options()).error().code, ErrorCode::Corrupt);
    fs::remove(file());
    EXPECT_EQ(project->exportVersion(kName, options()).error().code, ErrorCode::Corrupt);
    testing::write(file(), text);
    EXPECT_TRUE(project->recipients());
}

TEST_F(RecipientsRecord, IsAChainByAnotherProgramsHashes) {
    ASSERT_TRUE(project->addRecipient(lab()));
    ASSERT_TRUE(release());
    testing::write(project.scratch() / "chain.py",
                   "import hashlib, json, sys\n"
                   "rows = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]\n"
                   "previous = hashlib.sha256(b'concord-recipients-1').hexdigest()\n"
                   "for number, row in enumerate(rows, 1):\n"
                   "    text = json.dumps(row['body'], sort_keys=True, separators=(',', ':'),\n"
                   "                      ensure_ascii=False)\n"
                   "    assert row['number'] == number and row['previous'] == previous\n"
                   "    previous = hashlib.sha256((previous + '\\n' + text).encode()).hexdigest()\n"
                   "    assert row['hash'] == previous\n"
                   "assert len(rows) == 3\n");
    EXPECT_EQ(
        std::system(("/usr/bin/python3 " + (project.scratch() / "chain.py") + " " + file().string())
                        .c_str()),
        0);
}

} // namespace
} // namespace cw::workflow
