// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Vault.h"
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <unistd.h>

namespace cw::testing {

/// An empty folder that goes with the test.
class CustodyFolder {
public:
    CustodyFolder() {
        // In memory where there is such a place: every append waits for the disk otherwise.
        const std::filesystem::path memory = "/dev/shm";
        const bool usable = ::access(memory.c_str(), W_OK | X_OK) == 0;
        std::string pattern =
            ((usable ? memory : std::filesystem::temp_directory_path()) / "cw-custody-XXXXXX")
                .string();
        m_path = ::mkdtemp(pattern.data());
    }
    ~CustodyFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    CustodyFolder(const CustodyFolder&) = delete;
    CustodyFolder& operator=(const CustodyFolder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void replaceContent(const std::filesystem::path& file, const std::string& content) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << content;
}

/// 2026-11-23T23:00:00Z, which is the 24th in Korea.
inline std::chrono::system_clock::time_point testTime(int seconds = 0) {
    using namespace std::chrono;
    return sys_days(year(2026) / November / 23) + hours(23) + std::chrono::seconds(seconds);
}
inline core::Clock testClock(int seconds = 0) {
    return [seconds] { return testTime(seconds); };
}

inline constexpr const char* kStewardPhrase = "a long walk by the river";
inline constexpr const char* kReviewerPhrase = "nine green bottles of ink";
inline anonymizer::VaultPerson steward() { return {"kim", anonymizer::Passphrase(kStewardPhrase)}; }
inline anonymizer::VaultPerson reviewer() {
    return {"lee", anonymizer::Passphrase(kReviewerPhrase)};
}

/// What the oracle in Python says; skips the test where it cannot run.
inline nlohmann::json askOracle(const std::string& arguments, const std::string& input = {}) {
    ::setenv("CONCORD_STEWARD_PASSPHRASE", kStewardPhrase, 1);
    ::setenv("CONCORD_REVIEWER_PASSPHRASE", kReviewerPhrase, 1);
    const CustodyFolder scratch;
    replaceContent(scratch / "in", input);
    const std::string command = "/usr/bin/python3 '" + std::string(CW_SOURCE_DIR) +
                                "/tests/anonymizer/custody_oracle.py' " + arguments + " <'" +
                                (scratch / "in").string() + "' >'" + (scratch / "out").string() +
                                "' 2>'" + (scratch / "err").string() + "'";
    const int status = std::system(command.c_str());
    if (WEXITSTATUS(status) == 77)
        return "skip";
    EXPECT_EQ(status, 0) << contentOf(scratch / "err");
    return nlohmann::json::parse(contentOf(scratch / "out"), nullptr, false);
}

} // namespace cw::testing
