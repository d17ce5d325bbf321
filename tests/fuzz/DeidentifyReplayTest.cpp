// SPDX-License-Identifier: Apache-2.0
// The whole path of de-identification over every odd file at hand and over seeded mutations.
#include "fuzz/DeidentifyCheck.h"
#include "fuzz/Mutations.h"
#include "fuzz/Replay.h"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

namespace cw {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr int kLimitSeconds = 180;
constexpr std::size_t kMutations = 40;
#else
constexpr int kLimitSeconds = 30;
constexpr std::size_t kMutations = 150;
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
    for (const auto& file : files) {
        const auto outcome =
            test::inChild([&file] { return test::deidentifyAndCheck(file); }, kLimitSeconds);
        tally.add(std::filesystem::relative(file, root).string(), outcome);
    }
    std::cout << part << ": " << files.size() << " files, " << tally.line() << '\n';
    for (const auto& bad : tally.bad)
        ADD_FAILURE() << bad;
    EXPECT_GT(tally.images, 0U);
}

TEST(DeidentifyReplay, OddFilesOfOtherProjectsEndCleanOrInAnError) { replay("corner"); }
TEST(DeidentifyReplay, MutatedFilesEndCleanOrInAnError) { replay("fuzz"); }

class DeidentifyMutations : public ::testing::TestWithParam<test::TransferSyntax> {};

TEST_P(DeidentifyMutations, EndCleanOrInAnError) {
    const auto stream = core::Random(20261124).stream(dicom::uid(GetParam()));
    const auto outcome = test::inChild(
        [&] {
            std::size_t clean = 0;
            for (std::size_t i = 0; i < kMutations; ++i) {
                auto random = stream.stream("mutation", i);
                auto bytes = test::seedFile(GetParam(), random.stream("seed"));
                if (i % 10 != 0) // every tenth stays whole
                    bytes = test::mutated(std::move(bytes), random);
                const auto message = test::deidentifyAndCheck(std::span(bytes));
                if (message.starts_with("DEFECT"))
                    return message + " (mutation " + std::to_string(i) + ")";
                clean += message.empty() ? 1U : 0U;
            }
            return std::to_string(clean) + " clean";
        },
        120);
    EXPECT_EQ(outcome.kind, test::Outcome::Kind::Error)
        << "signal " << outcome.signal << ' ' << outcome.message;
    EXPECT_NE(outcome.message, "0 clean");
}

using test::TransferSyntax;
INSTANTIATE_TEST_SUITE_P(FuzzReplay, DeidentifyMutations,
                         ::testing::Values(TransferSyntax::ImplicitLittle,
                                           TransferSyntax::ExplicitLittle,
                                           TransferSyntax::ExplicitBig, TransferSyntax::Deflated,
                                           TransferSyntax::Rle, TransferSyntax::JpegLossless,
                                           TransferSyntax::JpegLsLossless,
                                           TransferSyntax::Jpeg2000Lossless));

} // namespace
} // namespace cw
