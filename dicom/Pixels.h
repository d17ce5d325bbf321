// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"

namespace cw::dicom {

enum class ColourHandling {
    ToRgb,   ///< YBR_* and PALETTE COLOR become Rgb
    Stored   ///< samples as the codec gives them, for comparing decoders
};

/// Decodes one frame, counted from 0. Overlay bits above Bits Stored are masked off, signed values
/// sign-extended. Errors: InvalidArgument (no such frame), Unsupported (transfer syntax, geometry),
/// Malformed, TooLarge. Memory: one frame plus its compressed bytes.
Result<core::Image> decodeFrame(const Instance& instance, int frame,
                                ColourHandling colour = ColourHandling::ToRgb);
/// The stored pixel bytes of a frame (or all), little endian, samples interleaved, overlay bits kept,
/// colours as the codec gives them; one-bit pixels as bytes. TooLarge beyond 2 GiB. Verb decode.
Result<std::vector<std::byte>> storedPixelBytes(const Instance& instance, std::optional<int> frame);

/// Modality LUT, VOI LUTs, windows, padding and polarity of a frame (PS3.3 C.11.1, C.11.2, C.11.6,
/// C.7.5.1.1.2), functional groups of enhanced objects included.
core::Presentation presentationOf(const Instance& instance, int frame = 0);

/// Kind, view (ViewCodeSequence, then ViewPosition), laterality (ImageLaterality, then Laterality),
/// spacing and its source, orientation, and warnings in words.
core::ImageAttributes attributesOf(const Instance& instance);

/// Sets Pixel Data and the Image Pixel module from the image (grey or Rgb, 8 or 16 bit).
Result<void> setPixels(Instance& instance, const core::Image& image);

} // namespace cw::dicom
