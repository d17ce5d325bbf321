// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ByteSink.h"
#include "dicom/FrameFilter.h"
#include "dicom/Header.h"
#include <filesystem>
#include <optional>

namespace cw::dicom {

/// A DICOM file on its way into another file: the header in memory, the pixel data where they lie.
/// Memory does not grow with the file. What is written is in the transfer syntax of the source,
/// with a preamble and a meta header of our own (PS3.10 7.1), and ends with the pixel data.
class StreamedFile {
public:
    struct Limits {
        std::uint64_t headerBytes = 64ULL << 20;  ///< all before the pixel data
        std::uint64_t inflatedBytes = 1ULL << 30; ///< of the deflated transfer syntax
        /// Where a deflated data set that is too large for memory is unpacked, in a file without a
        /// name; empty: in memory all the same.
        std::filesystem::path spillFolder = {};
    };
    /// Errors: Malformed, Unsupported (a transfer syntax that cannot be cleaned: video, private),
    /// TooLarge, Unreadable.
    static Result<StreamedFile> open(ByteSource source, const Limits& limits);

    const Header& header() const { return m_header; }
    const std::string& transferSyntaxUid() const { return m_transferSyntax; }
    std::string sopClassUid() const; ///< the meta header's where the data set has none
    bool hasPixels() const { return m_pixels.has_value(); }
    const ByteSource& source() const { return m_source; } ///< the file as it is

    /// What became of the pixel data.
    struct PixelReport {
        int cutFromFrames = 0;   ///< segments, comments and trailers of compressed frames
        bool excessCut = false;  ///< bytes behind the picture
        bool truncated = false;  ///< the picture breaks off
        bool trailerCut = false; ///< whatever stood behind the pixel data
    };
    /// Writes this header and the pixel data. Malformed without SOP Class and SOP Instance UID.
    Result<PixelReport> write(Header header, const FrameFilter& filter, ByteSink& sink) const;

    /// Where the pixel data lie.
    struct Pixels {
        Tag tag;
        bool words = true, encapsulated = false;
        std::uint64_t valueAt = 0; ///< in dataSource()
        std::uint64_t length = 0;  ///< as claimed
    };
    const std::optional<Pixels>& pixels() const { return m_pixels; }
    /// The source, or what was inflated out of it.
    const ByteSource& dataSource() const { return m_inflated ? *m_inflated : m_source; }
    bool bigEndian() const { return m_bigEndian; }

private:
    enum class Form { Native, Deflated, Encapsulated };

    explicit StreamedFile(ByteSource source) : m_source(std::move(source)) {}
    Result<void> readHeader(const Limits& limits);
    Result<void> settle(const std::string& metaSyntax, bool explicitVr, bool bigEndian);
    Result<PixelReport> writeNative(ByteSink& sink) const;
    Result<PixelReport> writeEncapsulated(Header header, std::span<const std::byte> start,
                                          const FrameFilter& filter, ByteSink& sink) const;
    Result<PixelReport> writeBody(const Header& header, ByteSink& sink) const;
    std::uint64_t pictureBytes(std::uint64_t stored) const;

    ByteSource m_source;
    std::optional<ByteSource> m_inflated;
    Header m_header;
    std::optional<Pixels> m_pixels;
    std::string m_transferSyntax, m_metaSopClass;
    Form m_form = Form::Native;
    bool m_explicitVr = true, m_bigEndian = false;
};

} // namespace cw::dicom
