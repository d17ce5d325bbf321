// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/CharacterSet.h"
#include "core/Files.h"
#include "imaging/Picture.h"

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using cw::testing::aMammogram;
using cw::testing::dicomFile;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    ASSERT_TRUE(core::writeWhole(file, std::string_view(text)));
}

class LeakScanTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto korean = aMammogram();
        korean.put(0x00080005, "CS", "\\ISO 2022 IR 149")
            .put(0x00080018, "UI", "1.2.826.0.1.3680043.9.1.9")
            .put(0x00100010, "PN",
                 "Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7=\x1B$)C\xC8\xAB^\x1B$)"
                 "C\xB1\xE6\xB5\xBF")
            .put(0x00100020, "LO", "KR2187");
        write(original() / "HOSP4711" / "a.dcm", dicomFile(aMammogram()));
        write(original() / "HOSP4711" / "b.dcm", dicomFile(korean));
        fs::create_directories(output());
    }
    fs::path original() const { return m_scratch.path() / "original"; }
    fs::path output() const { return m_scratch.path() / "output"; }
    LeakReport scan() const {
        const auto report = leakScan(original(), output());
        EXPECT_TRUE(report);
        return report ? *report : LeakReport();
    }
    /// Leaks of one file that says the text somewhere.
    std::size_t leaksOf(const std::string& text, const std::string& name = "o.bin") {
        write(output() / name, text);
        const auto count = scan().leaks.size();
        fs::remove(output() / name);
        return count;
    }
    cw::testing::ScratchFolder m_scratch;
};

TEST_F(LeakScanTest, FindsNothingInWhatTheDeidentifierWrote) {
    for (const char* profile : {"basic", "curation"}) {
        BatchOptions options;
        options.input = original();
        options.output = m_scratch.path() / profile;
        ASSERT_TRUE(deidentifyFolder(options, cw::testing::contextOf(profile)));
        const auto report = leakScan(original(), options.output);
        ASSERT_TRUE(report);
        EXPECT_GT(report->identifiers, 20U);
        EXPECT_EQ(report->filesScanned, 4U); // with journal and lock
        for (const Leak& leak : report->leaks)
            ADD_FAILURE() << profile << ' ' << leak.kind << ' ' << leak.where;
    }
}

TEST_F(LeakScanTest, FindsEveryPlantedSpelling) {
    const std::string utf16 = *fromUtf8("Gildong", "UTF-16LE"),
                      utf16be = *fromUtf8("홍길동", "UTF-16BE");
    for (const std::string& planted : std::vector<std::string>{"Sentinelson^Maria",
                                                               "SENTINELSON",
                                                               "maria sentinelson",
                                                               "x Maria y",
                                                               "SENTID0042",
                                                               "ACC7788991",
                                                               "19610203",
                                                               "1961-02-03",
                                                               "03.02.1961",
                                                               "02/03/1961",
                                                               "1961.02.03",
                                                               "1961년 02월 03일",
                                                               "2024-03-15",
                                                               "20240315101530",
                                                               "1.2.826.0.1.3680043.9.1.2",
                                                               "Sentinel General Hospital",
                                                               "12 Sentinel Street, Seoul",
                                                               "010-1234-5678",
                                                               "610203-2345678",
                                                               "STATION77",
                                                               "SERIAL998877",
                                                               "Hong Gildong",
                                                               "홍길동",
                                                               "길동",
                                                               "\xC8\xAB\xB1\xE6\xB5\xBF",
                                                               "\xB1\xE6\xB5\xBF",
                                                               utf16,
                                                               utf16be,
                                                               "KR2187",
                                                               "HOSP4711"})
        EXPECT_GE(leaksOf("before " + planted + " behind"), 1U) << planted;
}

TEST_F(LeakScanTest, DoesNotCryOverWordsThatOnlyContainOne) {
    for (const std::string& harmless : std::vector<std::string>{
             "Mariana", "SENTID00421", "9SENTID00421", "1.2.826.0.1.3680043.9.1.21", "119610203",
             "MAMMO BILATERAL", "Model 9 MAKER", "FOR PRESENTATION", "0.19610203", "P-0123456789",
             "PATIENT HOSPITAL"})
        EXPECT_EQ(leaksOf("before " + harmless + " behind"), 0U) << harmless;
}

TEST_F(LeakScanTest, LooksAtFileNames) {
    write(output() / "P-1" / "Gildong_RCC.dcm", "clean");
    const auto report = scan();
    ASSERT_EQ(report.leaks.size(), 1U);
    EXPECT_EQ(report.leaks[0].where, "file name");
}

TEST_F(LeakScanTest, ReadsWhatADeflatedFileHides) {
    auto leaky = aMammogram();
    auto instance = cw::testing::parsed(dicomFile(leaky));
    const auto deflated = dicom::encodeInstance(instance, dicom::TransferSyntax::Deflated);
    ASSERT_TRUE(deflated);
    const std::string bytes = cw::testing::textOf(*deflated);
    ASSERT_FALSE(cw::testing::contains(bytes, "Sentinelson"));
    write(output() / "d.dcm", bytes);
    bool found = false;
    for (const Leak& leak : scan().leaks)
        found =
            found || (leak.kind == "PatientName" && leak.where == "decoded text of (0010,0010)");
    EXPECT_TRUE(found);
}

TEST_F(LeakScanTest, FindsAnUnshiftedDateButNotAShiftedOneThatMeetsAnotherPatients) {
    // An output that kept its study date, and one whose shifted date is the first patient's true
    // one.
    const auto withDate = [](const std::string& date, const std::string& exposure) {
        cw::testing::DataSet set = aMammogram();
        const std::string clean = cw::testing::deidentifiedBytes(dicomFile(set), "curation");
        auto instance = cw::testing::parsed(clean);
        EXPECT_TRUE(instance.setText({0x0008, 0x0020}, date));
        EXPECT_TRUE(instance.setText({0x0018, 0x1164}, exposure));
        return cw::testing::textOf(*dicom::encodeInstance(instance));
    };
    EXPECT_GE(leaksOf(withDate("20240315", "0.1\\0.1"), "x.dcm"), 1U);
    EXPECT_EQ(leaksOf(withDate("20240315", "0.3\\0.3"), "x.dcm"), 0U);
}

TEST_F(LeakScanTest, FindsPictureMetadataThatWasCarriedOver) {
    auto image =
        core::Image::create(8, 8, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    const std::string clean = cw::testing::textOf(imaging::encodeJpeg(image, 90).value());
    const std::string comment("\xFF\xFE\x00\x18Taken by Dr. Nobodyson", 4 + 22);
    write(original() / "F77_L.jpg", clean.substr(0, 2) + comment + clean.substr(2));
    EXPECT_EQ(leaksOf(clean, "clean.jpg"), 0U);
    EXPECT_GE(leaksOf(clean.substr(0, 2) + comment + clean.substr(2), "dirty.jpg"), 1U);
}

TEST_F(LeakScanTest, ReportsKindAndPlaceButNeverTheValue) {
    write(output() / "o.bin", "Sentinelson^Maria 1961-02-03");
    const std::string json = scan().toJson();
    EXPECT_TRUE(cw::testing::contains(json, "PatientName"));
    EXPECT_TRUE(cw::testing::contains(json, "byte 0"));
    EXPECT_FALSE(cw::testing::contains(json, "Sentinel"));
    EXPECT_FALSE(cw::testing::contains(json, "1961"));
}

} // namespace
} // namespace cw::anonymizer
