// SPDX-License-Identifier: Apache-2.0
// The fuzz corpus and the odd files: an image or a reason, never a crash; what is written is clean.
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "core/Files.h"

namespace cw::anonymizer {
namespace {

class HostileFiles : public ::testing::TestWithParam<const char*> {};

TEST_P(HostileFiles, AreWrittenOrQuarantinedAndTheCountsAddUp) {
    const auto source = cw::testing::testData() / GetParam();
    if (!std::filesystem::exists(source))
        GTEST_SKIP() << "the real test data are not on this machine (CONCORD_TEST_DATA)";
    const cw::testing::ScratchFolder scratch;
    BatchOptions options;
    options.input = source;
    options.output = scratch.path() / "out";
    std::vector<BatchItem> items;
    options.each = [&](const BatchItem& item) { items.push_back(item); };
    const auto report = deidentifyFolder(options, cw::testing::contextOf("curation"));
    ASSERT_TRUE(report) << report.error().sentence();
    EXPECT_TRUE(report->reconciles());
    EXPECT_EQ(items.size(), report->count(Outcome::Written) + report->count(Outcome::Quarantined));
    for (const BatchItem& item : items) {
        if (item.outcome == Outcome::Quarantined) {
            EXPECT_FALSE(item.reason.empty());
            continue;
        }
        const auto again = dicom::readInstance(options.output / item.output);
        if (item.output.extension() == ".dcm") {
            EXPECT_TRUE(again) << "an output that our own reader refuses";
        }
    }
    EXPECT_TRUE(leakScan(source, options.output)); // survives hostile originals as well
    RecordProperty("written", static_cast<int>(report->count(Outcome::Written)));
    RecordProperty("quarantined", static_cast<int>(report->count(Outcome::Quarantined)));
}

INSTANTIATE_TEST_SUITE_P(From, HostileFiles, ::testing::Values("fuzz", "corner"));

} // namespace
} // namespace cw::anonymizer
