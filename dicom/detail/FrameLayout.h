// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"
#include "dicom/detail/PixelStore.h"
#include <string>

namespace cw::dicom {

/// The Image Pixel module (PS3.3 C.7.6.3), checked: nothing here can make a later product overflow
/// or a later allocation exceed core::Image's limit.
struct FrameLayout {
    int rows = 0, columns = 0, samples = 1;
    int bitsAllocated = 16; ///< 1, 8, 16 or 32
    int bitsStored = 16, highBit = 15;
    bool isSigned = false, planar = false;
    std::string photometric; ///< agrees with samples

    std::size_t pixelCount() const {
        return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    }
    std::size_t sampleCount() const { return pixelCount() * static_cast<std::size_t>(samples); }
    std::size_t cellBytes() const { return static_cast<std::size_t>((bitsAllocated + 7) / 8); }
    /// Y at every pixel, Cb and Cr at every second (PS3.3 C.7.6.3.1.2); only uncompressed.
    bool chromaHalved() const;
};

/// Errors: Unsupported (no pixels, a depth or sample count this program does not handle), TooLarge.
Result<FrameLayout> layoutOf(const Instance& instance);

/// One frame as a codec gave it: little-endian cells, samples interleaved, overlay bits still in.
struct RawFrame {
    ByteView cells;
    int bitsAllocated = 16;  ///< 8, 16 or 32: of a cell
    std::string photometric; ///< after the codec, which may have converted
    Bytes own;               ///< behind cells, unless they lie in the file's bytes

    RawFrame() = default;
    RawFrame(Bytes bytes, int bits, std::string colour)
        : bitsAllocated(bits), photometric(std::move(colour)), own(std::move(bytes)) {
        cells = own;
    }
};

/// Frame of the instance, decoded; colour transforms inside codecs are undone if toRgb.
Result<RawFrame> rawFrame(const Instance& instance, const FrameLayout& layout, int frame,
                          bool toRgb);

} // namespace cw::dicom
