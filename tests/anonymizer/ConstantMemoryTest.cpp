// SPDX-License-Identifier: Apache-2.0
// Case 27: memory does not grow with the file.
#include "anonymizer/FrameMaker.h"
#include "anonymizer/Support.h"
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

#if defined(__SANITIZE_ADDRESS__)
constexpr long kMostMegabytes = 600; // its shadow and its quarantine
#else
constexpr long kMostMegabytes = 100;
#endif

/// Largest resident size of a process that de-identifies the file, MB; -1 if it fails.
long megabytesFor(const fs::path& source, const fs::path& target) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto done =
            deidentifyFile(source, target, cw::testing::contextOf("curation"), source.filename());
        ::_exit(done ? 0 : 1);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? usage.ru_maxrss / 1024 : -1;
}

/// A tomosynthesis of frames of 2 MB, sparse behind its header: it costs no disk.
void writeTomosynthesis(const fs::path& file, int frames) {
    auto set = cw::testing::aMammogram();
    set.put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.13.1.3")
        .put(0x00280008, "IS", std::to_string(frames))
        .put(0x00280010, "US", cw::testing::shortValue(1024))
        .put(0x00280011, "US", cw::testing::shortValue(1024))
        .put(0x7FE00010, "OW", "");
    std::string text = cw::testing::dicomFile(set);
    const auto length = static_cast<std::uint64_t>(frames) * 1024 * 1024 * 2;
    text.replace(text.size() - 4, 4, cw::testing::littleEndian(length, 4));
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    ASSERT_GE(descriptor, 0);
    ASSERT_EQ(::write(descriptor, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ASSERT_EQ(::ftruncate(descriptor, static_cast<off_t>(text.size() + length)), 0);
    ::close(descriptor);
}

/// One JPEG frame of many megabytes: its coded data repeat.
void writePhotograph(const fs::path& file, std::size_t megabytes) {
    const std::string head = cw::testing::progressiveJpeg("");
    std::string frame = head.substr(0, head.size() - 2);
    frame.append(megabytes << 20, 'z');
    frame += cw::testing::segment(0xFFFE, "CANARY") + "\xFF\xD9";
    const auto text = cw::testing::encapsulatedFile(
        cw::testing::aPhotograph(16, 16, "YBR_FULL_422"), "1.2.840.10008.1.2.4.50", {frame});
    std::FILE* out = std::fopen(file.c_str(), "wb");
    ASSERT_NE(out, nullptr);
    ASSERT_EQ(std::fwrite(text.data(), 1, text.size(), out), text.size());
    std::fclose(out);
}

TEST(ConstantMemory, HoldsForATomosynthesisOf400Megabytes) {
    const cw::testing::ScratchFolder folder;
    writeTomosynthesis(folder.path() / "small.dcm", 1);
    writeTomosynthesis(folder.path() / "large.dcm", 200);
    const auto small = megabytesFor(folder.path() / "small.dcm", folder.path() / "small-out");
    const auto large = megabytesFor(folder.path() / "large.dcm", folder.path() / "large-out");
    ASSERT_GT(small, 0);
    ASSERT_GT(large, 0);
    EXPECT_LT(large, kMostMegabytes);
    EXPECT_LT(large - small, 50);
    EXPECT_GT(fs::file_size(folder.path() / "large-out"), 400ULL << 20);
    RecordProperty("small_mb", static_cast<int>(small));
    RecordProperty("large_mb", static_cast<int>(large));
}

TEST(ConstantMemory, HoldsForAFrameOf100Megabytes) {
    const cw::testing::ScratchFolder folder;
    // Written by another process, so that this one has not grown before the fork.
    const pid_t writer = ::fork();
    if (writer == 0) {
        writePhotograph(folder.path() / "large.dcm", 100);
        ::_exit(0);
    }
    ::waitpid(writer, nullptr, 0);
    const auto large = megabytesFor(folder.path() / "large.dcm", folder.path() / "large-out");
    ASSERT_GT(large, 0);
    EXPECT_LT(large, kMostMegabytes);
    RecordProperty("frame_mb", static_cast<int>(large));
}

} // namespace
} // namespace cw::anonymizer
