// SPDX-License-Identifier: Apache-2.0
// Hiding changes stored values inside boxes and nothing outside of them.
#include "anonymizer/PixelReview.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/ExifOrientation.h"
#include "core/Files.h"
#include "core/Presentation.h"
#include "dicom/FrameReader.h"
#include "dicom/Instances.h"
#include "dicom/PixelLayers.h"
#include "imaging/JpegBlocks.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <cstring>
#include <rapidcheck/gtest.h>
#include <set>

namespace cw::anonymizer {
namespace {

using core::PixelMeaning;
using core::SampleType;
using cw::testing::instanceOf;
using cw::testing::must;
using dicom::ColourHandling;
using Bytes = std::vector<std::byte>;

TextBox boxAt(double left, double top, double right, double bottom, int frame = -1) {
    return {.box = {left, top, right, bottom}, .frame = frame};
}

bool inside(const std::vector<TextBox>& boxes, int x, int y, int frame) {
    return std::ranges::any_of(boxes, [&](const TextBox& each) {
        return (each.frame == -1 || each.frame == frame) && x >= std::floor(each.box.left) &&
               x < std::ceil(each.box.right) && y >= std::floor(each.box.top) &&
               y < std::ceil(each.box.bottom);
    });
}

/// Samples that differ outside the boxes, and how many values stand inside.
struct Difference {
    int changedOutside = 0;
    std::set<std::vector<double>> insideValues;
};
Difference differenceOf(const core::Image& before, const core::Image& after,
                        const std::vector<TextBox>& boxes, int frame = 0) {
    Difference difference;
    const auto samples = static_cast<std::size_t>(before.samplesPerPixel());
    const auto pixel = core::bytesPerSample(before.sampleType()) * samples;
    EXPECT_EQ(before.bytes().size(), after.bytes().size());
    for (int y = 0; y < before.height(); ++y)
        for (int x = 0; x < before.width(); ++x) {
            const auto at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(before.width()) +
                 static_cast<std::size_t>(x)) *
                pixel;
            if (!inside(boxes, x, y, frame)) {
                const bool same =
                    std::memcmp(before.bytes().data() + at, after.bytes().data() + at, pixel) == 0;
                difference.changedOutside += same ? 0 : 1;
                continue;
            }
            std::vector<double> values;
            for (int s = 0; s < before.samplesPerPixel(); ++s)
                values.push_back(after.valueAt(x, y, s));
            difference.insideValues.insert(std::move(values));
        }
    return difference;
}

core::Image storedFrame(const dicom::Instance& instance, int frame = 0) {
    return must(dicom::decodeFrame(instance, frame, ColourHandling::Stored));
}

/// The brightest grey of the box, as the file wants to be shown and over its full range.
int brightestInside(const dicom::Instance& instance, const TextBox& box) {
    const auto pixels = must(dicom::decodeFrame(instance, 0));
    auto presentation = dicom::presentationOf(instance, 0);
    int brightest = 0;
    for (const bool full : {false, true}) {
        core::ViewGrey grey;
        if (full)
            grey.window = core::fullRangeWindow(pixels, presentation);
        const auto shown = must(core::shown(pixels, presentation, grey));
        for (int y = static_cast<int>(box.box.top); y < box.box.bottom; ++y)
            for (int x = static_cast<int>(box.box.left); x < box.box.right; ++x)
                for (int s = 0; s < shown.samplesPerPixel(); ++s)
                    brightest = std::max(brightest, static_cast<int>(shown.valueAt(x, y, s)));
    }
    return brightest;
}

constexpr std::array kSyntaxes{dicom::TransferSyntax::ImplicitLittle,
                               dicom::TransferSyntax::ExplicitLittle,
                               dicom::TransferSyntax::ExplicitBig,
                               dicom::TransferSyntax::Deflated,
                               dicom::TransferSyntax::Rle,
                               dicom::TransferSyntax::JpegLossless,
                               dicom::TransferSyntax::JpegLsLossless,
                               dicom::TransferSyntax::Jpeg2000Lossless};

struct Depth {
    SampleType type;
    int bitsStored;
    const char* photometric;
};
constexpr std::array kDepths{Depth{SampleType::U8, 8, "MONOCHROME2"},
                             Depth{SampleType::U8, 8, "MONOCHROME1"},
                             Depth{SampleType::U16, 12, "MONOCHROME1"},
                             Depth{SampleType::U16, 16, "MONOCHROME2"},
                             Depth{SampleType::S16, 16, "MONOCHROME2"},
                             Depth{SampleType::S16, 12, "MONOCHROME1"},
                             Depth{SampleType::U8, 8, "RGB"}};

RC_GTEST_PROP(HideBoxes, ChangeNothingOutsideInAnyLosslessTransferSyntax, ()) {
    const auto syntax = kSyntaxes[*rc::gen::inRange<std::size_t>(0, kSyntaxes.size())];
    const Depth depth = kDepths[*rc::gen::inRange<std::size_t>(0, kDepths.size())];
    const int width = *rc::gen::inRange(2, 60), height = *rc::gen::inRange(2, 40);
    core::Random random(static_cast<core::Seed>(*rc::gen::inRange(0, 1 << 20)));
    const bool colour = std::string_view(depth.photometric) == "RGB";
    auto instance = instanceOf(cw::testing::randomImage(
        random, width, height, depth.type, colour ? PixelMeaning::Rgb : PixelMeaning::Monochrome2,
        depth.bitsStored));
    must(instance.setText({0x0028, 0x0004}, depth.photometric));
    std::vector<TextBox> boxes;
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
        const int left = *rc::gen::inRange(0, width), top = *rc::gen::inRange(0, height);
        boxes.push_back(boxAt(left, top, left + *rc::gen::inRange(1, width + 5),
                              top + *rc::gen::inRange(1, height + 5)));
    }
    const auto file = must(dicom::encodeInstance(instance, syntax));
    const auto hidden = hideBoxes(file, boxes);
    RC_ASSERT(hidden.has_value());
    RC_ASSERT(!hidden->recoded);
    const auto before = must(dicom::readInstance(file)),
               after = must(dicom::readInstance(hidden->bytes));
    RC_ASSERT(after.transferSyntaxUid() == dicom::uid(syntax));
    const auto difference = differenceOf(storedFrame(before), storedFrame(after), boxes);
    RC_ASSERT(difference.changedOutside == 0);
    RC_ASSERT(difference.insideValues.size() == 1U);
    // Where all of a picture is one value, nothing says what is black.
    const auto left = storedFrame(after);
    bool varied = false;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            varied = varied || left.valueAt(x, y) != left.valueAt(0, 0);
    RC_PRE(varied);
    for (const TextBox& each : boxes) {
        TextBox cut = each;
        cut.box.right = std::min<double>(width, cut.box.right);
        cut.box.bottom = std::min<double>(height, cut.box.bottom);
        RC_ASSERT(brightestInside(after, cut) == 0);
    }
}

