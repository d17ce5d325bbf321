// SPDX-License-Identifier: Apache-2.0
// What a batch goes through: kills, a full disk, a target that cannot be written, odd files.
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "core/Random.h"
#include "core/Sha256.h"
#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using cw::testing::aMammogram;
using cw::testing::dicomFile;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    ASSERT_TRUE(core::writeWhole(file, std::string_view(text)));
}

std::string mammogramOf(const std::string& patient, const std::string& uid,
                        const std::string& spacing = "0.1\\0.1", std::size_t pixelBytes = 0) {
    auto set = aMammogram();
    set.put(0x00100020, "LO", patient).put(0x00080018, "UI", uid).put(0x00181164, "DS", spacing);
    if (pixelBytes > 0) { // one row of so many 16-bit samples
        set.put(0x00280010, "US", cw::testing::shortValue(1))
            .put(0x00280011, "US", cw::testing::shortValue(static_cast<unsigned>(pixelBytes / 2)))
            .put(0x7FE00010, "OW", std::string(pixelBytes, 'p'));
    }
    return dicomFile(set);
}

std::map<std::string, std::string> treeUnder(const fs::path& folder) {
    std::map<std::string, std::string> hashes;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto name = fs::relative(entry.path(), folder).string();
        if (entry.is_regular_file() && !name.starts_with(".concord-"))
            hashes[name] = core::sha256Hex(*core::readFile(entry.path()));
    }
    return hashes;
}

Result<BatchReport> run(const fs::path& input, const fs::path& output, bool resume) {
    BatchOptions options;
    options.input = input;
    options.output = output;
    options.resume = resume;
    options.gate = [](const FileInHand&) { return Result<GateFinding>(GateFinding{}); };
    return deidentifyFolder(options, cw::testing::contextOf("curation"));
}

/// 200 files of 20 patients, some of which collide, and one that is nothing.
void twoHundredFiles(const fs::path& folder) {
    for (int i = 0; i < 199; ++i) {
        const int uid = i % 50 == 49 ? i - 1 : i; // every 50th has its neighbour's UID
        write(folder / ("ward" + std::to_string(i % 7)) / ("f" + std::to_string(i) + ".dcm"),
              mammogramOf("P" + std::to_string(uid / 10), "1.2.826.0.1.4." + std::to_string(uid),
                          "0." + std::to_string(i + 1) + "\\0.1", 20000));
    }
    write(folder / "ward1" / "notes.txt", "no image");
}

/// Case 19.
TEST(Batch, LeavesTheSameTreeAfterTwentyKillsAsWithoutOne) {
    const cw::testing::ScratchFolder scratch;
    const fs::path input = scratch.path() / "in", whole = scratch.path() / "whole",
                   killed = scratch.path() / "killed";
    twoHundredFiles(input);
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    ASSERT_TRUE(run(input, whole, false));
    const auto whole_us =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count();
    const auto expected = treeUnder(whole);
    ASSERT_EQ(expected.size(), 199U);

    core::Random random(20261123);
    int kills = 0, runsThatEnded = 0;
    for (int attempt = 0; kills < 20 && attempt < 400; ++attempt) {
        const pid_t child = fork();
        if (child == 0)
            _exit(run(input, killed, true) ? 0 : 1);
        // The moment of the kill is random; nothing is asserted about time.
        std::this_thread::sleep_for(std::chrono::microseconds(
            random.below(static_cast<std::size_t>(std::max<long>(whole_us, 2000)))));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        if (WIFSIGNALED(status)) {
            ++kills;
            // Whatever has a name is whole, and is what it will be.
            if (fs::exists(killed))
                for (const auto& [name, hash] : treeUnder(killed)) {
                    ASSERT_TRUE(expected.contains(name)) << "after kill " << kills;
                    ASSERT_EQ(hash, expected.at(name)) << "after kill " << kills;
                }
            continue;
        }
        ASSERT_EQ(WEXITSTATUS(status), 0);
        ++runsThatEnded;
        ASSERT_EQ(treeUnder(killed), expected);
        fs::remove_all(killed); // once more from the beginning
    }
    EXPECT_EQ(kills, 20);
    const auto report = run(input, killed, true);
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_TRUE(report->reconciles());
    EXPECT_EQ(treeUnder(killed), expected);
    EXPECT_EQ(core::readText(killed / ".concord-journal.jsonl").value(),
              core::readText(whole / ".concord-journal.jsonl").value());
    RecordProperty("runs_that_ended_before_the_kill", runsThatEnded);
}

