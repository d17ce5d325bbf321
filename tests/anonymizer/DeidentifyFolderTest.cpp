// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "imaging/Picture.h"
#include <map>
#include <set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using cw::testing::aMammogram;
using cw::testing::dicomFile;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    ASSERT_TRUE(core::writeWhole(file, std::string_view(text)));
}

std::string mammogramOf(const std::string& patient, const std::string& uid) {
    auto set = aMammogram();
    set.put(0x00100020, "LO", patient).put(0x00080018, "UI", uid);
    return dicomFile(set);
}

/// Two patients with the same file names, a picture with a Korean path, and all sorts of junk.
void hospitalExport(const fs::path& folder) {
    for (int i = 0; i < 4; ++i) {
        const std::string n = std::to_string(i);
        write(folder / "Kim" / ("view" + n + ".dcm"), mammogramOf("KIM", "1.2.826.0.1.1." + n));
        write(folder / "Lee" / ("view" + n + ".dcm"), mammogramOf("LEE", "1.2.826.0.1.2." + n));
    }
    auto image =
        core::Image::create(8, 8, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    write(folder / "안저" / "홍길동_L.png", cw::testing::textOf(imaging::encodePng(image).value()));
    write(folder / "junk" / "zero.dcm", "");
    write(folder / "junk" / "notes.txt", "Hong Gildong");
    const std::string whole = mammogramOf("CUT", "1.2.826.0.1.3.1");
    write(folder / "junk" / "truncated.dcm", whole.substr(0, whole.size() - 100));
    write(folder / "junk" / "liar.dcm", std::string(128, 'x') + "DICM" + std::string(400, '\xEE'));
    write(folder / "junk" / "half.png",
          cw::testing::textOf(imaging::encodePng(image).value()).substr(0, 40));
    fs::create_symlink("/etc/hostname", folder / "junk" / "link.dcm");
}

std::map<std::string, std::string> hashesUnder(const fs::path& folder) {
    std::map<std::string, std::string> hashes;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            hashes[fs::relative(entry.path(), folder).string()] =
                core::sha256Hex(*core::readFile(entry.path()));
    return hashes;
}

class FolderTest : public ::testing::Test {
protected:
    void SetUp() override { hospitalExport(input()); }
    fs::path input() const { return m_scratch.path() / "in"; }
    fs::path output(const char* name = "out") const { return m_scratch.path() / name; }
    Result<BatchReport> run(const fs::path& out, bool resume = false, int workers = 2) {
        BatchOptions options;
        options.input = input();
        options.output = out;
        options.report = m_scratch.path() / "report";
        options.workers = workers;
        options.resume = resume;
        return deidentifyFolder(options, cw::testing::contextOf("curation"));
    }
    cw::testing::ScratchFolder m_scratch;
};

TEST_F(FolderTest, WritesEveryImageAndQuarantinesTheRestWithAReason) {
    const auto report = run(output());
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_EQ(report->items.size(), 15U);
    EXPECT_EQ(report->count(Outcome::Written), 9U);
    EXPECT_EQ(report->count(Outcome::Quarantined), 6U);
    for (const BatchItem& item : report->items) {
        EXPECT_EQ(item.outcome == Outcome::Quarantined, !item.reason.empty());
        EXPECT_EQ(item.outcome == Outcome::Written,
                  fs::exists(output() / item.output) && !item.output.empty());
    }
}

TEST_F(FolderTest, SaysNothingOfTheSourcesInNamesReportOrJournal) {
    ASSERT_TRUE(run(output()));
    std::string all = *core::readText(m_scratch.path() / "report" / "report.json") +
                      *core::readText(output() / ".concord-journal.jsonl");
    for (const auto& entry : fs::recursive_directory_iterator(output()))
        all += entry.path().filename().string() + "\n";
    for (const char* word :
         {"Kim", "KIM", "Lee", "LEE", "view", "홍", "안저", "notes", "zero", "Sentin", "junk"})
        EXPECT_FALSE(cw::testing::contains(all, word)) << word;
}

TEST_F(FolderTest, NamesOutputsByPatientStudyAndUidWithoutLosingOneToACollision) {
    // The same UID under two patients' names and once more with other content.
    auto twin = aMammogram();
    twin.put(0x00100020, "LO", "KIM")
        .put(0x00080018, "UI", "1.2.826.0.1.1.0")
        .put(0x00181164, "DS", "0.2\\0.2");
    write(input() / "Kim" / "z-twin.dcm", dicomFile(twin));
    const auto report = run(output());
    ASSERT_TRUE(report);
    EXPECT_EQ(report->count(Outcome::Written), 10U);
    std::set<fs::path> names;
    for (const BatchItem& item : report->items)
        if (item.outcome == Outcome::Written) {
            EXPECT_EQ(std::distance(item.output.begin(), item.output.end()), 3);
            names.insert(item.output);
        }
    EXPECT_EQ(names.size(), 10U);
}

TEST_F(FolderTest, LeavesTheSameTreeWithAnyNumberOfWorkers) {
    ASSERT_TRUE(run(output("one"), false, 1));
    ASSERT_TRUE(run(output("four"), false, 4));
    EXPECT_EQ(hashesUnder(output("one")), hashesUnder(output("four")));
}

TEST_F(FolderTest, ResumesAKilledRunToTheSameTree) {
    ASSERT_TRUE(run(output("whole")));
    ASSERT_TRUE(run(output("killed")));
    const auto whole = hashesUnder(output("whole"));
    // What a kill leaves: a journal cut in the middle of a line, files not logged, a file missing,
    // a file damaged later.
    const auto journal = output("killed") / ".concord-journal.jsonl";
    const std::string text = *core::readText(journal);
    fs::remove(journal);
    write(journal, text.substr(0, text.size() * 2 / 3));
    int n = 0;
    for (const auto& [name, hash] : whole) {
        if (name.starts_with('.'))
            continue;
        if (n == 0)
            fs::remove(output("killed") / name);
        if (n == 1)
            write(output("killed") / name, "damaged");
        ++n;
    }
    EXPECT_EQ(run(output("killed")).error().code, ErrorCode::Conflict); // not without --resume
    const auto report = run(output("killed"), true);
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_GT(report->count(Outcome::AlreadyThere), 0U);
    EXPECT_GT(report->count(Outcome::Written), 0U);
    EXPECT_EQ(report->count(Outcome::AlreadyThere) + report->count(Outcome::Written), 9U);
    auto resumed = hashesUnder(output("killed")), expected = whole;
    resumed.erase(".concord-journal.jsonl"), expected.erase(".concord-journal.jsonl");
    EXPECT_EQ(resumed, expected);
    EXPECT_EQ(run(output("killed"), true)->count(Outcome::AlreadyThere), 9U);
}

TEST_F(FolderTest, RefusesNestedFoldersAnotherKeyAndAMissingInput) {
    EXPECT_EQ(run(input() / "out").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(run(m_scratch.path()).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(run(input()).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(run(m_scratch.path() / "elsewhere" / ".." / "in" / "deep").error().code,
              ErrorCode::InvalidArgument);
    ASSERT_TRUE(run(output()));
    BatchOptions options;
    options.input = input();
    options.output = output();
    options.resume = true;
    EXPECT_EQ(deidentifyFolder(options, cw::testing::contextOf("curation", "other")).error().code,
              ErrorCode::Conflict);
    EXPECT_EQ(deidentifyFolder(options, cw::testing::contextOf("basic")).error().code,
              ErrorCode::Conflict);
    options.input = m_scratch.path() / "none";
    EXPECT_EQ(deidentifyFolder(options, cw::testing::contextOf("basic")).error().code,
              ErrorCode::NotFound);
}

TEST_F(FolderTest, StopsWhenAskedAndGoesOnLater) {
    core::CancelToken cancel;
    BatchOptions options;
    options.input = input();
    options.output = output();
    const auto stopped = deidentifyFolder(
        options, cw::testing::contextOf("curation"),
        [&](std::size_t done, std::size_t, const std::string&) {
            if (done == 3)
                cancel.cancel();
        },
        &cancel);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    ASSERT_TRUE(run(output("whole")));
    ASSERT_TRUE(run(output(), true));
    EXPECT_EQ(hashesUnder(output()), hashesUnder(output("whole")));
}

} // namespace
} // namespace cw::anonymizer
