// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/AnyFile.h"

#include "app/workflow/FileSort.h"
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "dicom/Pixels.h"
#include "imaging/Picture.h"
#include "imaging/Resample.h"

#include <algorithm>
#include <bit>

namespace cw::workflow {
namespace {

constexpr dicom::Tag kPixelData{0x7FE0, 0x0010}, kFloatPixelData{0x7FE0, 0x0008},
    kDoublePixelData{0x7FE0, 0x0009};

std::string_view formatName(imaging::PictureFormat format) {
    switch (format) {
    case imaging::PictureFormat::Jpeg:
        return "JPEG";
    case imaging::PictureFormat::Png:
        return "PNG";
    case imaging::PictureFormat::Tiff:
        return "TIFF";
    case imaging::PictureFormat::Bmp:
        return "BMP";
    }
    return "";
}

void notePixels(FileDescription& description, const core::Image& image) {
    description.bitsStored = image.bitsStored();
    description.samplesPerPixel = image.samplesPerPixel();
}

void describePicture(FileDescription& description, std::span<const std::byte> bytes) {
    if (const auto format = imaging::sniffPicture(bytes))
        description.format = formatName(*format);
    auto picture = imaging::decodePicture(bytes);
    if (!picture) {
        description.fault = std::move(picture).error();
        return;
    }
    description.attributes = imaging::fundusAttributes(*picture);
    notePixels(description, picture->image);
}

void describeDicom(FileDescription& description, std::span<const std::byte> bytes) {
    const auto instance = dicom::readInstance(bytes);
    if (!instance) {
        description.fault = instance.error();
        return;
    }
    description.sopClassUid = instance->sopClassUid();
    description.attributes = dicom::attributesOf(*instance);
    if (!instance->has(kPixelData) && !instance->has(kFloatPixelData) &&
        !instance->has(kDoublePixelData)) {
        description.fault =
            Error{ErrorCode::Unsupported, "a DICOM object without an image in it", {}};
        return;
    }
    const auto image = dicom::decodeFrame(*instance, 0);
    if (image)
        notePixels(description, *image);
    else
        description.fault = image.error();
}

Result<core::Image> small(int samples, core::SampleType type, core::PixelMeaning meaning,
                          int bits) {
    CW_TRY(auto image, core::Image::create(64, 48, samples, type, meaning));
    image.setBitsStored(bits);
    const int range = 1 << bits;
    for (std::size_t i = 0; i < image.sampleCount(); ++i) {
        const auto value = (i * i * 31 + i * 7) % static_cast<std::size_t>(range);
        if (type == core::SampleType::U16)
            image.samples<std::uint16_t>()[i] = static_cast<std::uint16_t>(value);
        else
            image.samples<std::uint8_t>()[i] = static_cast<std::uint8_t>(value);
    }
    return image;
}

Result<void> roundTrip(dicom::TransferSyntax syntax) {
    CW_TRY(const auto image, small(1, core::SampleType::U16, core::PixelMeaning::Monochrome2, 12));
    dicom::Instance instance;
    // Digital Mammography X-Ray Image Storage - For Presentation.
    CW_CHECK(instance.setText({0x0008, 0x0016}, "1.2.840.10008.5.1.4.1.1.1.2"));
    CW_CHECK(instance.setText({0x0008, 0x0018}, "2.25.1"));
    CW_CHECK(dicom::setPixels(instance, image));
    CW_TRY(const auto bytes, dicom::encodeInstance(instance, syntax));
    CW_TRY(const auto again, dicom::readInstance(bytes));
    CW_TRY(const auto decoded, dicom::decodeFrame(again, 0));
    if (!std::ranges::equal(decoded.bytes(), image.bytes()))
        return fail(ErrorCode::Internal, "the pixels came back changed");
    return {};
}

using Encoder = Result<std::vector<std::byte>> (*)(const core::Image&);

Result<void> pictureRoundTrip(Encoder encode, bool lossless) {
    CW_TRY(const auto image, small(3, core::SampleType::U8, core::PixelMeaning::Rgb, 8));
    CW_TRY(const auto bytes, encode(image));
    CW_TRY(const auto decoded, imaging::decodePicture(bytes));
    if (decoded.image.width() != image.width() ||
        (lossless && !std::ranges::equal(decoded.image.bytes(), image.bytes())))
        return fail(ErrorCode::Internal, "the pixels came back changed");
    return {};
}

} // namespace

FileDescription describeFile(const std::filesystem::path& file) {
    FileDescription description;
    const auto bytes = core::readFile(file, 2ULL << 30);
    if (!bytes) {
        description.fault = bytes.error();
        return description;
    }
    switch (sortOf(*bytes)) {
    case FileSort::Picture:
        describePicture(description, *bytes);
        break;
    case FileSort::Dicom:
        description.format = "DICOM";
        describeDicom(description, *bytes);
        break;
    case FileSort::Neither:
        description.fault =
            Error{ErrorCode::Unsupported, "neither DICOM nor a JPEG, PNG, TIFF or BMP picture", {}};
    }
    return description;
}

Result<std::vector<std::byte>> renderPng(const std::filesystem::path& file,
                                         const RenderOptions& options) {
    CW_TRY(const auto loaded, loadImageFile(file, options.frame));
    core::ViewGrey view;
    view.window = options.window;
    CW_TRY(auto picture, core::shown(*loaded.image, loaded.presentation, view));
    if (options.sizePx) {
        CW_TRY(auto resized, imaging::resized(picture, *options.sizePx));
        return imaging::encodePng(resized);
    }
    return imaging::encodePng(picture);
}

Result<std::vector<std::byte>> storedSamples(const std::filesystem::path& file,
                                             std::optional<int> frame) {
    CW_TRY(const auto bytes, core::readFile(file));
    if (sortOf(bytes) == FileSort::Dicom) {
        CW_TRY(const auto instance, dicom::readInstance(bytes));
        return dicom::storedPixelBytes(instance, frame);
    }
    CW_TRY(const auto loaded, loadImage(bytes, frame.value_or(0)));
    static_assert(std::endian::native == std::endian::little, "samples would need swapping");
    const auto samples = loaded.image->bytes();
    return std::vector<std::byte>(samples.begin(), samples.end());
}

std::vector<CodecCheck> checkCodecs() {
    using dicom::TransferSyntax;
    std::vector<CodecCheck> checks;
    auto note = [&](std::string codec, const Result<void>& outcome) {
        checks.push_back({std::move(codec), outcome.has_value(),
                          outcome ? std::string() : outcome.error().sentence()});
    };
    note("DICOM uncompressed", roundTrip(TransferSyntax::ExplicitLittle));
    note("DICOM deflated", roundTrip(TransferSyntax::Deflated));
    note("DICOM RLE", roundTrip(TransferSyntax::Rle));
    note("DICOM JPEG lossless", roundTrip(TransferSyntax::JpegLossless));
    note("DICOM JPEG-LS", roundTrip(TransferSyntax::JpegLsLossless));
    note("DICOM JPEG 2000", roundTrip(TransferSyntax::Jpeg2000Lossless));
    note("PNG", pictureRoundTrip(&imaging::encodePng, true));
    note("TIFF", pictureRoundTrip(&imaging::encodeTiff, true));
    note("JPEG",
         pictureRoundTrip([](const core::Image& i) { return imaging::encodeJpeg(i, 90); }, false));
    return checks;
}

} // namespace cw::workflow
