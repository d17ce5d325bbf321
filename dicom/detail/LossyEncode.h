// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/Codec.h"

namespace cw::dicom {

// Cells of one frame (unsigned, nothing above Bits Stored, planar false), coded with loss.
Result<Bytes> encodeLossyJpeg(ByteView cells, const FrameLayout& layout, int quality);
Result<Bytes> encodeNearLossless(ByteView cells, const FrameLayout& layout, int near);
/// bytes: what the frame should take.
Result<Bytes> encodeLossyJpeg2000(ByteView cells, const FrameLayout& layout, double bytes);

} // namespace cw::dicom
