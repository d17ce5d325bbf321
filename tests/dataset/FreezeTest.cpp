// SPDX-License-Identifier: Apache-2.0
#include "dataset/Sets.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::dataset {
namespace {

using namespace testing;

const core::VersionName kName("v1");

Result<FrozenVersion> frozen(const DatasetContent& content, const Store& store,
                             const std::filesystem::path& folder,
                             const core::Clock& clock = noon()) {
    return freeze(content, kName, folder, store.source(), clock);
}

std::string hashOf(const DatasetContent& content, const Store& store) {
    const ScratchFolder scratch;
    return frozen(content, store, scratch.path() / "v").value().manifestSha256;
}

TEST(Freeze, ReadsBackWhatWasFrozen) {
    Store store;
    const ScratchFolder scratch;
    const auto version = frozen(smallContent(store), store, scratch.path() / "v1");
    ASSERT_TRUE(version) << version.error().sentence();
    const auto loaded = loadVersion(scratch.path() / "v1");
    ASSERT_TRUE(loaded) << loaded.error().sentence();
    EXPECT_EQ(loaded->name, kName);
    EXPECT_EQ(loaded->manifestSha256, version->manifestSha256);
    EXPECT_EQ(loaded->createdAt, "2026-11-21T12:00:00Z");
    ASSERT_EQ(loaded->content.images.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const DatasetImage &a = version->content.images[i], &b = loaded->content.images[i];
        EXPECT_EQ(a.id, b.id);
        EXPECT_EQ(a.patient, b.patient);
        EXPECT_EQ(a.attributes, b.attributes);
        EXPECT_EQ(a.label, b.label);
        EXPECT_EQ(a.answers, b.answers);
        EXPECT_EQ(a.findings, b.findings);
    }
    ASSERT_EQ(loaded->content.excluded.size(), 1U);
    EXPECT_EQ(loaded->content.excluded[0].reason, "readers-disagree");
}

TEST(Freeze, GivesTheHashOfTheManifestFile) {
    Store store;
    const ScratchFolder scratch;
    const auto version = frozen(smallContent(store), store, scratch.path() / "v1").value();
    const auto text = core::readText(scratch.path() / "v1" / "manifest.json").value();
    EXPECT_EQ(version.manifestSha256, core::sha256Hex(text));
}

TEST(Freeze, IsIndependentOfTheOrderOfTheInput) {
    Store store;
    const auto content = smallContent(store);
    auto shuffled = content;
    std::reverse(shuffled.images.begin(), shuffled.images.end());
    for (auto& image : shuffled.images)
        std::reverse(image.findings.begin(), image.findings.end());
    EXPECT_EQ(hashOf(content, store), hashOf(shuffled, store));
}

TEST(Freeze, KnowsTheTime) {
    Store store;
    const auto content = smallContent(store);
    const ScratchFolder scratch;
    const auto later = frozen(content, store, scratch.path() / "v",
                              [] { return noon()() + std::chrono::seconds(1); });
    EXPECT_NE(hashOf(content, store), later.value().manifestSha256);
}

/// Each entry changes one thing; the hash must change with every one of them.
using Change = void (*)(DatasetContent&, Store&);
const std::vector<Change> kChanges{
    [](DatasetContent& c, Store&) { c.images[0].attributes.width += 1; },
    [](DatasetContent& c, Store&) { c.images[0].attributes.spacing->row += 1e-9; },
    [](DatasetContent& c, Store&) { c.images[0].attributes.spacing.reset(); },
    [](DatasetContent& c, Store&) { c.images[0].attributes.warnings.push_back("new"); },
    [](DatasetContent& c, Store&) { c.images[0].attributes.columnTowards = 'F'; },
    [](DatasetContent& c, Store&) { c.images[0].mediaType = "image/png"; },
    [](DatasetContent& c, Store&) { c.images[2].label = "benign"; },
    [](DatasetContent& c, Store&) { c.images[2].answers["assessment"] = "2"; },
    [](DatasetContent& c, Store&) { c.images[2].patient = core::PatientKey("another"); },
    [](DatasetContent& c, Store&) { c.images[0].findings[0].outline.vertices[1].x += 1e-9; },
    [](DatasetContent& c, Store&) { c.images[0].findings[0].label = "asymmetry"; },
    [](DatasetContent& c, Store&) { c.images[0].findings[0].attributes["margin"] = "obscured"; },
    [](DatasetContent& c, Store&) { c.images[0].findings[0].id = core::LesionId("L9"); },
    [](DatasetContent& c, Store&) { c.images[0].findings.pop_back(); },
    [](DatasetContent& c, Store&) { c.images.pop_back(); },
    [](DatasetContent& c, Store&) { c.excluded[0].reason = "other"; },
    [](DatasetContent& c, Store&) { c.excluded.clear(); },
    [](DatasetContent& c, Store& s) {
        c.images.push_back(image(s, "C-0009", core::Laterality::Left, core::ViewPosition::MLO));
    },
    [](DatasetContent& c, Store& s) { c.images[2].id = s.add("other pixels"); },
};

TEST(Freeze, ChangesItsHashWithEveryInput) {
    Store store;
    const auto content = smallContent(store);
    const std::string before = hashOf(content, store);
    for (std::size_t i = 0; i < kChanges.size(); ++i) {
        auto changed = content;
        kChanges[i](changed, store);
        EXPECT_NE(hashOf(changed, store), before) << "change " << i;
    }
    EXPECT_EQ(hashOf(content, store), before);
}

/// Two contents have one hash if and only if they went through the same changes.
RC_GTEST_PROP(Freeze, HasEqualHashesOnlyForEqualContents, ()) {
    Store store;
    const auto made = [&](bool label, bool answer, bool vertex, bool excluded) {
        auto content = smallContent(store);
        if (label)
            content.images[2].label = "benign";
        if (answer)
            content.images[2].answers["density"] = "c";
        if (vertex)
            content.images[0].findings[1].outline.vertices[0].y += 0.125;
        if (excluded)
            content.excluded.push_back({core::CaseId("C-0004"), "image-faulty"});
        return content;
    };
    const auto a = *rc::gen::arbitrary<std::array<bool, 4>>();
    const auto b = *rc::gen::arbitrary<std::array<bool, 4>>();
    RC_ASSERT((hashOf(made(a[0], a[1], a[2], a[3]), store) ==
               hashOf(made(b[0], b[1], b[2], b[3]), store)) == (a == b));
}

TEST(Freeze, RefusesAFolderThatExists) {
    Store store;
    const ScratchFolder scratch;
    const auto again = frozen(smallContent(store), store, scratch.path());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Conflict);
}

