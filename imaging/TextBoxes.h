// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Image.h"
#include <vector>

namespace cw::imaging {

/// Places of a picture that look like level lines of writing, judged by shape alone: close, sharp
/// strokes side by side in a band 6 to 90 px high (of a picture reduced to 1800 px). Boxes lie in
/// the picture's own pixels, top to bottom. Upright and standing text, and writing fainter than a
/// quarter of the grey range, are not found. 8-bit grey or Rgb; InvalidArgument otherwise.
Result<std::vector<core::RectPx>> textBoxes(const core::Image& shown);

/// One such place made ready for a reader of text: 8-bit grey, dark on light, with a margin,
/// enlarged until the line is some 48 px high.
Result<core::Image> textCrop(const core::Image& shown, const core::RectPx& box);

} // namespace cw::imaging
