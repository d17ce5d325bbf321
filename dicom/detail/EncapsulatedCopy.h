// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/FrameFilter.h"
#include "dicom/detail/PixelStore.h"
#include <optional>

namespace cw::dicom {

/// Encapsulated pixel data of a file on their way into another (PS3.5 A.4): fragments found, put
/// together to frames, filtered one at a time, the tables of offsets made to fit.
class EncapsulatedCopy {
public:
    /// The value of (7FE0,0010) of undefined length; end: where the data set ends. Malformed if
    /// something is not a fragment, TooLarge.
    static Result<EncapsulatedCopy> scan(const ByteSource& source, std::uint64_t valueAt,
                                         std::uint64_t end);

    /// Which fragments are a frame: by the extended table (7FE0,0001), the basic one, one fragment
    /// a frame, one frame in all, or by how a frame begins. Malformed if none of them says.
    Result<void> findFrames(std::uint64_t frames, ByteView extendedOffsets,
                            const FrameFilter& filter);
    /// Whether the extended table of the file was right: else it must go.
    bool extendedTableHolds() const { return m_extended; }

    /// Offsets of the frames as (7FE0,0001) has them, and the lengths of (7FE0,0002): of the frames
    /// as they were written.
    struct Written {
        Bytes extendedOffsets, extendedLengths;
        int cut = 0;
        bool truncated = false;
    };
    /// From the offset table's item to the delimiter.
    Result<Written> write(ByteSink& sink, const FrameFilter& filter) const;

    std::uint64_t end() const { return m_end; } ///< behind the delimiter
    bool truncated() const { return m_truncated; }

private:
    explicit EncapsulatedCopy(const ByteSource& source) : m_source(&source) {}
    Result<void> readTable(FragmentPlace place);
    std::optional<std::vector<std::size_t>>
    framesAt(const std::vector<std::uint64_t>& offsets) const;
    Result<bool> framesBySignature(const FrameFilter& filter);
    Result<void> writeFrame(ByteSink& sink, const FrameFilter& filter, std::size_t frame,
                            Written& written) const;
    std::span<const FragmentPlace> fragmentsOf(std::size_t frame) const;

    const ByteSource* m_source;
    std::vector<std::uint64_t> m_basicTable; ///< as stored
    std::vector<FragmentPlace> m_fragments;
    std::vector<std::size_t> m_first; ///< fragment of each frame
    std::uint64_t m_end = 0;
    bool m_truncated = false, m_basic = false, m_extended = false;
};

} // namespace cw::dicom
