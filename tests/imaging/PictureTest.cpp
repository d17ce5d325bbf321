// SPDX-License-Identifier: Apache-2.0
#include "imaging/Picture.h"

#include "PictureFixtures.h"
#include <cstring>

namespace cw::imaging {
namespace {

using testing::numbered;
using testing::TemporaryFolder;

std::vector<std::byte> bytesOf(std::string_view text) {
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

// Pillow writes a picture of each format and orientation and says what it looks like upright.
constexpr const char* kOrientationOracle = R"(
from PIL import Image, ImageOps
import numpy as np, struct
rng = np.random.default_rng(5)
pixels = np.kron(rng.integers(0, 256, (5, 9, 3), dtype=np.uint8), np.ones((8, 8, 1), dtype=np.uint8))
picture = Image.fromarray(pixels)
for n in range(1, 9):
    exif = Image.Exif(); exif[274] = n
    picture.save(f'{n}.png', exif=exif)
    picture.save(f'{n}.jpg', exif=exif, quality=95, subsampling=0)
    picture.save(f'{n}.tif', tiffinfo={274: n})
    # A JPEG that holds nothing but an Orientation tag, big endian, no thumbnail, no EXIF sub-IFD.
    only = b'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0' + bytes([n]) + b'\0\0\0\0\0\0'
    import io
    plain = io.BytesIO(); picture.save(plain, 'JPEG', quality=95, subsampling=0); plain = plain.getvalue()
    segment = b'\xff\xe1' + struct.pack('>H', len(only) + 2) + only
    open(f'{n}.only.jpg', 'wb').write(plain[:2] + segment + plain[2:])
    for kind in ('png', 'jpg', 'only.jpg'):
        upright = ImageOps.exif_transpose(Image.open(f'{n}.{kind}')).convert('RGB')
        open(f'{n}.{kind}.raw', 'wb').write(struct.pack('<II', *upright.size) + upright.tobytes())
    tag = Image.Exif(); tag[274] = n
    again = Image.fromarray(pixels); again.info['exif'] = tag.tobytes()
    again._exif = None
    upright = ImageOps.exif_transpose(Image.open(f'{n}.png'))
    open(f'{n}.tif.raw', 'wb').write(struct.pack('<II', *upright.size) + upright.tobytes())
)";

void expectUprightAsPillow(const TemporaryFolder& folder, const std::string& file,
                           int orientation) {
    SCOPED_TRACE(file);
    const auto picture = readPicture(folder / file);
    ASSERT_TRUE(picture) << picture.error().sentence();
    EXPECT_EQ(picture->exifOrientation, orientation);
    const auto expected = core::readFile(folder / (file + ".raw")).value();
    std::uint32_t size[2];
    std::memcpy(size, expected.data(), sizeof size);
    ASSERT_EQ(static_cast<std::uint32_t>(picture->image.width()), size[0]);
    ASSERT_EQ(static_cast<std::uint32_t>(picture->image.height()), size[1]);
    const auto pixels = picture->image.bytes();
    ASSERT_EQ(pixels.size() + 8, expected.size());
    int worst = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i)
        worst = std::max(worst, std::abs(std::to_integer<int>(pixels[i]) -
                                         std::to_integer<int>(expected[i + 8])));
    EXPECT_LE(worst, 3); // two JPEG decoders may differ by rounding; a wrong turn differs by 200
}

TEST(PictureOrientation, IsAppliedAsPillowDoesForAllEightInEveryFormat) {
    if (!testing::hasPillow())
        GTEST_SKIP() << "python3 with Pillow is not installed";
    const TemporaryFolder folder;
    ASSERT_TRUE(testing::runPython(folder, kOrientationOracle));
    for (int n = 1; n <= 8; ++n)
        for (const char* kind : {".png", ".jpg", ".tif", ".only.jpg"})
            expectUprightAsPillow(folder, std::to_string(n) + kind, n);
}

TEST(Picture, IsReadFromAPathWithKoreanNames) {
    const TemporaryFolder folder;
    const auto file = folder / "김영희_안저.png";
    const auto image = numbered(31, 17, 3, core::SampleType::U8);
    ASSERT_TRUE(core::writeWhole(file, encodePng(image).value()));
    const auto picture = readPicture(file);
    ASSERT_TRUE(picture) << picture.error().sentence();
    EXPECT_EQ(picture->image, image);
    EXPECT_EQ(picture->format, PictureFormat::Png);
}

TEST(Picture, SurvivesPngAndTiffUnchangedAtEightAndSixteenBits) {
    for (const int samples : {1, 3}) {
        for (const auto type : {core::SampleType::U8, core::SampleType::U16}) {
            auto image = numbered(37, 23, samples, type);
            image.setBitsStored(type == core::SampleType::U8 ? 8 : 16);
            const auto png = decodePicture(encodePng(image).value());
            const auto tiff = decodePicture(encodeTiff(image).value());
            ASSERT_TRUE(png && tiff);
            EXPECT_EQ(png->image, image);
            EXPECT_EQ(tiff->image, image);
        }
    }
}

TEST(Picture, KeepsRedRedThroughJpeg) {
    auto image =
        core::Image::create(32, 32, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    auto samples = image.samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); i += 3)
        samples[i] = 200;
    const auto picture = decodePicture(encodeJpeg(image, 95).value());
    ASSERT_TRUE(picture);
    EXPECT_GT(picture->image.valueAt(16, 16, 0), 190);
    EXPECT_LT(picture->image.valueAt(16, 16, 2), 10);
}