/// Small files, one large one that does not fit, and small ones again.
void filesForASmallDisk(const fs::path& folder) {
    for (int i = 0; i < 30; ++i)
        write(folder / ("f" + std::to_string(i) + ".dcm"),
              mammogramOf("P" + std::to_string(i % 5), "1.2.826.0.1.5." + std::to_string(i),
                          "0.1\\0.1", 60000));
}

/// What a run that met a full disk must leave, and what the next one makes of it.
void expectItStoppedCleanly(const Result<BatchReport>& stopped, const fs::path& output,
                            const std::map<std::string, std::string>& expected) {
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::IoFailure);
    EXPECT_TRUE(cw::testing::contains(stopped.error().sentence(), "--resume"));
    EXPECT_FALSE(fs::exists(output / ".concord-tmp"));
    for (const auto& [name, hash] : treeUnder(output)) {
        ASSERT_TRUE(expected.contains(name));
        EXPECT_EQ(hash, expected.at(name)) << "half a file has a name";
    }
}

TEST(Batch, StopsCleanlyOnAFullDiskAndGoesOnOnceThereIsSpace) {
    const cw::testing::ScratchFolder scratch;
    const fs::path input = scratch.path() / "in", disk = scratch.path() / "disk";
    filesForASmallDisk(input);
    ASSERT_TRUE(run(input, scratch.path() / "whole", false));
    const auto expected = treeUnder(scratch.path() / "whole");
    fs::create_directory(disk);
    if (::mount("none", disk.c_str(), "tmpfs", 0, "size=1m") != 0)
        GTEST_SKIP() << "a small disk cannot be mounted here (needs root)";
    const auto stopped = run(input, disk / "out", false);
    expectItStoppedCleanly(stopped, disk / "out", expected);
    EXPECT_TRUE(cw::testing::contains(stopped ? "" : stopped.error().sentence(), "full"));
    EXPECT_EQ(::mount("none", disk.c_str(), "tmpfs", MS_REMOUNT, "size=20m"), 0);
    const auto resumed = run(input, disk / "out", true);
    EXPECT_TRUE(resumed) << resumed.error().sentence();
    EXPECT_EQ(treeUnder(disk / "out"), expected);
    ::umount(disk.c_str());
}

TEST(Batch, StopsCleanlyWhereAFileMayNotGrowAndGoesOnWhereItMay) {
    const cw::testing::ScratchFolder scratch;
    const fs::path input = scratch.path() / "in", output = scratch.path() / "out";
    filesForASmallDisk(input);
    write(input / "large.dcm", mammogramOf("P1", "1.2.826.0.1.5.99", "0.1\\0.1", 120000));
    ASSERT_TRUE(run(input, scratch.path() / "whole", false));
    const auto expected = treeUnder(scratch.path() / "whole");
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100000, 100000};
        setrlimit(RLIMIT_FSIZE, &limit);
        expectItStoppedCleanly(run(input, output, false), output, expected);
        _exit(::testing::Test::HasFailure() ? 1 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    ASSERT_TRUE(run(input, output, true));
    EXPECT_EQ(treeUnder(output), expected);
}

