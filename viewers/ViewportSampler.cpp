// SPDX-License-Identifier: Apache-2.0
#include "viewers/ViewportSampler.h"

#include <algorithm>
#include <cmath>

namespace cw::viewers {
namespace {

constexpr std::uint32_t kBlack = 0xFF000000U;
constexpr int kOne = 128; ///< 65535 * 128 * 128 still fits an int
/// From here on pixels are shown as squares: smoothing would invent structure that is not there.
constexpr double kSquaresFrom = 4; // device pixels per image pixel

struct GreyMix {
    using Value = std::uint16_t;
    std::uint16_t operator()(const std::uint16_t* p, std::ptrdiff_t a, std::ptrdiff_t b,
                             std::ptrdiff_t c, std::ptrdiff_t d, int wx, int wy) const {
        const int upper = p[a] * (kOne - wx) + p[b] * wx;
        const int lower = p[c] * (kOne - wx) + p[d] * wx;
        return static_cast<std::uint16_t>((upper * (kOne - wy) + lower * wy + kOne * kOne / 2) /
                                          (kOne * kOne));
    }
};

/// Padding and tissue do not mix: where a neighbour is padding, the nearest sample is taken.
struct PaddedGreyMix {
    using Value = std::uint16_t;
    int low, high;
    bool padding(int v) const { return v >= low && v <= high; }
    std::uint16_t operator()(const std::uint16_t* p, std::ptrdiff_t a, std::ptrdiff_t b,
                             std::ptrdiff_t c, std::ptrdiff_t d, int wx, int wy) const {
        if (padding(p[a]) || padding(p[b]) || padding(p[c]) || padding(p[d]))
            return p[wy < kOne / 2 ? (wx < kOne / 2 ? a : b) : (wx < kOne / 2 ? c : d)];
        return GreyMix{}(p, a, b, c, d, wx, wy);
    }
};

struct ColourMix {
    using Value = std::uint32_t;
    std::uint32_t operator()(const std::uint32_t* p, std::ptrdiff_t a, std::ptrdiff_t b,
                             std::ptrdiff_t c, std::ptrdiff_t d, int wx, int wy) const {
        std::uint32_t mixed = 0xFF000000U;
        for (unsigned shift = 0; shift < 24; shift += 8) {
            const auto of = [p, shift](std::ptrdiff_t i) {
                return static_cast<int>((p[i] >> shift) & 255U);
            };
            const int upper = of(a) * (kOne - wx) + of(b) * wx;
            const int lower = of(c) * (kOne - wx) + of(d) * wx;
            const int value = (upper * (kOne - wy) + lower * wy + kOne * kOne / 2) / (kOne * kOne);
            mixed |= static_cast<std::uint32_t>(value) << shift;
        }
        return mixed;
    }
};

std::vector<std::uint32_t> greyToRgba(const core::GreyTable& table) {
    std::vector<std::uint32_t> rgba(table.entries.size());
    std::transform(table.entries.begin(), table.entries.end(), rgba.begin(), [](std::uint8_t g) {
        return kBlack | static_cast<std::uint32_t>(g) * 0x010101U;
    });
    return rgba;
}

/// Brightness and contrast of colour: the window over 0..255, the same for the three channels.
std::vector<std::uint32_t> colourCurve(const core::ViewGrey& view) {
    std::vector<std::uint32_t> curve(256);
    const auto window = view.window.value_or(core::Window{128, 256, core::VoiFunction::Linear, {}});
    const double width = std::max(1.0, window.width);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const double t = (static_cast<double>(i) + 0.5 - (window.centre - width / 2)) / width;
        const auto value = static_cast<std::uint32_t>(std::clamp(t * 256, 0.0, 255.0));
        curve[i] = view.invert ? 255U - value : value;
    }
    return curve;
}

bool sameGrey(const core::ViewGrey& a, const core::ViewGrey& b) {
    return a.window == b.window && a.fileWindow == b.fileWindow && a.voiLut == b.voiLut &&
           a.invert == b.invert;
}

} // namespace

