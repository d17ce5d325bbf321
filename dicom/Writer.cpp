// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Element.h"
#include "dicom/detail/Inflate.h"
#include "dicom/detail/InstanceImpl.h"
#include "dicom/detail/MetaHeader.h"

#include <algorithm>
#include <array>

namespace cw::dicom {
namespace {

struct SyntaxEntry {
    TransferSyntax syntax;
    std::string_view uid, name;
};
constexpr std::array kSyntaxes{
    SyntaxEntry{TransferSyntax::ImplicitLittle, "1.2.840.10008.1.2", "implicit"},
    SyntaxEntry{TransferSyntax::ExplicitLittle, "1.2.840.10008.1.2.1", "explicit"},
    SyntaxEntry{TransferSyntax::ExplicitBig, "1.2.840.10008.1.2.2", "big-endian"},
    SyntaxEntry{TransferSyntax::Deflated, "1.2.840.10008.1.2.1.99", "deflated"},
    SyntaxEntry{TransferSyntax::Rle, "1.2.840.10008.1.2.5", "rle"},
    SyntaxEntry{TransferSyntax::JpegLossless, "1.2.840.10008.1.2.4.70", "jpeg-lossless"},
    SyntaxEntry{TransferSyntax::JpegLsLossless, "1.2.840.10008.1.2.4.80", "jpeg-ls"},
    SyntaxEntry{TransferSyntax::Jpeg2000Lossless, "1.2.840.10008.1.2.4.90", "jpeg-2000"},
};

Result<Bytes> startOf(const Instance& instance) {
    const auto sopClass = instance.sopClassUid();
    const auto sopInstance = instance.text({0x0008, 0x0018}).value_or("");
    if (sopClass.empty() || sopInstance.empty())
        return fail(ErrorCode::Malformed, "the data set has no SOP Class or SOP Instance UID");
    return partTenStart(sopClass, sopInstance, instance.transferSyntaxUid());
}

void appendFragment(Bytes& out, ByteView fragment) {
    appendLittle(out, 0xFFFE, 2);
    appendLittle(out, 0xE000, 2);
    appendLittle(out, fragment.size() + fragment.size() % 2, 4);
    append(out, fragment);
    if (fragment.size() % 2 != 0)
        out.push_back(std::byte{0});
}

void appendEncapsulated(Bytes& out, const PixelStore& store) {
    appendExplicitHeader(out, kPixelData, EVR_OB, 0xFFFFFFFFU);
    // Odd fragments are padded here, which would move what an offset table points to.
    const bool odd = std::any_of(store.fragments.begin(), store.fragments.end(),
                                 [](ByteView f) { return f.size() % 2 != 0; });
    const bool tableFits = !odd && store.offsetTable.size() % 4 == 0;
    appendFragment(out, tableFits ? store.offsetTable : ByteView());
    for (const auto fragment : store.fragments)
        appendFragment(out, fragment);
    appendLittle(out, 0xFFFE, 2);
    appendLittle(out, 0xE0DD, 2);
    appendLittle(out, 0, 4);
}

Result<void> appendNative(Bytes& out, const PixelStore& store, E_TransferSyntax syntax,
                          int bitsAllocated) {
    const DcmXfer xfer(syntax);
    const bool words = store.words || !xfer.isExplicitVR(); // PS3.5 A.1: implicit is always OW
    const auto padded = store.native.size() + store.native.size() % 2;
    if (padded >= 0xFFFFFFFEU)
        return fail(ErrorCode::TooLarge, "uncompressed pixel data of 4 GiB do not fit an element");
    const auto headAt = out.size();
    appendExplicitHeader(out, kPixelData, words ? EVR_OW : EVR_OB,
                         static_cast<std::uint32_t>(padded));
    auto head = std::span(out).subspan(headAt);
    if (!xfer.isExplicitVR()) {
        std::copy_n(head.begin() + 8, 4, head.begin() + 4); // tag, length
        out.resize(out.size() - 4);
    } else if (xfer.isBigEndian()) {
        swapUnits(head.first(4), 2);
        swapUnits(head.last(4), 4);
    }
    const auto valueAt = out.size();
    append(out, store.native);
    out.resize(valueAt + padded);
    if (xfer.isBigEndian() && words)
        swapUnits(std::span(out).subspan(valueAt), bitsAllocated == 32 ? 4 : 2);
    return {};
}

Result<void> appendDataSet(Bytes& out, const Instance& instance, E_TransferSyntax syntax) {
    const auto& impl = instance.impl();
    auto elements = elementsOf(impl.dataset());
    std::stable_sort(elements.begin(), elements.end(),
                     [](DcmElement* a, DcmElement* b) { return a->getTag() < b->getTag(); });
    const auto after = std::find_if(elements.begin(), elements.end(),
                                    [](DcmElement* e) { return kPixelData < tagOf(e->getTag()); });
    // Encapsulated syntaxes have an explicit little endian header (PS3.5 A.4).
    const bool encapsulated = DcmXfer(syntax).isEncapsulated();
    const auto headerSyntax = encapsulated || syntax == EXS_DeflatedLittleEndianExplicit
                                  ? EXS_LittleEndianExplicit
                                  : syntax;
    CW_CHECK(appendElements({elements.begin(), after}, headerSyntax, out));
    if (const auto& store = impl.pixels) {
        if (store->encapsulated) {
            if (!encapsulated)
                return fail(ErrorCode::Malformed,
                            "compressed pixel data in an uncompressed transfer syntax");
            appendEncapsulated(out, *store);
        } else {
            const auto bits = instance.integer({0x0028, 0x0100}).value_or(16);
            CW_CHECK(appendNative(out, *store, headerSyntax, static_cast<int>(bits)));
        }
    }
    return appendElements({after, elements.end()}, headerSyntax, out);
}

} // namespace

std::string_view uid(TransferSyntax syntax) {
    for (const auto& entry : kSyntaxes)
        if (entry.syntax == syntax)
            return entry.uid;
    return {};
}

std::optional<TransferSyntax> losslessSyntaxFrom(std::string_view uidOrName) {
    for (const auto& entry : kSyntaxes)
        if (entry.uid == uidOrName || entry.name == uidOrName)
            return entry.syntax;
    return std::nullopt;
}

Result<std::vector<std::byte>> encodeInstance(const Instance& instance) {
    const auto syntax = DcmXfer(instance.transferSyntaxUid().c_str()).getXfer();
    if (syntax == EXS_Unknown)
        return fail(ErrorCode::Unsupported, "the transfer syntax is not a standard one");
    CW_TRY(auto out, startOf(instance));
    if (syntax != EXS_DeflatedLittleEndianExplicit) {
        CW_CHECK(appendDataSet(out, instance, syntax));
        return out;
    }
    Bytes plain;
    CW_CHECK(appendDataSet(plain, instance, syntax));
    CW_TRY(const auto packed, deflate(plain));
    append(out, packed);
    if (packed.size() % 2 != 0)
        out.push_back(std::byte{0});
    return out;
}

} // namespace cw::dicom
