// SPDX-License-Identifier: Apache-2.0
// The phantom plants identities everywhere and says which: none may be left, and nothing false
// found.
#include "phantom/Phantom.h"
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/CharacterSet.h"
#include "core/Files.h"
#include "dicom/Instance.h"
#include <array>
#include <cstdio>
#include <set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

class PhantomPatients : public ::testing::TestWithParam<std::tuple<core::ImageKind, const char*>> {
protected:
    void SetUp() override {
        phantom::PhantomPlan plan;
        plan.kind = std::get<0>(GetParam());
        plan.patients = 3;
        plan.seed = 7;
        plan.scale = phantom::Scale::Half;
        auto truth = phantom::writePhantom(input(), plan);
        ASSERT_TRUE(truth) << truth.error().sentence();
        m_truth = std::move(*truth);
        BatchOptions options;
        options.input = input();
        options.output = output();
        auto report = deidentifyFolder(options, cw::testing::contextOf(std::get<1>(GetParam())));
        ASSERT_TRUE(report) << report.error().sentence();
        m_report = std::move(*report);
    }
    fs::path input() const { return m_scratch.path() / "in"; }
    fs::path output() const { return m_scratch.path() / "out"; }
    cw::testing::ScratchFolder m_scratch;
    phantom::PhantomTruth m_truth;
    BatchReport m_report;
};

std::string allBytesUnder(const fs::path& folder) {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        all += entry.path().filename().string() + "\n";
        if (entry.is_regular_file())
            all += cw::testing::textOf(*core::readFile(entry.path()));
    }
    return all;
}

TEST_P(PhantomPatients, LeaveNoneOfTheirPlantedIdentifiers) {
    std::size_t images = 0;
    for (const auto& patient : m_truth.patients)
        images += patient.images.size();
    EXPECT_EQ(m_report.count(Outcome::Written), images);
    const std::string before = allBytesUnder(input()), after = allBytesUnder(output());
    ASSERT_FALSE(m_truth.plantedIdentifiers.empty());
    int looked = 0;
    for (const std::string& planted : m_truth.plantedIdentifiers) {
        if (planted.size() < 6) // shorter ones occur by chance in megabytes of pixels
            continue;
        ++looked;
        EXPECT_FALSE(cw::testing::contains(after, planted)) << "planted identifier " << looked;
        if (const auto korean = fromUtf8(planted, "EUC-KR"); korean && !isAscii(planted)) {
            EXPECT_FALSE(cw::testing::contains(after, *korean)) << "planted identifier " << looked;
        }
    }
    EXPECT_GT(looked, 5);
}

TEST_P(PhantomPatients, AreCleanToTheLeakScanWhichFindsThemInTheOriginals) {
    const auto clean = leakScan(input(), output());
    ASSERT_TRUE(clean);
    for (const Leak& leak : clean->leaks)
        ADD_FAILURE() << leak.file.extension() << ' ' << leak.kind << " at " << leak.where;
    const auto dirty = leakScan(input(), input());
    ASSERT_TRUE(dirty);
    EXPECT_GT(dirty->leaks.size(), 10U);
}

std::size_t conformanceErrors(const fs::path& folder) {
    std::size_t errors = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".dcm")
            continue;
        FILE* pipe = ::popen(("dciodvfy -new '" + entry.path().string() + "' 2>&1").c_str(), "r");
        std::array<char, 4096> line{};
        while (pipe && std::fgets(line.data(), static_cast<int>(line.size()), pipe))
            errors += std::string_view(line.data()).starts_with("Error") ? 1U : 0U;
        if (pipe)
            ::pclose(pipe);
    }
    return errors;
}

TEST_P(PhantomPatients, GetNoNewConformanceErrors) {
    if (std::get<0>(GetParam()) != core::ImageKind::Mammography)
        GTEST_SKIP() << "pictures have no conformance";
    if (std::system("command -v dciodvfy >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "dciodvfy is not installed";
    EXPECT_LE(conformanceErrors(output()), conformanceErrors(input()));
}

INSTANTIATE_TEST_SUITE_P(Of, PhantomPatients,
                         ::testing::Combine(::testing::Values(core::ImageKind::Mammography,
                                                              core::ImageKind::Fundus),
                                            ::testing::Values("basic", "curation")));

// JPEG-LS stuffs a bit after FF, not a byte: taken for a marker, the coded data read like text.
TEST(LeakScanOfJpegLs, RaisesNoFalseAlarm) {
    const cw::testing::ScratchFolder scratch;
    const fs::path drawn = scratch.path() / "drawn", input = scratch.path() / "in";
    phantom::PhantomPlan plan;
    plan.patients = 2;
    plan.seed = 9;
    plan.scale = phantom::Scale::Half;
    const auto truth = phantom::writePhantom(drawn, plan);
    ASSERT_TRUE(truth);
    fs::create_directories(input);
    for (const auto& patient : truth->patients)
        for (const auto& image : patient.images) {
            const auto instance = dicom::readInstance(drawn / image.file);
            ASSERT_TRUE(instance);
            const auto bytes =
                dicom::encodeInstance(*instance, dicom::TransferSyntax::JpegLsLossless);
            ASSERT_TRUE(bytes);
            ASSERT_TRUE(core::writeWhole(input / image.file.filename(), *bytes));
        }
    BatchOptions options;
    options.input = input;
    options.output = scratch.path() / "out";
    ASSERT_TRUE(deidentifyFolder(options, cw::testing::contextOf("curation")));
    const auto report = leakScan(input, options.output);
    ASSERT_TRUE(report);
    EXPECT_GT(report->identifiers, 0U);
    EXPECT_EQ(report->leaks.size(), 0U);
}

} // namespace
} // namespace cw::anonymizer
