// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Polygon.h"
#include <string>
#include <vector>

namespace cw::imaging {

/// A page of small pictures with lines of text under each, for looking many lesions over at once.
/// Dark ground; rows of tiles from left to right, top to bottom.
class TileSheet {
public:
    struct Layout {
        int columns = 6, rows = 4;
        int tilePx = 240;     ///< side of a picture
        int captionLines = 4; ///< under it
    };
    /// InvalidArgument unless 1 to 20 columns and rows, tiles of 64 to 1024 px, 0 to 8 lines.
    static Result<TileSheet> create(const Layout& layout);

    /// The square with this centre and side (image space, px) of an 8-bit grey or Rgb picture,
    /// black beyond its border; outline: image space, a thin line with a halo. captions: ASCII,
    /// others become '?'; too long ones are cut.
    Result<void> place(int index, const core::Image& picture, core::PointPx centre, int sidePx,
                       const core::Polygon& outline, const std::vector<std::string>& captions);
    /// Instead of a picture: why there is none.
    Result<void> placeText(int index, const std::string& reason,
                           const std::vector<std::string>& captions);
    const core::Image& image() const { return m_image; } ///< Rgb, 8 bit

private:
    TileSheet(core::Image image, Layout layout) : m_image(std::move(image)), m_layout(layout) {}
    core::Image m_image;
    Layout m_layout;
};

} // namespace cw::imaging
