// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/CodedFrames.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::array<unsigned char, 2> kJpeg{0xFF, 0xD8};
constexpr std::array<unsigned char, 4> kCodestream{0xFF, 0x4F, 0xFF, 0x51};
constexpr std::array<unsigned char, 8> kJp2{0, 0, 0, 12, 'j', 'P', ' ', ' '};
constexpr std::string_view kRle = "1.2.840.10008.1.2.5";

template <std::size_t N>
bool startsWith(Bytes bytes, const std::array<unsigned char, N>& signature) {
    return bytes.size() >= N &&
           std::equal(signature.begin(), signature.end(), bytes.begin(),
                      [](unsigned char a, std::byte b) { return std::byte{a} == b; });
}

bool isJpegLs(std::string_view transferSyntax) {
    return transferSyntax == "1.2.840.10008.1.2.4.80" || transferSyntax == "1.2.840.10008.1.2.4.81";
}

} // namespace

Result<bool> hasTrailer(dicom::FrameBytes& frame, std::uint64_t end) {
    if (frame.size() - end != 1)
        return frame.size() > end;
    CW_TRY(const auto last, frame.view(end, 1));
    return last[0] != std::byte{0};
}

bool FrameCleaner::startsFrame(Bytes firstBytes) const {
    return m_transferSyntax == kRle || startsWith(firstBytes, kJpeg) ||
           startsWith(firstBytes, kCodestream) || startsWith(firstBytes, kJp2);
}

Result<dicom::FramePlan> FrameCleaner::plan(dicom::FrameBytes& frame) const {
    if (frame.size() == 0)
        return dicom::FramePlan();
    if (m_transferSyntax == kRle)
        return planRle(frame, m_pixelsOfFrame);
    CW_TRY(const auto head, frame.view(0, 16));
    if (startsWith(head, kJpeg))
        return planJpeg(frame, isJpegLs(m_transferSyntax));
    if (startsWith(head, kCodestream) || startsWith(head, kJp2))
        return planJpeg2000(frame);
    return fail(ErrorCode::Malformed, "a compressed frame does not begin like one");
}

} // namespace cw::anonymizer
