// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"

namespace cw::dicom {

enum class LossyCodec { Jpeg, Jpeg2000, JpegLs };
std::string_view name(LossyCodec codec); ///< "jpeg", "jpeg2000", "jpeg-ls"
std::optional<LossyCodec> lossyCodecFrom(std::string_view name);

/// A copy whose pixels were compressed with loss, and how far that went.
struct LossyCopy {
    Instance instance;
    double setting = 0;       ///< JPEG quality 1..100, JPEG-LS NEAR, or ratio given to OpenJPEG
    std::size_t rawBytes = 0; ///< pixels uncompressed, in the cells that hold them (Bits Allocated)
    std::size_t codedBytes = 0; ///< the coded frame
    double ratio() const { return static_cast<double>(rawBytes) / static_cast<double>(codedBytes); }
};

/// The pixels of a single-frame object at about that compression ratio: of the settings that the
/// codec has, the one whose ratio is nearest (JPEG quality 1 to 100; NEAR up to 255 and half of the
/// values; JPEG 2000 any). A ratio beyond the codec's reach gives the furthest it can go: compare
/// ratio(). JPEG is baseline at 8 bits and process 4 up to 12; colour is kept at every pixel. The
/// copy is marked as compressed with loss (PS3.3 C.7.6.1.1.5) and bears the given UID, as PS3.3
/// asks of a picture that is no longer the same. Errors: InvalidArgument (ratio below 1, no UID),
/// Unsupported (several frames, signed pixels, more bits than the codec takes), those of decoding.
Result<LossyCopy> lossyCopyAt(const Instance& instance, LossyCodec codec, double ratio,
                              const std::string& sopInstanceUid);

} // namespace cw::dicom