TEST(Picture, DropsAlphaOpensPalettesAndSixteenBitsAsPillowWrotesThem) {
    if (!testing::hasPillow())
        GTEST_SKIP() << "python3 with Pillow is not installed";
    const TemporaryFolder folder;
    ASSERT_TRUE(testing::runPython(folder, R"(
from PIL import Image
import numpy as np
rgba = np.zeros((6, 4, 4), np.uint8); rgba[..., 0] = 250; rgba[..., 3] = 10
Image.fromarray(rgba, 'RGBA').save('alpha.png')
Image.fromarray(rgba, 'RGBA').convert('RGB').convert('P', palette=Image.ADAPTIVE).save('palette.png')
Image.fromarray(np.full((6, 4), 54321, np.uint16)).save('wide.tif')
Image.fromarray(rgba, 'RGBA').convert('RGB').save('plain.bmp')
Image.fromarray(np.full((16, 16, 4), 30, np.uint8), 'CMYK').save('cmyk.jpg')
)"));
    for (const char* name : {"alpha.png", "palette.png", "plain.bmp"}) {
        SCOPED_TRACE(name);
        const auto picture = readPicture(folder / name);
        ASSERT_TRUE(picture) << picture.error().sentence();
        EXPECT_EQ(picture->image.samplesPerPixel(), 3);
        EXPECT_EQ(picture->image.valueAt(1, 1, 0), 250);
        EXPECT_EQ(picture->image.valueAt(1, 1, 1), 0);
    }
    EXPECT_EQ(readPicture(folder / "wide.tif")->image.valueAt(2, 2), 54321);
    EXPECT_EQ(readPicture(folder / "cmyk.jpg")->image.samplesPerPixel(), 3);
}

// A PNG header for 60000 x 60000 pixels: ten gigabytes if anybody believed it.
TEST(Picture, RefusesBombsBeforeDecoding) {
    auto png = encodePng(numbered(8, 8, 3, core::SampleType::U8)).value();
    for (const std::size_t at : {16U, 20U}) {
        png[at + 2] = std::byte{0xEA};
        png[at + 3] = std::byte{0x60};
    }
    const auto bomb = decodePicture(png);
    ASSERT_FALSE(bomb);
    EXPECT_EQ(bomb.error().code, ErrorCode::TooLarge);

    auto jpeg = encodeJpeg(numbered(8, 8, 3, core::SampleType::U8), 90).value();
    for (std::size_t i = 0; i + 9 < jpeg.size(); ++i) {
        if (jpeg[i] == std::byte{0xFF} && jpeg[i + 1] == std::byte{0xC0})
            for (std::size_t at = i + 5; at < i + 9; ++at)
                jpeg[at] = std::byte{0xFE};
    }
    const auto jpegBomb = decodePicture(jpeg);
    ASSERT_FALSE(jpegBomb);
    EXPECT_EQ(jpegBomb.error().code, ErrorCode::TooLarge);

    auto tiff = encodeTiff(numbered(8, 8, 1, core::SampleType::U8)).value();
    // Every SHORT entry for width and height of the one directory becomes 65535.
    for (std::size_t i = 0; i + 12 < tiff.size(); ++i) {
        const auto tag = std::to_integer<int>(tiff[i]) + 256 * std::to_integer<int>(tiff[i + 1]);
        if ((tag == 256 || tag == 257) && tiff[i + 2] == std::byte{3} &&
            tiff[i + 4] == std::byte{1})
            tiff[i + 8] = tiff[i + 9] = std::byte{0xFF};
    }
    const auto tiffBomb = decodePicture(tiff);
    ASSERT_FALSE(tiffBomb);
    EXPECT_EQ(tiffBomb.error().code, ErrorCode::TooLarge);
}

TEST(Picture, CutShortAnywhereIsAnErrorNeverAPicture) {
    const auto image = numbered(64, 48, 3, core::SampleType::U8);
    for (const auto& whole : {encodeJpeg(image, 90).value(), encodePng(image).value()}) {
        for (std::size_t kept = 0; kept + 2 < whole.size(); kept += 1 + whole.size() / 97) {
            const auto cut = decodePicture(std::span(whole).first(kept));
            EXPECT_FALSE(cut) << kept << " of " << whole.size() << " bytes";
        }
    }
}

TEST(Picture, OfUnknownFormatIsRefusedWithASentence) {
    for (const std::string_view text :
         {"", "hello", "BM is how this text begins, no picture", "\xFF\xD8"}) {
        const auto picture = decodePicture(bytesOf(text));
        ASSERT_FALSE(picture);
        EXPECT_EQ(picture.error().code, ErrorCode::Unsupported);
    }
}

} // namespace
} // namespace cw::imaging
