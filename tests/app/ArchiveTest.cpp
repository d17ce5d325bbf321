// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/Archive.h"

#include "app/support/HospitalExport.h"
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "core/Random.h"
#include "imaging/Picture.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

namespace cw::workflow::detail {
namespace {

using testing::ScratchFolder;
namespace fs = std::filesystem;

/// Archives that Python's zipfile and tarfile made of a few files.
class Archives : public ::testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(path("a/deep"));
        core::Random random(3);
        for (const auto* name : {"a/one.bin", "a/deep/two.bin", "a/three.txt"}) {
            std::string bytes(5000, '\0');
            for (auto& byte : bytes)
                byte = static_cast<char>(random.below(32));
            testing::write(path(name), bytes);
        }
        const std::string command = "/usr/bin/python3 " + std::string(CW_SOURCE_DIR) +
                                    "/tests/app/archives.py '" + m_scratch.path().string() + "'";
        ASSERT_EQ(std::system(command.c_str()), 0);
    }
    fs::path path(const std::string& name) const { return m_scratch.path() / name; }

    struct Seen {
        std::map<std::string, std::string> contents, refused;
        std::optional<Error> error;
    };
    Seen read(const fs::path& file, ArchiveLimits limits = {}) const {
        Seen seen;
        auto archive = ArchiveReader::open(file, limits);
        if (!archive) {
            seen.error = archive.error();
            return seen;
        }
        for (;;) {
            auto entry = archive->next();
            if (!entry) {
                seen.error = entry.error();
                return seen;
            }
            if (!entry->has_value())
                return seen;
            if ((*entry)->content)
                seen.contents[(*entry)->name] = testing::contentOf((*entry)->content->path());
            else
                seen.refused[(*entry)->name] = (*entry)->refused;
        }
    }

    ScratchFolder m_scratch;
};

TEST_F(Archives, OfEveryKindGiveTheFilesAsTheyWere) {
    for (const auto* name : {"plain.zip", "plain.tar", "plain.tar.gz", "plain.tar.xz"}) {
        const auto head = *core::readFile(path(name));
        EXPECT_TRUE(looksLikeArchive(std::span(head).first(512))) << name;
        const auto seen = read(path(name));
        EXPECT_FALSE(seen.error) << name;
        EXPECT_EQ(seen.contents.size(), 3U) << name;
        for (const auto& [entry, content] : seen.contents)
            EXPECT_EQ(content, testing::contentOf(path("a") / entry)) << name << entry;
    }
}

TEST_F(Archives, ReadKoreanNamesInUtf8AndInCp949) {
    const auto seen = read(path("korean.zip"));
    EXPECT_TRUE(seen.contents.contains("환자/사진_유.bin"));
    EXPECT_TRUE(seen.contents.contains("환자/사진_구.bin"));
    EXPECT_EQ(seen.contents.size(), 2U);
}

TEST_F(Archives, RefuseNamesThatLeadOutsideAndTakeTheRest) {
    const auto seen = read(path("escape.zip"));
    EXPECT_EQ(seen.contents.size(), 1U);
    EXPECT_TRUE(seen.contents.contains("good.bin"));
    EXPECT_EQ(seen.refused.size(), 4U) << "one name twice, once with a backslash";
    for (const auto& [name, why] : seen.refused)
        EXPECT_EQ(why, "an entry of an archive is named out of the archive") << name;
}

TEST_F(Archives, AreNotOpenedInsideAnArchive) {
    const auto seen = read(path("nested.zip"));
    EXPECT_EQ(seen.contents.size(), 1U);
    EXPECT_EQ(seen.refused.at("inner.zip"), "an archive inside an archive is not opened");
}

TEST_F(Archives, OfWhichAnEntryIsEncryptedSaySo) {
    if (!fs::exists(path("encrypted.zip")))
        GTEST_SKIP() << "no zip program";
    const auto seen = read(path("encrypted.zip"));
    ASSERT_EQ(seen.refused.size(), 1U);
    EXPECT_NE(seen.refused.begin()->second.find("encrypted"), std::string::npos);
}

TEST_F(Archives, ThatAreBombsEndBeforeTheyFillTheMemory) {
    ArchiveLimits limits;
    limits.freeBytes = 1 << 20;
    for (const auto* name : {"bomb.zip", "bomb.tar.xz"}) {
        const auto seen = read(path(name), limits);
        ASSERT_TRUE(seen.error) << name;
        EXPECT_EQ(seen.error->code, ErrorCode::TooLarge);
    }
    limits = {};
    limits.entryBytes = 1 << 20;
    EXPECT_EQ(read(path("bomb.zip"), limits).refused.size(), 1U);
    limits = {};
    limits.totalBytes = 1 << 20;
    EXPECT_EQ(read(path("bomb.zip"), limits).error->code, ErrorCode::TooLarge);
    limits = {};
    limits.entries = 1000;
    EXPECT_EQ(read(path("many.zip"), limits).error->code, ErrorCode::TooLarge);
}