/// Several frames of noise under the syntax; the encoder makes a fragment of each.
Bytes multiframe(dicom::TransferSyntax syntax, int frames) {
    core::Random random(7);
    auto image = cw::testing::randomImage(random, 24, 16 * frames, SampleType::U16,
                                          PixelMeaning::Monochrome2, 12);
    auto instance = instanceOf(image);
    must(instance.setText({0x0028, 0x0008}, std::to_string(frames)));
    must(instance.setText({0x0028, 0x0010}, "16"));
    return must(dicom::encodeInstance(instance, syntax));
}

TEST(HideBoxes, LeavesOtherFramesOfAFileAlone) {
    for (const auto syntax : kSyntaxes) {
        const auto file = multiframe(syntax, 4);
        const std::vector boxes{boxAt(3, 2, 11, 9, 2)};
        const auto hidden = must(hideBoxes(file, boxes));
        const auto before = must(dicom::readInstance(file)),
                   after = must(dicom::readInstance(hidden.bytes));
        EXPECT_EQ(after.transferSyntaxUid(), dicom::uid(syntax));
        for (int frame = 0; frame < 4; ++frame) {
            const auto difference =
                differenceOf(storedFrame(before, frame), storedFrame(after, frame), boxes, frame);
            EXPECT_EQ(difference.changedOutside, 0) << dicom::uid(syntax) << " frame " << frame;
            EXPECT_EQ(difference.insideValues.size(), frame == 2 ? 1U : 0U);
        }
        // Compressed frames without a box are the very bytes they were.
        if (after.transferSyntaxUid().starts_with("1.2.840.10008.1.2.4") ||
            syntax == dicom::TransferSyntax::Rle) {
            const std::string was = cw::testing::textOf(file),
                              is = cw::testing::textOf(hidden.bytes);
            const auto offset = was.find(std::string("\xE0\x7F\x10\x00OB", 6));
            const auto fragment = was.substr(offset + 12 + 8 + 16 + 8, 40); // of the first frame
            EXPECT_NE(is.find(fragment), std::string::npos) << dicom::uid(syntax);
        }
    }
}

