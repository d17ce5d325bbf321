// SPDX-License-Identifier: Apache-2.0
#pragma once
// DCMTK as the module sees it. Only .cpp files of dicom include this header.
#include "core/Result.h"
#include "dicom/Tag.h"
#include "dicom/detail/PixelStore.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cw::dicom {

/// Once per process: silences DCMTK's logging (it prints values) and loads its codecs.
void prepareDcmtk();

inline DcmTagKey key(Tag tag) { return {tag.group, tag.element}; }
inline Tag tagOf(const DcmTagKey& k) { return {k.getGroup(), k.getElement()}; }
inline std::string_view view(const OFString& s) { return {s.data(), s.size()}; }

/// A standard or DCMTK-known VR name ("LO"), EVR_UNKNOWN for anything else.
DcmEVR vrNamed(std::string_view name);
/// VR from DCMTK's dictionary with the ambiguous ones settled (US or SS by Pixel Representation);
/// EVR_UN where the dictionary does not know the tag.
DcmEVR dictionaryVr(Tag tag, const char* privateCreator, bool signedPixels);
/// True for VRs whose values are text.
bool isTextVr(DcmEVR vr);
/// True for VRs whose values are opaque or long arrays: OB OD OF OL OV OW UN.
bool isBulkVr(DcmEVR vr);

/// All elements of an item, or all items of a sequence, in order and in linear time (DCMTK's
/// indexed access walks the list from its head each time).
std::vector<DcmElement*> elementsOf(DcmItem& item);
std::vector<DcmItem*> itemsOf(DcmSequenceOfItems& sequence);

/// Value as text ('\\' joined), trailing padding cut; raw bytes for bulk VRs up to maxBytes.
std::string valueText(DcmElement& element, std::size_t maxBytes);

/// Elements as bytes in the given transfer syntax, appended to out. Never encapsulated.
Result<void> appendElements(const std::vector<DcmElement*>& elements, E_TransferSyntax syntax,
                            std::vector<std::byte>& out);
/// Explicit VR little endian bytes made by the reader become the data set.
Result<void> parseCanonical(std::span<const std::byte> bytes, DcmDataset& dataset);

} // namespace cw::dicom
