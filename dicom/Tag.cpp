// SPDX-License-Identifier: Apache-2.0
#include "dicom/Tag.h"

#include "dicom/detail/DcmtkBridge.h"
#include "dicom/detail/Dictionary.h"

#include <cstdio>
#include <cstring>

namespace cw::dicom {

std::string text(Tag tag) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "(%04x,%04x)", tag.group, tag.element);
    return buffer;
}

std::string keyword(Tag tag) {
    if (tag.isPrivate())
        return text(tag);
    if (const auto* entry = dictionaryEntry(tag))
        return entry->keyword;
    const DcmTag known(key(tag)); // repeating groups
    const char* name = const_cast<DcmTag&>(known).getTagName();
    if (name == nullptr || std::strcmp(name, "Unknown Tag & Data") == 0)
        return text(tag);
    return name;
}

std::string_view standardVr(Tag tag) {
    const auto* entry = dictionaryEntry(tag);
    return entry != nullptr ? entry->vr : std::string_view();
}

} // namespace cw::dicom