TEST(Batch, SaysSoWhenTheTargetCannotBeWritten) {
    const cw::testing::ScratchFolder scratch;
    const fs::path input = scratch.path() / "in", output = scratch.path() / "out";
    write(input / "a.dcm", mammogramOf("A", "1.2.826.0.1.6.1"));
    fs::create_directory(output);
    fs::permissions(scratch.path(), fs::perms(0755));
    fs::permissions(output, fs::perms(0555));
    const pid_t child = fork();
    if (child == 0) {
        // Permissions do not bind root.
        if (::getuid() == 0 && ::setuid(65534) != 0)
            _exit(2);
        const auto refused = run(input, output, false);
        _exit(!refused && refused.error().code == ErrorCode::IoFailure ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    fs::permissions(output, fs::perms(0755));
    EXPECT_TRUE(fs::is_empty(output));
}

bool convert(const fs::path& source, const fs::path& target, const char* option) {
    const std::string command = "dcmconv " + std::string(option) + " '" + source.string() + "' '" +
                                target.string() + "' >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
}

/// Case 18: each is written or quarantined with a reason, and none stops the others.
TEST(Batch, QuarantinesBadFilesAndFinishesTheRest) {
    if (std::system("command -v dcmconv >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "dcmtk is not installed";
    const cw::testing::ScratchFolder scratch;
    const fs::path input = scratch.path() / "in", output = scratch.path() / "out";
    const auto whole = mammogramOf("GOOD", "1.2.826.0.1.7.1");
    write(input / "good.dcm", whole);
    write(input / "corrupt.dcm", std::string(128, '\0') + "DICM" + std::string(300, '\xEE'));
    std::string odd = whole;
    const auto accession = odd.find(std::string("\x08\0\x50\0SH", 6));
    ASSERT_NE(accession, std::string::npos);
    odd.replace(accession + 4, 2, "Q?"); // a VR that does not exist
    write(input / "vr.dcm", odd);
    write(input / "cut-header.dcm", whole.substr(0, whole.size() / 2));
    write(input / "cut-pixels.dcm", whole.substr(0, whole.size() - 20));
    write(input / "letter.dcm", "Dear colleague, Hong Gildong was seen");
    write(input / "zero.dcm", "");
    auto emptySequence = aMammogram();
    emptySequence.put(0x00080018, "UI", "1.2.826.0.1.7.2").sequence(0x00081140, {});
    write(input / "empty-sequence.dcm", dicomFile(emptySequence));
    ASSERT_TRUE(convert(input / "empty-sequence.dcm", input / "implicit.dcm", "+ti"));
    ASSERT_TRUE(convert(input / "good.dcm", input / "deflated.dcm", "+td"));
    ASSERT_TRUE(convert(input / "good.dcm", input / "big-endian.dcm", "+tb"));
    fs::create_symlink(input / "good.dcm", input / "link.dcm");
    ASSERT_EQ(::mkfifo((input / "pipe.dcm").c_str(), 0600), 0);

    std::map<std::string, BatchItem> items;
    BatchOptions options;
    options.input = input;
    options.output = output;
    options.each = [&](const BatchItem& item) { items[item.source] = item; };
    const auto context = cw::testing::contextOf("curation");
    const auto report = deidentifyFolder(options, context);
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_EQ(report->input, 13U);
    EXPECT_TRUE(report->reconciles());
    const auto item = [&](const char* name) { return items.at(sourceToken(context, name)); };
    for (const char* name :
         {"good.dcm", "empty-sequence.dcm", "implicit.dcm", "deflated.dcm", "big-endian.dcm"}) {
        EXPECT_EQ(item(name).outcome, Outcome::Written) << name << ": " << item(name).reason;
        EXPECT_TRUE(dicom::readInstance(output / item(name).output)) << name;
    }
    for (const char* name :
         {"corrupt.dcm", "cut-header.dcm", "letter.dcm", "zero.dcm", "link.dcm", "pipe.dcm"}) {
        EXPECT_EQ(item(name).outcome, Outcome::Quarantined) << name;
        EXPECT_FALSE(item(name).reason.empty()) << name;
        EXPECT_FALSE(cw::testing::contains(item(name).reason, "Hong")) << name;
    }
    // These two are the reader's to judge: written with a warning, or quarantined with a reason.
    for (const char* name : {"vr.dcm", "cut-pixels.dcm"})
        EXPECT_EQ(item(name).outcome == Outcome::Quarantined, !item(name).reason.empty()) << name;
    EXPECT_TRUE(item("cut-pixels.dcm").outcome == Outcome::Quarantined ||
                !item("cut-pixels.dcm").record.warnings.empty());
}

} // namespace
} // namespace cw::anonymizer
