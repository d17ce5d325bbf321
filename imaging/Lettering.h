// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Image.h"
#include <string_view>

namespace cw::imaging {

/// Burns ASCII text into the pixels: left end of its base line at origin, capitals heightPx high,
/// every sample under a stroke set to value. 8- and 16-bit images; text beyond the border is cut.
/// InvalidArgument for other types or letters outside ASCII.
Result<void> burnText(core::Image& image, std::string_view ascii, core::PointPx origin,
                      double heightPx, int value);

} // namespace cw::imaging
