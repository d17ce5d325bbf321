// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Element.h"

#include <algorithm>
#include <cstring>

namespace cw::dicom {

void append(Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void appendLittle(Bytes& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        out.push_back(static_cast<std::byte>((value >> (8 * i)) & 0xFFU));
}

void appendExplicitHeader(Bytes& out, Tag tag, DcmEVR vr, std::uint32_t length) {
    const DcmVR known(vr);
    const char* name = known.getVRName();
    appendLittle(out, tag.group, 2);
    appendLittle(out, tag.element, 2);
    out.push_back(static_cast<std::byte>(name[0]));
    out.push_back(static_cast<std::byte>(name[1]));
    if (known.usesExtendedLengthEncoding()) {
        appendLittle(out, 0, 2);
        appendLittle(out, length, 4);
    } else {
        appendLittle(out, length, 2);
    }
}

void appendExplicitElement(Bytes& out, Tag tag, DcmEVR vr, ByteView value) {
    const bool odd = value.size() % 2 != 0;
    if (!DcmVR(vr).usesExtendedLengthEncoding() && value.size() > 0xFFFE)
        vr = EVR_UN; // PS3.5 6.2.2: too long for the VR's length field
    appendExplicitHeader(out, tag, vr, static_cast<std::uint32_t>(value.size() + (odd ? 1 : 0)));
    append(out, value);
    if (odd)
        out.push_back(static_cast<std::byte>(isTextVr(vr) && vr != EVR_UI ? ' ' : '\0'));
}

std::size_t unitOf(DcmEVR vr) {
    switch (vr) {
    case EVR_US:
    case EVR_SS:
    case EVR_AT:
    case EVR_OW:
        return 2;
    case EVR_UL:
    case EVR_SL:
    case EVR_FL:
    case EVR_OF:
    case EVR_OL:
        return 4;
    case EVR_FD:
    case EVR_OD:
    case EVR_OV:
    case EVR_SV:
    case EVR_UV:
        return 8;
    default:
        return 1;
    }
}

void swapUnits(std::span<std::byte> bytes, std::size_t unit) {
    if (unit < 2)
        return;
    for (std::size_t at = 0; at + unit <= bytes.size(); at += unit)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                     bytes.begin() + static_cast<std::ptrdiff_t>(at + unit));
}

Result<std::unique_ptr<DcmElement>> elementFromBytes(Tag tag, DcmEVR vr, ByteView value) {
    if (vr == EVR_SQ || vr == EVR_UNKNOWN || value.size() >= 0xFFFFFFFEU)
        return fail(ErrorCode::InvalidArgument, "no value of this kind fits " + text(tag));
    if (value.size() % unitOf(vr) != 0)
        return fail(ErrorCode::InvalidArgument, "half a value for " + text(tag));
    Bytes bytes;
    bytes.reserve(value.size() + 16);
    appendExplicitElement(bytes, tag, vr, value);
    DcmDataset single;
    CW_CHECK(parseCanonical(bytes, single));
    if (single.card() != 1)
        return fail(ErrorCode::InvalidArgument, "the value does not fit " + text(tag));
    return std::unique_ptr<DcmElement>(single.remove(0UL));
}

Result<std::unique_ptr<DcmElement>> elementFromText(Tag tag, DcmEVR vr, std::string_view value) {
    if (isTextVr(vr) || isBulkVr(vr) || value.empty())
        return elementFromBytes(tag, vr, bytesOf(value));
    CW_TRY(auto element, elementFromBytes(tag, vr, {}));
    if (element->putString(std::string(value).c_str()).bad())
        return fail(ErrorCode::InvalidArgument, "the text is not a value for " + text(tag));
    return element;
}

} // namespace cw::dicom
