// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "imaging/Features.h"

#include <functional>
#include <memory>
#include <string>

namespace cw::validation {

/// A picture as it came, and what its file says of itself without a look at the pixels.
struct SourcePicture {
    std::shared_ptr<const core::Image> image;
    std::string fileSha256; ///< of the file's bytes; empty where there is no file
    /// Named numbers for the shortcut models: file size, bytes a pixel, JPEG quality, transfer
    /// syntax, exposure ...; the same names for every picture, NaN where a file does not say.
    imaging::FeatureVector facts;
};

/// Pixels by the sample's image name; injected, this module opens neither DICOM nor a database.
/// Called from several threads at once.
using PictureSource = std::function<Result<SourcePicture>(const std::string& image)>;

} // namespace cw::validation