TEST(Freeze, LeavesNothingBehindWhenAnImageIsCorrupt) {
    Store store;
    const auto content = smallContent(store);
    store.blobs[content.images[1].id] += "!";
    const ScratchFolder scratch;
    const auto version = frozen(content, store, scratch.path() / "v1");
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().code, ErrorCode::Corrupt);
    EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

void expectRefused(const DatasetContent& content, const Store& store) {
    const ScratchFolder scratch;
    const auto version = frozen(content, store, scratch.path() / "v1");
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().code, ErrorCode::InvalidArgument) << version.error().sentence();
    EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

TEST(Freeze, RefusesContentsThatMakeNoSense) {
    Store store;
    const auto content = smallContent(store);
    auto twice = content;
    twice.images.push_back(twice.images[0]);
    expectRefused(twice, store);
    auto outside = content;
    outside.images[0].findings[0].outline.vertices[0].x = -1;
    expectRefused(outside, store);
    auto contradiction = content;
    contradiction.images[1].label = "normal"; // its case is malignant
    expectRefused(contradiction, store);
    auto escaping = content;
    escaping.images[2].caseId = core::CaseId("../C-0002");
    expectRefused(escaping, store);
    auto stray = content;
    stray.images[0].findings[0].image = stray.images[1].id;
    expectRefused(stray, store);
    auto bytes = content;
    bytes.images[2].label = "\xff\xfe";
    expectRefused(bytes, store);
    expectRefused({}, store);
}

} // namespace
} // namespace cw::dataset
