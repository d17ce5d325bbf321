// SPDX-License-Identifier: Apache-2.0
// SEG, SR and presentation states: read by other programs, and back again.
#include "dicom/DerivedObjects.h"

#include <gmock/gmock.h>

namespace cw::dicom {
namespace {

using namespace cw::testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Through memory, so that no optimiser takes the rounding for nothing.
double float32(double number) {
    volatile float rounded = static_cast<float>(number);
    return static_cast<double>(rounded);
}
core::Polygon float32(core::Polygon polygon) {
    for (auto& vertex : polygon.vertices)
        vertex = {float32(vertex.x), float32(vertex.y)};
    return polygon;
}

/// Both kinds of projects' images.
class DerivedObjects : public ::testing::TestWithParam<bool> {
protected:
    SourceImage source() const { return GetParam() ? fundus() : mammogram(); }
    std::vector<core::Polygon> outlines() const {
        const auto image = source();
        return lesions(core::Random(8), image.columns, image.rows, 5);
    }
    std::filesystem::path written(const std::string& name, std::span<const std::byte> bytes) const {
        put(m_folder / name, bytes);
        return m_folder / name;
    }
    std::string oracle(const std::string& kind, const std::filesystem::path& file,
                       const std::vector<core::Polygon>& polygons) const {
        must(core::writeWhole(m_folder / "outlines.txt", polygonLines(polygons)));
        const auto [output, ok] = outputOf(
            "/usr/bin/python3 " CW_SOURCE_DIR "/tests/dicom/derived_objects_oracle.py " + kind +
            " " + file.string() + " " + (m_folder / "outlines.txt").string() + " 0.07");
        return output;
    }
    TemporaryFolder m_folder;
};

TEST_P(DerivedObjects, TheSegmentationIsWhatAnotherProgramRasterises) {
    const auto image = source();
    const auto bytes =
        must(encodeSegmentation(image, segmentationOf(image, outlines()), identity("seg")));
    const auto file = written("seg.dcm", bytes);
    EXPECT_THAT(iodErrors(file), IsEmpty());
    EXPECT_THAT(oracle("seg", file, outlines()), HasSubstr("same "));
}

TEST_P(DerivedObjects, TheSegmentationComesBackBitForBit) {
    const auto image = source();
    const auto made = segmentationOf(image, outlines());
    const auto back =
        must(readSegmentation(must(encodeSegmentation(image, made, identity("seg")))));
    ASSERT_EQ(back.frames.size(), made.frames.size());
    for (std::size_t i = 0; i < made.frames.size(); ++i) {
        EXPECT_EQ(back.frames[i].mask, made.frames[i].mask);
        EXPECT_EQ(back.frames[i].segment, i);
        EXPECT_EQ(back.frames[i].sopInstanceUid, image.sopInstanceUid);
        EXPECT_EQ(back.segments[i].label, made.segments[i].label);
        EXPECT_EQ(back.segments[i].trackingUid, made.segments[i].trackingUid);
        EXPECT_EQ(back.segments[i].type.value, kMass.value);
    }
    // And again as outlines, which paint the same masks.
    std::vector<BitMask> painted(made.frames.size());
    for (const auto& outline : must(outlinesOf(back))) {
        EXPECT_TRUE(core::checkStorable(outline.outline, image.columns, image.rows).has_value());
        EXPECT_TRUE(outline.holes.empty());
        const auto piece = must(bitMaskOf(outline.outline, image.columns, image.rows));
        auto& whole = painted[std::stoul(outline.trackingId.substr(1)) - 1];
        if (whole.bits.empty())
            whole = piece;
        for (std::size_t i = 0; i < piece.bits.size(); ++i)
            whole.bits[i] |= piece.bits[i];
    }
    for (std::size_t i = 0; i < made.frames.size(); ++i)
        EXPECT_EQ(painted[i], made.frames[i].mask);
}

TEST_P(DerivedObjects, TheReportIsReadByOtherProgramsWithTheSamePoints) {
    const auto bytes =
        must(encodeMeasurementReport(reportOf(source(), outlines()), identity("sr")));
    const auto file = written("sr.dcm", bytes);
    EXPECT_THAT(iodErrors(file), IsEmpty());
    const auto [dump, ok] = outputOf("dsrdump " + file.string());
    EXPECT_TRUE(ok) << dump;
    EXPECT_THAT(dump, HasSubstr("\"Image Region\")=(POLYLINE,"));
    EXPECT_THAT(dump, HasSubstr("\"Spiculated margin\")"));
    EXPECT_THAT(oracle("sr", file, outlines()), HasSubstr("same 5"));
}

TEST_P(DerivedObjects, TheReportComesBackToFloat32) {
    const auto image = source();
    const auto made = reportOf(image, outlines());
    const auto back =
        must(readMeasurementReport(must(encodeMeasurementReport(made, identity("sr")))));
    EXPECT_EQ(back.groups, 5U);
    ASSERT_EQ(back.outlines.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        const auto& outline = back.outlines[i];
        EXPECT_EQ(outline.outline, float32(made.lesions[i].outline));
        EXPECT_EQ(outline.sopInstanceUid, image.sopInstanceUid);
        EXPECT_EQ(outline.label.value, kMass.value);
        EXPECT_EQ(outline.category.value, kAbnormal.value);
        EXPECT_EQ(outline.trackingId, made.lesions[i].trackingId);
        EXPECT_EQ(outline.site.value, "73056007");
        ASSERT_EQ(outline.evaluations.size(), 1U);
        EXPECT_EQ(outline.evaluations[0].second.value, "129742005");
        ASSERT_EQ(outline.measurements.size(), 1U);
        EXPECT_NEAR(outline.measurements[0].value / made.lesions[i].measurements[0].value, 1, 1e-8);
        EXPECT_EQ(outline.measurements[0].method.value, "ImagerPixelSpacing");
    }
}

TEST_P(DerivedObjects, ThePresentationStateIsReadByOtherProgramsWithTheSamePoints) {
    const auto image = source();
    const auto bytes = must(encodePresentationState(image, stateOf(outlines()), identity("gsps")));
    const auto file = written("gsps.dcm", bytes);
    EXPECT_THAT(iodErrors(file), IsEmpty());
    if (!image.colour()) { // dcmpschk knows the grayscale kind only
        const auto [check, ok] = outputOf("dcmpschk " + file.string());
        EXPECT_THAT(check, HasSubstr("Test passed"));
    }
    EXPECT_THAT(oracle("gsps", file, outlines()), HasSubstr("same 5"));
}

TEST_P(DerivedObjects, ThePresentationStateComesBackToFloat32) {
    const auto made = outlines();
    const auto back = must(readPresentationState(
        must(encodePresentationState(source(), stateOf(made), identity("gsps")))));
    ASSERT_EQ(back.outlines.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(back.outlines[i].outline, float32(made[i]));
        EXPECT_EQ(back.outlines[i].words, "L" + std::to_string(i + 1) + " mass");
        EXPECT_EQ(back.outlines[i].sopInstanceUid, source().sopInstanceUid);
    }
}

TEST_P(DerivedObjects, AreTheSameBytesForTheSameInput) {
    const auto image = source();
    EXPECT_EQ(must(encodeSegmentation(image, segmentationOf(image, outlines()), identity("a"))),
              must(encodeSegmentation(image, segmentationOf(image, outlines()), identity("a"))));
    EXPECT_EQ(must(encodeMeasurementReport(reportOf(image, outlines()), identity("a"))),
              must(encodeMeasurementReport(reportOf(image, outlines()), identity("a"))));
    EXPECT_EQ(must(encodePresentationState(image, stateOf(outlines()), identity("a"))),
              must(encodePresentationState(image, stateOf(outlines()), identity("a"))));
    EXPECT_EQ(fundusObject(), fundusObject());
}

TEST_P(DerivedObjects, LongOutlinesAreWrittenWhereTheyFit) {
    const auto image = source();
    const auto longOnes = lesions(core::Random(2), image.columns, image.rows, 1, 20'000);
    const auto sr = must(encodeMeasurementReport(reportOf(image, longOnes), identity("sr")));
    EXPECT_EQ(must(readMeasurementReport(sr)).outlines[0].outline, float32(longOnes[0]));
    const auto srFile = written("sr.dcm", sr);
    EXPECT_THAT(oracle("sr", srFile, longOnes), HasSubstr("same 1"));
    EXPECT_THAT(iodErrors(srFile), IsEmpty());
    const auto state = must(encodePresentationState(image, stateOf(longOnes), identity("ps")));
    EXPECT_EQ(must(readPresentationState(state)).outlines[0].outline, float32(longOnes[0]));
    EXPECT_THAT(oracle("gsps", written("ps.dcm", state), longOnes), HasSubstr("same 1"));
}

INSTANTIATE_TEST_SUITE_P(Kinds, DerivedObjects, ::testing::Values(false, true),
                         [](const auto& kind) { return kind.param ? "Fundus" : "Mammography"; });

TEST(CapturedPicture, IsAValidObjectWithThePicturesPixels) {
    const TemporaryFolder folder;
    const auto bytes = fundusObject();
    put(folder / "sc.dcm", bytes);
    EXPECT_THAT(iodErrors(folder / "sc.dcm"), IsEmpty());
    core::Random random(3);
    const auto picture =
        randomImage(random, 120, 90, core::SampleType::U8, core::PixelMeaning::Rgb, 8);
    const auto decoded = must(decodeFrame(must(readInstance(bytes)), 0));
    EXPECT_TRUE(std::ranges::equal(decoded.bytes(), picture.bytes()));
}

TEST(DerivedUid, IsAUuidUnderTwoDotTwentyFiveAndTellsItsWordsApart) {
    EXPECT_TRUE(isUid(derivedUid({"a"})));
    EXPECT_TRUE(derivedUid({"a"}).starts_with("2.25."));
    EXPECT_NE(derivedUid({"ab", "c"}), derivedUid({"a", "bc"}));
    EXPECT_EQ(derivedUid({"ab", "c"}), derivedUid({"ab", "c"}));
    for (const auto* none : {"", "1..2", ".1", "1.", "1.02", "1.a", " 1.2"})
        EXPECT_FALSE(isUid(none)) << none;
}

TEST(DerivedObjectsRefuse, WhatCannotBeWrittenWhole) {
    const auto image = mammogram();
    auto segmentation = segmentationOf(image, lesions(core::Random(1), 141, 190, 1));
    segmentation.frames[0].mask.width = 140;
    EXPECT_EQ(encodeSegmentation(image, segmentation, identity("x")).error().code,
              ErrorCode::InvalidArgument);
    auto report = reportOf(image, lesions(core::Random(1), 141, 190, 1));
    report.lesions[0].finding.meaning.clear();
    EXPECT_EQ(encodeMeasurementReport(report, identity("x")).error().code,
              ErrorCode::InvalidArgument);
    auto noUid = image;
    noUid.sopInstanceUid = "none";
    EXPECT_EQ(encodePresentationState(noUid, {}, identity("x")).error().code,
              ErrorCode::InvalidArgument);
    auto when = identity("x");
    when.createdAt = "yesterday";
    EXPECT_EQ(encodePresentationState(image, {}, when).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(
        readSegmentation(must(encodePresentationState(image, {}, identity("x")))).error().code,
        ErrorCode::Unsupported);
}

} // namespace
} // namespace cw::dicom
