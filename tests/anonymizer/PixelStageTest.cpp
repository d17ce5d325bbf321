// SPDX-License-Identifier: Apache-2.0
// Files through the whole pixel step: held, decided, hidden, looked for again, claimed.
#include "anonymizer/PixelCheck.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "dicom/Instances.h"
#include "imaging/Lettering.h"

namespace cw::anonymizer {
namespace {

using cw::testing::contains;
using cw::testing::must;

PixelDecision hide(PixelScope scope) {
    PixelDecision decision;
    decision.source = "S1";
    decision.scope = scope;
    decision.by = "Steward Kim";
    return decision;
}

class PixelStageTest : public ::testing::Test {
protected:
    std::shared_ptr<PixelQueue> open() const {
        return must(PixelQueue::open(queueFile(), templateFile(), [] {
            return std::chrono::system_clock::time_point(std::chrono::seconds(1'780'000'000));
        }));
    }
    std::filesystem::path queueFile() const { return m_scratch.path() / "queue.jsonl"; }
    std::filesystem::path templateFile() const { return m_scratch.path() / "templates.jsonl"; }
    cw::testing::ScratchFolder m_scratch;

    /// A mammogram with the patient's name in its pixels, and Burned In Annotation NO (case 14).
    std::filesystem::path write() const {
        auto image = must(core::Image::create(900, 1200, 1, core::SampleType::U16,
                                              core::PixelMeaning::Monochrome2));
        image.setBitsStored(12);
        core::Random random(3);
        for (auto& each : image.samples<std::uint16_t>())
            each = static_cast<std::uint16_t>(300 + random.below(20));
        must(imaging::burnText(image, "HONG GILDONG", {500, 60}, 24, 4000));
        must(imaging::burnText(image, "R CC", {700, 1100}, 40, 4000));
        auto instance = cw::testing::instanceOf(image);
        must(instance.setText({0x0010, 0x0010}, "HONG^GILDONG"));
        must(instance.setText({0x0010, 0x0020}, "48151623"));
        must(instance.setText({0x0020, 0x000D}, "1.2.3.4.5"));
        must(instance.setText({0x0020, 0x000E}, "1.2.3.4.6"));
        must(instance.setText({0x0028, 0x0301}, "NO"));
        const auto file = m_scratch.path() / "source.dcm";
        must(core::writeWhole(
            file, must(dicom::encodeInstance(instance, dicom::TransferSyntax::JpegLsLossless))));
        return file;
    }
};

TEST_F(PixelStageTest, HoldsHidesAndDoesNotFindAgain) {
    const auto file = write();
    PixelStage stage(open(), cw::testing::contextOf("curation").pseudonyms);
    const auto held = must(stage.check(file, "S1", "source.dcm"));
    EXPECT_TRUE(held.held);
    EXPECT_FALSE(held.hidden);
    const auto image = must(stage.queue().image("S1"));
    ASSERT_EQ(image.boxes.size(), 1U); // the marker is none
    EXPECT_EQ(image.boxes[0].box.match, "PatientName");
    must(stage.queue().decide(hide(PixelScope::Image)));
    const auto answer = must(stage.check(file, "S1", "source.dcm"));
    EXPECT_FALSE(answer.held);
    EXPECT_TRUE(answer.cleaned);
    ASSERT_TRUE(answer.hidden);
    TextDetector detector{cw::testing::contextOf("curation").pseudonyms};
    const auto again = must(detector.find(*answer.hidden, "source.dcm"));
    EXPECT_TRUE(again.boxes.empty());
    EXPECT_EQ(again.markers, 1);
    // Outside of the box every stored value is what it was.
    const auto before = must(dicom::decodeFrame(must(dicom::readInstance(file)), 0)),
               after = must(dicom::decodeFrame(must(dicom::readInstance(*answer.hidden)), 0));
    const auto& box = image.boxes[0].box.box;
    int changed = 0;
    for (int y = 0; y < before.height(); ++y)
        for (int x = 0; x < before.width(); ++x) {
            const bool inside = x >= box.left && x < box.right && y >= box.top && y < box.bottom;
            changed += !inside && before.valueAt(x, y) != after.valueAt(x, y) ? 1 : 0;
        }
    EXPECT_EQ(changed, 0);
    // De-identified, it says what was done, and only then.
    const auto target = m_scratch.path() / "out.dcm";
    must(deidentifyFile(*answer.hidden, target, cw::testing::contextOf("curation"), "source.dcm",
                        {.patientId = {}, .pixelsCleaned = answer.cleaned}));
    const auto output = must(dicom::readInstance(target));
    EXPECT_EQ(output.text({0x0028, 0x0301}), "NO");
    EXPECT_EQ(output.transferSyntaxUid(), "1.2.840.10008.1.2.4.80");
    EXPECT_TRUE(contains(cw::testing::textOf(must(core::readFile(target))), "113101"));
    const auto plain = m_scratch.path() / "plain.dcm";
    must(deidentifyFile(file, plain, cw::testing::contextOf("curation"), "source.dcm"));
    EXPECT_FALSE(contains(cw::testing::textOf(must(core::readFile(plain))), "113101"));
}

TEST_F(PixelStageTest, WritesNoPatientDataIntoItsFiles) {
    const auto file = write();
    PixelStage stage(open(), cw::testing::contextOf("curation").pseudonyms);
    must(stage.check(file, "S1", "HONG_GILDONG/48151623.dcm"));
    must(stage.queue().decide(hide(PixelScope::Device)));
    must(stage.check(file, "S1", "HONG_GILDONG/48151623.dcm"));
    for (const auto& each : {queueFile(), templateFile()}) {
        const auto text = must(core::readText(each));
        for (const char* planted : {"HONG", "GILDONG", "48151623"})
            EXPECT_FALSE(contains(text, planted)) << planted;
    }
}

} // namespace
} // namespace cw::anonymizer
