// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"
#include "dicom/detail/DcmtkBridge.h"

namespace cw::dicom {

/// The header as DCMTK's data set, without the top-level (7FE0,0010); the pixels beside it.
struct Instance::Impl {
    DcmDataset header;
    std::shared_ptr<const PixelStore> pixels;
    std::string transferSyntax = UID_LittleEndianExplicitTransferSyntax;
    std::string metaSopClass; ///< Media Storage SOP Class UID; used only if the data set has none

    /// DCMTK's searches are not const although they change nothing.
    DcmDataset& dataset() const { return const_cast<DcmDataset&>(header); }
    DcmElement* find(Tag tag) const;
    bool signedPixels() const;
};

/// A value of the given character set as UTF-8 (PS3.5 6.1); what cannot be converted becomes
/// U+FFFD.
std::string toUtf8(const std::string& bytes, const std::string& characterSet, bool personName);

constexpr Tag kPixelData{0x7FE0, 0x0010};

} // namespace cw::dicom
