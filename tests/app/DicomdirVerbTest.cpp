// SPDX-License-Identifier: Apache-2.0
// Case 20 of the de-identification reference through the command line: the source's DICOMDIR is not
// copied; asked for, a new one is made, and other programs can read it.
#include "app/support/Concord.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cw::testing {
namespace {

class DicomdirVerb : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(concord({"phantom", source(), "--kind", "mammography", "--patients", "2",
                           "--seed", "20", "--half", "--objects"})
                      .status,
                  0);
        ASSERT_EQ(concord({"keygen", m_scratch / "key"}).status, 0);
    }
    std::string source() const { return m_scratch / "in"; }
    std::string clean() const { return m_scratch / "clean"; }
    std::string media() const { return m_scratch / "media"; }
    std::vector<fs::path> filesIn(const std::string& folder) const {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                files.push_back(entry.path());
        return files;
    }
    /// A DICOMDIR over some of the source's files, by DCMTK's own program.
    void giveTheSourceADirectory() const {
        fs::create_directories(fs::path(source()) / "DISK");
        int number = 0;
        for (const auto& file : filesIn(source()))
            if (file.extension() == ".dcm" && number < 3)
                fs::copy_file(file,
                              fs::path(source()) / "DISK" / ("IM" + std::to_string(++number)));
        const auto made = Running({"/usr/bin/dcmmkdir", "--invent", "+id", source(), "+D",
                                   source() + "/DICOMDIR", "DISK/IM1", "DISK/IM2", "DISK/IM3"})
                              .wait();
        ASSERT_EQ(made.status, 0) << made.err;
        ASSERT_TRUE(fs::exists(source() + "/DICOMDIR"));
    }
    Outcome deidentify() const {
        return concord({"deidentify", "--input", source(), "--output", clean(), "--key",
                        m_scratch / "key", "--json"});
    }
    Outcome dicomdir(const std::string& input, const std::string& output) const {
        return concord({"dicomdir", "--input", input, "--output", output, "--json"});
    }
    ScratchFolder m_scratch;
};

TEST_F(DicomdirVerb, MakesAnewWhatDeidentifyDoesNotCopy) {
    if (!fs::exists("/usr/bin/dcmmkdir"))
        GTEST_SKIP() << "no dcmmkdir (package dcmtk)";
    giveTheSourceADirectory();
    const auto cleaned = deidentify();
    EXPECT_EQ(cleaned.status, 1) << cleaned.err;
    const auto refused = cleaned.json()["quarantine"];
    EXPECT_TRUE(std::ranges::any_of(refused, [](const auto& item) {
        return item["reason"].template get<std::string>().find("DICOMDIR") != std::string::npos;
    })) << cleaned.out;
    for (const auto& file : filesIn(clean()))
        EXPECT_NE(file.filename(), "DICOMDIR");

    const auto packed = dicomdir(clean(), media());
    const auto json = packed.json();
    EXPECT_EQ(packed.status, 1) << "the three copies on the disk have UIDs of files beside it";
    EXPECT_EQ(json["not_deidentified"], 0);
    EXPECT_EQ(json["refused"].size(), 3U) << packed.out;
    EXPECT_EQ(json["patients"], 2);
    EXPECT_EQ(json["files"], cleaned.json()["written"].get<int>() - 3);

    const auto oracle =
        Running({"/usr/bin/python3", std::string(CW_SOURCE_DIR) + "/tests/app/dicomdir_oracle.py",
                 media(), source() + "/identifiers.txt"})
            .wait();
    EXPECT_EQ(oracle.status, 0) << oracle.err;
    EXPECT_EQ(oracle.out, "2 " + json["studies"].dump() + " " + json["series"].dump() + " " +
                              json["files"].dump() + "\n");
    const auto dumped = Running({"/usr/bin/dcmdump", "-q", media() + "/DICOMDIR"}).wait();
    EXPECT_EQ(dumped.status, 0) << dumped.err;
    for (const char* kind : {"[PATIENT]", "[STUDY]", "[SERIES]", "[IMAGE]", "[SR DOCUMENT]"})
        EXPECT_NE(dumped.out.find(kind), std::string::npos) << kind;
    const auto scan = concord(
        {"leakscan", "--original", source(), "--output", media(), "--no-pictures", "--json"});
    EXPECT_EQ(scan.json()["leaks"].size(), 0U) << scan.out;
}

/// DCMTK without its dictionary writes records without VRs.
TEST_F(DicomdirVerb, WritesTheSameWithoutDcmtksDictionary) {
    ASSERT_EQ(deidentify().json()["held"], 0);
    ASSERT_EQ(dicomdir(clean(), media()).status, 0);
    const auto without = Running({"/usr/bin/env", "DCMDICTPATH=/nowhere", CW_CONCORD, "dicomdir",
                                  "--input", clean(), "--output", m_scratch / "again"})
                             .wait();
    EXPECT_EQ(without.status, 0) << without.err;
    EXPECT_EQ(contentOf(m_scratch / "again/DICOMDIR"), contentOf(media() + "/DICOMDIR"));
}

TEST_F(DicomdirVerb, PacksNoIdentifiedFiles) {
    const auto outcome = dicomdir(source(), media());
    EXPECT_EQ(outcome.status, 1);
    const auto json = outcome.json();
    EXPECT_EQ(json["written"], false);
    EXPECT_EQ(json["not_deidentified"], 16);
    EXPECT_EQ(json["refused"].size(), 16U);
    EXPECT_EQ(json["other_files"], 3) << "truth.json, clinical.csv, identifiers.txt";
    EXPECT_FALSE(fs::exists(media()));
    const auto text = concord({"dicomdir", "--input", source(), "--output", media()});
    EXPECT_NE(text.out.find("16 files not marked as de-identified"), std::string::npos) << text.out;
}

TEST_F(DicomdirVerb, KeepsItsHandsOffOtherFolders) {
    EXPECT_EQ(dicomdir(source(), source()).status, 2);
    EXPECT_EQ(dicomdir(source(), source() + "/media").status, 2);
    EXPECT_EQ(dicomdir(m_scratch / "none", media()).status, 2);
    EXPECT_EQ(dicomdir(source(), m_scratch.path().string()).status, 3) << "not empty";
}

} // namespace
} // namespace cw::testing
