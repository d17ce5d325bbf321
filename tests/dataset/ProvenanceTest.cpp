// SPDX-License-Identifier: Apache-2.0
// What a version says of where its truth comes from; versions of the first form; papers.
#include "dataset/ProgrammeSets.h"

#include "dataset/Counts.h"

#include <fstream>
#include <gtest/gtest.h>

namespace cw::dataset {
namespace {

using namespace testing;
namespace fs = std::filesystem;

TEST(Provenance, ReadsBackWhatWasFrozen) {
    Store store;
    const ScratchFolder scratch;
    const auto content = documentedContent(store);
    const auto frozen =
        freeze(content, core::VersionName("v1"), scratch.path() / "v1", store.source(), noon());
    ASSERT_TRUE(frozen) << frozen.error().sentence();
    const auto loaded = loadVersion(scratch.path() / "v1");
    ASSERT_TRUE(loaded) << loaded.error().sentence();
    EXPECT_EQ(loaded->form, 2);
    EXPECT_EQ(loaded->content.provenance, frozen->content.provenance);
    EXPECT_EQ(loaded->content.cases, frozen->content.cases);
    EXPECT_EQ(loaded->content.numbers, frozen->content.numbers);
    EXPECT_EQ(loaded->content.papers, frozen->content.papers);
    ASSERT_EQ(loaded->content.cases.size(), 2U);
    EXPECT_EQ(loaded->content.cases[0], content.cases[0]);
    EXPECT_EQ(loaded->content.images[0].programme, frozen->content.images[0].programme);
    EXPECT_EQ(loaded->content.images[0].profile, "curation");
    EXPECT_EQ(loaded->content.provenance.software, "concord 9.9");
    EXPECT_EQ(loaded->content.provenance.rulesSha256.size(), 64U);
}

/// Each entry changes one record; the version's hash must change with every one.
TEST(Provenance, EveryRecordIsUnderTheVersionsHash) {
    Store store;
    const auto content = documentedContent(store);
    const auto hashOf = [&](const DatasetContent& changed) {
        const ScratchFolder scratch;
        return freeze(changed, core::VersionName("v"), scratch.path() / "v", store.source(), noon())
            .value()
            .manifestSha256;
    };
    const std::string before = hashOf(content);
    using Change = void (*)(DatasetContent&);
    const std::vector<Change> changes{
        [](DatasetContent& c) { c.cases[0].origin = "adjudicated:b"; },
        [](DatasetContent& c) { c.cases[0].readerA = core::ReaderId("R9"); },
        [](DatasetContent& c) { c.cases[0].readerB = core::ReaderId("R9"); },
        [](DatasetContent& c) { c.cases[0].readingA[0] ^= 1; },
        [](DatasetContent& c) { c.cases[0].readingB[0] ^= 1; },
        [](DatasetContent& c) { c.cases[0].adjudicator = core::ReaderId("R9"); },
        [](DatasetContent& c) { c.cases[0].adjudicationSha256[0] ^= 1; },
        [](DatasetContent& c) { c.cases[0].thresholds["agreeIou"] = 0.6; },
        [](DatasetContent& c) { c.cases[0].eligibility = "unknown"; },
        [](DatasetContent& c) { c.cases[0].eligibilityRule = "age"; },
        [](DatasetContent& c) { c.cases.clear(); },
        [](DatasetContent& c) { c.images[0].profile = "strict"; },
        [](DatasetContent& c) { c.images[0].profileSha256 = std::string(64, 'f'); },
        [](DatasetContent& c) { c.images[0].programme.ageBand = "60-69"; },
        [](DatasetContent& c) { c.images[0].programme.birads = "4A"; },
        [](DatasetContent& c) { c.images[0].programme.laser = "no"; },
        [](DatasetContent& c) { c.images[0].programme.pathology["grade"] = "3"; },
        [](DatasetContent& c) { c.provenance.software = "concord 9.8"; },
        [](DatasetContent& c) { c.provenance.auditHead = std::string(64, '1'); },
        [](DatasetContent& c) { c.provenance.rules.push_back("one more"); },
        [](DatasetContent& c) { c.provenance.rulesSha256 = std::string(64, '2'); },
        [](DatasetContent& c) { c.provenance.syntheticPatients = false; },
        [](DatasetContent& c) { c.provenance.simulatedReaders = false; },
        [](DatasetContent& c) { c.papers[0].bytes += "!"; },
        [](DatasetContent& c) { c.papers.pop_back(); },
        [](DatasetContent& c) {
            c.numbers.push_back({"normal", 20777, "RCC", 1, core::CaseId("C-0777"),
                                 core::ImageId(std::string(64, 'a'))});
        },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto changed = content;
        changes[i](changed);
        EXPECT_NE(hashOf(changed), before) << "change " << i;
    }
}

TEST(Provenance, PapersOfUnknownKindOrTwiceAreRefused) {
    Store store;
    const ScratchFolder scratch;
    auto content = documentedContent(store);
    const auto refused = [&](const Paper& paper) {
        auto with = content;
        with.papers.push_back(paper);
        const auto frozen =
            freeze(with, core::VersionName("v"), scratch.path() / "v", store.source(), noon());
        return !frozen && frozen.error().code == ErrorCode::InvalidArgument;
    };
    EXPECT_TRUE(refused({"licence", ".txt", "again"}));
    content.papers.clear();
    EXPECT_TRUE(refused({"licence", ".exe", "x"}));
    EXPECT_TRUE(refused({"../licence", ".txt", "x"}));
    EXPECT_TRUE(refused({"terms", ".txt", std::string((16 << 20) + 1, 'x')}));
    EXPECT_TRUE(fs::is_empty(scratch.path()));
}

TEST(Provenance, CountsAreThoseOfAHandCount) {
    Store store;
    const auto counts = countsOf(documentedContent(store));
    EXPECT_EQ(counts.cases, 2U);
    EXPECT_EQ(counts.patients, 2U);
    EXPECT_EQ(counts.images, 8U);
    EXPECT_EQ(counts.findings, 2U);
    const std::map<std::string, std::size_t> classes{{"malignant", 1}, {"normal", 1}},
        views{{"CC", 4}, {"MLO", 4}}, sides{{"L", 4}, {"R", 4}}, bands{{"", 1}, {"50-59", 1}},
        reasons{{"readers-disagree", 1}};
    EXPECT_EQ(counts.casesByClass, classes);
    EXPECT_EQ(counts.imagesByView, views);
    EXPECT_EQ(counts.imagesBySide, sides);
    EXPECT_EQ(counts.casesByAgeBand, bands);
    EXPECT_EQ(counts.excludedByReason, reasons);
    EXPECT_EQ(counts.imagesByDevice.begin()->first, "Synthetic, \"Imaging\"");
}

TEST(Provenance, AgesBecomeBandsOfTenYears) {
    EXPECT_EQ(ageBandOf("19"), "<20");
    EXPECT_EQ(ageBandOf("20"), "20-29");
    EXPECT_EQ(ageBandOf("49.9"), "40-49");
    EXPECT_EQ(ageBandOf("89"), "80-89");
    EXPECT_EQ(ageBandOf("104"), "90+");
    for (const char* none : {"", "-1", "forty", "40y", "nan", "131"})
        EXPECT_EQ(ageBandOf(none), "") << none;
}

// -- a version that the program of issue 4 froze
// ---------------------------------------------------

const fs::path kOld = fs::path(CW_SOURCE_DIR) / "tests/dataset/version1";
const std::string kOldHash = "e733a2df7eeaf2c3ee9f965738e1976bb66d8f0c268316c0ed525113c0272a17";

TEST(FirstForm, IsStillReadAndVerified) {
    Store store;
    const auto content = smallContent(store); // the pixels it was frozen from
    const auto loaded = loadVersion(kOld);
    ASSERT_TRUE(loaded) << loaded.error().sentence();
    EXPECT_EQ(loaded->form, 1);
    EXPECT_EQ(loaded->manifestSha256, kOldHash);
    EXPECT_EQ(loaded->content.images.size(), 3U);
    EXPECT_TRUE(loaded->content.numbers.empty());
    const auto report = verify(kOld, kOldHash, store.source());
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->faults.empty()) << report->faults.front();
}

TEST(FirstForm, ChangesAreStillFound) {
    Store store;
    smallContent(store);
    const ScratchFolder scratch;
    fs::copy(kOld, scratch.path() / "v1", fs::copy_options::recursive);
    std::ofstream(scratch.path() / "v1/truth/C-0001.json", std::ios::app) << " ";
    const auto report = verify(scratch.path() / "v1", kOldHash, store.source());
    ASSERT_TRUE(report);
    EXPECT_EQ(report->faults, std::vector<std::string>{"truth of case C-0001 was changed"});
}

// -- one byte of every kind of file
// ----------------------------------------------------------------

TEST(Verify, FindsOneChangedByteInEveryKindOfFile) {
    Store store;
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "v1";
    const auto frozen =
        freeze(documentedContent(store), core::VersionName("v1"), folder, store.source(), noon());
    ASSERT_TRUE(frozen);
    for (const char* file :
         {"manifest.json", "truth/C-0001.json", "papers/licence.txt", "papers/terms.pdf"}) {
        const auto text = core::readText(folder / file).value();
        for (std::size_t at : {std::size_t{0}, text.size() / 2, text.size() - 1}) {
            auto changed = text;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            std::ofstream(folder / file) << changed;
            const auto report = verify(folder, frozen->manifestSha256, store.source());
            EXPECT_FALSE(report->faults.empty()) << file << " at " << at;
        }
        std::ofstream(folder / file) << text;
    }
    auto& pixels = store.blobs.begin()->second;
    pixels[3] ^= 1;
    EXPECT_EQ(verify(folder, frozen->manifestSha256, store.source())->faults.size(), 1U);
    pixels[3] ^= 1;
    EXPECT_TRUE(verify(folder, frozen->manifestSha256, store.source())->faults.empty());
}

} // namespace
} // namespace cw::dataset
