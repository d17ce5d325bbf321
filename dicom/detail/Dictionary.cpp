// SPDX-License-Identifier: Apache-2.0
#include "dicom/detail/Dictionary.h"

#include <algorithm>
#include <iterator>

namespace cw::dicom {
namespace {

constexpr DictionaryEntry kEntries[] = {
// sorted by tag
#include "dicom/detail/Dictionary.inc"
};

} // namespace

const DictionaryEntry* dictionaryEntry(Tag tag) {
    const auto number = std::uint32_t{tag.group} << 16 | tag.element;
    const auto* found = std::lower_bound(
        std::begin(kEntries), std::end(kEntries), number,
        [](const DictionaryEntry& entry, std::uint32_t wanted) { return entry.tag < wanted; });
    return found != std::end(kEntries) && found->tag == number ? found : nullptr;
}

std::span<const DictionaryEntry> dictionaryEntries() { return kEntries; }

} // namespace cw::dicom
