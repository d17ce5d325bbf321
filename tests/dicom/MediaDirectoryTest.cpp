// SPDX-License-Identifier: Apache-2.0
// Case 20 of the de-identification reference, "if asked, regenerated": DICOMDIR and its file-set.
// tests/app/DicomdirVerbTest.cpp reads them with other programs.
#include "dicom/MediaDirectory.h"
#include "core/Files.h"
#include "dicom/Instances.h"

#include <app/support/Folder.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>

namespace cw::dicom {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kReport = "1.2.840.10008.5.1.4.1.1.88.11";
constexpr std::string_view kPrivate = "1.2.276.0.7230010.3.1.0.99";

struct FileText {
    std::string patient, study, series, instance;
    std::string removed = "YES";
    std::string_view sopClass = cw::testing::kMammogram;
};

Instance instanceOf(const FileText& text) {
    auto instance = cw::testing::bareInstance(text.sopClass);
    const auto set = [&](Tag tag, const std::string& value) {
        cw::testing::must(instance.setText(tag, value));
    };
    set({0x0008, 0x0018}, text.instance);
    set({0x0010, 0x0010}, text.patient);
    set({0x0010, 0x0020}, text.patient);
    set({0x0012, 0x0062}, text.removed);
    set({0x0020, 0x000D}, text.study);
    set({0x0020, 0x000E}, text.series);
    for (const Tag emptied : {Tag{0x0008, 0x0020}, {0x0008, 0x0030}, {0x0020, 0x0010}})
        set(emptied, "");
    return instance;
}

class MediaDirectory : public ::testing::Test {
protected:
    fs::path input() const { return m_scratch / "in"; }
    fs::path output() const { return m_scratch / "media"; }
    void put(const std::string& name, const Instance& instance) const {
        fs::create_directories((input() / name).parent_path());
        cw::testing::must(
            core::writeNew(input() / name, cw::testing::must(encodeInstance(instance))));
    }
    void put(const std::string& name, const FileText& text) const { put(name, instanceOf(text)); }
    void putTwoPatients() const {
        put("P-A/1/a.dcm", {"P-A", "2.25.1", "2.25.11", "2.25.111"});
        put("P-A/1/b.dcm", {"P-A", "2.25.1", "2.25.12", "2.25.112"});
        put("P-A/2/c.dcm", {"P-A", "2.25.2", "2.25.21", "2.25.211"});
        put("P-B/3/d.dcm", {"P-B", "2.25.3", "2.25.31", "2.25.311"});
    }
    Result<MediaReport> run() const { return writeMediaDirectory({input(), output()}); }
    std::vector<std::string> treeOf(const fs::path& folder) const {
        std::vector<std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                files.push_back(entry.path().lexically_relative(folder).generic_string());
        std::ranges::sort(files);
        return files;
    }
    /// All values of an element in the DICOMDIR, in its order.
    std::vector<std::string> listed(Tag tag) const {
        std::vector<std::string> values;
        cw::testing::must(readInstance(output() / "DICOMDIR")).visit([&](const ElementView& e) {
            if (e.tag == tag)
                values.emplace_back(e.value);
        });
        return values;
    }
    /// Nothing of an unfinished file-set beside it.
    std::vector<std::string> siblings() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(m_scratch.path()))
            names.push_back(entry.path().filename());
        return names;
    }
    cw::testing::ScratchFolder m_scratch;
};

TEST_F(MediaDirectory, ListsPatientsStudiesSeriesAndImages) {
    putTwoPatients();
    const auto report = run();
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_EQ(report->patients, 2U);
    EXPECT_EQ(report->studies, 3U);
    EXPECT_EQ(report->series, 4U);
    EXPECT_EQ(report->files, 4U);
    EXPECT_THAT(report->refused, IsEmpty());
    EXPECT_THAT(listed({0x0004, 0x1430}),
                ElementsAre("PATIENT", "STUDY", "SERIES", "IMAGE", "SERIES", "IMAGE", "STUDY",
                            "SERIES", "IMAGE", "PATIENT", "STUDY", "SERIES", "IMAGE"));
    EXPECT_THAT(listed({0x0010, 0x0020}), ElementsAre("P-A", "P-B"));
    EXPECT_THAT(listed({0x0004, 0x1511}),
                ElementsAre("2.25.111", "2.25.112", "2.25.211", "2.25.311"));
    EXPECT_THAT(siblings(), UnorderedElementsAre("in", "media"));
}

TEST_F(MediaDirectory, NamesFilesAsMediaAllowAndListsEachOfThem) {
    putTwoPatients();
    ASSERT_TRUE(run());
    EXPECT_THAT(treeOf(output()),
                ElementsAre("DICOM/P0000001/S0000001/I0000001", "DICOM/P0000001/S0000001/I0000002",
                            "DICOM/P0000001/S0000002/I0000001", "DICOM/P0000002/S0000001/I0000001",
                            "DICOMDIR"));
    const std::regex fileId("[A-Z0-9_]{1,8}(\\\\[A-Z0-9_]{1,8}){0,7}"); // PS3.10 8.2, 8.5
    const auto ids = listed({0x0004, 0x1500});
    ASSERT_EQ(ids.size(), 4U);
    for (std::string id : ids) {
        EXPECT_TRUE(std::regex_match(id, fileId)) << id;
        std::ranges::replace(id, '\\', '/');
        EXPECT_TRUE(fs::is_regular_file(output() / id)) << id;
    }
}

