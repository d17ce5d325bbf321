// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"

namespace cw::imaging {

/// Area-averaged reduction (or bilinear enlargement) so that the longer side has longSidePx; keeps
/// type, meaning and bitsStored.
Result<core::Image> resized(const core::Image& image, int longSidePx);
Result<core::Image> flippedHorizontally(const core::Image& image);

} // namespace cw::imaging
