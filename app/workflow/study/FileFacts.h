// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/ImageAttributes.h"
#include "imaging/Features.h"

#include <cstddef>
#include <span>

namespace cw::workflow {

/// What a file says of itself before anybody looks at its picture, as numbers for the shortcut
/// models (reference/validation.md 1.9): size in bytes, bytes a pixel, kind of coding, JPEG quality
/// by its quantisation tables, spacing, and how a mammogram was exposed. NaN: the file is silent.
/// The names are the same for every file.
imaging::FeatureVector fileFacts(std::span<const std::byte> bytes,
                                 const core::ImageAttributes& attributes, int width, int height);

/// Mean of the luminance quantisation table of the first JPEG stream in the bytes (ITU-T T.81,
/// B.2.4.1): 1 is finest. NaN without one.
double jpegQuantisation(std::span<const std::byte> bytes);

} // namespace cw::workflow
