// SPDX-License-Identifier: Apache-2.0
// Every hash and count of a version and of an export, computed again by Python.
#include "dataset/ProgrammeSets.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

std::pair<std::string, bool> oracle(const std::string& arguments) {
    const std::string command = "/usr/bin/python3 " CW_SOURCE_DIR
                                "/tests/dataset/manifest_oracle.py " +
                                arguments + " 2>&1";
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
        output += buffer.data();
    return {output, ::pclose(pipe) == 0};
}

class ManifestOracle : public ::testing::Test {
protected:
    void SetUp() override {
        const auto content = documentedContent(store);
        const auto frozen =
            freeze(content, core::VersionName("v1"), scratch.path() / "v1", store.source(), noon());
        ASSERT_TRUE(frozen) << frozen.error().sentence();
        version = *frozen;
        fs::create_directory(scratch.path() / "blobs");
        for (const auto& [id, bytes] : store.blobs)
            std::ofstream(scratch.path() / "blobs" / id.text()) << bytes;
    }
    std::string arguments() const {
        return (scratch.path() / "v1").string() + " " + (scratch.path() / "blobs").string() + " " +
               version.manifestSha256;
    }
    Store store;
    ScratchFolder scratch;
    FrozenVersion version;
};

TEST_F(ManifestOracle, AgreesOnEveryHashAndCount) {
    const auto [output, well] = oracle(arguments());
    EXPECT_TRUE(well) << output;
    EXPECT_EQ(output, "ok 8 images 2 cases\n");
}

TEST_F(ManifestOracle, WouldNoticeAChange) {
    std::ofstream(scratch.path() / "v1/papers/licence.txt", std::ios::app) << "!";
    EXPECT_FALSE(oracle(arguments()).second);
}

TEST_F(ManifestOracle, AgreesOnTheListOfAnExport) {
    const auto folder = scratch.path() / "out";
    ASSERT_TRUE(exportVersion(version, {ExportFormat::Json, folder, true, Naming::ProgrammeFolders},
                              store.source()));
    const auto [output, well] = oracle("--list " + folder.string());
    EXPECT_TRUE(well) << output;
    EXPECT_EQ(output, "ok 15 files\n");
}

} // namespace
} // namespace cw::dataset
