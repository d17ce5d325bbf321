// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ByteSink.h"
#include <cstdint>
#include <span>
#include <vector>

namespace cw::dicom {

/// A fragment of encapsulated pixel data: where its bytes lie in the file.
struct FragmentPlace {
    std::uint64_t at = 0;
    std::uint32_t length = 0;
};

/// The coded bytes of one frame, one fragment or several, read as one run through a window: memory
/// does not grow with the frame.
class FrameBytes {
public:
    static constexpr std::size_t kWindow = 256U << 10;

    FrameBytes(const ByteSource& source, std::span<const FragmentPlace> fragments);
    std::uint64_t size() const { return m_size; }
    /// `count` bytes (at most kWindow) from `at`, fewer only where the frame ends. Valid until the
    /// next call.
    Result<std::span<const std::byte>> view(std::uint64_t at, std::size_t count);
    Result<void> copyTo(ByteSink& sink, std::uint64_t at, std::uint64_t length) const;

private:
    template <class Use>
    Result<void> forEachPart(std::uint64_t at, std::uint64_t length, Use use) const;

    const ByteSource& m_source;
    std::span<const FragmentPlace> m_fragments;
    std::uint64_t m_size = 0, m_windowAt = 0;
    std::vector<std::byte> m_window;
};

/// How a frame is written: ranges of its own bytes and short texts of the filter's, in order.
class FramePlan {
public:
    struct Piece {
        std::uint64_t at = 0, length = 0;
        std::vector<std::byte> literal; ///< instead of a range, if not empty
    };
    void keep(std::uint64_t at, std::uint64_t length); ///< joins the range before where they touch
    void put(std::vector<std::byte> literal);
    std::uint64_t length() const;
    std::vector<Piece>& pieces() { return m_pieces; }
    const std::vector<Piece>& pieces() const { return m_pieces; }

    int cut = 0;            ///< what was left out; 0: the frame stays byte for byte as it is
    bool truncated = false; ///< the coded picture breaks off

private:
    std::vector<Piece> m_pieces;
};

/// Looks through compressed frames and says what of them may stay. Re-entrant.
class FrameFilter {
public:
    virtual ~FrameFilter() = default;
    /// Whether a fragment that begins so begins a frame; for files whose tables do not say.
    virtual bool startsFrame(std::span<const std::byte> firstBytes) const = 0;
    /// Errors: Malformed, Unsupported, TooLarge: what cannot be understood cannot be cleaned.
    virtual Result<FramePlan> plan(FrameBytes& frame) const = 0;
};

} // namespace cw::dicom
