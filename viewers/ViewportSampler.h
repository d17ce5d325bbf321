// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Picture.h"
#include "viewers/ViewTransform.h"
#include <array>
#include <span>

namespace cw::viewers {

/// The picture of one viewport, made on the CPU at the viewport's own resolution. Two steps, so
/// that dragging the window costs one table look-up a pixel and nothing else: sample() reads the
/// pyramid, colour() turns samples into what the screen shows.
class ViewportSampler {
public:
    /// width, height: device pixels; devicePixelRatio: device pixels per logical pixel.
    void sample(const Picture& picture, const ViewTransform& view, int width, int height,
                double devicePixelRatio);
    /// Bytes R, G, B, 255 for every device pixel, rows from top to bottom; black outside the image.
    void colour(const Picture& picture, const core::ViewGrey& grey, std::span<std::uint32_t> out);

    int width() const { return m_width; }
    int height() const { return m_height; }

private:
    /// Where one output column (or row) reads along its image axis.
    struct Tap {
        int first = 0, second = 0, weight = 0; ///< weight of second in 1/128
    };
    /// Taps of the outputs [begin, end) that lie on the image.
    struct Axis {
        std::vector<Tap> taps;
        int begin = 0, end = 0;
    };
    static Axis axis(double first, double step, int count, int imageSize, int level, int levelSize,
                     bool nearest);
    /// Cell of the picture's air of every output column (row).
    static std::vector<int> airCells(double first, double step, int count, int imageSize,
                                     const Air& air, int cells);
    void blackenAir(const Air& air, std::span<std::uint32_t> out) const;
    template <class Level, class Mix>
    void gather(const Level& level, const Mix& mix);

    int m_width = 0, m_height = 0;
    bool m_swapped = false; ///< quarter turn: columns of the screen read rows of the image
    Axis m_columns, m_rows;
    std::vector<int> m_airColumns, m_airRows; ///< empty where the picture has no air
    std::vector<std::uint16_t> m_grey;
    std::vector<std::uint32_t> m_rgba;
    std::vector<std::uint32_t> m_table;
    core::ViewGrey m_tableOf;
    const Picture* m_tableFrom = nullptr;
};

} // namespace cw::viewers
