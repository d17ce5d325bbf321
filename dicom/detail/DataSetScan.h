// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dicom/Tag.h"
#include "dicom/detail/PixelStore.h"
#include <optional>

namespace cw::dicom {

struct Encoding {
    bool explicitVr = true;
    bool bigEndian = false;
    bool operator==(const Encoding&) const = default;
};

struct ScanLimits {
    int nesting = 64;
    /// An element costs DCMTK about 200 bytes however short it is in the file.
    std::size_t elements = 1'500'000;
    std::size_t fragments = 4'000'000;
    bool headerOnly = false;
    /// Stop at top-level pixel data and say only where they lie. The bytes may then be the first
    /// part of a data set of `total` bytes.
    bool pixelsInPlace = false;
    std::uint64_t total = 0;
};

/// Top-level pixel data (integer, float or double) as their element claims them.
struct PixelPlace {
    Tag tag;
    bool words = true; ///< VR OW, or wider; else OB
    std::uint32_t length = 0;
    std::uint64_t valueAt = 0; ///< from the start of the data set
    bool encapsulated() const { return length == 0xFFFFFFFFU; }
};

/// Where Pixel Data lies in the scanned bytes.
struct PixelExtent {
    bool encapsulated = false, words = true, truncated = false;
    ByteView native = {}, offsetTable = {};
    std::vector<ByteView> fragments = {};
};

struct ScannedDataSet {
    /// The data set without top-level Pixel Data, in explicit VR little endian with undefined
    /// lengths: well-formed and of bounded depth by construction, so it is safe for DCMTK.
    Bytes canonical;
    bool hasPixels = false;
    PixelExtent pixels;
    bool stoppedAtPixels = false;    ///< headerOnly
    std::optional<PixelPlace> place; ///< pixelsInPlace
    /// pixelsInPlace: so many bytes are needed to go on; everything else here is then unfinished.
    std::uint64_t wanted = 0;
};

/// One pass over untrusted bytes, without recursion. Sequences hidden in UN or in private elements
/// are entered (PS3.5 6.2.2); group lengths, group 0000 and 0002, repeated elements, encapsulated
/// pixels inside items and whatever follows the data set are left out.
/// Errors: Malformed (a length that leaves its parent, a delimiter astray), TooLarge (limits).
Result<ScannedDataSet> scanDataSet(ByteView bytes, Encoding encoding, const ScanLimits& limits);

/// The encoding that the first element suggests; nullopt if it is not an element.
std::optional<Encoding> guessEncoding(ByteView bytes);

} // namespace cw::dicom