TEST(HideBoxes, MakeEveryFrameBlackWhereAllAreMeant) {
    const auto hidden = must(hideBoxes(multiframe(dicom::TransferSyntax::JpegLsLossless, 3),
                                       std::vector{boxAt(0, 0, 24, 4)}));
    const auto after = must(dicom::readInstance(hidden.bytes));
    for (int frame = 0; frame < 3; ++frame)
        for (int x = 0; x < 24; ++x)
            EXPECT_LT(storedFrame(after, frame).valueAt(x, 2), 16) << frame;
}

TEST(HideBoxes, RefuseWhatLiesOutsideOfTheImage) {
    const auto file = multiframe(dicom::TransferSyntax::ExplicitLittle, 2);
    EXPECT_EQ(hideBoxes(file, std::vector{boxAt(30, 0, 40, 5)}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(hideBoxes(file, std::vector{boxAt(0, 0, 4, 4, 2)}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(
        hideBoxes(cw::testing::bytesOf("nothing"), std::vector{boxAt(0, 0, 4, 4)}).error().code,
        ErrorCode::Unsupported);
}

// Case 16 of deidentification.md: the fill is black, not white or green.

dicom::Instance greyInstance(SampleType type, int bitsStored, const char* photometric) {
    core::Random random(3);
    auto instance = instanceOf(
        cw::testing::randomImage(random, 32, 20, type, PixelMeaning::Monochrome2, bitsStored));
    must(instance.setText({0x0028, 0x0004}, photometric));
    return instance;
}

int fillOf(const dicom::Instance& instance) {
    const auto hidden =
        must(hideBoxes(must(dicom::encodeInstance(instance)), std::vector{boxAt(4, 4, 20, 12)}));
    const auto after = must(dicom::readInstance(hidden.bytes));
    EXPECT_EQ(brightestInside(after, boxAt(4, 4, 20, 12)), 0);
    return static_cast<int>(storedFrame(after).valueAt(10, 8));
}

TEST(Fill, IsBlackInEitherPolarityAndDepth) {
    // The darkest value in use, so that a window over the range of the values stays what it was.
    EXPECT_LT(fillOf(greyInstance(SampleType::U8, 8, "MONOCHROME2")), 5);
    EXPECT_GT(fillOf(greyInstance(SampleType::U8, 8, "MONOCHROME1")), 250);
    // Twelve bits of sixteen: 4095 is the highest, never 65535.
    const int white = fillOf(greyInstance(SampleType::U16, 12, "MONOCHROME1"));
    EXPECT_LE(white, 4095);
    EXPECT_GT(white, 4000);
    EXPECT_LT(fillOf(greyInstance(SampleType::S16, 12, "MONOCHROME2")), -2000);
    EXPECT_GT(fillOf(greyInstance(SampleType::S16, 12, "MONOCHROME1")), 2000);
}

TEST(Fill, FollowsRescaleWindowAndPadding) {
    auto falling = greyInstance(SampleType::U16, 12, "MONOCHROME2");
    must(falling.setText({0x0028, 0x1052}, "0"));
    must(falling.setText({0x0028, 0x1053}, "-1")); // the highest stored value is the darkest
    EXPECT_GT(fillOf(falling), 4000);
    auto padded = greyInstance(SampleType::U16, 12, "MONOCHROME1");
    must(padded.setText({0x0028, 0x0120}, "0", "US")); // shown black, but white to other readers
    EXPECT_GT(fillOf(padded), 4000);
    auto inverse = greyInstance(SampleType::U16, 12, "MONOCHROME2");
    must(inverse.setText({0x2050, 0x0020}, "INVERSE"));
    EXPECT_GT(fillOf(inverse), 4000);
    // A window below all values of the picture: none of them is black, so the lowest storable is.
    auto high = must(core::Image::create(32, 20, 1, SampleType::U16, PixelMeaning::Monochrome2));
    for (auto& sample : high.samples<std::uint16_t>())
        sample = 3000;
    high.setBitsStored(12);
    auto windowed = instanceOf(high);
    must(windowed.setText({0x0028, 0x1050}, "2000"));
    must(windowed.setText({0x0028, 0x1051}, "4000"));
    EXPECT_EQ(fillOf(windowed), 0);
}

dicom::Instance colourInstance(const char* photometric, int planar, std::size_t bytes) {
    auto image = must(core::Image::create(32, 20, 3, SampleType::U8, PixelMeaning::Rgb));
    auto instance = instanceOf(image);
    must(instance.setText({0x0028, 0x0004}, photometric));
    must(instance.setText({0x0028, 0x0006}, std::to_string(planar)));
    Bytes pixels(bytes);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::byte>(40 + i * 37 % 180);
    must(instance.setBytes({0x7FE0, 0x0010}, pixels, "OB"));
    return instance;
}

TEST(Fill, IsBlackInEveryColourSpace) {
    constexpr std::size_t full = 32 * 20 * 3, halved = 32 * 20 * 2;
    for (const auto& [photometric, planar, bytes] : {std::tuple{"RGB", 0, full},
                                                     {"RGB", 1, full},
                                                     {"YBR_FULL", 0, full},
                                                     {"YBR_FULL", 1, full},
                                                     {"YBR_FULL_422", 0, halved},
                                                     {"YBR_PARTIAL_422", 0, halved}}) {
        const auto instance = colourInstance(photometric, planar, bytes);
        const std::vector boxes{boxAt(5, 3, 17, 9)}; // odd: halved chroma takes a neighbour along
        const auto hidden = must(hideBoxes(must(dicom::encodeInstance(instance)), boxes));
        const auto after = must(dicom::readInstance(hidden.bytes));
        EXPECT_EQ(brightestInside(after, boxes[0]), 0) << photometric << planar;
        auto wide = boxes;
        if (bytes == halved)
            wide = {boxAt(4, 3, 18, 9)};
        EXPECT_EQ(differenceOf(storedFrame(instance), storedFrame(after), wide).changedOutside, 0)
            << photometric << planar;
    }
}

TEST(Fill, IsTheDarkestEntryOfAPalette) {
    core::Random random(5);
    auto instance = instanceOf(
        cw::testing::randomImage(random, 32, 20, SampleType::U8, PixelMeaning::Monochrome2, 8));
    must(instance.setText({0x0028, 0x0004}, "PALETTE COLOR"));
    for (std::uint16_t channel = 0; channel < 3; ++channel) {
        // Index 0 is bright green, index 93 the darkest.
        Bytes table;
        for (int i = 0; i < 256; ++i)
            cw::testing::little(table, i == 93 ? 0x0100U : channel == 1 ? 0xFF00U : 0x2000U, 2);
        must(instance.setText({0x0028, static_cast<std::uint16_t>(0x1101 + channel)}, "256\\0\\16",
                              "US"));
        must(
            instance.setBytes({0x0028, static_cast<std::uint16_t>(0x1201 + channel)}, table, "OW"));
    }
    const auto hidden =
        must(hideBoxes(must(dicom::encodeInstance(instance)), std::vector{boxAt(4, 4, 20, 12)}));
    const auto after = must(dicom::readInstance(hidden.bytes));
    EXPECT_EQ(storedFrame(after).valueAt(8, 8), 93);
    EXPECT_LE(brightestInside(after, boxAt(4, 4, 20, 12)), 1);
}

TEST(Fill, ReachesSingleBits) {
    for (const bool inverse : {false, true}) {
        auto image = must(core::Image::create(40, 8, 1, SampleType::U8, PixelMeaning::Monochrome2));
        auto instance = instanceOf(image);
        must(instance.setText({0x0028, 0x0004}, inverse ? "MONOCHROME1" : "MONOCHROME2"));
        for (const auto& [element, value] : {std::pair{0x0100, "1"}, {0x0101, "1"}, {0x0102, "0"}})
            must(instance.setText({0x0028, static_cast<std::uint16_t>(element)}, value));
        must(instance.setBytes({0x7FE0, 0x0010}, Bytes(40, std::byte{0x5A}), "OB"));
        const std::vector boxes{boxAt(3, 1, 21, 5)};
        const auto hidden = must(hideBoxes(must(dicom::encodeInstance(instance)), boxes));
        const auto after = must(dicom::readInstance(hidden.bytes));
        const auto difference = differenceOf(storedFrame(instance), storedFrame(after), boxes);
        EXPECT_EQ(difference.changedOutside, 0);
        EXPECT_EQ(difference.insideValues, (std::set<std::vector<double>>{{inverse ? 1.0 : 0.0}}));
    }
}

// Overlays, spare bits, icon.

TEST(HideBoxes, ClearOverlaysAndSpareBitsBelowAndRemoveTheIcon) {
    core::Random random(9);
    auto instance = instanceOf(
        cw::testing::randomImage(random, 32, 20, SampleType::U16, PixelMeaning::Monochrome2, 12));
    auto words = must(dicom::storedPixelBytes(instance, 0));
    for (std::size_t i = 1; i < words.size(); i += 2)
        words[i] |= std::byte{0x80}; // bit 15: an overlay of old
    must(instance.setBytes({0x7FE0, 0x0010}, words, "OW"));
    must(instance.setText({0x6000, 0x0010}, "20", "US"));
    must(instance.setText({0x6000, 0x0011}, "32", "US"));
    must(instance.setText({0x6000, 0x0050}, "1\\1", "SS"));
    must(instance.setBytes({0x6000, 0x3000}, Bytes(80, std::byte{0xFF}), "OW"));
    must(instance.setText({{{0x0088, 0x0200}, 0}}, {0x0028, 0x0010}, "4", "US"));
    const std::vector boxes{boxAt(4, 4, 20, 12)};
    ASSERT_TRUE(must(dicom::spareBitsOf(instance, 0)));
    for (const auto syntax : kSyntaxes) {
        const auto file = must(dicom::encodeInstance(instance, syntax));
        const auto after = must(dicom::readInstance(must(hideBoxes(file, boxes)).bytes));
        EXPECT_FALSE(after.has({0x0088, 0x0200}));
        const auto plane = dicom::overlaysOf(after).at(0).bits;
        const auto spare = must(dicom::spareBitsOf(after, 0));
        ASSERT_TRUE(spare) << dicom::uid(syntax);
        for (int y = 0; y < 20; ++y)
            for (int x = 0; x < 32; ++x) {
                const double expected = inside(boxes, x, y, 0) ? 0 : 255;
                EXPECT_EQ(plane.valueAt(x, y), expected);
                EXPECT_EQ(spare->valueAt(x, y), expected) << dicom::uid(syntax);
            }
    }
}

// Real files: lossy ones, foreign encoders.

std::filesystem::path dataFile(const std::string& name) { return cw::testing::testData() / name; }

TEST(HideBoxes, BlankOnlyBlocksOfALossyJpegFrame) {
    if (!std::filesystem::is_directory(cw::testing::testData()))
        GTEST_SKIP() << "no real test data (CONCORD_TEST_DATA or ../shared/data)";
    const auto file = must(core::readFile(dataFile("mg_dicom/example-mg.dcm")));
    const auto before = must(dicom::readInstance(file));
    ASSERT_EQ(before.transferSyntaxUid(), "1.2.840.10008.1.2.4.50");
    const std::vector boxes{boxAt(100, 37, 180, 61)};
    const auto hidden = must(hideBoxes(file, boxes));
    EXPECT_FALSE(hidden.recoded);
    const auto after = must(dicom::readInstance(hidden.bytes));
    EXPECT_EQ(after.transferSyntaxUid(), before.transferSyntaxUid());
    EXPECT_EQ(brightestInside(after, boxes[0]), 0);
    const std::vector blocks{boxAt(80, 16, 200, 80)}; // 16 pixels a block, and a chroma sample
    EXPECT_EQ(differenceOf(storedFrame(before), storedFrame(after), blocks).changedOutside, 0);
    EXPECT_EQ(after.text({0x0028, 0x2110}), before.text({0x0028, 0x2110}));
}

// Loose pictures.

core::Image photograph(int width, int height, int samples = 3) {
    auto image =
        must(core::Image::create(width, height, samples, SampleType::U8,
                                 samples == 3 ? PixelMeaning::Rgb : PixelMeaning::Monochrome2));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int s = 0; s < samples; ++s)
                image.samples<std::uint8_t>()[static_cast<std::size_t>((y * width + x) * samples +
                                                                       s)] =
                    static_cast<std::uint8_t>(60 + (x * 3 + y * 5 + s * 50 + x * y / 7) % 190);
    return image;
}

TEST(HideBoxes, BlankBlocksOfALooseJpegAndNothingFurtherAway) {
    for (const int samples : {1, 3}) {
        const auto jpeg = must(imaging::encodeJpeg(photograph(203, 150, samples), 85));
        const std::vector boxes{boxAt(70, 40, 120, 61)};
        const auto hidden = must(hideBoxes(jpeg, boxes));
        const auto before = must(imaging::decodePicture(jpeg)).image,
                   after = must(imaging::decodePicture(hidden.bytes)).image;
        const auto around = imaging::blocksAround(jpeg, boxes[0].box);
        EXPECT_EQ(differenceOf(before, after, {{.box = around}}).changedOutside, 0);
        EXPECT_EQ(differenceOf(before, after, boxes).insideValues,
                  (std::set<std::vector<double>>{
                      std::vector<double>(static_cast<std::size_t>(samples), 0.0)}));
        EXPECT_GE(around.left, boxes[0].box.left - 34);
        EXPECT_LE(around.right, boxes[0].box.right + 34);
    }
}

TEST(HideBoxes, FollowTheOrientationOfAJpeg) {
    const auto plain = must(imaging::encodeJpeg(photograph(160, 96), 90));
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto exif = exifApp1Payload({orientation});
        const std::string payload =
            std::string("\xFF\xE1\0\x22", 4) +
            std::string(reinterpret_cast<const char*>(exif.data()), exif.size());
        std::string turned = cw::testing::textOf(plain);
        turned.insert(2, payload);
        const auto file = cw::testing::bytesOf(turned);
        const auto before = must(imaging::decodePicture(file));
        ASSERT_EQ(before.exifOrientation, orientation);
        const std::vector boxes{boxAt(16, 8, 40, 24)}; // of the upright picture
        const auto hidden = must(hideBoxes(file, boxes));
        const auto after = must(imaging::decodePicture(hidden.bytes));
        EXPECT_EQ(after.exifOrientation, orientation);
        EXPECT_EQ(differenceOf(before.image, after.image, boxes).insideValues,
                  (std::set<std::vector<double>>{{0, 0, 0}}));
        EXPECT_EQ(differenceOf(before.image, after.image, {boxAt(0, 0, 64, 64)}).changedOutside, 0)
            << orientation;
    }
}

TEST(HideBoxes, KeepPixelsOfPngTiffAndBmpPictures) {
    const auto image = photograph(90, 70);
    for (const auto& file : {must(imaging::encodePng(image)), must(imaging::encodeTiff(image))}) {
        const std::vector boxes{boxAt(10, 10, 33, 21)};
        const auto hidden = must(hideBoxes(file, boxes));
        const auto after = must(imaging::decodePicture(hidden.bytes)).image;
        const auto difference = differenceOf(image, after, boxes);
        EXPECT_EQ(difference.changedOutside, 0);
        EXPECT_EQ(difference.insideValues, (std::set<std::vector<double>>{{0, 0, 0}}));
    }
}

// One frame at a time out of a file.

TEST(FrameReader, GivesTheFramesOfTheWholeFile) {
    const cw::testing::ScratchFolder scratch;
    const auto path = scratch.path() / "many.dcm";
    for (const auto syntax : kSyntaxes) {
        const auto file = multiframe(syntax, 5);
        ASSERT_TRUE(core::writeWhole(path, file));
        const auto reader = dicom::FrameReader::open(path);
        if (!reader) { // these are read as a whole
            EXPECT_TRUE(syntax == dicom::TransferSyntax::Deflated ||
                        syntax == dicom::TransferSyntax::ExplicitBig)
                << dicom::uid(syntax);
            continue;
        }
        const auto whole = must(dicom::readInstance(file));
        EXPECT_EQ(reader->header().frameCount(), 5);
        for (int frame = 0; frame < 5; ++frame)
            EXPECT_EQ(storedFrame(must(reader->frame(frame))), storedFrame(whole, frame))
                << dicom::uid(syntax);
        EXPECT_EQ(reader->frame(5).error().code, ErrorCode::InvalidArgument);
    }
}

TEST(FrameReader, FindsFramesOfSeveralFragmentsByTheirTable) {
    const cw::testing::ScratchFolder scratch;
    const auto path = scratch.path() / "parts.dcm";
    const auto file = multiframe(dicom::TransferSyntax::JpegLsLossless, 3);
    const auto whole = must(dicom::readInstance(file));
    // Every fragment in two; the table says where frames begin.
    const std::string text = cw::testing::textOf(file);
    const auto little = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t k = 4; k-- > 0;)
            value = value << 8 | static_cast<unsigned char>(text[at + k]);
        return value;
    };
    const auto pixels = text.find(std::string("\xE0\x7F\x10\x00OB", 6));
    std::size_t at = pixels + 12 + 8 + little(pixels + 16); // behind the offset table
    Bytes items, table;
    for (int frame = 0; frame < 3; ++frame) {
        cw::testing::little(table, items.size(), 4);
        const std::size_t length = little(at + 4), half = length / 4 * 2;
        for (const auto& [from, size] : {std::pair{std::size_t{0}, half}, {half, length - half}}) {
            cw::testing::marker(items, 0xE000, static_cast<std::uint32_t>(size));
            cw::testing::chars(items, std::string_view(text).substr(at + 8 + from, size));
        }
        at += 8 + length;
    }
    Bytes torn = cw::testing::bytesOf(text.substr(0, pixels + 12));
    cw::testing::marker(torn, 0xE000, static_cast<std::uint32_t>(table.size()));
    torn.insert(torn.end(), table.begin(), table.end());
    torn.insert(torn.end(), items.begin(), items.end());
    cw::testing::marker(torn, 0xE0DD, 0);
    ASSERT_TRUE(core::writeWhole(path, torn));
    const auto reader = must(dicom::FrameReader::open(path));
    for (int frame = 0; frame < 3; ++frame)
        EXPECT_EQ(storedFrame(must(reader.frame(frame))), storedFrame(whole, frame)) << frame;
    // And hiding leaves the other frames' fragments torn as they were.
    const auto hidden = must(hideBoxes(torn, std::vector{boxAt(2, 2, 9, 9, 1)}));
    const auto after = must(dicom::readInstance(hidden.bytes));
    EXPECT_EQ(storedFrame(after, 0), storedFrame(whole, 0));
    EXPECT_NE(storedFrame(after, 1), storedFrame(whole, 1));
    EXPECT_EQ(storedFrame(after, 2), storedFrame(whole, 2));
    // This reader goes by the table alone.
    ASSERT_TRUE(core::writeWhole(path, hidden.bytes));
    const auto byTable = must(dicom::FrameReader::open(path));
    for (int frame = 0; frame < 3; ++frame)
        EXPECT_EQ(storedFrame(must(byTable.frame(frame))), storedFrame(after, frame)) << frame;
}

} // namespace
} // namespace cw::anonymizer
