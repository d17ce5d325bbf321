// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Identifiers.h"
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
        found = found || (leak.kind == "PatientName" &&
                          cw::testing::contains(leak.where, "inflated data, byte ") &&
                          leak.where.ends_with(" in (0010,0010)"));
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

TEST_F(LeakScanTest, SaysWhatItSearchedForByKindAndCount) {
    write(output() / "o.bin", "clean");
    const auto report = scan();
    EXPECT_EQ(report.originals, 2U);
    EXPECT_EQ(report.originalsUnread, 0U);
    EXPECT_EQ(report.bytesScanned, 5U);
    EXPECT_GE(report.forms, report.identifiers);
    std::size_t sum = 0;
    for (const auto& [kind, count] : report.searchedFor)
        sum += count;
    EXPECT_EQ(sum, report.identifiers);
    EXPECT_EQ(report.searchedFor.at("PatientName"), 2U);
    EXPECT_TRUE(cw::testing::contains(report.toJson(), "\"searched_for\""));
}

TEST_F(LeakScanTest, NamesAFileThatLeaksByItsNameByItsHash) {
    write(output() / "Gildong" / "KR2187.dcm", "Sentinelson");
    const auto report = scan();
    EXPECT_GE(report.found, 2U);
    const std::string json = report.toJson();
    EXPECT_TRUE(cw::testing::contains(json, "sha256:"));
    EXPECT_FALSE(cw::testing::contains(json, "Gildong"));
    EXPECT_FALSE(cw::testing::contains(json, "KR2187"));
}

TEST_F(LeakScanTest, GivesTheSameReportHoweverManyThreads) {
    for (int i = 0; i < 40; ++i)
        write(output() / ("f" + std::to_string(i) + ".bin"),
              i % 3 == 0 ? "Gildong 1961-02-03" : "clean");
    LeakScanOptions one, four;
    one.workers = 1;
    four.workers = 4;
    core::Work last;
    four.progress = [&](const core::Work& work) { last = work; };
    const auto first = leakScan(original(), output(), one);
    const auto second = leakScan(original(), output(), four);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->toJson(), second->toJson());
    EXPECT_EQ(last.files, last.totalFiles);
    EXPECT_EQ(last.bytes, last.totalBytes);
    EXPECT_GT(last.bytes, 0U);
}

TEST_F(LeakScanTest, StopsWhenItIsTold) {
    write(output() / "o.bin", "clean");
    core::CancelToken cancel;
    cancel.cancel();
    LeakScanOptions options;
    options.cancel = &cancel;
    const auto report = leakScan(original(), output(), options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::Cancelled);
}

TEST_F(LeakScanTest, KnowsAReportThatWasTouchedAndAnOutputThatIsAnother) {
    write(output() / "o.bin", "Gildong");
    const auto file = m_scratch.path() / "report.json";
    const std::string json = scan().toJson();
    write(file, json);
    const auto intact = checkReport(file, output());
    ASSERT_TRUE(intact);
    EXPECT_TRUE(intact->intact);
    EXPECT_TRUE(intact->sameOutput.value());
    EXPECT_EQ(intact->leaks, 1U);
    write(output() / "p.bin", "new");
    EXPECT_FALSE(checkReport(file, output())->sameOutput.value());
    EXPECT_FALSE(checkReport(file)->sameOutput.has_value());
    std::string touched = json;
    const auto count = touched.find("\"leak_count\": 1");
    ASSERT_NE(count, std::string::npos);
    touched[count + 14] = '0';
    write(file, touched);
    EXPECT_FALSE(checkReport(file)->intact);
    for (const char* other : {"", "{}", "[1]", "no json", "{\"format\": 3}"}) {
        write(file, other);
        const auto check = checkReport(file);
        ASSERT_FALSE(check) << other;
        EXPECT_EQ(check.error().code, ErrorCode::Malformed);
    }
}

TEST_F(LeakScanTest, LeavesWhatTheFileSaysToBeKeptByAnOption) {
    auto set = aMammogram();
    const std::string clean = cw::testing::deidentifiedBytes(dicomFile(set), "programme");
    ASSERT_TRUE(cw::testing::contains(clean, "SERIAL998877"));
    EXPECT_EQ(leaksOf(clean, "kept.dcm"), 0U);
    // The same value elsewhere, or without the option's code, is one.
    EXPECT_GE(leaksOf(clean + "SERIAL998877", "elsewhere.dcm"), 1U);
    auto instance = cw::testing::parsed(clean);
    instance.remove({0x0012, 0x0064});
    EXPECT_GE(leaksOf(cw::testing::textOf(*dicom::encodeInstance(instance)), "no-code.dcm"), 1U);
}

TEST_F(LeakScanTest, SearchesForValuesAtHandWithoutOriginals) {
    write(output() / "export.csv", "case,reader\nC1,Gildong\n");
    const auto report =
        leakScanFor({{IdentifierForm::Name, "PatientName", "Hong^Gildong"}}, output());
    ASSERT_TRUE(report);
    EXPECT_EQ(report->found, 1U);
    EXPECT_TRUE(
        leakScanFor({{IdentifierForm::Name, "PatientName", "Kim^Younghee"}}, output())->clean());
}

} // namespace
} // namespace cw::anonymizer
