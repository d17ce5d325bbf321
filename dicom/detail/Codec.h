// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/FrameLayout.h"
#include <optional>

namespace cw::dicom {

/// Frames above this are refused before they are decompressed: codecs hold up to ten bytes a
/// sample, and a few hundred bytes of a blank frame may claim anything. Twice the largest mammogram
/// in use.
constexpr std::size_t kMaxCodedSamples = 60'000'000;

/// What the header of a JPEG or JPEG-LS frame says before any decoder sees it.
struct JpegHeader {
    int startOfFrame = 0; ///< marker code 0xC0..0xCF, 0xF7 for JPEG-LS
    int precision = 0, width = 0, height = 0, components = 0;
    int scans = 0;
    bool jfif = false;
    int adobeTransform = -1;    ///< of APP14; -1 without one
    bool rgbComponents = false; ///< component ids spell R, G, B
    bool lossless() const { return startOfFrame == 0xC3; }
};
/// Walks the markers; Malformed if a length leaves the stream or parameters break their ranges.
Result<JpegHeader> jpegHeader(ByteView coded);
/// Malformed unless the coded frame is as large as the data set says; TooLarge if decoding it
/// would take far longer than any real picture (hundreds of scans over a large frame).
Result<void> checkAgainst(const JpegHeader& header, const FrameLayout& layout);

/// A frame of uncompressed pixel data: a view of the file's bytes unless samples must be moved
/// (planes, halved chroma, bits).
Result<RawFrame> nativeFrame(const PixelStore& store, const FrameLayout& layout, int frame);

// One coded frame to cells. Errors: Malformed, Unsupported, TooLarge; never more memory than a few
// frames of the layout.
Result<RawFrame> decodeRle(ByteView coded, const FrameLayout& layout);
Result<RawFrame> decodeJpeg(ByteView coded, const FrameLayout& layout, bool toRgb);
Result<RawFrame> decodeJpegLs(ByteView coded, const FrameLayout& layout);
Result<RawFrame> decodeJpeg2000(ByteView coded, const FrameLayout& layout);

/// Cells of one frame (layout.planar false) losslessly coded.
Result<Bytes> encodeFrame(TransferSyntax syntax, ByteView cells, const FrameLayout& layout);
Result<Bytes> encodeJpeg2000(ByteView cells, const FrameLayout& layout);
/// Coded frames, one fragment each, as Pixel Data.
std::shared_ptr<const PixelStore> encapsulated(std::vector<Bytes> frames);

/// Which fragments are a frame: [first, last).
struct FragmentRange {
    std::size_t first = 0, last = 0;
};
/// extendedOffsets as below. Malformed where no fragment is the frame's.
Result<FragmentRange> fragmentsOf(const PixelStore& store, ByteView extendedOffsets, int frames,
                                  int frame);
/// The coded bytes of a frame: its fragments put together, or a view where it has only one.
struct CodedFrame {
    ByteView bytes;
    Bytes own;
};
/// extendedOffsets: value of (7FE0,0001), which wins over a Basic Offset Table.
Result<CodedFrame> codedFrame(const PixelStore& store, ByteView extendedOffsets, int frames,
                              int frame);

} // namespace cw::dicom
