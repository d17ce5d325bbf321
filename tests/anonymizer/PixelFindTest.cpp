// SPDX-License-Identifier: Apache-2.0
// Finding writing in pixels: what is found, what is let pass, what it is said to be.
#include "anonymizer/PixelReview.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/FrameSample.h"
#include "anonymizer/detail/Markers.h"
#include "dicom/Instances.h"
#include "imaging/Lettering.h"
#include "imaging/Picture.h"
#include "imaging/TextBoxes.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

using core::PixelMeaning;
using core::SampleType;
using cw::testing::must;

TextDetector& detector() {
    static TextDetector shared{Pseudonyms(PseudonymKey::forSyntheticData("pixels"))};
    return shared;
}

core::Image ground(int width, int height, int value, SampleType type = SampleType::U16,
                   int samples = 1) {
    auto image =
        must(core::Image::create(width, height, samples, type,
                                 samples == 3 ? PixelMeaning::Rgb : PixelMeaning::Monochrome2));
    if (type == SampleType::U16) {
        image.setBitsStored(12);
        for (auto& each : image.samples<std::uint16_t>())
            each = static_cast<std::uint16_t>(value);
    } else {
        for (auto& each : image.samples<std::uint8_t>())
            each = static_cast<std::uint8_t>(value);
    }
    return image;
}

/// A breast-like half disc of noise, so that there is more than writing in the picture.
void addBreast(core::Image& image, int brightness) {
    core::Random random(17);
    const int radius = image.height() / 3;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < radius; ++x) {
            const int dy = y - image.height() / 2;
            if (x * x + dy * dy < radius * radius)
                image.samples<std::uint16_t>()[static_cast<std::size_t>(y * image.width() + x)] =
                    static_cast<std::uint16_t>(brightness + static_cast<int>(random.below(120)));
        }
}

core::Image turned(const core::Image& image, int quarters) {
    core::Image result = image;
    for (int i = 0; i < quarters; ++i) {
        auto next = must(core::Image::create(result.height(), result.width(), 1,
                                             result.sampleType(), result.meaning()));
        next.setBitsStored(result.bitsStored());
        for (int y = 0; y < result.height(); ++y)
            for (int x = 0; x < result.width(); ++x)
                next.samples<std::uint16_t>()[static_cast<std::size_t>(x * result.height() +
                                                                       result.height() - 1 - y)] =
                    result
                        .samples<std::uint16_t>()[static_cast<std::size_t>(y * result.width() + x)];
        result = std::move(next);
    }
    return result;
}

dicom::Instance patientInstance(const core::Image& image) {
    auto instance = cw::testing::instanceOf(image);
    must(instance.setText({0x0010, 0x0010}, "GILDONG^HONG"));
    must(instance.setText({0x0010, 0x0020}, "48151623"));
    must(instance.setText({0x0010, 0x0030}, "19610203"));
    must(instance.setText({0x0008, 0x0070}, "PHANTOM WORKS"));
    must(instance.setText({0x0008, 0x1090}, "PX-100"));
    must(instance.setText({0x0028, 0x0301}, "NO"));
    return instance;
}

PixelFindings findingsIn(const dicom::Instance& instance) {
    auto found = detector().find(must(dicom::encodeInstance(instance)), "IM0001.dcm");
    EXPECT_TRUE(found) << (found ? "" : found.error().sentence());
    return found ? *found : PixelFindings();
}

std::vector<std::string> matchesIn(const dicom::Instance& instance) {
    std::vector<std::string> matches;
    for (const TextBox& each : findingsIn(instance).boxes)
        matches.push_back(each.match);
    return matches;
}

using Matches = std::vector<std::string>;

