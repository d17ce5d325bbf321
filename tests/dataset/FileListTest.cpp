// SPDX-License-Identifier: Apache-2.0
#include "dataset/FileList.h"

#include "dataset/ProgrammeSets.h"

#include <fstream>
#include <gtest/gtest.h>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

struct Folder {
    Store store;
    ScratchFolder scratch;
    fs::path path = scratch.path() / "out";
    Folder() {
        const auto version = freeze(documentedContent(store), core::VersionName("v1"),
                                    scratch.path() / "v1", store.source(), noon())
                                 .value();
        EXPECT_TRUE(exportVersion(
            version, {ExportFormat::Csv, path, true, Naming::ProgrammeFolders}, store.source()));
    }
    std::vector<std::string> faults(const std::string& expected = {}) const {
        return verifyFolder(path, expected).value().faults;
    }
    std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        for (const auto& entry : fs::recursive_directory_iterator(path))
            if (entry.is_regular_file())
                found.push_back(entry.path());
        return found;
    }
};

TEST(FileList, OfAFreshExportIsWhole) {
    const Folder folder;
    const auto report = verifyFolder(folder.path).value();
    EXPECT_TRUE(report.faults.empty()) << report.faults.front();
    // list, log, 8 images, 2 tables, metadata, 2 papers, 2 data sheets
    EXPECT_EQ(report.checked, 17U);
    EXPECT_EQ(report.version, "v1");
    EXPECT_EQ(report.format, "csv");
}

TEST(FileList, FindsOneChangedByteInEveryFileOfAnExport) {
    const Folder folder;
    for (const fs::path& file : folder.files()) {
        const auto text = core::readText(file).value();
        for (const std::size_t at : {std::size_t{0}, text.size() / 3, text.size() - 1}) {
            auto changed = text;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            std::ofstream(file) << changed;
            EXPECT_FALSE(folder.faults().empty()) << file.filename() << " at " << at;
        }
        std::ofstream(file) << text;
    }
    EXPECT_TRUE(folder.faults().empty());
}

TEST(FileList, FindsWhatIsMissingAddedOrNoFileAndRepeatsNoStrangersName) {
    const Folder folder;
    fs::remove(folder.path / "images.csv");
    std::ofstream(folder.path / "images/normal/extra.dcm") << "x";
    fs::create_symlink("/etc/hostname", folder.path / "link");
    const std::vector<std::string> expected{"1 entry is neither file nor folder",
                                            "1 entry is added", "images.csv is missing"};
    EXPECT_EQ(folder.faults(), expected);
}

TEST(FileList, MadeAnewIsFoundByWhoeverKnowsItsHash) {
    const Folder folder;
    const auto before = verifyFolder(folder.path).value().listSha256;
    std::ofstream(folder.path / "images.csv") << "forged";
    FrozenVersion forged;
    forged.name = core::VersionName("v1");
    ASSERT_TRUE(fs::remove(folder.path / "concord-files.json"));
    ASSERT_TRUE(writeFileList(folder.path, forged, "csv", Naming::ById));
    EXPECT_TRUE(folder.faults().empty()); // the list alone cannot know
    EXPECT_EQ(folder.faults(before).size(), 1U);
}

TEST(FileList, OfAnotherFormIsAFaultAndAMissingOneAnError) {
    const Folder folder;
    for (const char* text : {"", "{}", "[1,2", "{\"schema\":\"concord-files-1\",\"files\":[{}]}"}) {
        std::ofstream(folder.path / "concord-files.json") << text;
        EXPECT_FALSE(folder.faults().empty());
    }
    fs::remove(folder.path / "concord-files.json");
    EXPECT_EQ(verifyFolder(folder.path).error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace cw::dataset
