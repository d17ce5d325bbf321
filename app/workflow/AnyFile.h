// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "core/Presentation.h"
#include "core/Result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cw::workflow {

/// What a file is, without opening a project and without any value that could identify somebody.
struct FileDescription {
    std::string format;               ///< "DICOM", "JPEG", "PNG", "TIFF", "BMP", "" if none of them
    core::ImageAttributes attributes; ///< as far as the header says
    std::string sopClassUid;          ///< DICOM only
    int bitsStored = 0, samplesPerPixel = 0; ///< of the decoded first frame; 0 if it did not decode
    std::optional<Error> fault; ///< why there is no picture: unreadable, not an image, undecodable
};
/// Never fails: what is wrong is part of the description.
FileDescription describeFile(const std::filesystem::path& file);

/// The picture as the viewer shows it, as PNG bytes. size: longer side in px, the image's own if
/// absent.
struct RenderOptions {
    std::optional<core::Window> window;
    int frame = 0;
    std::optional<int> sizePx;
};
Result<std::vector<std::byte>> renderPng(const std::filesystem::path& file,
                                         const RenderOptions& options);

/// The stored samples of one frame or all, little endian, interleaved: for comparing decoders.
Result<std::vector<std::byte>> storedSamples(const std::filesystem::path& file,
                                             std::optional<int> frame);

/// Writes and reads back a small image in every transfer syntax and picture format this program
/// promises; the names of those that failed, with the reason.
struct CodecCheck {
    std::string codec;
    bool works = false;
    std::string reason;
};
std::vector<CodecCheck> checkCodecs();

} // namespace cw::workflow
