// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Image.h"
#include <vector>

namespace cw::imaging {

/// How a line of writing runs.
enum class Running { Level, Standing };

/// A place of a picture that looks like one line of writing.
struct TextPlace {
    core::RectPx box;
    Running running = Running::Level;
    /// Ink and ground part clearly (0 to 1): plain letters are above 0.8, tissue is below 0.7.
    double clearness = 0;
};

/// A picture small enough to look for writing in: blocks of factor x factor pixels averaged.
struct Reduced {
    core::Image image;
    int factor = 1;
};
/// Until no side is longer than 2500 pixels: letters of 12 pixels stay 6 high. Any samples but
/// 32-bit ones, which are Unsupported.
Result<Reduced> reducedForText(const core::Image& image);

/// Places that look like level or standing lines of writing, judged by shape alone: close strokes
/// of like height side by side on a line 5 to 120 px high (of a picture as reducedForText() makes
/// it), light on dark or dark on light, in any colour channel. Strokes of a quarter of the grey
/// range are found anywhere, of a tenth on plain ground. Boxes lie in the picture's own pixels,
/// clearest first. 8-bit grey or Rgb; InvalidArgument otherwise.
Result<std::vector<TextPlace>> textPlaces(const core::Image& shown);
/// A box of the reduced picture in the whole one.
core::RectPx enlarged(const core::RectPx& box, int factor, const core::Image& whole);
/// The boxes of level lines, top to bottom.
Result<std::vector<core::RectPx>> textBoxes(const core::Image& shown);

/// One such place made ready for a reader of text: 8-bit grey, dark on light, with a margin,
/// enlarged until the line is some 48 px high, turned by so many quarters clockwise.
Result<core::Image> textCrop(const core::Image& shown, const core::RectPx& box,
                             int quarterTurns = 0);

} // namespace cw::imaging
