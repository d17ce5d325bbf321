// SPDX-License-Identifier: Apache-2.0
#include "core/Presentation.h"

#include "dicom/Instances.h"

#include <gtest/gtest.h>

namespace cw {
namespace {

using core::PixelMeaning;
using core::SampleType;
using testing::must;

dicom::Instance grey(SampleType type = SampleType::U16,
                     PixelMeaning meaning = PixelMeaning::Monochrome2) {
    return testing::instanceOf(must(core::Image::create(4, 4, 1, type, meaning)));
}

TEST(Presentation, ReadsAllWindowsWithTheirExplanations) {
    auto instance = grey();
    must(instance.setText({0x0028, 0x1050}, "100\\200.5"));
    must(instance.setText({0x0028, 0x1051}, "50\\400"));
    must(instance.setText({0x0028, 0x1055}, "SOFT\\HARD"));
    const auto p = dicom::presentationOf(instance);
    ASSERT_EQ(p.windows.size(), 2U);
    EXPECT_EQ(p.windows[1], (core::Window{200.5, 400, core::VoiFunction::Linear, "HARD"}));
}

TEST(Presentation, KnowsTheThreeVoiFunctions) {
    auto instance = grey();
    must(instance.setText({0x0028, 0x1050}, "100"));
    must(instance.setText({0x0028, 0x1051}, "0.5"));
    EXPECT_TRUE(dicom::presentationOf(instance).windows.empty()) << "LINEAR needs a width of 1";
    must(instance.setText({0x0028, 0x1056}, "LINEAR_EXACT"));
    EXPECT_EQ(dicom::presentationOf(instance).windows.at(0).function,
              core::VoiFunction::LinearExact);
    must(instance.setText({0x0028, 0x1056}, "SIGMOID"));
    EXPECT_EQ(dicom::presentationOf(instance).windows.at(0).function, core::VoiFunction::Sigmoid);
}

TEST(Presentation, IsInverseByShapeElseByMonochrome1) {
    struct Case {
        PixelMeaning meaning;
        const char* shape;
        bool inverse;
    };
    for (const auto& c :
         {Case{PixelMeaning::Monochrome2, "", false}, Case{PixelMeaning::Monochrome1, "", true},
          Case{PixelMeaning::Monochrome2, "INVERSE", true},
          Case{PixelMeaning::Monochrome1, "INVERSE", true},
          Case{PixelMeaning::Monochrome1, "IDENTITY", false}}) {
        auto instance = grey(SampleType::U16, c.meaning);
        if (*c.shape != '\0')
            must(instance.setText({0x2050, 0x0020}, c.shape));
        EXPECT_EQ(dicom::presentationOf(instance).inverse, c.inverse) << c.shape;
    }
}

TEST(Presentation, ReadsPaddingAsSignedOrUnsignedLikeThePixels) {
    auto instance = grey(SampleType::S16);
    must(instance.setText({0x0028, 0x0120}, "63536", "US")); // -2000 under the wrong VR
    must(instance.setText({0x0028, 0x0121}, "-1000", "SS"));
    EXPECT_EQ(dicom::presentationOf(instance).padding, std::pair(-2000.0, -1000.0));
}

TEST(Presentation, ReadsRescaleAndRefusesASlopeOfZero) {
    auto instance = grey();
    must(instance.setText({0x0028, 0x1052}, "-1024"));
    must(instance.setText({0x0028, 0x1053}, "0"));
    const auto p = dicom::presentationOf(instance);
    EXPECT_EQ(p.rescaleIntercept, -1024);
    EXPECT_EQ(p.rescaleSlope, 1);
}

testing::Bytes lutFile(std::uint16_t sequence, int count, int first, int bits,
                       std::string_view entries) {
    auto file = testing::fileStart("1.2.840.10008.1.2.1");
    testing::imageModule(file, 1, 1, 16);
    testing::element(file, {0x0028, sequence}, "SQ", "", 0xFFFFFFFF);
    testing::marker(file, 0xE000, 0xFFFFFFFF);
    testing::element(file, {0x0028, 0x3002}, "US",
                     testing::u16(count) + testing::u16(first) + testing::u16(bits));
    testing::element(file, {0x0028, 0x3003}, "LO", "CURVE ");
    testing::element(file, {0x0028, 0x3006}, "OW", entries);
    testing::marker(file, 0xE00D, 0);
    testing::marker(file, 0xE0DD, 0);
    return file;
}

TEST(Presentation, ReadsVoiLuts) {
    const auto p = dicom::presentationOf(must(dicom::readInstance(
        lutFile(0x3010, 3, 5, 12, testing::u16(1) + testing::u16(2000) + testing::u16(4095)))));
    ASSERT_EQ(p.voiLuts.size(), 1U);
    EXPECT_EQ(p.voiLuts[0], (core::LookupTable{5, 12, {1, 2000, 4095}, "CURVE"}));
}

TEST(Presentation, ReadsModalityLutsOfEightBits) {
    const auto p = dicom::presentationOf(
        must(dicom::readInstance(lutFile(0x3000, 4, 0, 8, std::string("\x01\x02\x03\x7F")))));
    ASSERT_TRUE(p.modalityLut.has_value());
    EXPECT_EQ(p.modalityLut->entries, (std::vector<std::uint16_t>{1, 2, 3, 127}));
}

TEST(Presentation, DoesNotTrustALutsCountOrDepth) {
    const auto p = dicom::presentationOf(
        must(dicom::readInstance(lutFile(0x3010, 0, 0, 3, testing::u16(7) + testing::u16(900)))));
    ASSERT_EQ(p.voiLuts.size(), 1U); // 0 stands for 65536 entries; four bytes are there
    EXPECT_LE(p.voiLuts[0].entries.size(), 4U);
    EXPECT_GE(p.voiLuts[0].bits, 8);
    EXPECT_LE(p.voiLuts[0].bits, 16);
}

TEST(Presentation, TakesAFramesOwnWindowFromItsFunctionalGroup) {
    auto instance = grey();
    const auto frameWindow = [&instance](std::size_t frame, const char* centre) {
        const dicom::TagPath path{{{0x5200, 0x9230}, frame}, {{0x0028, 0x9132}, 0}};
        must(instance.setText(path, {0x0028, 0x1050}, centre));
        must(instance.setText(path, {0x0028, 0x1051}, "10"));
    };
    frameWindow(0, "1");
    frameWindow(1, "2");
    must(instance.setText({{{0x5200, 0x9229}, 0}, {{0x0028, 0x9145}, 0}}, {0x0028, 0x1053}, "3"));
    EXPECT_EQ(dicom::presentationOf(instance, 0).windows.at(0).centre, 1);
    EXPECT_EQ(dicom::presentationOf(instance, 1).windows.at(0).centre, 2);
    EXPECT_EQ(dicom::presentationOf(instance, 1).rescaleSlope, 3);
}

} // namespace
} // namespace cw
