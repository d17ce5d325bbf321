// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/FileSort.h"

#include "dicom/FileKind.h"
#include "imaging/Picture.h"

#include <algorithm>

namespace cw::workflow {

FileSort sortOf(std::span<const std::byte> firstBytes) {
    const auto head = firstBytes.first(std::min(firstBytes.size(), kBytesToSort));
    switch (dicom::fileKindOf(head, imaging::sniffPicture(head).has_value())) {
    case dicom::FileKind::Dicom:
        return FileSort::Dicom;
    case dicom::FileKind::Picture:
        return FileSort::Picture;
    case dicom::FileKind::Neither:
        break;
    }
    return FileSort::Neither;
}

} // namespace cw::workflow
