// SPDX-License-Identifier: Apache-2.0
#include "dataset/StagedFolder.h"

#include "dataset/Sets.h"

#include <fstream>
#include <gtest/gtest.h>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;
using testing::ScratchFolder;
using Existing = StagedFolder::Existing;

TEST(StagedFolder, AppearsOnlyWhenCommitted) {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "새 폴더" / "out";
    auto staged = StagedFolder::beside(target, Existing::Refuse).value();
    std::ofstream(staged.path() / "file") << "text";
    EXPECT_FALSE(fs::exists(target));
    ASSERT_TRUE(staged.commit());
    EXPECT_TRUE(fs::exists(target / "file"));
    EXPECT_EQ(std::distance(fs::directory_iterator(target.parent_path()), {}), 1);
}

TEST(StagedFolder, IsRemovedWhenGivenUp) {
    const ScratchFolder scratch;
    { ASSERT_TRUE(StagedFolder::beside(scratch.path() / "out", Existing::Refuse)); }
    EXPECT_TRUE(fs::is_empty(scratch.path()));
}

TEST(StagedFolder, TakesAnEmptyFolderEvenWithASlashBehindIt) {
    const ScratchFolder scratch;
    fs::create_directory(scratch.path() / "out");
    auto staged =
        StagedFolder::beside((scratch.path() / "out").string() + "/", Existing::EmptyIsFine);
    ASSERT_TRUE(staged) << staged.error().sentence();
    std::ofstream(staged->path() / "file") << "text";
    ASSERT_TRUE(staged->commit());
    EXPECT_TRUE(fs::exists(scratch.path() / "out" / "file"));
}

TEST(StagedFolder, RefusesAFolderThatIsNotEmptyAndAFile) {
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "file") << "text";
    for (const auto& target : {scratch.path(), scratch.path() / "file"}) {
        const auto staged = StagedFolder::beside(target, Existing::EmptyIsFine);
        ASSERT_FALSE(staged);
        EXPECT_EQ(staged.error().code, ErrorCode::Conflict);
    }
}

TEST(StagedFolder, DoesNotReplaceWhatCameIntoBeingMeanwhile) {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "out";
    auto staged = StagedFolder::beside(target, Existing::Refuse).value();
    fs::create_directory(target);
    const auto committed = staged.commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::Conflict);
}

} // namespace
} // namespace cw::dataset
