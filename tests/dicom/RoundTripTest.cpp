// SPDX-License-Identifier: Apache-2.0
#include "dicom/Instances.h"

#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw {
namespace {

using core::PixelMeaning;
using core::SampleType;
using dicom::TransferSyntax;
using testing::must;

constexpr std::array kAllSyntaxes{TransferSyntax::ImplicitLittle,
                                  TransferSyntax::ExplicitLittle,
                                  TransferSyntax::ExplicitBig,
                                  TransferSyntax::Deflated,
                                  TransferSyntax::Rle,
                                  TransferSyntax::JpegLossless,
                                  TransferSyntax::JpegLsLossless,
                                  TransferSyntax::Jpeg2000Lossless};

core::Image throughFile(const core::Image& image, TransferSyntax syntax) {
    const auto bytes = must(dicom::encodeInstance(testing::instanceOf(image), syntax));
    const auto again = must(dicom::readInstance(bytes));
    EXPECT_EQ(again.transferSyntaxUid(), dicom::uid(syntax));
    return must(dicom::decodeFrame(again, 0));
}

class EveryTransferSyntax : public ::testing::TestWithParam<TransferSyntax> {};

RC_GTEST_PROP(RoundTrip, KeepsEveryPixelInEverySyntax, ()) {
    const auto syntax = *rc::gen::elementOf(kAllSyntaxes);
    const int bits = *rc::gen::inRange(8, 17);
    const bool isSigned = *rc::gen::arbitrary<bool>();
    const bool colour = !isSigned && *rc::gen::arbitrary<bool>();
    const int width = *rc::gen::inRange(1, 90), height = *rc::gen::inRange(1, 90);
    core::Random random(*rc::gen::arbitrary<std::uint64_t>());
    const auto type = bits == 8 ? (isSigned ? SampleType::S8 : SampleType::U8)
                                : (isSigned ? SampleType::S16 : SampleType::U16);
    const auto image = testing::randomImage(
        random, width, height, type, colour ? PixelMeaning::Rgb : PixelMeaning::Monochrome2, bits);
    RC_ASSERT(throughFile(image, syntax) == image);
}

TEST_P(EveryTransferSyntax, KeepsAllFramesOfAMultiframe) {
    core::Random random(7);
    auto instance = testing::bareInstance();
    std::vector<core::Image> frames;
    testing::Bytes all;
    for (int i = 0; i < 3; ++i) {
        frames.push_back(
            testing::randomImage(random, 37, 21, SampleType::U16, PixelMeaning::Monochrome2, 12));
        const auto bytes = frames.back().bytes();
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    must(dicom::setPixels(instance, frames[0]));
    must(instance.setText({0x0028, 0x0008}, "3"));
    must(instance.setBytes({0x7FE0, 0x0010}, all, "OW"));
    const auto again = must(dicom::readInstance(must(dicom::encodeInstance(instance, GetParam()))));
    ASSERT_EQ(again.frameCount(), 3);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(must(dicom::decodeFrame(again, i)), frames[static_cast<std::size_t>(i)]) << i;
    EXPECT_EQ(dicom::decodeFrame(again, 3).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(must(dicom::storedPixelBytes(again, std::nullopt)), all);
}

TEST_P(EveryTransferSyntax, GivesTheSameBytesForTheSameInput) {
    core::Random random(11);
    const auto instance = testing::instanceOf(
        testing::randomImage(random, 40, 30, SampleType::U16, PixelMeaning::Monochrome2, 12));
    EXPECT_EQ(must(dicom::encodeInstance(instance, GetParam())),
              must(dicom::encodeInstance(instance, GetParam())));
}

TEST_P(EveryTransferSyntax, CanBeTranscodedToEveryOther) {
    core::Random random(3);
    const auto image = testing::randomImage(random, 33, 18, SampleType::U16, PixelMeaning::Rgb, 16);
    const auto first = must(
        dicom::readInstance(must(dicom::encodeInstance(testing::instanceOf(image), GetParam()))));
    for (const auto other : kAllSyntaxes) {
        const auto second = must(dicom::readInstance(must(dicom::encodeInstance(first, other))));
        EXPECT_EQ(must(dicom::decodeFrame(second, 0)), image) << dicom::uid(other);
    }
}

TEST_P(EveryTransferSyntax, IsWrittenAgainWithPixelsUntouched) {
    core::Random random(5);
    const auto image =
        testing::randomImage(random, 25, 25, SampleType::U8, PixelMeaning::Monochrome2, 8);
    const auto bytes = must(dicom::encodeInstance(testing::instanceOf(image), GetParam()));
    EXPECT_EQ(must(dicom::encodeInstance(must(dicom::readInstance(bytes)))), bytes);
}

INSTANTIATE_TEST_SUITE_P(RoundTrip, EveryTransferSyntax, ::testing::ValuesIn(kAllSyntaxes),
                         [](const auto& parameter) {
                             std::string name;
                             for (const char c : dicom::uid(parameter.param))
                                 name += c == '.' ? '_' : c;
                             return name;
                         });

TEST(RoundTrip, KeepsOverlayBitsInStoredBytesAndMasksThemInTheImage) {
    auto image = must(core::Image::create(16, 8, 1, SampleType::U16, PixelMeaning::Monochrome2));
    for (std::size_t i = 0; i < image.sampleCount(); ++i)
        image.samples<std::uint16_t>()[i] = static_cast<std::uint16_t>(0xF000U | i * 17);
    image.setBitsStored(12);
    const auto instance = testing::instanceOf(image);
    for (const auto syntax : kAllSyntaxes) {
        const auto again = must(dicom::readInstance(must(dicom::encodeInstance(instance, syntax))));
        EXPECT_EQ(must(dicom::storedPixelBytes(again, 0)),
                  testing::Bytes(image.bytes().begin(), image.bytes().end()))
            << dicom::uid(syntax);
        const auto decoded = must(dicom::decodeFrame(again, 0));
        EXPECT_EQ(decoded.valueAt(3, 0), 51) << dicom::uid(syntax);
    }
}

TEST(LosslessSyntax, IsFoundByUidAndByName) {
    for (const auto syntax : kAllSyntaxes)
        EXPECT_EQ(dicom::losslessSyntaxFrom(dicom::uid(syntax)), syntax);
    EXPECT_EQ(dicom::losslessSyntaxFrom("rle"), TransferSyntax::Rle);
    EXPECT_EQ(dicom::losslessSyntaxFrom("1.2.840.10008.1.2.4.50"), std::nullopt);
}

} // namespace
} // namespace cw
