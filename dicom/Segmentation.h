// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "dicom/ReferencedOutline.h"
#include "dicom/SourceImage.h"
#include <span>

namespace cw::dicom {

/// A frame's pixels, one bit each, row by row without gaps, the first in the lowest bit (PS3.5
/// 8.1.1): what a BINARY segmentation stores.
struct BitMask {
    int width = 0, height = 0;
    std::vector<std::byte> bits; ///< (width * height + 7) / 8; unused bits are 0
    bool operator==(const BitMask&) const = default;

    bool at(int column, int row) const {
        const auto bit = static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                         static_cast<std::size_t>(column);
        return (bits[bit / 8] >> static_cast<int>(bit % 8) & std::byte{1}) != std::byte{0};
    }
    std::size_t count() const; ///< of the set pixels
};
/// The outline by the one rasteriser (core/Raster.h), clipped. TooLarge beyond an image's limit.
Result<BitMask> bitMaskOf(const core::Polygon& outline, int width, int height);
/// Every pixel that is not 0 of an 8-bit grey image.
BitMask bitMaskOf(const core::Image& mask);
/// 255 inside, 0 outside. TooLarge.
Result<core::Image> imageOf(const BitMask& mask);

enum class SegmentAlgorithm { Manual, Semiautomatic, Automatic };

/// A segment (PS3.3 C.8.20.2): one lesion.
struct Segment {
    std::string label; ///< at most 64 characters
    Code category, type;
    Code region, laterality; ///< Anatomic Region and its modifier; empty: not said
    std::string trackingId, trackingUid;
    SegmentAlgorithm algorithm = SegmentAlgorithm::Manual;
    std::string algorithmName; ///< needed unless Manual
};

/// Where a segment lies on (a frame of) an image.
struct SegmentFrame {
    std::size_t segment = 0;                 ///< index into segments
    std::string sopClassUid, sopInstanceUid; ///< read: of the source; written: of the one image
    int sourceFrame = 0;                     ///< from 1; 0: the image has one, or it is not said
    BitMask mask;
};

/// A segmentation, as it is read.
struct Segmentation {
    std::vector<Segment> segments;
    std::vector<SegmentFrame> frames;
    int rows = 0, columns = 0;
};

/// BINARY Segmentation of one image: a segment and a frame for each mask, all of the image's size,
/// explicit VR little endian. The frames lie on the image's pixels one to one (Spatial Locations
/// Preserved). InvalidArgument: no segment, a mask of another size, a missing code or UID.
Result<std::vector<std::byte>> encodeSegmentation(const SourceImage& image,
                                                  const Segmentation& segmentation,
                                                  const ObjectIdentity& identity);

/// BINARY, and FRACTIONAL from half its maximum on. Unsupported: another object, LABELMAP.
/// Malformed; TooLarge: more than 100,000 frames, or 4 thousand million pixels in all.
Result<Segmentation> readSegmentation(std::span<const std::byte> file,
                                      const ReadLimits& limits = {});

/// The regions of every frame along the pixels' edges, holes beside (core/MaskContours.h).
/// TooLarge: more than 100,000 regions.
Result<std::vector<ReferencedOutline>> outlinesOf(const Segmentation& segmentation);

} // namespace cw::dicom
