// SPDX-License-Identifier: Apache-2.0
#include "dicom/FileKind.h"

#include "dicom/Instance.h"

#include <algorithm>
#include <cstring>

namespace cw::dicom {

FileKind fileKindOf(std::span<const std::byte> firstBytes, bool hasPictureSignature) {
    const auto head = firstBytes.first(std::min(firstBytes.size(), kBytesToTellKind));
    constexpr std::size_t kPreamble = 128;
    if (head.size() >= kPreamble + 4 && std::memcmp(head.data() + kPreamble, "DICM", 4) == 0)
        return FileKind::Dicom;
    if (hasPictureSignature)
        return FileKind::Picture;
    return looksLikeDicom(head) ? FileKind::Dicom : FileKind::Neither;
}

} // namespace cw::dicom