TEST_F(Archives, ThatAreDamagedEndWithAnErrorAndNeverCrash) {
    core::Random random(17);
    for (const auto* name : {"plain.zip", "plain.tar.gz", "plain.tar.xz", "plain.tar"}) {
        const auto original = testing::contentOf(path(name));
        for (int round = 0; round < 150; ++round) {
            auto bytes = original;
            if (round % 3 == 0)
                bytes.resize(random.below(bytes.size()));
            for (std::size_t flips = random.below(12); flips > 0 && !bytes.empty(); --flips)
                bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
            testing::write(path("damaged"), bytes);
            const auto seen = read(path("damaged"));
            EXPECT_LE(seen.contents.size(), 64U);
        }
    }
}

class ArchiveImport : public ::testing::Test {
protected:
    ScratchFolder m_scratch;
};

TEST_F(ArchiveImport, TakesAnImageOnceWhetherItComesInAFolderOrInAnArchive) {
    const testing::HospitalExport source(m_scratch.path() / "export", false, 1);
    const auto zip = m_scratch.path() / "export.tar.gz";
    ASSERT_EQ(std::system(
                  ("tar -C '" + m_scratch.path().string() + "' -czf '" + zip.string() + "' export")
                      .c_str()),
              0);
    const auto key = m_scratch.path() / "key";
    auto project = *Project::create(m_scratch.path() / "project", core::ImageKind::Mammography);
    const auto first = project.import({zip}, key, {});
    ASSERT_TRUE(first) << first.error().sentence();
    EXPECT_EQ(first->imported, source.images());
    EXPECT_EQ(first->archives, 1U);
    EXPECT_EQ(first->found, source.files());
    EXPECT_EQ(first->refused.size(), 1U) << "the damaged one";
    const auto second = project.import({source.folder(), zip}, key, {});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->imported, 0U);
    EXPECT_EQ(second->alreadyThere, 2 * source.images());
    // The same cases as by the folder alone, image by image.
    auto other = *Project::create(m_scratch.path() / "other", core::ImageKind::Mammography);
    ASSERT_TRUE(other.import({source.folder()}, key, {}));
    const auto ids = [](const Project& of) {
        std::vector<std::string> all;
        for (const auto& row : *of.store().cases())
            for (const auto& image : *of.store().images(row.id))
                all.push_back(row.patient.text() + " " + image.id.text());
        std::ranges::sort(all);
        return all;
    };
    EXPECT_EQ(ids(project), ids(other));
}

TEST_F(ArchiveImport, TakesWhatADicomdirListsAndSaysWhatIsMissing) {
    const testing::HospitalExport source(m_scratch.path() / "export", false, 1);
    const auto media = m_scratch.path() / "media";
    fs::create_directories(media / "DATA");
    int number = 0;
    for (const auto& image : source.truth().patients.front().images)
        fs::copy_file(source.folder() / image.file,
                      media / "DATA" / ("IM" + std::to_string(++number)));
    // dcmtk's own program writes the index.
    if (std::system(("cd '" + media.string() +
                     "' && dcmmkdir -Pgp +r +I +D DICOMDIR DATA/IM* "
                     ">/dev/null 2>&1")
                        .c_str()) != 0 ||
        !fs::exists(media / "DICOMDIR"))
        GTEST_SKIP() << "no dcmmkdir";
    fs::copy_file(media / "DATA/IM1", media / "UNLISTED");
    const auto key = m_scratch.path() / "key";
    auto project = *Project::create(m_scratch.path() / "project", core::ImageKind::Mammography);
    fs::rename(media / "DATA/IM2", m_scratch.path() / "IM2");
    const auto report = project.import({media / "DICOMDIR"}, key, {});
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_EQ(report->imported, 3U);
    ASSERT_EQ(report->refused.size(), 1U);
    EXPECT_EQ(report->refused.front().reason,
              "the index of the media lists a file that is not there");
    EXPECT_EQ(report->notImages, 1U) << "the index itself";
    // As a folder: everything, and still what is missing.
    const auto folder = project.import({media}, key, {});
    ASSERT_TRUE(folder);
    EXPECT_EQ(folder->alreadyThere, 4U);
    EXPECT_EQ(folder->refused.size(), 1U);
}

} // namespace
} // namespace cw::workflow::detail
