// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "dicom/Instance.h"

namespace cw::dicom {

/// YBR_FULL and its kin (PS3.3 C.7.6.3.1.2) to Rgb, in place of the samples.
Result<core::Image> ybrToRgb(const core::Image& ybr, bool partialRange);
/// PALETTE COLOR through the instance's tables, segmented ones included (PS3.3 C.7.9.2).
Result<core::Image> paletteToRgb(const core::Image& indices, const Instance& instance);

} // namespace cw::dicom
