// SPDX-License-Identifier: Apache-2.0
#include "dicom/Instances.h"

#include <gtest/gtest.h>

namespace cw {
namespace {

using core::PixelMeaning;
using core::SampleType;
using testing::must;

testing::Bytes bytesOf(std::initializer_list<int> values) {
    testing::Bytes bytes;
    for (const int value : values)
        bytes.push_back(static_cast<std::byte>(value));
    return bytes;
}

dicom::Instance colourInstance(const char* photometric, const testing::Bytes& pixels, int columns,
                               int planar) {
    auto image = must(core::Image::create(columns, 1, 3, SampleType::U8, PixelMeaning::Rgb));
    auto instance = testing::instanceOf(image);
    must(instance.setText({0x0028, 0x0004}, photometric));
    must(instance.setText({0x0028, 0x0006}, std::to_string(planar)));
    must(instance.setBytes({0x7FE0, 0x0010}, pixels, "OB"));
    return instance;
}

std::vector<int> samplesOf(const core::Image& image) {
    std::vector<int> values;
    for (int row = 0; row < image.height(); ++row)
        for (int column = 0; column < image.width(); ++column)
            for (int s = 0; s < image.samplesPerPixel(); ++s)
                values.push_back(static_cast<int>(image.valueAt(column, row, s)));
    return values;
}

TEST(Decode, MakesPlanesIntoInterleavedSamples) {
    const auto instance = colourInstance("RGB", bytesOf({1, 2, 10, 20, 100, 200}), 2, 1);
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 0))),
              (std::vector{1, 10, 100, 2, 20, 200}));
}

TEST(Decode, ConvertsYbrFullToRgb) {
    // PS3.3 C.7.6.3.1.2: pure red is Y 76, Cb 85, Cr 255 (rounded).
    const auto instance = colourInstance("YBR_FULL", bytesOf({76, 85, 255, 255, 128, 128}), 2, 0);
    const auto rgb = must(dicom::decodeFrame(instance, 0));
    EXPECT_EQ(rgb.meaning(), PixelMeaning::Rgb);
    const auto values = samplesOf(rgb);
    EXPECT_NEAR(values[0], 255, 1);
    EXPECT_NEAR(values[1], 0, 1);
    EXPECT_NEAR(values[2], 0, 1);
    EXPECT_EQ(std::vector(values.begin() + 3, values.end()), (std::vector{255, 255, 255}));
    const auto stored = must(dicom::decodeFrame(instance, 0, dicom::ColourHandling::Stored));
    EXPECT_EQ(stored.meaning(), PixelMeaning::Ybr);
    EXPECT_EQ(samplesOf(stored), (std::vector{76, 85, 255, 255, 128, 128}));
}

TEST(Decode, RepeatsHalvedChroma) {
    const auto instance = colourInstance("YBR_FULL_422", bytesOf({50, 200, 128, 128}), 2, 0);
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 0))),
              (std::vector{50, 50, 50, 200, 200, 200}));
}

TEST(Decode, StretchesPartialRangeYbr) {
    const auto instance = colourInstance("YBR_PARTIAL_422", bytesOf({16, 235, 128, 128}), 2, 0);
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 0))),
              (std::vector{0, 0, 0, 255, 255, 255}));
}

void setPalette(dicom::Instance& instance, const char* descriptor) {
    must(instance.setText({0x0028, 0x0004}, "PALETTE COLOR"));
    for (int c = 0; c < 3; ++c)
        must(instance.setText({0x0028, static_cast<std::uint16_t>(0x1101 + c)}, descriptor, "US"));
}

TEST(Decode, LooksIndicesUpInThePaletteAndHoldsItsEnds) {
    auto image = must(core::Image::create(4, 1, 1, SampleType::U8, PixelMeaning::Monochrome2));
    const auto indices = bytesOf({0, 10, 11, 200});
    std::copy(indices.begin(), indices.end(), image.bytes().begin());
    auto instance = testing::instanceOf(image);
    setPalette(instance, "3\\10\\16");
    must(instance.setBytes({0x0028, 0x1201}, bytesOf({0, 1, 0, 2, 0, 3}), "OW"));
    must(instance.setBytes({0x0028, 0x1202}, bytesOf({0, 4, 0, 5, 0, 6}), "OW"));
    must(instance.setBytes({0x0028, 0x1203}, bytesOf({0, 7, 0, 8, 0, 9}), "OW"));
    const auto rgb = must(dicom::decodeFrame(instance, 0));
    EXPECT_EQ(rgb.sampleType(), SampleType::U16);
    EXPECT_EQ(samplesOf(rgb), (std::vector{0x100, 0x400, 0x700, 0x100, 0x400, 0x700, 0x200, 0x500,
                                           0x800, 0x300, 0x600, 0x900}));
    const auto stored = must(dicom::decodeFrame(instance, 0, dicom::ColourHandling::Stored));
    EXPECT_EQ(stored.meaning(), PixelMeaning::PaletteIndex);
    EXPECT_EQ(samplesOf(stored), (std::vector{0, 10, 11, 200}));
}

TEST(Decode, ExpandsSegmentedPalettes) {
    auto image = must(core::Image::create(4, 1, 1, SampleType::U8, PixelMeaning::Monochrome2));
    const auto indices = bytesOf({0, 1, 2, 4});
    std::copy(indices.begin(), indices.end(), image.bytes().begin());
    auto instance = testing::instanceOf(image);
    setPalette(instance, "5\\0\\8");
    // Discrete: 1 entry, 100. Linear: 4 entries to 140.
    const auto segments = bytesOf({0, 0, 1, 0, 100, 0, 1, 0, 4, 0, 140, 0});
    for (int c = 0; c < 3; ++c)
        must(instance.setBytes({0x0028, static_cast<std::uint16_t>(0x1221 + c)}, segments, "OW"));
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 0))),
              (std::vector{100, 100, 100, 110, 110, 110, 120, 120, 120, 140, 140, 140}));
}

