// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/PixelReview.h"
#include "anonymizer/detail/JpegStrip.h"
#include "dicom/Blanking.h"
#include "dicom/FileKind.h"
#include "imaging/JpegBlocks.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <cmath>

namespace cw::anonymizer {
namespace {

using Bytes = std::vector<std::byte>;

Result<HiddenText> hideInDicom(std::span<const std::byte> file, std::span<const TextBox> boxes) {
    CW_TRY(auto instance, dicom::readInstance(file));
    std::vector<dicom::BlankRegion> regions;
    for (const TextBox& each : boxes)
        if (each.layer != TextLayer::Icon) // the icon goes as a whole
            regions.push_back({each.box, each.frame, each.layer == TextLayer::Overlay});
    CW_TRY(const auto done, dicom::blankRegions(instance, regions, imaging::blankJpegBlocks));
    HiddenText hidden;
    CW_TRY(hidden.bytes, dicom::encodeInstance(instance));
    hidden.recoded = done.recoded;
    if (done.recoded)
        hidden.notes.emplace_back("the compression of the source cannot be written here: the "
                                  "decoded pixels were compressed again without loss");
    if (done.wholeBlocks)
        hidden.notes.emplace_back("JPEG blocks that a box touches were blanked as a whole; the "
                                  "rest was not compressed again");
    if (done.iconRemoved)
        hidden.notes.emplace_back("the icon was removed");
    if (done.overlaysChanged)
        hidden.notes.emplace_back("overlay planes were cleared inside the boxes");
    return hidden;
}

/// From the upright picture, where boxes are told, to the stored one (EXIF 2.32, 4.6.4).
core::RectPx storedBox(const core::RectPx& box, int orientation, double width, double height) {
    // width and height are of the upright picture.
    const auto [l, t, r, b] = box;
    switch (orientation) {
    case 2:
        return {width - r, t, width - l, b};
    case 3:
        return {width - r, height - b, width - l, height - t};
    case 4:
        return {l, height - b, r, height - t};
    case 5:
        return {t, l, b, r};
    case 6:
        return {t, width - r, b, width - l};
    case 7:
        return {height - b, width - r, height - t, width - l};
    case 8:
        return {height - b, l, height - t, r};
    default:
        return box;
    }
}

Result<void> checkBox(const core::RectPx& box, const core::Image& image) {
    if (box.empty() || box.right <= 0 || box.bottom <= 0 || box.left >= image.width() ||
        box.top >= image.height())
        return fail(ErrorCode::InvalidArgument, "a box to be hidden lies outside of the image");
    return {};
}

void blacken(core::Image& image, const core::RectPx& box) {
    const auto clamped = [](double value, int limit) {
        return static_cast<std::size_t>(std::clamp(value, 0.0, static_cast<double>(limit)));
    };
    const auto left = clamped(std::floor(box.left), image.width()),
               right = clamped(std::ceil(box.right), image.width()),
               top = clamped(std::floor(box.top), image.height()),
               bottom = clamped(std::ceil(box.bottom), image.height());
    const auto pixel = core::bytesPerSample(image.sampleType()) *
                       static_cast<std::size_t>(image.samplesPerPixel());
    // White-is-zero pictures keep their polarity: black is their highest value.
    const bool inverted = image.meaning() == core::PixelMeaning::Monochrome1;
    for (auto y = top; y < bottom; ++y) {
        auto* row = image.bytes().data() + (y * static_cast<std::size_t>(image.width())) * pixel;
        std::fill(row + left * pixel, row + right * pixel, std::byte(inverted ? 0xFF : 0x00));
    }
}

Result<HiddenText> hideInPicture(std::span<const std::byte> file, std::span<const TextBox> boxes) {
    CW_TRY(auto picture, imaging::decodePicture(file));
    std::vector<core::RectPx> stored;
    for (const TextBox& each : boxes) {
        CW_CHECK(checkBox(each.box, picture.image));
        stored.push_back(storedBox(each.box, picture.exifOrientation, picture.image.width(),
                                   picture.image.height()));
    }
    HiddenText hidden;
    if (picture.format == imaging::PictureFormat::Jpeg) {
        // Strays between segments, which a decoder passes over, would look like damage.
        CW_TRY(const auto plain, stripJpeg(file, {}));
        CW_TRY(auto blanked, imaging::blankJpegBlocks(plain.bytes, stored));
        if (!blanked)
            return fail(ErrorCode::Unsupported,
                        "writing in a JPEG picture of this kind cannot be hidden");
        // The tag that says which side is up is all that is kept beside the picture.
        CW_TRY(auto upright, stripJpeg(*blanked, {picture.exifOrientation}));
        hidden.bytes = std::move(upright.bytes);
        hidden.notes.emplace_back("JPEG blocks that a box touches were blanked as a whole; the "
                                  "rest was not compressed again");
        return hidden;
    }
    if (picture.pages > 1)
        return fail(ErrorCode::Unsupported,
                    "a TIFF file of several pages: each page must be a file of its own");
    if (picture.partly)
        hidden.notes.emplace_back("the picture's transparency is not in the result");
    for (const TextBox& each : boxes)
        blacken(picture.image, each.box);
    CW_TRY(hidden.bytes, picture.format == imaging::PictureFormat::Tiff
                             ? imaging::encodeTiff(picture.image)
                             : imaging::encodePng(picture.image));
    return hidden;
}

} // namespace

Result<HiddenText> hideBoxes(std::span<const std::byte> file, std::span<const TextBox> boxes) {
    const auto first = file.first(std::min(file.size(), dicom::kBytesToTellKind));
    switch (dicom::fileKindOf(first, imaging::sniffPicture(first).has_value())) {
    case dicom::FileKind::Dicom:
        return hideInDicom(file, boxes);
    case dicom::FileKind::Picture:
        return hideInPicture(file, boxes);
    case dicom::FileKind::Neither:
        break;
    }
    return fail(ErrorCode::Unsupported, "neither a DICOM file nor a picture");
}

} // namespace cw::anonymizer
