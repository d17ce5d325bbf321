// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::imaging {

enum class PictureFormat { Jpeg, Png, Tiff, Bmp };

/// A decoded loose picture: pixels upright (EXIF Orientation applied), 8- or 16-bit grey or Rgb.
struct Picture {
    core::Image image;
    PictureFormat format = PictureFormat::Jpeg;
    int exifOrientation = 1; ///< 1..8 as found in the file; recorded, already applied
    int pages = 1;           ///< of a TIFF file; the first is decoded
    bool partly = false;     ///< transparency, or a TIFF file of inks: not all of it is in image
};

std::optional<PictureFormat> sniffPicture(std::span<const std::byte> firstBytes);

/// Decodes from memory (never cv::imread: it fails on Korean paths). The header's size is checked
/// before decoding: TooLarge beyond core::Image::kMaxSamples. Errors: Malformed, Unsupported,
/// TooLarge.
Result<Picture> decodePicture(std::span<const std::byte> bytes);
Result<Picture> readPicture(const std::filesystem::path& file);

/// 8-bit grey or Rgb.
Result<std::vector<std::byte>> encodePng(const core::Image& image);
Result<std::vector<std::byte>> encodeJpeg(const core::Image& image, int quality);
Result<std::vector<std::byte>> encodeTiff(const core::Image& image);

/// General or wide field, laterality guess and warnings for a fundus picture; from pixels only.
core::ImageAttributes fundusAttributes(const Picture& picture);

} // namespace cw::imaging
