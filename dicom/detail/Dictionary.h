// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Tag.h"
#include <cstdint>
#include <span>
#include <string_view>

namespace cw::dicom {

/// A tag of PS3.6, without DCMTK's dictionary having to be read from its file first.
struct DictionaryEntry {
    std::uint32_t tag; ///< group << 16 | element
    char vr[3];        ///< as DCMTK has it: "xs", "ox" ... where it depends on other attributes
    const char* keyword;
};
/// nullptr for private tags, repeating groups and what the edition does not have.
const DictionaryEntry* dictionaryEntry(Tag tag);
/// All of them, sorted by tag.
std::span<const DictionaryEntry> dictionaryEntries();

} // namespace cw::dicom
