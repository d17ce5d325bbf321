// SPDX-License-Identifier: Apache-2.0
#include "dicom/Tag.h"

#include "dicom/detail/DcmtkBridge.h"

#include <cstdio>
#include <cstring>

namespace cw::dicom {

std::string text(Tag tag) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "(%04x,%04x)", tag.group, tag.element);
    return buffer;
}

std::string keyword(Tag tag) {
    const DcmTag known(key(tag));
    const char* name = const_cast<DcmTag&>(known).getTagName();
    if (name == nullptr || std::strcmp(name, "Unknown Tag & Data") == 0 || tag.isPrivate())
        return text(tag);
    return name;
}

} // namespace cw::dicom
