// SPDX-License-Identifier: Apache-2.0
// Broken files must be errors, never crashes: whatever happens here happens in the user's window.
#include "Networks.h"
#include "validation/models/ForeignNetwork.h"

#include <gtest/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

Result<std::unique_ptr<ForeignNetwork>> opened(const std::filesystem::path& file) {
    return file.extension() == ".onnx" ? openOnnx(file) : openTorchScript(file);
}

/// Opens it and, if that worked, lets it score: either may fail, neither may bring us down.
void survive(const std::filesystem::path& file) {
    const auto network = opened(file);
    if (!network) {
        EXPECT_EQ(network.error().code, ErrorCode::Malformed);
        return;
    }
    const std::vector<float> pixels(2 * 3 * 32 * 32, 0.5F);
    const auto output = (*network)->forward(pixels, 2, 3, 32);
    if (!output) {
        EXPECT_EQ(output.error().code, ErrorCode::Malformed);
    }
}

class Hostile : public ::testing::TestWithParam<std::string> {};

TEST_P(Hostile, TruncatedFilesAreRefused) {
    CW_NEED_NETWORKS();
    const ScratchFolder folder;
    const auto whole = core::readText(Networks::get().file("two" + GetParam())).value();
    for (std::size_t part = 0; part < 24; ++part) {
        const auto file =
            folder.write("net" + GetParam(), whole.substr(0, whole.size() * part / 24));
        if (GetParam() == ".pt")
            EXPECT_FALSE(opened(file)) << part; // the directory of a ZIP is at its end
        else
            survive(file);
    }
}

TEST_P(Hostile, ChangedBytesDoNotBringTheProgramDown) {
    CW_NEED_NETWORKS();
    const ScratchFolder folder;
    const auto whole = core::readText(Networks::get().file("two" + GetParam())).value();
    core::Random random(11);
    for (int round = 0; round < 150; ++round) {
        std::string bytes = whole;
        for (std::size_t i = 0; i <= random.below(8); ++i)
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        survive(folder.write("net" + GetParam(), bytes));
    }
}

TEST_P(Hostile, OtherFilesAreRefused) {
    CW_NEED_NETWORKS();
    const ScratchFolder folder;
    const std::string other = GetParam() == ".pt" ? ".onnx" : ".pt";
    EXPECT_FALSE(opened(folder.write("net" + GetParam(),
                                     core::readText(Networks::get().file("two" + other)).value())));
    for (const std::string& text :
         {std::string(), std::string("{}"), std::string(100'000, '\0'), std::string(5000, '\xff')})
        EXPECT_FALSE(opened(folder.write("net" + GetParam(), text))) << text.size();
}

INSTANTIATE_TEST_SUITE_P(Networks, Hostile, ::testing::Values(".pt", ".onnx"),
                         [](const auto& one) { return one.param.substr(1); });

} // namespace
} // namespace cw::validation
