// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/DicomBytes.h"
#include "anonymizer/Profile.h"
#include "dicom/Instance.h"
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace cw::testing {

inline anonymizer::DeidentifyContext contextOf(const std::string& profile,
                                               const std::string& key = "tests") {
    return {anonymizer::Profile::builtIn(profile).value(),
            anonymizer::Pseudonyms(anonymizer::PseudonymKey::forSyntheticData(key))};
}

inline std::string deidentifiedBytes(const std::string& file, const std::string& profile,
                                     const std::string& key = "tests") {
    const auto result =
        anonymizer::deidentify(bytesOf(file), contextOf(profile, key), "source.dcm");
    EXPECT_TRUE(result) << (result ? "" : result.error().sentence());
    return result ? textOf(result->image.value().bytes) : std::string();
}

inline dicom::Instance parsed(const std::string& file) {
    auto instance = dicom::readInstance(bytesOf(file));
    EXPECT_TRUE(instance) << (instance ? "" : instance.error().sentence());
    return instance ? std::move(*instance) : dicom::Instance();
}

inline bool contains(const std::string& haystack, const std::string& needle) {
    return haystack.find(needle) != std::string::npos;
}

/// An empty folder that goes with the test.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "cw-anon-XXXXXX").string();
        m_path = ::mkdtemp(pattern.data());
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

inline std::filesystem::path testData() {
    const char* given = std::getenv("CONCORD_TEST_DATA");
    return given ? std::filesystem::path(given)
                 : std::filesystem::path(CW_SOURCE_DIR) / ".." / "shared" / "data";
}

} // namespace cw::testing
