// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/ItemBuilder.h"

#include "dicom/detail/Element.h"

#include <cstring>

namespace cw::dicom {
namespace {

constexpr std::size_t kShortCode = 16; ///< SH of Code Value

std::string_view cut(std::string_view text, std::size_t characters) {
    // LO counts characters; a cut must not split one of UTF-8.
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && ++seen > characters)
            return text.substr(0, i);
    return text;
}

} // namespace

void ItemBuilder::put(Result<std::unique_ptr<DcmElement>> element) {
    if (!*m_state)
        return;
    if (!element) {
        *m_state = tl::unexpected<Error>(std::move(element).error());
        return;
    }
    if (m_item->insert(element->get(), OFTrue).bad()) {
        *m_state = fail(ErrorCode::Internal, "an element could not be inserted");
        return;
    }
    element->release();
}

void ItemBuilder::set(Tag tag, std::string_view value) {
    const auto vr = dictionaryVr(tag, nullptr, false);
    if (vr == EVR_LO)
        value = value.find('\\') == std::string_view::npos ? cut(value, 64) : value;
    put(elementFromText(tag, vr, value));
}

void ItemBuilder::setUnlessEmpty(Tag tag, std::string_view value) {
    if (!value.empty())
        set(tag, value);
}

void ItemBuilder::setTag(Tag tag, Tag value) {
    if (*m_state && m_item->putAndInsertTagKey(DcmTag(key(tag), EVR_AT), key(value)).bad())
        *m_state = fail(ErrorCode::Internal, "an element could not be inserted");
}

void ItemBuilder::setFloats(Tag tag, std::span<const float> values) {
    auto element = std::make_unique<DcmFloatingPointSingle>(DcmTag(key(tag), EVR_FL));
    if (element->putFloat32Array(values.data(), static_cast<unsigned long>(values.size())).bad())
        put(fail(ErrorCode::Internal, "coordinates could not be stored"));
    else
        put(std::unique_ptr<DcmElement>(std::move(element)));
}

void ItemBuilder::setBytes(Tag tag, std::span<const std::byte> bytes, DcmEVR vr) {
    put(elementFromBytes(tag, vr, bytes));
}

void ItemBuilder::emptySequence(Tag sequence) {
    put(std::unique_ptr<DcmElement>(
        std::make_unique<DcmSequenceOfItems>(DcmTag(key(sequence), EVR_SQ))));
}

ItemBuilder ItemBuilder::item(Tag sequence) {
    DcmItem* inner = nullptr;
    if (*m_state &&
        (m_item->findOrCreateSequenceItem(DcmTag(key(sequence), EVR_SQ), inner, -2).bad() ||
         inner == nullptr))
        *m_state = fail(ErrorCode::Internal, "an item could not be made");
    return {inner == nullptr ? *m_item : *inner, *m_state};
}

ItemBuilder ItemBuilder::code(Tag sequence, const Code& code) {
    auto inner = item(sequence);
    inner.set(code.value.size() > kShortCode ? Tag{0x0008, 0x0119} : Tag{0x0008, 0x0100},
              code.value);
    inner.set({0x0008, 0x0102}, code.scheme);
    inner.set({0x0008, 0x0104}, code.meaning);
    return inner;
}

} // namespace cw::dicom
