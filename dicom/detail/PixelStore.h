// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace cw::dicom {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

/// The value of the top-level Pixel Data element, kept outside DCMTK: shared between clones, never
/// copied, one frame at a time handed to a codec. Immutable once in an Instance.
struct PixelStore {
    bool encapsulated = false;
    bool words = true;      ///< VR OW; else OB
    bool truncated = false; ///< the file ended before the claimed length
    ByteView native;        ///< little endian; empty if encapsulated
    ByteView offsetTable;   ///< Basic Offset Table as stored
    std::vector<ByteView> fragments;
    std::shared_ptr<const Bytes> owner; ///< what the views point into
    std::vector<Bytes> ownFragments;    ///< of a store made by an encoder

    std::size_t byteCount() const {
        std::size_t sum = native.size();
        for (const auto& fragment : fragments)
            sum += fragment.size();
        return sum;
    }
};

} // namespace cw::dicom