ViewportSampler::Axis ViewportSampler::axis(double first, double step, int count, int imageSize,
                                            int level, int levelSize, bool nearest) {
    Axis axis;
    axis.taps.resize(static_cast<std::size_t>(count));
    axis.begin = count;
    const double scale = std::ldexp(1.0, -level);
    for (int i = 0; i < count; ++i) {
        const double at = first + i * step; // image space
        if (!(at >= 0 && at < imageSize))
            continue;
        axis.begin = std::min(axis.begin, i);
        axis.end = i + 1;
        auto& tap = axis.taps[static_cast<std::size_t>(i)];
        if (nearest) {
            tap.first = tap.second = std::min(static_cast<int>(at * scale), levelSize - 1);
            continue;
        }
        const double centre = at * scale - 0.5; // in pixels of the level, centres at whole numbers
        const double below = std::floor(centre);
        tap.first = std::clamp(static_cast<int>(below), 0, levelSize - 1);
        tap.second = std::clamp(static_cast<int>(below) + 1, 0, levelSize - 1);
        tap.weight = static_cast<int>((centre - below) * kOne);
    }
    axis.begin = std::min(axis.begin, axis.end);
    return axis;
}

template <class Level, class Mix>
void ViewportSampler::gather(const Level& level, const Mix& mix) {
    const auto* source = [&level] {
        if constexpr (requires { level.index; })
            return level.index;
        else
            return level.rgba;
    }();
    auto& store = [this]() -> auto& {
        if constexpr (std::is_same_v<typename Mix::Value, std::uint16_t>)
            return m_grey;
        else
            return m_rgba;
    }
    ();
    store.resize(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height));
    // How far apart neighbours along the screen's x and y lie in memory.
    const std::ptrdiff_t alongX = m_swapped ? level.width : 1;
    const std::ptrdiff_t alongY = m_swapped ? 1 : level.width;
    for (int y = m_rows.begin; y < m_rows.end; ++y) {
        const Tap row = m_rows.taps[static_cast<std::size_t>(y)];
        const std::ptrdiff_t upper = row.first * alongY, lower = row.second * alongY;
        auto* out = store.data() + static_cast<std::ptrdiff_t>(y) * m_width;
        for (int x = m_columns.begin; x < m_columns.end; ++x) {
            const Tap& column = m_columns.taps[static_cast<std::size_t>(x)];
            const std::ptrdiff_t left = column.first * alongX, right = column.second * alongX;
            out[x] = mix(source, upper + left, upper + right, lower + left, lower + right,
                         column.weight, row.weight);
        }
    }
}

void ViewportSampler::sample(const Picture& picture, const ViewTransform& view, int width,
                             int height, double devicePixelRatio) {
    m_width = width;
    m_height = height;
    m_airColumns.clear();
    m_airRows.clear();
    const auto imageAt = [&](double x, double y) {
        return view.toImage({(x + 0.5) / devicePixelRatio, (y + 0.5) / devicePixelRatio});
    };
    m_swapped = view.quarterTurns() % 2 == 1;
    const auto origin = imageAt(0, 0), right = imageAt(1, 0), down = imageAt(0, 1);
    const double stepX = m_swapped ? right.y - origin.y : right.x - origin.x;
    const double stepY = m_swapped ? down.x - origin.x : down.y - origin.y;
    const double perDevicePixel = std::abs(stepX); // image pixels
    const bool nearest = perDevicePixel <= 1 / kSquaresFrom;
    const auto levels =
        picture.colour() ? picture.colourLevels().size() : picture.greyLevels().size();
    const int level = std::clamp(static_cast<int>(std::floor(std::log2(perDevicePixel) + 0.5)), 0,
                                 static_cast<int>(levels) - 1);
    const auto prepareAxes = [&](int levelWidth, int levelHeight) {
        const int w = picture.image().width(), h = picture.image().height();
        m_columns = m_swapped ? axis(origin.y, stepX, width, h, level, levelHeight, nearest)
                              : axis(origin.x, stepX, width, w, level, levelWidth, nearest);
        m_rows = m_swapped ? axis(origin.x, stepY, height, w, level, levelWidth, nearest)
                           : axis(origin.y, stepY, height, h, level, levelHeight, nearest);
    };
    if (picture.colour()) {
        const auto& from = picture.colourLevels()[static_cast<std::size_t>(level)];
        prepareAxes(from.width, from.height);
        gather(from, ColourMix{});
        return;
    }
    const auto& from = picture.greyLevels()[static_cast<std::size_t>(level)];
    prepareAxes(from.width, from.height);
    if (const auto& air = picture.air()) {
        const int w = picture.image().width(), h = picture.image().height();
        m_airColumns = m_swapped ? airCells(origin.y, stepX, width, h, *air, air->height)
                                 : airCells(origin.x, stepX, width, w, *air, air->width);
        m_airRows = m_swapped ? airCells(origin.x, stepY, height, w, *air, air->width)
                              : airCells(origin.y, stepY, height, h, *air, air->height);
    }
    if (const auto padding = picture.paddingIndices())
        gather(from, PaddedGreyMix{padding->first, padding->second});
    else
        gather(from, GreyMix{});
}

