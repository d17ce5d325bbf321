// SPDX-License-Identifier: Apache-2.0
#include "dataset/Sets.h"

#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

struct Version {
    Store store;
    ScratchFolder scratch;
    fs::path folder = scratch.path() / "v1";
    std::string hash;

    Version() {
        hash = freeze(smallContent(store), core::VersionName("v1"), folder, store.source(), noon())
                   .value()
                   .manifestSha256;
    }
    VerifyReport report() const { return verify(folder, hash, store.source()).value(); }
    std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                found.push_back(entry.path());
        std::sort(found.begin(), found.end());
        return found;
    }
};

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

TEST(Verify, FindsAFreshVersionIntact) {
    const Version version;
    const auto report = version.report();
    EXPECT_TRUE(report.faults.empty()) << report.faults.front();
    EXPECT_EQ(report.checked, 1U + 2U + 3U); // manifest, truth records, images
}

RC_GTEST_PROP(Verify, FindsEveryFlippedBit, ()) {
    const Version version;
    const auto files = version.files();
    RC_ASSERT(files.size() == 3U);
    const auto file = *rc::gen::elementOf(files);
    std::string text = core::readText(file).value();
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    text[at] = static_cast<char>(text[at] ^ (1 << *rc::gen::inRange(0, 8)));
    write(file, text);
    RC_ASSERT(!version.report().faults.empty());
}

TEST(Verify, FindsEveryMissingFileAndEveryStranger) {
    for (std::size_t i = 0; i < 3; ++i) {
        const Version version;
        fs::remove(version.files()[i]);
        EXPECT_FALSE(version.report().faults.empty()) << i;
    }
    const Version version;
    write(version.folder / "truth" / "C-0099.json", "{}");
    ASSERT_EQ(version.report().faults.size(), 1U);
    EXPECT_EQ(version.report().faults[0], "1 files or folders do not belong to the version");
}

TEST(Verify, FindsChangedAndMissingImagesAndGoesOn) {
    Version version;
    auto blob = version.store.blobs.begin();
    blob->second[0] ^= 1;
    const auto gone = std::next(blob)->first;
    version.store.blobs.erase(gone);
    const auto faults = version.report().faults;
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_NE(faults[0].find("was changed"), std::string::npos);
    EXPECT_NE(faults[1].find("not in the store"), std::string::npos);
}

TEST(Verify, FindsAManifestThatWasMadeAnewWithFittingHashes) {
    Version version;
    const std::string recorded = version.hash;
    fs::remove_all(version.folder);
    auto content = smallContent(version.store);
    content.images[2].label = "benign";
    ASSERT_TRUE(
        freeze(content, core::VersionName("v1"), version.folder, version.store.source(), noon()));
    const auto faults = verify(version.folder, recorded, version.store.source())->faults;
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0], "the manifest was changed: its hash is not the recorded one");
}

TEST(Verify, SaysThatThereIsNoVersion) {
    const ScratchFolder scratch;
    const auto report = verify(scratch.path() / "none", "", Store{}.source());
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::NotFound);
}

TEST(LoadVersion, RefusesATruthThatWasChanged) {
    const Version version;
    const auto file = version.folder / "truth" / "C-0002.json";
    std::string text = core::readText(file).value();
    text.replace(text.find("normal"), 6, "benign");
    write(file, text);
    const auto loaded = loadVersion(version.folder);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Corrupt);
}

TEST(LoadVersion, NeverLeavesItsFolderForATruth) {
    const Version version;
    const auto file = version.folder / "manifest.json";
    std::string text = core::readText(file).value();
    for (std::size_t at; (at = text.find("C-0002")) != std::string::npos;)
        text.replace(at, 6, "../../");
    write(file, text);
    const auto loaded = loadVersion(version.folder);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Malformed);
}

RC_GTEST_PROP(LoadVersion, EndsInAnErrorOnAnyManifest, ()) {
    const Version version;
    std::string text = core::readText(version.folder / "manifest.json").value();
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    if (*rc::gen::arbitrary<bool>())
        text.resize(at);
    else
        text[at] = *rc::gen::element('{', '[', '"', '9', 'x', '\0');
    write(version.folder / "manifest.json", text);
    const auto loaded = loadVersion(version.folder); // an answer or an error, never a crash
    RC_ASSERT(loaded.has_value() || !loaded.error().message.empty());
}

} // namespace
} // namespace cw::dataset