TEST(Markers, AreSideViewAndTechniqueAndNothingElse) {
    for (const char* text :
         {"R CC", "L MLO", "RCC", "LMLO", "R-CC", "L ML", "RGC", "OD", "OS", "28 kV 63 mAs",
          "R CC 1", "Semi-Upright", "Portable", "LT XCCL", "4.0 cm", "MAG R CC"})
        EXPECT_TRUE(isMarker(text)) << text;
    for (const char* text : {"HONG", "R HONG", "19610203", "03 02 1961", "R CC 48151623", "홍길동",
                             "MARIA", "KIM L", "12:30", "SEOUL HOSPITAL", "R CC HONG", ""})
        EXPECT_FALSE(isMarker(text)) << text;
}

TEST(TextDetector, SaysOfWritingWhichIdentifierItIsNeverWhatItSays) {
    auto image = ground(1200, 1600, 40);
    addBreast(image, 900);
    must(imaging::burnText(image, "HONG GILDONG", {700, 60}, 24, 4000));
    must(imaging::burnText(image, "48151623", {700, 110}, 24, 4000));
    must(imaging::burnText(image, "1961-02-03", {700, 160}, 24, 4000));
    must(imaging::burnText(image, "SEOUL BREAST CENTRE", {700, 210}, 24, 4000));
    const auto findings = findingsIn(patientInstance(image));
    Matches matches;
    for (const TextBox& each : findings.boxes) {
        matches.push_back(each.match);
        EXPECT_EQ(each.layer, TextLayer::Pixels);
        EXPECT_EQ(each.frame, 0);
        EXPECT_GT(each.confidence, 30);
        EXPECT_FALSE(each.content.empty());
        EXPECT_LT(each.box.left, 700);
        EXPECT_GT(each.box.right, 800);
    }
    EXPECT_EQ(matches, (Matches{"PatientName", "PatientID", "PatientBirthDate", "writing"}));
    EXPECT_EQ(findings.device.manufacturer, "PHANTOM WORKS");
    EXPECT_EQ(findings.device.rows, 1600);
}

// Case 14, second half: lead markers hold nothing up and are counted.
TEST(TextDetector, CountsLeadMarkersAndQueuesNothingForThem) {
    auto image = ground(1200, 1600, 40);
    addBreast(image, 900);
    must(imaging::burnText(image, "R CC", {900, 200}, 40, 3900));
    must(imaging::burnText(image, "28 KV", {900, 1500}, 20, 3900));
    const auto findings = findingsIn(patientInstance(image));
    EXPECT_TRUE(findings.boxes.empty());
    EXPECT_EQ(findings.markers, 2);
    auto clean = ground(1200, 1600, 40);
    addBreast(clean, 900);
    const auto none = findingsIn(patientInstance(clean));
    EXPECT_TRUE(none.boxes.empty());
    EXPECT_EQ(none.markers, 0);
}

TEST(TextDetector, FindsWritingThatStands) {
    for (const int quarters : {1, 3}) {
        auto image = ground(1600, 1200, 40);
        must(imaging::burnText(image, "HONG GILDONG 48151623", {300, 400}, 26, 3900));
        const auto instance = patientInstance(turned(image, quarters));
        const auto findings = findingsIn(instance);
        ASSERT_EQ(findings.boxes.size(), 1U) << quarters;
        EXPECT_EQ(findings.boxes[0].match, "PatientName");
        EXPECT_GT(findings.boxes[0].box.height(), findings.boxes[0].box.width());
    }
}

TEST(TextDetector, FindsSmallWritingInLargeImages) {
    auto image = ground(3328, 4096, 30);
    addBreast(image, 900);
    must(imaging::burnText(image, "HONG GILDONG 48151623", {2400, 3900}, 13, 4000));
    EXPECT_EQ(matchesIn(patientInstance(image)), Matches{"PatientName"});
}

TEST(TextDetector, FindsFaintWritingOnPlainGround) {
    auto image = ground(1200, 900, 1000);
    // A tenth of the grey range above its ground.
    image.samples<std::uint16_t>()[0] = 0;
    image.samples<std::uint16_t>()[1] = 4095;
    must(imaging::burnText(image, "HONG GILDONG 48151623", {300, 400}, 26, 1500));
    EXPECT_EQ(matchesIn(patientInstance(image)), Matches{"PatientName"});
}