void ViewportSampler::colour(const Picture& picture, const core::ViewGrey& grey,
                             std::span<std::uint32_t> out) {
    CW_ASSERT(out.size() == static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height));
    if (m_tableFrom != &picture || !sameGrey(m_tableOf, grey)) {
        if (picture.colour()) {
            m_table = colourCurve(grey);
        } else if (const auto table = picture.greyTable(grey)) {
            m_table = greyToRgba(*table);
        }
        m_tableFrom = &picture;
        m_tableOf = grey;
    }
    const auto* table = m_table.data();
    for (int y = 0; y < m_height; ++y) {
        const auto offset = static_cast<std::ptrdiff_t>(y) * m_width;
        auto* line = out.data() + offset;
        if (m_table.empty() || y < m_rows.begin || y >= m_rows.end) {
            std::fill_n(line, m_width, kBlack);
            continue;
        }
        std::fill_n(line, m_columns.begin, kBlack);
        std::fill(line + m_columns.end, line + m_width, kBlack);
        if (picture.colour()) {
            const auto* from = m_rgba.data() + offset;
            for (int x = m_columns.begin; x < m_columns.end; ++x)
                line[x] = kBlack | table[from[x] & 255U] | table[(from[x] >> 8) & 255U] << 8 |
                          table[(from[x] >> 16) & 255U] << 16;
        } else {
            const auto* from = m_grey.data() + offset;
            for (int x = m_columns.begin; x < m_columns.end; ++x)
                line[x] = table[from[x]];
        }
    }
    if (grey.invert && !m_airColumns.empty())
        blackenAir(*picture.air(), out);
}

std::vector<int> ViewportSampler::airCells(double first, double step, int count, int imageSize,
                                           const Air& air, int cells) {
    std::vector<int> cell(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double at = std::clamp(first + i * step, 0.0, static_cast<double>(imageSize));
        cell[static_cast<std::size_t>(i)] =
            std::min(static_cast<int>(std::ldexp(at, -air.level)), cells - 1);
    }
    return cell;
}

void ViewportSampler::blackenAir(const Air& air, std::span<std::uint32_t> out) const {
    const int alongX = m_swapped ? air.width : 1, alongY = m_swapped ? 1 : air.width;
    for (int y = m_rows.begin; y < m_rows.end; ++y) {
        const auto offset = static_cast<std::ptrdiff_t>(y) * m_width;
        const auto* from = m_grey.data() + offset;
        auto* line = out.data() + offset;
        const auto* cells =
            air.cells.data() +
            static_cast<std::ptrdiff_t>(m_airRows[static_cast<std::size_t>(y)]) * alongY;
        for (int x = m_columns.begin; x < m_columns.end; ++x)
            if (from[x] >= air.lowest && from[x] <= air.highest &&
                cells[static_cast<std::ptrdiff_t>(m_airColumns[static_cast<std::size_t>(x)]) *
                      alongX])
                line[x] = kBlack;
    }
}

} // namespace cw::viewers
