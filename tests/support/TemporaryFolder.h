// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>

namespace cw::testing {

/// A fresh folder that goes away with its test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "cw-test-XXXXXX").string();
        m_path = mkdtemp(name.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }
    std::size_t fileCount() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(m_path),
                                                      std::filesystem::directory_iterator()));
    }

private:
    std::filesystem::path m_path;
};

/// Where the real test images are, or empty: CONCORD_TEST_DATA, else ../shared/data.
inline std::filesystem::path testData() {
    const char* set = std::getenv("CONCORD_TEST_DATA");
    const std::filesystem::path folder =
        set ? std::filesystem::path(set) : std::filesystem::path(CW_SOURCE_DIR) / "../shared/data";
    return std::filesystem::is_directory(folder) ? folder : std::filesystem::path();
}

} // namespace cw::testing

/// First line of a test on real data: skips visibly where the data are not.
#define CW_NEED_TEST_DATA()                                                                        \
    if (cw::testing::testData().empty())                                                           \
    GTEST_SKIP() << "no real test data (CONCORD_TEST_DATA or ../shared/data)"