TEST(TextDetector, FindsDarkOnLightAndWritingOutsideOfTheWindow) {
    auto dark = ground(1200, 900, 3500);
    must(imaging::burnText(dark, "HONG GILDONG", {300, 400}, 26, 200));
    EXPECT_EQ(matchesIn(patientInstance(dark)), Matches{"PatientName"});
    // All white in the file's own window.
    auto bright = ground(1200, 900, 2500);
    must(imaging::burnText(bright, "HONG GILDONG", {300, 400}, 26, 4000));
    auto instance = patientInstance(bright);
    must(instance.setText({0x0028, 0x1050}, "500"));
    must(instance.setText({0x0028, 0x1051}, "1000"));
    EXPECT_EQ(matchesIn(instance), Matches{"PatientName"});
}

TEST(TextDetector, FindsColouredWritingOnPhotographs) {
    auto image = ground(1600, 1200, 0, SampleType::U8, 3);
    auto strip = ground(1600, 1200, 0, SampleType::U8, 1);
    must(imaging::burnText(strip, "HONG GILDONG 48151623", {200, 1150}, 24, 255));
    for (std::size_t i = 0; i < strip.sampleCount(); ++i)
        if (strip.samples<std::uint8_t>()[i] != 0)
            image.samples<std::uint8_t>()[3 * i + 2] = 255; // pure blue: a ninth of the brightness
    const auto png = must(imaging::encodePng(image));
    const auto found = must(detector().find(png, "48151623_L.png"));
    ASSERT_EQ(found.boxes.size(), 1U);
    EXPECT_TRUE(found.boxes[0].identifies()); // the file name's number is the patient's
}

TEST(TextDetector, FindsWritingOnLaterFramesOnly) {
    constexpr int kFrames = 9, kWritten = 6;
    auto image = ground(320, 240 * kFrames, 40);
    must(imaging::burnText(image, "HONG GILDONG", {20, 240 * kWritten + 30}, 16, 4000));
    auto instance = patientInstance(image);
    must(instance.setText({0x0028, 0x0008}, std::to_string(kFrames)));
    must(instance.setText({0x0028, 0x0010}, "240"));
    const auto findings = findingsIn(instance);
    ASSERT_EQ(findings.boxes.size(), 1U);
    EXPECT_EQ(findings.boxes[0].frame, kWritten);
    EXPECT_EQ(findings.framesRead, 4); // first, middle, last and the one whose border differs
    EXPECT_EQ(findings.frames, kFrames);
}

TEST(TextDetector, TakesTheSameLineOnEveryFrameForOne) {
    auto image = ground(320, 240 * 3, 40);
    for (int frame = 0; frame < 3; ++frame)
        must(imaging::burnText(image, "HONG GILDONG", {20, 240.0 * frame + 30}, 16, 4000));
    auto instance = patientInstance(image);
    must(instance.setText({0x0028, 0x0008}, "3"));
    must(instance.setText({0x0028, 0x0010}, "240"));
    const auto findings = findingsIn(instance);
    ASSERT_EQ(findings.boxes.size(), 1U);
    EXPECT_EQ(findings.boxes[0].frame, -1);
}

