// SPDX-License-Identifier: Apache-2.0
#include "dicom/Tag.h"

#include "dicom/detail/DcmtkBridge.h"
#include "dicom/detail/Dictionary.h"

#include <cstdio>
#include <cstring>

namespace cw::dicom {
namespace {

/// Curves, overlays, variable pixel data and Source Image IDs: the ranges of PS3.6, which the compiled
/// dictionary has not.
bool isInARange(Tag tag) {
    const auto family = tag.group & 0xFF00;
    return family == 0x5000 || family == 0x6000 || family == 0x7F00 ||
           (tag.group == 0x0020 && (tag.element & 0xFF00) == 0x3100);
}

} // namespace

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
    if (!isInARange(tag))
        return text(tag); // DCMTK would read its dictionary from a file, for 40 ms, to say the same
    const DcmTag known(key(tag));
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
