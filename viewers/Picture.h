// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Polygon.h"
#include "core/Presentation.h"
#include "viewers/Air.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace cw::viewers {

enum class PictureSide { Left, Right, Top, Bottom };

/// One frame made ready for the screen: the decoded image, which is shared and never changed, and a
/// pyramid of it, each level half as large as the one before, so that a viewport never touches more
/// than about twice its own number of pixels. Built off the GUI thread; read-only afterwards.
class Picture {
public:
    /// Pixel (c, r) of a level covers [c, c+1) x [r, r+1) times 2^level of image space.
    struct GreyLevel {
        int width = 0, height = 0;
        const std::uint16_t* index = nullptr; ///< stored value - GreyTable::lowest
    };
    struct ColourLevel {
        int width = 0, height = 0;
        const std::uint32_t* rgba = nullptr; ///< bytes R, G, B, 255
    };

    /// Unsupported for pixels that cannot be shown; costs one pass over the image and a third of
    /// its memory (colour: 4/3 of it).
    /// field: outline of what is a picture at all, where the camera leaves a surround.
    static Result<std::shared_ptr<const Picture>> prepare(std::shared_ptr<const core::Image> image,
                                                          core::Presentation presentation,
                                                          std::optional<core::Polygon> field = {});

    const core::Image& image() const { return *m_image; }
    /// Presentation of greySource(): that of the file unless 32-bit samples were brought to 16
    /// bits.
    const core::Presentation& presentation() const { return m_presentation; }
    bool colour() const { return !m_colour.empty(); }
    const std::vector<GreyLevel>& greyLevels() const { return m_grey; }
    const std::vector<ColourLevel>& colourLevels() const { return m_colour; }
    /// Indices of the padding, if the file names any: never mixed with tissue by interpolation.
    std::optional<std::pair<int, int>> paddingIndices() const { return m_padding; }
    /// The window the file asks for first, or the full range; what window dragging starts from.
    const core::Window& firstWindow() const { return m_firstWindow; }
    /// One way to look at the grey values: a VOI LUT or a window of the file, or the full range.
    struct Choice {
        core::ViewGrey grey;     ///< not inverted
        std::string explanation; ///< the file's own words; often empty
        enum class Kind { VoiLut, Window, FullRange } kind = Kind::FullRange;
    };
    /// What there is to choose from: the file's VOI LUTs, its windows, the full range; the file's
    /// first choice is the first. None for colour. Costs a pass over the image.
    std::vector<Choice> choices() const;
    /// The window that is in force under this view; of a LUT the range that it maps.
    core::Window windowOf(const core::ViewGrey& view) const;
    /// The grey of every index under this view; the scan for a full range is never repeated.
    Result<core::GreyTable> greyTable(const core::ViewGrey& view) const;
    /// Side of the stored picture on which tissue meets the edge (outer 5 % of the columns), if one
    /// side is clearly heavier. A check of the tags, not a replacement for them.
    std::optional<PictureSide> heavySide() const { return m_heavySide; }
    /// Outside of it is surround, shown black where that is asked for; image space.
    const std::optional<core::Polygon>& field() const { return m_field; }
    /// The same for Top and Bottom: of a picture that is stored lying on its side.
    std::optional<PictureSide> heavyEnd() const { return m_heavyEnd; }
    /// The air around the body, where it can be told from dark tissue; none for colour.
    const std::optional<Air>& air() const { return m_air; }

private:
    Picture() = default;
    Result<void> prepareGrey();
    Result<void> prepareColour();
    void findHeavySides();
    std::optional<Air> findAirAround() const;

    std::shared_ptr<const core::Image> m_image;
    std::optional<core::Image> m_greySource; ///< 32-bit samples brought to 16 bits
    core::Presentation m_presentation;
    core::Window m_firstWindow;
    std::vector<std::vector<std::uint16_t>> m_greyStore;
    std::vector<std::vector<std::uint32_t>> m_colourStore;
    std::vector<GreyLevel> m_grey;
    std::vector<ColourLevel> m_colour;
    std::optional<std::pair<int, int>> m_padding;
    std::optional<PictureSide> m_heavySide, m_heavyEnd;
    std::optional<core::Polygon> m_field;
    std::optional<Air> m_air;
};

} // namespace cw::viewers