TEST(TextDetector, FindsWritingInOverlaysSpareBitsAndIcons) {
    auto letters = ground(800, 600, 0, SampleType::U8);
    must(imaging::burnText(letters, "HONG GILDONG", {100, 300}, 24, 255));
    auto instance = patientInstance(ground(800, 600, 40));
    std::vector<std::byte> bits(800 * 600 / 8);
    auto words = must(dicom::storedPixelBytes(instance, 0));
    for (std::size_t i = 0; i < letters.sampleCount(); ++i)
        if (letters.samples<std::uint8_t>()[i] != 0) {
            bits[i / 8] |= std::byte{1} << static_cast<int>(i % 8);
            words[2 * i + 1] |= std::byte{0x80};
        }
    must(instance.setBytes({0x7FE0, 0x0010}, words, "OW"));
    must(instance.setText({0x6000, 0x0010}, "600", "US"));
    must(instance.setText({0x6000, 0x0011}, "800", "US"));
    must(instance.setText({0x6000, 0x0050}, "1\\1", "SS"));
    must(instance.setBytes({0x6000, 0x3000}, bits, "OW"));
    std::vector<TextLayer> layers;
    for (const TextBox& each : findingsIn(instance).boxes) {
        EXPECT_EQ(each.match, "PatientName");
        layers.push_back(each.layer);
    }
    std::ranges::sort(layers);
    EXPECT_EQ(layers, (std::vector{TextLayer::SpareBits, TextLayer::Overlay}));
}

TEST(TextDetector, AsksAboutFilesThatSayTheyCarryText) {
    auto instance = patientInstance(ground(400, 300, 40));
    must(instance.setText({0x0028, 0x0301}, "YES"));
    const auto findings = findingsIn(instance);
    ASSERT_EQ(findings.boxes.size(), 1U);
    EXPECT_EQ(findings.boxes[0].match, kDeclared);
    EXPECT_EQ(findings.boxes[0].box, (core::RectPx{0, 0, 400, 300}));
}

TEST(TextDetector, KeepsTheDevicesNameClearOfThePatient) {
    auto instance = patientInstance(ground(400, 300, 40));
    must(instance.setText({0x0008, 0x1090}, "PX GILDONG"));
    const auto device = findingsIn(instance).device;
    EXPECT_EQ(device.manufacturer, "PHANTOM WORKS");
    EXPECT_EQ(device.model, "");
}

TEST(TextDetector, ReadsTheTextOnlyWhenAsked) {
    auto image = ground(800, 600, 40);
    must(imaging::burnText(image, "HONG GILDONG", {100, 300}, 24, 4000));
    const auto file = must(dicom::encodeInstance(patientInstance(image)));
    const auto findings = must(detector().find(file, "a.dcm"));
    ASSERT_EQ(findings.boxes.size(), 1U);
    EXPECT_NE(must(detector().textIn(file, findings.boxes[0])).find("GILDONG"), std::string::npos);
    const auto crop = must(cropOf(file, findings.boxes[0], 10));
    EXPECT_EQ(crop.sampleType(), SampleType::U8);
    EXPECT_NEAR(crop.width(), findings.boxes[0].box.width() + 20, 1);
    EXPECT_EQ(cropOf(file, {.box = {900, 700, 950, 720}}, 5).error().code,
              ErrorCode::InvalidArgument);
}

TEST(FrameSample, ReadsFirstMiddleLastAndThoseWhoseBorderDiffers) {
    auto plain = ground(200, 100, 40), written = ground(200, 100, 40), moved = ground(200, 100, 40);
    must(imaging::burnText(written, "TEXT", {5, 12}, 8, 4000));
    must(imaging::burnText(moved, "TEXT", {80, 50}, 8, 4000)); // in the middle: what is imaged
    plain.samples<std::uint16_t>()[0] = written.samples<std::uint16_t>()[0] =
        moved.samples<std::uint16_t>()[0] = 4000;
    EXPECT_TRUE(bordersDiffer(plain, written));
    EXPECT_FALSE(bordersDiffer(plain, moved));
    FrameSample sample(20);
    std::vector<int> read;
    while (const auto frame = sample.next())
        if (sample.worthReading(*frame, *frame == 4 || *frame == 15 ? written : moved))
            read.push_back(*frame);
    std::ranges::sort(read);
    EXPECT_EQ(read, (std::vector{0, 4, 10, 15, 19}));
    EXPECT_EQ(sample.left(), 0);
}

} // namespace
} // namespace cw::anonymizer
