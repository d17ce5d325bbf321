// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"
#include "dicom/detail/DcmtkBridge.h"
#include <span>

namespace cw::dicom {

/// Fills an item, and items in items, element by element; the first failure is kept in the shared
/// state and ends all further work. Copies fill the same item.
class ItemBuilder {
public:
    ItemBuilder(DcmItem& item, Result<void>& state) : m_item(&item), m_state(&state) {}

    /// VR by the dictionary; an empty value gives an empty element (Type 2).
    void set(Tag tag, std::string_view value);
    void set(Tag tag, long long value) { set(tag, std::string_view(std::to_string(value))); }
    void setUnlessEmpty(Tag tag, std::string_view value);
    void setTag(Tag tag, Tag value); ///< AT
    void setFloats(Tag tag, std::span<const float> values);
    void setBytes(Tag tag, std::span<const std::byte> bytes, DcmEVR vr);
    void emptySequence(Tag sequence);
    /// A new item at the sequence's end.
    ItemBuilder item(Tag sequence);
    /// A new item with a code (PS3.3 8.8); values of more than 16 characters are Long Code Values.
    ItemBuilder code(Tag sequence, const Code& code);

private:
    void put(Result<std::unique_ptr<DcmElement>> element);
    DcmItem* m_item;
    Result<void>* m_state;
};

} // namespace cw::dicom
