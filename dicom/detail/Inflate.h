// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dicom/detail/PixelStore.h"
#include <cstdint>

namespace cw::dicom {

/// Raw deflate (PS3.5 A.5), or with a zlib header, which some writers add. TooLarge beyond limit:
/// never allocates more than the limit plus a chunk. A stream that breaks off is Malformed.
Result<Bytes> inflate(ByteView deflated, std::uintmax_t limit);
Result<Bytes> deflate(ByteView plain);

} // namespace cw::dicom
