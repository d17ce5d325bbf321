// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/FrameFilter.h"
#include <string>

namespace cw::anonymizer {

/// JPEG and JPEG-LS in any of their processes: SOI, JFIF without its thumbnail, Adobe's and HP's
/// colour transforms, tables, frame, scans and what is coded in them, EOI stay; application
/// segments, comments (also between scans), surplus bytes and whatever follows EOI go. A picture
/// that breaks off inside a scan stays so.
Result<dicom::FramePlan> planJpeg(dicom::FrameBytes& frame, bool jpegLs);

/// A JPEG 2000 codestream (T.800, T.801, T.814), also out of the boxes of a JP2 file: comments and
/// unknown segments go from main and tile-part headers, Psot and TLM are corrected, and so goes
/// what follows EOC. Unsupported if a JP2 palette would change the picture.
Result<dicom::FramePlan> planJpeg2000(dicom::FrameBytes& frame);

/// RLE (PS3.5 G): bytes between and behind the segments, and in the unused part of its header, go.
Result<dicom::FramePlan> planRle(dicom::FrameBytes& frame, std::uint64_t pixelsOfFrame);

/// Whatever follows a coded picture: one zero of padding is none.
Result<bool> hasTrailer(dicom::FrameBytes& frame, std::uint64_t end);

/// Cleans the frames of one file: by what they are, not by what the transfer syntax claims.
class FrameCleaner : public dicom::FrameFilter {
public:
    FrameCleaner(std::string transferSyntaxUid, std::uint64_t pixelsOfFrame)
        : m_transferSyntax(std::move(transferSyntaxUid)), m_pixelsOfFrame(pixelsOfFrame) {}
    bool startsFrame(std::span<const std::byte> firstBytes) const override;
    Result<dicom::FramePlan> plan(dicom::FrameBytes& frame) const override;

private:
    std::string m_transferSyntax;
    std::uint64_t m_pixelsOfFrame;
};

} // namespace cw::anonymizer
