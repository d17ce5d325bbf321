// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/MetaHeader.h"

#include "dicom/Instance.h"
#include "dicom/detail/Element.h"
#include "dicom/detail/VrTable.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace cw::dicom {
namespace {

// A UUID-derived UID (PS3.5 B.2) made for this program; it says nothing of who wrote the file.
constexpr std::string_view kImplementationUid = "2.25.187351204066105120711498210217936081327";
constexpr std::string_view kImplementationName = "CONCORD_0_1";

constexpr std::size_t kPreamble = 128;
constexpr Encoding kExplicitLittle{.explicitVr = true, .bigEndian = false};

bool magicAt(ByteView bytes, std::size_t at) {
    return bytes.size() >= at + 4 && std::memcmp(bytes.data() + at, "DICM", 4) == 0;
}

std::uint32_t little(ByteView bytes, std::size_t at, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = (value << 8) | std::to_integer<std::uint32_t>(bytes[at + i]);
    return value;
}

std::string uidText(ByteView value) {
    std::string text(reinterpret_cast<const char*>(value.data()),
                     std::min<std::size_t>(value.size(), 64));
    text.erase(std::find_if(text.begin(), text.end(),
                            [](char c) { return c != '.' && (c < '0' || c > '9'); }),
               text.end());
    return text;
}

void metaElement(Bytes& out, std::uint16_t element, DcmEVR vr, std::string_view value) {
    appendExplicitElement(out, {0x0002, element}, vr, bytesOf(value));
}

} // namespace

bool hasMagicWord(ByteView firstBytes) {
    return magicAt(firstBytes, kPreamble) || magicAt(firstBytes, 0);
}

Result<MetaHeader> readMeta(ByteView bytes) {
    MetaHeader meta;
    if (magicAt(bytes, kPreamble))
        meta.dataSetAt = kPreamble + 4;
    else if (magicAt(bytes, 0))
        meta.dataSetAt = 4;
    auto& at = meta.dataSetAt;
    while (at + 8 <= bytes.size() && little(bytes, at, 2) == 0x0002) {
        const auto element = little(bytes, at + 2, 2);
        const char name[] = {std::to_integer<char>(bytes[at + 4]),
                             std::to_integer<char>(bytes[at + 5])};
        const auto vr = vrNamed({name, 2});
        std::size_t head = 8, length = 0;
        if (vr == EVR_UNKNOWN) {
            length = little(bytes, at + 4, 4); // implicit VR, against the rule but seen
        } else if (DcmVR(vr).usesExtendedLengthEncoding()) {
            head = 12;
            if (at + head > bytes.size())
                break;
            length = little(bytes, at + 8, 4);
        } else {
            length = little(bytes, at + 6, 2);
        }
        if (length > bytes.size() - at - head)
            return fail(ErrorCode::Malformed, "the file's meta header is cut off");
        const auto value = bytes.subspan(at + head, length);
        if (element == 0x0010)
            meta.transferSyntax = uidText(value);
        else if (element == 0x0002)
            meta.sopClass = uidText(value);
        at += head + length;
    }
    return meta;
}

Result<Encoding> encodingFor(const std::string& syntax, ByteView dataSet) {
    const auto guess = guessEncoding(dataSet);
    if (syntax.empty()) {
        if (!guess)
            return fail(ErrorCode::Malformed, "this is not a DICOM file");
        return *guess;
    }
    Encoding said = kExplicitLittle;
    const DcmXfer xfer(syntax.c_str());
    if (xfer.getXfer() == EXS_Unknown)
        return guess.value_or(said);
    said.explicitVr = xfer.isExplicitVR();
    said.bigEndian = xfer.isBigEndian();
    return guess && *guess != said ? *guess : said;
}

Bytes partTenStart(std::string_view sopClass, std::string_view sopInstance,
                   std::string_view transferSyntax) {
    Bytes meta;
    appendExplicitElement(meta, {0x0002, 0x0001}, EVR_OB, std::array{std::byte{0}, std::byte{1}});
    metaElement(meta, 0x0002, EVR_UI, sopClass);
    metaElement(meta, 0x0003, EVR_UI, sopInstance);
    metaElement(meta, 0x0010, EVR_UI, transferSyntax);
    metaElement(meta, 0x0012, EVR_UI, kImplementationUid);
    metaElement(meta, 0x0013, EVR_SH, kImplementationName);
    Bytes out(kPreamble);
    append(out, bytesOf("DICM"));
    appendExplicitHeader(out, {0x0002, 0x0000}, EVR_UL, 4);
    appendLittle(out, meta.size(), 4);
    append(out, meta);
    return out;
}

std::string_view syntaxOf(const Encoding& encoding) {
    return uid(!encoding.explicitVr ? TransferSyntax::ImplicitLittle
               : encoding.bigEndian ? TransferSyntax::ExplicitBig
                                    : TransferSyntax::ExplicitLittle);
}

std::uintmax_t inflatedLimit(std::uintmax_t deflated, std::uintmax_t limit) {
    constexpr std::uintmax_t kAlways = 200ULL << 20, kRatio = 40;
    return std::min(limit, std::max(kAlways, kRatio * deflated));
}

} // namespace cw::dicom
