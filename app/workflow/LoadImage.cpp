// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/FileSort.h"
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "dicom/Pixels.h"
#include "imaging/Picture.h"

namespace cw::workflow {
namespace {

Result<LoadedImage> loadDicom(std::span<const std::byte> bytes, int frame) {
    CW_TRY(const auto instance, dicom::readInstance(bytes));
    LoadedImage loaded;
    loaded.attributes = dicom::attributesOf(instance);
    loaded.presentation = dicom::presentationOf(instance, frame);
    CW_TRY(auto image, dicom::decodeFrame(instance, frame));
    loaded.image = std::make_shared<const core::Image>(std::move(image));
    return loaded;
}

Result<LoadedImage> loadPicture(std::span<const std::byte> bytes, int frame) {
    if (frame != 0)
        return fail(ErrorCode::InvalidArgument, "a loose picture has one frame, number 0");
    CW_TRY(auto picture, imaging::decodePicture(bytes));
    LoadedImage loaded;
    loaded.attributes = imaging::fundusAttributes(picture);
    loaded.image = std::make_shared<const core::Image>(std::move(picture.image));
    return loaded;
}

} // namespace

Result<LoadedImage> loadImage(std::span<const std::byte> bytes, int frame) {
    if (bytes.empty())
        return fail(ErrorCode::Malformed, "the file is empty");
    switch (sortOf(bytes)) {
    case FileSort::Picture:
        return loadPicture(bytes, frame);
    case FileSort::Dicom:
        return loadDicom(bytes, frame);
    case FileSort::Neither:
        break;
    }
    return fail(ErrorCode::Unsupported, "neither DICOM nor a JPEG, PNG, TIFF or BMP picture");
}

Result<LoadedImage> loadStoredImage(std::span<const std::byte> bytes,
                                    const core::ImageAttributes& attributes, int frame) {
    if (sortOf(bytes) != FileSort::Picture) {
        CW_TRY(auto loaded, loadImage(bytes, frame));
        loaded.attributes = attributes;
        return loaded;
    }
    if (frame != 0)
        return fail(ErrorCode::InvalidArgument, "a loose picture has one frame, number 0");
    CW_TRY(auto picture, imaging::decodePicture(bytes));
    LoadedImage loaded;
    loaded.attributes = attributes;
    loaded.image = std::make_shared<const core::Image>(std::move(picture.image));
    return loaded;
}

Result<LoadedImage> loadImageFile(const std::filesystem::path& file, int frame) {
    CW_TRY(const auto bytes, core::readFile(file));
    return loadImage(bytes, frame);
}

} // namespace cw::workflow
