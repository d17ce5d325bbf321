// SPDX-License-Identifier: Apache-2.0
// Every hostile or odd file at hand: an image or a clear error, in bounded time and memory.
#include "fuzz/Replay.h"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

namespace cw {
namespace {

// The bounds; the sanitizers cost a multiple of both.
#if defined(__SANITIZE_ADDRESS__)
constexpr int kLimitSeconds = 60;
constexpr std::size_t kLimitMegabytes = 3000;
#else
constexpr int kLimitSeconds = 10;
constexpr std::size_t kLimitMegabytes = 1000;
#endif

std::filesystem::path testData() {
    const char* folder = std::getenv("CONCORD_TEST_DATA");
    return folder != nullptr ? folder : CW_SOURCE_DIR "/../shared/data";
}

void replay(const char* part) {
    const auto root = testData() / part;
    if (!std::filesystem::is_directory(root))
        GTEST_SKIP() << "no test data: set CONCORD_TEST_DATA to the folder that holds " << part;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    test::Tally tally;
    const char* log = std::getenv("CW_REPLAY_LOG");
    for (const auto& file : files) {
        const auto outcome =
            test::inChild([&file] { return test::openAsViewer(file); }, kLimitSeconds);
        const auto name = std::filesystem::relative(file, root).string();
        tally.add(name, outcome);
        if (log != nullptr)
            std::cout << name << '\t' << outcome.seconds << " s\t" << outcome.kilobytes / 1024
                      << " MB\t" << (outcome.message.empty() ? "image" : outcome.message) << '\n';
    }
    std::cout << part << ": " << files.size() << " files, " << tally.line() << '\n';
    for (const auto& bad : tally.bad)
        ADD_FAILURE() << bad;
    EXPECT_LT(tally.worstKilobytes / 1024, kLimitMegabytes);
    EXPECT_GT(tally.images, 0U);
}

TEST(FuzzReplay, OddFilesOfOtherProjectsEndInAnImageOrAnError) { replay("corner"); }
TEST(FuzzReplay, MutatedFilesEndInAnImageOrAnError) { replay("fuzz"); }

} // namespace
} // namespace cw