TEST_F(MediaDirectory, LinksTheFilesAndGivesTheSameDirectoryAgain) {
    putTwoPatients();
    ASSERT_TRUE(run());
    EXPECT_EQ(fs::hard_link_count(input() / "P-B/3/d.dcm"), 2U);
    const auto first = *core::readFile(output() / "DICOMDIR");
    fs::remove_all(output());
    fs::create_directory(output()); // an empty folder is as good as none
    ASSERT_TRUE(run());
    EXPECT_EQ(*core::readFile(output() / "DICOMDIR"), first);
}

TEST_F(MediaDirectory, FillsWhatARecordMustHaveAndDeidentificationEmptied) {
    putTwoPatients();
    ASSERT_TRUE(run());
    EXPECT_THAT(listed({0x0020, 0x0010}), ElementsAre("1", "2", "1"));
    EXPECT_THAT(listed({0x0020, 0x0011}), ElementsAre("1", "2", "1", "1"));
    EXPECT_THAT(listed({0x0020, 0x0013}), ElementsAre("1", "2", "1", "1"));
    EXPECT_THAT(listed({0x0008, 0x0020}), ElementsAre("19000101", "19000101", "19000101"));
    EXPECT_EQ(readInstance(output() / "DICOM/P0000001/S0000001/I0000001")
                  ->text({0x0020, 0x0010})
                  .value_or(""),
              "")
        << "the file itself stays as it is";
}

/// Nobody packs identified data by mistake.
TEST_F(MediaDirectory, LeavesOutWhatIsNotMarkedAsDeidentified) {
    put("clean.dcm", {"P-A", "2.25.1", "2.25.11", "2.25.111"});
    put("no.dcm", {"KIM", "2.25.2", "2.25.21", "2.25.211", "NO"});
    auto unmarked = instanceOf({"LEE", "2.25.3", "2.25.31", "2.25.311"});
    unmarked.remove({0x0012, 0x0062});
    put("unmarked.dcm", unmarked);
    const auto report = run();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->files, 1U);
    EXPECT_EQ(report->notDeidentified, 2U);
    ASSERT_EQ(report->refused.size(), 2U);
    EXPECT_EQ(report->refused[0].file, "no.dcm");
    EXPECT_EQ(report->refused[1].file, "unmarked.dcm");
    EXPECT_THAT(treeOf(output()), ElementsAre("DICOM/P0000001/S0000001/I0000001", "DICOMDIR"));
    const auto directory = *core::readText(output() / "DICOMDIR");
    EXPECT_EQ(directory.find("KIM"), std::string::npos);
    EXPECT_EQ(directory.find("LEE"), std::string::npos);
}

TEST_F(MediaDirectory, WritesNothingWhereNothingMayBePacked) {
    put("a.dcm", {"KIM", "2.25.2", "2.25.21", "2.25.211", "NO"});
    const auto report = run();
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->written());
    EXPECT_THAT(siblings(), ElementsAre("in"));
}

TEST_F(MediaDirectory, KeepsGroup0004InTheDirectoryAlone) {
    put("a.dcm", {"P-A", "2.25.1", "2.25.11", "2.25.111"});
    auto record = instanceOf({"P-A", "2.25.1", "2.25.11", "2.25.112"});
    cw::testing::must(record.setText({0x0004, 0x1430}, "IMAGE", "CS"));
    put("record.dcm", record);
    ASSERT_TRUE(run());
    // A DICOMDIR of the input is not copied either.
    fs::rename(output(), input() / "old");
    const auto report = run();
    ASSERT_TRUE(report);
    std::vector<std::string> refused;
    for (const auto& item : report->refused)
        refused.push_back(item.file);
    EXPECT_THAT(refused,
                ElementsAre("old/DICOM/P0000001/S0000001/I0000001", "old/DICOMDIR", "record.dcm"));
    for (const auto& name : treeOf(output())) {
        bool directory = false;
        cw::testing::must(readInstance(output() / name)).visit([&](const ElementView& e) {
            directory |= e.tag.group == 0x0004;
        });
        EXPECT_EQ(directory, name == "DICOMDIR") << name;
    }
}

