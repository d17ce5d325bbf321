// SPDX-License-Identifier: Apache-2.0
// Real files with planted identities (TCIA Pseudo-PHI and others, shared/data/TRUTH.md), judged by
// programs that share no code with ours: python and pydicom, dciodvfy.
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "dicom/Pixels.h"
#include <array>
#include <cstdio>
#include <set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

bool has(const char* program) {
    return std::system((std::string("command -v ") + program + " >/dev/null 2>&1").c_str()) == 0;
}

class RealFiles : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        if (!fs::exists(cw::testing::testData() / "TRUTH.md"))
            GTEST_SKIP() << "the real test data are not on this machine (CONCORD_TEST_DATA)";
    }
    Result<BatchReport> run(const fs::path& input, const char* profile) {
        BatchOptions options;
        options.input = input;
        options.output = m_scratch.path() / "out";
        return deidentifyFolder(options, cw::testing::contextOf(profile));
    }
    cw::testing::ScratchFolder m_scratch;
};

TEST_P(RealFiles, LoseEveryPlantedIdentity) {
    for (const char* folder : {"deid", "op_dicom"}) {
        fs::remove_all(m_scratch.path() / "out");
        const auto source = cw::testing::testData() / folder;
        const auto report = run(source, GetParam());
        ASSERT_TRUE(report);
        ASSERT_GT(report->count(Outcome::Written), 0U);
        const std::string oracle =
            "/usr/bin/python3 '" CW_SOURCE_DIR "/tests/anonymizer/leak_oracle.py' '" +
            (cw::testing::testData() / "TRUTH.md").string() + "' '" + source.string() + "' '" +
            (m_scratch.path() / "out").string() + "'";
        EXPECT_EQ(std::system(oracle.c_str()), 0) << folder;
    }
}

TEST_P(RealFiles, AreCleanToOurOwnLeakScan) {
    for (const char* folder :
         {"op_dicom", "mg_dicom", "mg_dicom_transcoded", "deid/pseudo_phi_mr/original",
          "deid/burned_in", "fundus_hrf/images"}) {
        fs::remove_all(m_scratch.path() / "out");
        ASSERT_TRUE(run(cw::testing::testData() / folder, GetParam()));
        const auto scan = leakScan(cw::testing::testData() / folder, m_scratch.path() / "out");
        ASSERT_TRUE(scan);
        // De-identification leaves pixels alone, and two of these folders have a picture that says
        // its patient's name: a chest film, and a test pattern of a patient "Pixel Spacing".
        const std::string_view name(folder);
        const bool burned = name == "deid/burned_in" || name == "mg_dicom";
        std::size_t written = 0;
        for (const Leak& leak : scan->leaks)
            if (burned && leak.kind == "burned-in text")
                ++written;
            else
                ADD_FAILURE() << folder << ": " << leak.kind << " at " << leak.where;
        EXPECT_EQ(written > 0, burned) << folder;
        EXPECT_GT(scan->picturesRead, 0U) << folder;
    }
}

/// Errors that dciodvfy finds, with every value taken out: UIDs and dates are meant to change.
std::multiset<std::string> conformanceErrors(const fs::path& file) {
    std::multiset<std::string> errors;
    FILE* pipe = ::popen(("dciodvfy -new '" + file.string() + "' 2>&1").c_str(), "r");
    std::array<char, 4096> line{};
    while (pipe && std::fgets(line.data(), static_cast<int>(line.size()), pipe)) {
        std::string text(line.data());
        if (!text.starts_with("Error"))
            continue;
        for (auto open = text.find("= <"); open != std::string::npos;
             open = text.find("= <", open + 3))
            text.erase(open + 3, text.find('>', open) - open - 3);
        errors.insert(text);
    }
    if (pipe)
        ::pclose(pipe);
    return errors;
}

TEST_P(RealFiles, GetNoNewConformanceErrors) {
    if (!has("dciodvfy"))
        GTEST_SKIP() << "dciodvfy is not installed";
    for (const char* folder :
         {"mg_dicom", "op_dicom", "mg_dicom_transcoded", "deid/pseudo_phi_mr/original"})
        for (const auto& entry : fs::directory_iterator(cw::testing::testData() / folder)) {
            if (entry.path().stem().string().ends_with("_DEFL"))
                continue; // dciodvfy cannot inflate
            const auto source = core::readFile(entry.path());
            const auto result = deidentify(*source, cw::testing::contextOf(GetParam()), "x");
            ASSERT_TRUE(result);
            const auto output = m_scratch.path() / "one.dcm";
            ASSERT_TRUE(core::writeWhole(output, result->image.value().bytes));
            const auto before = conformanceErrors(entry.path()), after = conformanceErrors(output);
            for (const std::string& error : after)
                EXPECT_TRUE(before.contains(error)) << entry.path().filename() << ": " << error;
        }
}

TEST_P(RealFiles, KeepTheirPixels) {
    for (const char* folder : {"mg_dicom", "op_dicom", "mg_dicom_transcoded"})
        for (const auto& entry : fs::directory_iterator(cw::testing::testData() / folder)) {
            const auto source = core::readFile(entry.path());
            const auto result = deidentify(*source, cw::testing::contextOf(GetParam()), "x");
            ASSERT_TRUE(result);
            const auto before = dicom::decodeFrame(*dicom::readInstance(*source), 0);
            const auto after =
                dicom::decodeFrame(*dicom::readInstance(result->image.value().bytes), 0);
            ASSERT_TRUE(before && after) << entry.path().filename();
            EXPECT_EQ(*before, *after) << entry.path().filename();
        }
}

INSTANTIATE_TEST_SUITE_P(Under, RealFiles, ::testing::Values("basic", "curation"));

} // namespace
} // namespace cw::anonymizer
