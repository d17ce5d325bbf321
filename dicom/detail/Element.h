// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/DcmtkBridge.h"

namespace cw::dicom {

/// A new element with these value bytes (little endian); any VR but SQ.
Result<std::unique_ptr<DcmElement>> elementFromBytes(Tag tag, DcmEVR vr, ByteView value);
/// A new element from text: numbers are parsed for binary VRs, bulk VRs take the text's bytes.
Result<std::unique_ptr<DcmElement>> elementFromText(Tag tag, DcmEVR vr, std::string_view value);

/// Appends tag, VR and length in explicit VR little endian.
void appendExplicitHeader(Bytes& out, Tag tag, DcmEVR vr, std::uint32_t length);
/// The same with the value, padded to even length (PS3.5 7.1.1).
void appendExplicitElement(Bytes& out, Tag tag, DcmEVR vr, ByteView value);
void appendLittle(Bytes& out, std::uint64_t value, int bytes);
void append(Bytes& out, ByteView bytes);
inline ByteView bytesOf(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}
/// Bytes of one value of the VR: the unit of byte swapping. 1 for text and OB.
std::size_t unitOf(DcmEVR vr);
/// Reverses every unit of the bytes in place; a rest shorter than a unit stays.
void swapUnits(std::span<std::byte> bytes, std::size_t unit);

} // namespace cw::dicom
