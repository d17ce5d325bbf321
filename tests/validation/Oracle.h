// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "core/Random.h"
#include "validation/Metrics.h"
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>

namespace cw::validation::testing {

class ScratchFolder {
public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "cw-valid-XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto file = m_path / name;
        if (!core::writeWhole(file, std::string_view(text)))
            std::abort();
        return file;
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Real data outside the repository (docs/testing.md).
inline std::filesystem::path realData() {
    const char* set = std::getenv("CONCORD_TEST_DATA");
    return set != nullptr ? std::filesystem::path(set)
                          : std::filesystem::path(CW_SOURCE_DIR) / "../shared/data";
}

/// What a program prints, and whether it ended well.
inline std::pair<std::string, bool> outputOf(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
        output += buffer.data();
    return {output, ::pclose(pipe) == 0};
}

/// Scores in few steps (heavy ties) that know a little of the label; both classes present.
inline std::vector<Scored> tiedScores(core::Seed seed, std::size_t count, std::size_t steps) {
    core::Random random(seed);
    std::vector<Scored> scores;
    for (std::size_t i = 0; i < count; ++i) {
        const int label = i < 2 ? static_cast<int>(i) : (random.chance(0.4) ? 1 : 0);
        scores.push_back({static_cast<double>(random.below(steps)) + label, label});
    }
    return scores;
}

} // namespace cw::validation::testing
