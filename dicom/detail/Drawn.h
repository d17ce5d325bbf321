// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/ReferencedOutline.h"
#include "dicom/detail/DcmtkBridge.h"

namespace cw::dicom {

/// What Graphic Type and Graphic Data (PS3.3 C.18.6.1.2) of an item draw: shape, points and outline
/// of the target are filled in. The same data in a report and in a presentation state; filled says
/// whether a presentation state's open line is meant as an area. Malformed: an odd or wrong number
/// of coordinates, one that is no finite number, an unknown type.
Result<void> readDrawn(DcmItem& item, bool filled, ReferencedOutline& target);

} // namespace cw::dicom
