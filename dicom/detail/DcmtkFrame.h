// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/detail/Codec.h"
#include "dicom/detail/InstanceImpl.h"

namespace cw::dicom {

/// The least data set that DCMTK's codecs work on: one frame, interleaved, photometric RGB or
/// MONOCHROME2, so that no codec feels called upon to convert colours.
DcmDataset singleFrameDataSet(const FrameLayout& layout, int bitsAllocated, int bitsStored);

} // namespace cw::dicom
