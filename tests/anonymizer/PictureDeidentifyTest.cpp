// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Support.h"
#include "anonymizer/detail/ExifOrientation.h"
#include "anonymizer/detail/JpegStrip.h"
#include "imaging/Picture.h"

namespace cw::anonymizer {
namespace {

using cw::testing::bytesOf;
using cw::testing::contains;
using cw::testing::textOf;

core::Image aPicture() {
    auto image =
        core::Image::create(40, 24, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    for (std::size_t i = 0; i < image.bytes().size(); ++i)
        image.bytes()[i] = static_cast<std::byte>((i * 31 + i / 120 * 17) & 0xFF);
    return image;
}

std::string segment(unsigned char marker, const std::string& payload) {
    const auto length = payload.size() + 2;
    return std::string("\xFF") + static_cast<char>(marker) + static_cast<char>(length >> 8) +
           static_cast<char>(length & 0xFF) + payload;
}

std::string exif(int orientation, const std::string& tail) {
    const auto payload = exifApp1Payload({orientation});
    return std::string(reinterpret_cast<const char*>(payload.data()), payload.size()) + tail;
}

/// A JPEG with a canary in every place that may hold one.
std::string stuffedJpeg(int orientation) {
    const std::string clean = textOf(imaging::encodeJpeg(aPicture(), 92).value());
    const auto afterJfif =
        4 + (static_cast<unsigned char>(clean[4]) << 8 | static_cast<unsigned char>(clean[5]));
    std::string out = clean.substr(0, 2);
    out += segment(0xE0, std::string("JFIF\0\1\1\0\0\1\0\1\1\1", 14) + "CAN"); // a 1x1 thumbnail
    out += segment(0xE0, std::string("JFXX\0\x10", 6) + "CANARY-JFXX");
    out += segment(0xE1, exif(orientation, "CANARY-EXIF-GPS"));
    out += segment(0xE1, std::string("http://ns.adobe.com/xap/1.0/\0", 29) + "CANARY-XMP");
    out += segment(0xE2, std::string("MPF\0", 4) + "CANARY-MPF");
    out += segment(0xE2, std::string("ICC_PROFILE\0", 12) + "CANARY-ICC");
    out += segment(0xED, std::string("Photoshop 3.0\0", 14) + "CANARY-IPTC");
    out +=
        segment(0xE5, "CANARY-APP5") + segment(0xEC, "CANARY-APP12") + segment(0xFE, "CANARY-COM");
    out += "CANARY-BETWEEN-SEGMENTS";
    out += clean.substr(static_cast<std::size_t>(afterJfif));
    return out + "CANARY-TRAILER" + clean;
}

std::uint32_t crc(const std::string& text) {
    std::uint32_t c = 0xFFFFFFFFU;
    for (const char byte : text) {
        c ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
    }
    return ~c;
}

std::string big(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xFF);
    return out;
}

std::string chunk(const std::string& name, const std::string& payload) {
    return big(static_cast<std::uint32_t>(payload.size())) + name + payload +
           big(crc(name + payload));
}

std::string stuffedPng() {
    const std::string clean = textOf(imaging::encodePng(aPicture()).value());
    constexpr std::size_t afterHeader = 8 + 25;
    return clean.substr(0, afterHeader) + chunk("tEXt", std::string("Author\0CANARY-TEXT", 18)) +
           chunk("zTXt", "CANARY-ZTXT") + chunk("iTXt", "CANARY-ITXT") +
           chunk("eXIf", "CANARY-EXIF") + chunk("tIME", "CANARY-") +
           chunk("prIv", "CANARY-PRIVATE") + chunk("sRGB", "CANARY-SRGB") +
           clean.substr(afterHeader) + "CANARY-TRAILER";
}

struct Deidentified {
    std::string bytes;
    core::EncodedImage image;
};

Deidentified deidentifiedPicture(const std::string& file, const char* sourceName,
                                 const std::optional<std::string>& patient = {}) {
    auto result =
        deidentify(bytesOf(file), cw::testing::contextOf("curation"), sourceName, patient);
    EXPECT_TRUE(result) << (result ? "" : result.error().sentence());
    if (!result)
        return {};
    return {textOf(result->image.value().bytes), result->image.value()};
}

TEST(JpegStrip, LeavesNoCanaryAndTheSamePixels) {
    for (const int orientation : {1, 3, 6, 8}) {
        const std::string dirty = stuffedJpeg(orientation);
        const auto result = deidentifiedPicture(dirty, "P0042_L.jpg");
        EXPECT_FALSE(contains(result.bytes, "CAN"))
            << result.bytes.substr(result.bytes.find("CAN"), 24);
        const auto before = imaging::decodePicture(bytesOf(dirty)),
                   after = imaging::decodePicture(bytesOf(result.bytes));
        ASSERT_TRUE(before && after);
        EXPECT_EQ(before->image, after->image);
        EXPECT_EQ(after->exifOrientation, orientation);
        EXPECT_EQ(result.image.attributes.exifOrientation, orientation);
        EXPECT_EQ(result.image.attributes.width, orientation >= 5 ? 24 : 40);
    }
}

TEST(JpegStrip, CopiesTheCodedPictureByteForByte) {
    const std::string clean = textOf(imaging::encodeJpeg(aPicture(), 92).value());
    const std::string stripped = textOf(stripJpeg(bytesOf(stuffedJpeg(1)), {1})->bytes);
    EXPECT_EQ(stripped, clean); // OpenCV writes nothing that is not allowed
    EXPECT_EQ(textOf(stripJpeg(bytesOf(clean), {1})->bytes), clean);
    EXPECT_EQ(stripJpeg(bytesOf(clean), {1})->cut, 0);
}

TEST(JpegStrip, CutsWhatHidesInsideAllowedSegments) {
    const std::string clean = textOf(imaging::encodeJpeg(aPicture(), 92).value());
    // A quantisation table segment that is longer than its tables.
    const auto at = clean.find("\xFF\xDB");
    const auto length = static_cast<unsigned>(static_cast<unsigned char>(clean[at + 2]) << 8 |
                                              static_cast<unsigned char>(clean[at + 3]));
    const std::string payload =
        clean.substr(at + 4, length - 2) + std::string("\x7F", 1) + "CANARY";
    const std::string dirty =
        clean.substr(0, at) + segment(0xDB, payload) + clean.substr(at + 2 + length);
    const auto stripped = stripJpeg(bytesOf(dirty), {1});
    ASSERT_TRUE(stripped);
    EXPECT_EQ(textOf(stripped->bytes), clean);
}

TEST(JpegStrip, RefusesWhatIsCutShortOrContradictsItself) {
    const std::string clean = textOf(imaging::encodeJpeg(aPicture(), 92).value());
    EXPECT_FALSE(stripJpeg(bytesOf(clean.substr(0, clean.size() - 2)), {1}));
    EXPECT_FALSE(stripJpeg(bytesOf(clean.substr(0, 30)), {1}));
    EXPECT_FALSE(stripJpeg(bytesOf("\xFF\xD8\xFF\xD9"), {1}));
    EXPECT_FALSE(stripJpeg(bytesOf("nothing"), {1}));
    for (std::size_t size = 0; size < clean.size(); size += 7) // no length may crash it
        (void)stripJpeg(bytesOf(clean.substr(0, size)), {1});
}

TEST(PngStrip, LeavesNoCanaryAndTheSamePixels) {
    const std::string dirty = stuffedPng();
    const auto result = deidentifiedPicture(dirty, "P0042_R.png");
    EXPECT_FALSE(contains(result.bytes, "CANARY"));
    EXPECT_EQ(imaging::decodePicture(bytesOf(dirty))->image,
              imaging::decodePicture(bytesOf(result.bytes))->image);
    EXPECT_EQ(result.image.mediaType, "image/png");
}

TEST(PngStrip, RefusesBrokenChunks) {
    std::string broken = textOf(imaging::encodePng(aPicture()).value());
    EXPECT_FALSE(stripPng(bytesOf(broken.substr(0, broken.size() - 5)), {1}));
    broken[20] = static_cast<char>(broken[20] ^ 1);
    EXPECT_FALSE(stripPng(bytesOf(broken), {1}));
}

TEST(PictureDeidentify, ReencodesTiffWithoutItsTagsAndWithoutLoss) {
    const std::string tiff = textOf(imaging::encodeTiff(aPicture()).value()) + "CANARY-TRAILER";
    const auto result = deidentifiedPicture(tiff, "P1_L.tif");
    EXPECT_FALSE(contains(result.bytes, "CANARY"));
    EXPECT_EQ(imaging::decodePicture(bytesOf(result.bytes))->image, aPicture());
}

TEST(PictureDeidentify, TakesPatientEyeAndFieldFromTheFileName) {
    const std::string file = textOf(imaging::encodeJpeg(aPicture(), 92).value());
    const auto left = deidentifiedPicture(file, "H0042_20240315_L_Wide.jpg");
    const auto right = deidentifiedPicture(file, "H0042_R_General.jpg");
    EXPECT_EQ(left.image.attributes.laterality, core::Laterality::Left);
    EXPECT_EQ(left.image.attributes.field, core::FundusField::Wide);
    EXPECT_EQ(right.image.attributes.laterality, core::Laterality::Right);
    EXPECT_EQ(right.image.attributes.field, core::FundusField::General);
    EXPECT_EQ(left.image.patient, right.image.patient);
    EXPECT_EQ(left.image.study, right.image.study);
    EXPECT_EQ(left.image.patient,
              cw::testing::contextOf("curation").pseudonyms.patient("", "H0042"));
    EXPECT_EQ(deidentifiedPicture(file, "x.jpg", "H0042").image.patient, left.image.patient);
    EXPECT_EQ(deidentifiedPicture(file, "Image_01L.jpg").image.attributes.laterality,
              core::Laterality::Left);
}

TEST(PictureDeidentify, IsIdempotent) {
    const auto once = deidentifiedPicture(stuffedJpeg(6), "P0042_L.jpg");
    EXPECT_EQ(deidentifiedPicture(once.bytes, "P0042_L.jpg").bytes, once.bytes);
}

} // namespace
} // namespace cw::anonymizer
