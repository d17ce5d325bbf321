// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/FileSort.h"

#include "dicom/Instance.h"
#include "imaging/Picture.h"

#include <cstring>

namespace cw::workflow {

FileSort sortOf(std::span<const std::byte> firstBytes) {
    const auto head = firstBytes.first(std::min(firstBytes.size(), kBytesToSort));
    constexpr std::size_t kPreamble = 128;
    if (head.size() >= kPreamble + 4 && std::memcmp(head.data() + kPreamble, "DICM", 4) == 0)
        return FileSort::Dicom;
    // Then pictures: their signatures are exact, DICOM without a preamble is only plausible.
    if (imaging::sniffPicture(head))
        return FileSort::Picture;
    return dicom::looksLikeDicom(head) ? FileSort::Dicom : FileSort::Neither;
}

} // namespace cw::workflow