TEST(Decode, RefusesAPaletteWithoutEntries) {
    auto instance = testing::instanceOf(
        must(core::Image::create(2, 2, 1, SampleType::U8, PixelMeaning::Monochrome2)));
    setPalette(instance, "256\\0\\8");
    EXPECT_EQ(dicom::decodeFrame(instance, 0).error().code, ErrorCode::Malformed);
}

TEST(Decode, SignExtendsFromTheHighBit) {
    auto image = must(core::Image::create(3, 1, 1, SampleType::S16, PixelMeaning::Monochrome2));
    auto instance = testing::instanceOf(image);
    must(instance.setText({0x0028, 0x0101}, "12"));
    must(instance.setText({0x0028, 0x0102}, "11"));
    must(instance.setBytes({0x7FE0, 0x0010}, bytesOf({0xFF, 0x0F, 0x00, 0x08, 0xFF, 0x77}), "OW"));
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 0))), (std::vector{-1, -2048, 2047}));
}

TEST(Decode, TakesStoredBitsThatDoNotStartAtBitZero) {
    auto instance = testing::instanceOf(
        must(core::Image::create(2, 1, 1, SampleType::U16, PixelMeaning::Monochrome2)));
    must(instance.setText({0x0028, 0x0101}, "12"));
    must(instance.setText({0x0028, 0x0102}, "15"));
    must(instance.setBytes({0x7FE0, 0x0010}, bytesOf({0xF7, 0xFF, 0x1F, 0x00}), "OW"));
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 0))), (std::vector{0xFFF, 1}));
}

TEST(Decode, UnpacksOneBitPixelsAcrossFrames) {
    auto instance = testing::instanceOf(
        must(core::Image::create(3, 1, 1, SampleType::U8, PixelMeaning::Monochrome2)));
    must(instance.setText({0x0028, 0x0008}, "2"));
    for (const int tag : {0x0100, 0x0101})
        must(instance.setText({0x0028, static_cast<std::uint16_t>(tag)}, "1"));
    must(instance.setText({0x0028, 0x0102}, "0"));
    must(instance.setBytes({0x7FE0, 0x0010}, bytesOf({0b101101, 0}), "OB"));
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 0))), (std::vector{1, 0, 1}));
    EXPECT_EQ(samplesOf(must(dicom::decodeFrame(instance, 1))), (std::vector{1, 0, 1}));
}

TEST(Decode, KeepsMonochrome1AsStored) {
    auto image = must(core::Image::create(2, 1, 1, SampleType::U8, PixelMeaning::Monochrome1));
    image.bytes()[1] = std::byte{9};
    const auto instance = testing::instanceOf(image);
    EXPECT_EQ(must(dicom::decodeFrame(instance, 0)), image);
    EXPECT_TRUE(dicom::presentationOf(instance).inverse);
}

TEST(Decode, ReadsFloatPixelsOfParametricMaps) {
    testing::Bytes file = testing::fileStart("1.2.840.10008.1.2.1");
    testing::element(file, {0x0028, 0x0002}, "US", testing::u16(1));
    testing::element(file, {0x0028, 0x0010}, "US", testing::u16(1));
    testing::element(file, {0x0028, 0x0011}, "US", testing::u16(2));
    const float values[] = {0.5F, -3.25F};
    std::string raw(reinterpret_cast<const char*>(values), sizeof values);
    testing::little(file, 0x7FE0, 2);
    testing::little(file, 0x0008, 2);
    testing::chars(file, "OF");
    testing::little(file, 0, 2);
    testing::little(file, 8, 4);
    testing::chars(file, raw);
    const auto image = must(dicom::decodeFrame(must(dicom::readInstance(file)), 0));
    EXPECT_EQ(image.sampleType(), SampleType::F32);
    EXPECT_EQ(image.valueAt(0, 0), 0.5);
    EXPECT_EQ(image.valueAt(1, 0), -3.25);
}

TEST(Decode, SaysThatAnObjectWithoutPixelsHasNone) {
    EXPECT_EQ(dicom::decodeFrame(testing::bareInstance(), 0).error().code, ErrorCode::Unsupported);
}

TEST(SetPixels, DropsWhatDescribedTheOldPicture) {
    auto instance = testing::instanceOf(
        must(core::Image::create(2, 2, 1, SampleType::U8, PixelMeaning::Monochrome2)));
    setPalette(instance, "256\\0\\8");
    must(instance.setText({0x0028, 0x0107}, "255", "US"));
    must(dicom::setPixels(instance,
                          must(core::Image::create(5, 4, 3, SampleType::U8, PixelMeaning::Rgb))));
    EXPECT_FALSE(instance.has({0x0028, 0x1101}));
    EXPECT_FALSE(instance.has({0x0028, 0x0107}));
    EXPECT_EQ(instance.text({0x0028, 0x0004}), "RGB");
    EXPECT_EQ(instance.integer({0x0028, 0x0010}), 4);
}

TEST(SetPixels, RefusesWhatDicomPixelDataCannotHold) {
    auto instance = testing::bareInstance();
    const auto image =
        must(core::Image::create(2, 2, 1, SampleType::F32, PixelMeaning::Monochrome2));
    EXPECT_EQ(dicom::setPixels(instance, image).error().code, ErrorCode::Unsupported);
}

} // namespace
} // namespace cw