TEST_F(MediaDirectory, SaysWhyAFileHasNoPlaceAndLeavesNoGap) {
    put("a.dcm", {"P-A", "2.25.1", "2.25.11", "2.25.111"});
    put("b-private.dcm", {"P-B", "2.25.2", "2.25.21", "2.25.211", "YES", kPrivate});
    put("c.dcm", {"P-C", "2.25.3", "2.25.31", "2.25.311"});
    put("d-again.dcm", {"P-C", "2.25.3", "2.25.31", "2.25.311"});
    put("e-nobody.dcm", {"", "2.25.4", "2.25.41", "2.25.411"});
    const auto report = run();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->refused.size(), 3U);
    EXPECT_NE(report->refused[0].reason.find("no directory record"), std::string::npos);
    EXPECT_NE(report->refused[1].reason.find("same SOP Instance UID"), std::string::npos);
    EXPECT_NE(report->refused[2].reason.find("no Patient ID"), std::string::npos);
    EXPECT_EQ(report->patients, 2U);
    EXPECT_THAT(listed({0x0010, 0x0020}), ElementsAre("P-A", "P-C"));
    EXPECT_THAT(treeOf(output()), ElementsAre("DICOM/P0000001/S0000001/I0000001",
                                              "DICOM/P0000002/S0000001/I0000001", "DICOMDIR"));
}

TEST_F(MediaDirectory, PassesOverOtherFilesAndTheProgramsOwn) {
    put("a.dcm", {"P-A", "2.25.1", "2.25.11", "2.25.111"});
    put(".concord-tmp/half.dcm", {"P-A", "2.25.1", "2.25.11", "2.25.112"});
    cw::testing::write(input() / ".concord-journal.jsonl", "{}");
    cw::testing::write(input() / "list.csv", "P-A");
    fs::create_symlink(input() / "a.dcm", input() / "link.dcm");
    const auto report = run();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->files, 1U);
    EXPECT_EQ(report->other, 2U);
    EXPECT_THAT(report->refused, IsEmpty());
}

TEST_F(MediaDirectory, TakesReportsAndCompressedFilesAsTheyAre) {
    auto report = instanceOf({"P-A", "2.25.1", "2.25.12", "2.25.112", "YES", kReport});
    for (const auto& [tag, value] :
         std::initializer_list<std::pair<Tag, std::string>>{{{0x0008, 0x0060}, "SR"},
                                                            {{0x0008, 0x0023}, "20200101"},
                                                            {{0x0008, 0x0033}, "1200"},
                                                            {{0x0040, 0xA491}, "COMPLETE"},
                                                            {{0x0040, 0xA493}, "UNVERIFIED"}})
        cw::testing::must(report.setText(tag, value));
    const Code title{"111400", "DCM", "Breast Imaging Report"};
    cw::testing::must(report.setCodes({0x0040, 0xA043}, std::span(&title, 1)));
    put("report.dcm", report);
    core::Random random(7);
    auto image = instanceOf({"P-A", "2.25.1", "2.25.11", "2.25.111"});
    cw::testing::must(
        setPixels(image, cw::testing::randomImage(random, 16, 16, core::SampleType::U16,
                                                  core::PixelMeaning::Monochrome2, 12)));
    for (const auto syntax :
         {TransferSyntax::ImplicitLittle, TransferSyntax::ExplicitBig, TransferSyntax::Deflated,
          TransferSyntax::Rle, TransferSyntax::JpegLossless, TransferSyntax::Jpeg2000Lossless}) {
        const auto name = std::string(uid(syntax));
        cw::testing::must(image.setText({0x0008, 0x0018}, "2.25.9." + name));
        cw::testing::must(
            core::writeNew(input() / name, cw::testing::must(encodeInstance(image, syntax))));
    }
    const auto packed = run();
    ASSERT_TRUE(packed) << packed.error().sentence();
    EXPECT_THAT(packed->refused, IsEmpty());
    EXPECT_EQ(packed->files, 7U);
    EXPECT_THAT(listed({0x0004, 0x1512}),
                UnorderedElementsAre("1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
                                     "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99",
                                     "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.70",
                                     "1.2.840.10008.1.2.4.90"));
    EXPECT_THAT(listed({0x0004, 0x1430}), ::testing::Contains("SR DOCUMENT"));
}

TEST_F(MediaDirectory, RefusesAFolderThatIsNotItsOwnAndLeavesNothingWhenStopped) {
    putTwoPatients();
    EXPECT_EQ(writeMediaDirectory({input(), input() / "media"}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(writeMediaDirectory({input(), input()}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(writeMediaDirectory({m_scratch / "none", output()}).error().code,
              ErrorCode::NotFound);
    core::CancelToken cancel;
    const auto stopInTheMiddle = [&](std::size_t done, std::size_t, const std::string&) {
        if (done == 2)
            cancel.cancel();
    };
    EXPECT_EQ(writeMediaDirectory({input(), output(), stopInTheMiddle, &cancel}).error().code,
              ErrorCode::Cancelled);
    EXPECT_THAT(siblings(), ElementsAre("in"));
    fs::create_directory(output());
    cw::testing::write(output() / "mine", "");
    EXPECT_EQ(run().error().code, ErrorCode::Conflict);
    EXPECT_THAT(siblings(), UnorderedElementsAre("in", "media"));
}

} // namespace
} // namespace cw::dicom
