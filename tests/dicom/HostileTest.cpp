// SPDX-License-Identifier: Apache-2.0
#include "dicom/Instances.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace cw {
namespace {

using testing::Bytes;
using testing::must;

constexpr std::string_view kImplicit = "1.2.840.10008.1.2", kExplicit = "1.2.840.10008.1.2.1",
                           kBig = "1.2.840.10008.1.2.2", kJpeg = "1.2.840.10008.1.2.4.50",
                           kJpegLs = "1.2.840.10008.1.2.4.80", kJ2k = "1.2.840.10008.1.2.4.90",
                           kRle = "1.2.840.10008.1.2.5", kDeflated = "1.2.840.10008.1.2.1.99";
constexpr std::uint32_t kUndefined = 0xFFFFFFFFU;

long peakKilobytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

ErrorCode codeOfReading(const Bytes& file) {
    const auto read = dicom::readInstance(file);
    EXPECT_FALSE(read.has_value());
    return read ? ErrorCode::Internal : read.error().code;
}

/// depth sequences in each other, of undefined length, opened and never closed.
Bytes tower(std::string_view syntax, std::size_t depth, std::string_view vr) {
    auto file = testing::fileStart(syntax);
    for (std::size_t i = 0; i < depth; ++i) {
        if (syntax == kImplicit) {
            testing::little(file, 0x0040, 2);
            testing::little(file, 0xA730, 2);
            testing::little(file, kUndefined, 4);
        } else {
            testing::element(file, {0x0040, 0xA730}, vr, "", kUndefined);
        }
        testing::marker(file, 0xE000, kUndefined);
    }
    return file;
}

TEST(Hostile, AMillionNestedSequencesAreRefusedWithoutAStackOverflow) {
    EXPECT_EQ(codeOfReading(tower(kExplicit, 1'000'000, "SQ")), ErrorCode::TooLarge);
    EXPECT_EQ(codeOfReading(tower(kImplicit, 1'000'000, "SQ")), ErrorCode::TooLarge);
    // Once inside UN everything is implicit: the second level is then no element any more.
    EXPECT_EQ(codeOfReading(tower(kExplicit, 1'000'000, "UN")), ErrorCode::Malformed);
}

TEST(Hostile, PrivateSequencesInUnAreCountedAsNesting) {
    auto file = testing::fileStart(kExplicit);
    testing::element(file, {0x0009, 0x1001}, "UN", "", kUndefined);
    for (int i = 0; i < 1'000'000; ++i) {
        testing::marker(file, 0xE000, kUndefined);
        testing::little(file, 0x0009, 2);
        testing::little(file, 0x1001, 2);
        testing::little(file, kUndefined, 4);
    }
    EXPECT_EQ(codeOfReading(file), ErrorCode::TooLarge);
}

TEST(Hostile, NestingByDefinedLengthsInUnIsRefusedToo) {
    Bytes inner;
    for (int i = 0; i < 2000; ++i) {
        Bytes outer;
        testing::little(outer, 0x0009, 2);
        testing::little(outer, 0x1001, 2);
        testing::little(outer, inner.size() + 8, 4);
        testing::marker(outer, 0xE000, static_cast<std::uint32_t>(inner.size()));
        outer.insert(outer.end(), inner.begin(), inner.end());
        inner = std::move(outer);
    }
    auto file = testing::fileStart(kExplicit);
    testing::element(file, {0x0009, 0x1001}, "UN",
                     {reinterpret_cast<const char*>(inner.data()) + 8, inner.size() - 8});
    EXPECT_EQ(codeOfReading(file), ErrorCode::TooLarge);
}

TEST(Hostile, NestingUpToTheLimitIsRead) {
    auto instance = testing::bareInstance();
    dicom::TagPath path(60, {{0x0040, 0xA730}, 0});
    must(instance.setText(path, {0x0010, 0x0010}, "DEEP"));
    const auto again = must(dicom::readInstance(must(dicom::encodeInstance(instance))));
    std::size_t deepest = 0;
    again.visit([&](const dicom::ElementView& e) { deepest = std::max(deepest, e.path.size()); });
    EXPECT_EQ(deepest, 60U);
    dicom::ReadLimits strict;
    strict.nesting = 3;
    EXPECT_EQ(dicom::readInstance(must(dicom::encodeInstance(instance)), strict).error().code,
              ErrorCode::TooLarge);
}

TEST(Hostile, AGiantGeometryIsRefusedBeforeItIsAllocated) {
    for (const auto syntax : {kExplicit, kJpeg, kJpegLs, kJ2k, kRle}) {
        auto file = testing::fileStart(syntax);
        testing::imageModule(file, 65535, 65535, 16, "10000 ");
        if (syntax == kExplicit) {
            testing::element(file, {0x7FE0, 0x0010}, "OW", "abcd");
        } else {
            testing::element(file, {0x7FE0, 0x0010}, "OB", "", kUndefined);
            testing::marker(file, 0xE000, 0);
            testing::marker(file, 0xE000, 4);
            testing::chars(file, "abcd");
            testing::marker(file, 0xE0DD, 0);
        }
        const auto before = peakKilobytes();
        const auto instance = must(dicom::readInstance(file));
        EXPECT_EQ(dicom::decodeFrame(instance, 0).error().code, ErrorCode::TooLarge) << syntax;
        EXPECT_EQ(dicom::storedPixelBytes(instance, std::nullopt).error().code,
                  ErrorCode::TooLarge);
        EXPECT_LT(peakKilobytes() - before, 64 * 1024) << syntax;
    }
}

TEST(Hostile, FramesThatAreNotThereCostNothing) {
    auto file = testing::fileStart(kExplicit);
    testing::imageModule(file, 4096, 4096, 16, "2147483647");
    testing::element(file, {0x7FE0, 0x0010}, "OW", "abcd");
    const auto instance = must(dicom::readInstance(file));
    EXPECT_EQ(dicom::decodeFrame(instance, 0).error().code, ErrorCode::Malformed);
    EXPECT_EQ(dicom::decodeFrame(instance, 2147483646).error().code, ErrorCode::Malformed);
    EXPECT_EQ(dicom::decodeFrame(instance, -1).error().code, ErrorCode::InvalidArgument);
}

TEST(Hostile, ADeflateBombIsRefusedAtTheLimit) {
    // The deflated bytes of zeros, made by our own writer from a large empty value.
    auto instance = testing::bareInstance();
    must(instance.setBytes({0x0009, 0x1001}, Bytes(32 << 20), "UN"));
    const auto file = must(dicom::encodeInstance(instance, dicom::TransferSyntax::Deflated));
    EXPECT_LT(file.size(), 64U << 10);
    dicom::ReadLimits limits;
    limits.inflatedBytes = 1 << 20;
    EXPECT_EQ(dicom::readInstance(file, limits).error().code, ErrorCode::TooLarge);
    EXPECT_TRUE(dicom::readInstance(file).has_value());
}

TEST(Hostile, BlankCompressedFramesDoNotFillTheMemory) {
    auto instance = testing::instanceOf(must(
        core::Image::create(2000, 2000, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2)));
    must(instance.setText({0x0028, 0x0008}, "100000"));
    auto file = must(dicom::encodeInstance(instance)); // claims 400 GB
    EXPECT_EQ(dicom::storedPixelBytes(must(dicom::readInstance(file)), std::nullopt).error().code,
              ErrorCode::TooLarge);
}

TEST(Hostile, ATruncatedFileEndsInAnErrorWhereverItIsCut) {
    core::Random random(9);
    for (const auto syntax :
         {dicom::TransferSyntax::ImplicitLittle, dicom::TransferSyntax::ExplicitBig,
          dicom::TransferSyntax::Deflated, dicom::TransferSyntax::Rle,
          dicom::TransferSyntax::JpegLossless, dicom::TransferSyntax::JpegLsLossless,
          dicom::TransferSyntax::Jpeg2000Lossless}) {
        auto instance = testing::instanceOf(testing::randomImage(
            random, 12, 12, core::SampleType::U16, core::PixelMeaning::Monochrome2, 12));
        must(instance.setText({{{0x0008, 0x1140}, 0}}, {0x0010, 0x0010}, "DEEP"));
        const auto whole = must(dicom::encodeInstance(instance, syntax));
        for (std::size_t length = 0; length + 16 < whole.size(); ++length) {
            const auto cut = dicom::readInstance(std::span(whole).first(length));
            if (!cut)
                continue;
            // The header may be whole: then the picture must not be, unless only the delimiter of
            // compressed pixel data is missing.
            const auto picture = dicom::decodeFrame(*cut, 0);
            EXPECT_FALSE(picture.has_value()) << dicom::uid(syntax) << " at " << length;
        }
    }
}

TEST(Hostile, LengthsThatLeaveTheirParentAreRefused) {
    auto file = testing::fileStart(kExplicit);
    testing::element(file, {0x0010, 0x0010}, "PN", "ABCD", 60000);
    EXPECT_EQ(codeOfReading(file), ErrorCode::Malformed);
    file = testing::fileStart(kExplicit);
    testing::element(file, {0x0008, 0x1140}, "SQ", "", 100);
    testing::marker(file, 0xE000, 4000);
    file.resize(file.size() + 200);
    EXPECT_EQ(codeOfReading(file), ErrorCode::Malformed);
    file = testing::fileStart(kExplicit);
    testing::element(file, {0x0009, 0x1001}, "UN", "AB", 0xFFFFFFF0);
    EXPECT_EQ(codeOfReading(file), ErrorCode::Malformed);
}

TEST(Hostile, MillionsOfEmptyElementsAreRefused) {
    auto file = testing::fileStart(kExplicit);
    testing::element(file, {0x0008, 0x1140}, "SQ", "", kUndefined);
    for (int i = 0; i < 2'000'000; ++i)
        testing::marker(file, 0xE000, 0);
    EXPECT_EQ(codeOfReading(file), ErrorCode::TooLarge);
}

TEST(Odd, AVrThatIsNoneDoesNotHideTheRestOfTheFile) {
    for (const std::string_view vr :
         {std::string_view("xs"), std::string_view("  "), std::string_view("\0\0", 2)}) {
        auto file = testing::fileStart(kExplicit);
        testing::element(file, {0x0010, 0x0010}, "PN", "BEFORE");
        testing::element(file, {0x0028, 0x0120}, vr, testing::u16(7));
        testing::element(file, {0x0028, 0x4000}, "LT", std::string(20'000, 'x'));
        testing::element(file, {0x0032, 0x1060}, "LO", "AFTER ");
        const auto instance = must(dicom::readInstance(file));
        EXPECT_EQ(instance.integer({0x0028, 0x0120}), 7);
        EXPECT_EQ(instance.text({0x0032, 0x1060}), "AFTER");
    }
}

TEST(Hostile, NotDicomIsSaidSo) {
    for (const std::string_view text :
         {"", "DICM", "hello world, this is a text file of some length",
          "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"}) {
        Bytes bytes;
        testing::chars(bytes, text);
        EXPECT_EQ(codeOfReading(bytes), ErrorCode::Malformed);
        EXPECT_EQ(dicom::looksLikeDicom(bytes), text == "DICM");
    }
    EXPECT_EQ(dicom::readInstance(std::filesystem::path("/nonexistent/file.dcm")).error().code,
              ErrorCode::NotFound);
}

Bytes compressedFile(std::string_view syntax, int rows, int columns, const Bytes& frame) {
    auto file = testing::fileStart(syntax);
    testing::imageModule(file, rows, columns, 8);
    testing::element(file, {0x7FE0, 0x0010}, "OB", "", kUndefined);
    testing::marker(file, 0xE000, 0);
    testing::marker(file, 0xE000, static_cast<std::uint32_t>(frame.size()));
    file.insert(file.end(), frame.begin(), frame.end());
    testing::marker(file, 0xE0DD, 0);
    return file;
}

Bytes codedFrameOf(dicom::TransferSyntax syntax, int width, int height) {
    core::Random random(1);
    const auto file = must(dicom::encodeInstance(
        testing::instanceOf(testing::randomImage(random, width, height, core::SampleType::U8,
                                                 core::PixelMeaning::Monochrome2, 8)),
        syntax));
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    const auto pixels = text.rfind(std::string("\xE0\x7F\x10\x00OB", 6));
    const auto frame = text.find(std::string("\xFE\xFF\x00\xE0", 4), pixels + 20) + 8;
    return {file.begin() + static_cast<std::ptrdiff_t>(frame), file.end() - 8};
}

TEST(Hostile, ACompressedFrameOfAnotherSizeIsNotDecoded) {
    for (const auto syntax :
         {dicom::TransferSyntax::JpegLossless, dicom::TransferSyntax::JpegLsLossless,
          dicom::TransferSyntax::Jpeg2000Lossless}) {
        const auto frame = codedFrameOf(syntax, 40, 30);
        const auto right = compressedFile(dicom::uid(syntax), 30, 40, frame);
        EXPECT_TRUE(dicom::decodeFrame(must(dicom::readInstance(right)), 0).has_value());
        for (const auto& [rows, columns] : {std::pair(31, 40), {30, 41}, {29, 40}, {40, 30}}) {
            const auto wrong = compressedFile(dicom::uid(syntax), rows, columns, frame);
            EXPECT_EQ(dicom::decodeFrame(must(dicom::readInstance(wrong)), 0).error().code,
                      ErrorCode::Malformed)
                << dicom::uid(syntax) << rows << "x" << columns;
        }
    }
}

TEST(Hostile, AnRleFrameMayNotReachOutsideItself) {
    Bytes frame;
    testing::little(frame, 1, 4);
    testing::little(frame, 64, 4);
    frame.resize(64);
    testing::chars(frame, "\x7F"); // claims 128 literal bytes
    EXPECT_EQ(dicom::decodeFrame(must(dicom::readInstance(compressedFile(kRle, 8, 8, frame))), 0)
                  .error()
                  .code,
              ErrorCode::Malformed);
    frame[4] = std::byte{0xFF}; // segment offset behind the end
    EXPECT_EQ(dicom::decodeFrame(must(dicom::readInstance(compressedFile(kRle, 8, 8, frame))), 0)
                  .error()
                  .code,
              ErrorCode::Malformed);
}

} // namespace
} // namespace cw
