// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/Augmentation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace cw::validation::detail {
namespace {

using Levels = std::array<float, 256>;

Levels levelsOf(const Tone& tone) {
    Levels levels{};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const double v = std::pow(static_cast<double>(i) / 255, tone.gamma);
        levels[i] = static_cast<float>(((v - 0.5) * tone.gain + tone.offset) / 0.25);
    }
    return levels;
}

/// The picture's bytes with black around them.
struct Source {
    const std::uint8_t* bytes;
    int width, height, samples;

    const std::uint8_t* at(int x, int y) const {
        static constexpr std::array<std::uint8_t, 4> kBlack{};
        if (x < 0 || y < 0 || x >= width || y >= height)
            return kBlack.data();
        return bytes + (static_cast<std::ptrdiff_t>(y) * width + x) * samples;
    }
};

void paintPixel(const Source& source, const Levels& levels, double x, double y, float* out) {
    const double left = std::floor(x), top = std::floor(y);
    const auto fx = static_cast<float>(x - left), fy = static_cast<float>(y - top);
    const int x0 = static_cast<int>(left), y0 = static_cast<int>(top);
    const std::uint8_t *a = source.at(x0, y0), *b = source.at(x0 + 1, y0),
                       *c = source.at(x0, y0 + 1), *d = source.at(x0 + 1, y0 + 1);
    for (int s = 0; s < source.samples; ++s) {
        const float upper = levels[a[s]] + fx * (levels[b[s]] - levels[a[s]]);
        const float lower = levels[c[s]] + fx * (levels[d[s]] - levels[c[s]]);
        out[s] = upper + fy * (lower - upper);
    }
}

/// Nearly normal and cheap: the number of ones among 32 bits has mean 16 and variance 8.
void addNoise(std::span<float> values, double deviation, core::Random& random) {
    const auto scale = static_cast<float>(deviation / 0.25 / std::sqrt(8.0));
    for (std::size_t i = 0; i < values.size(); i += 2) {
        const std::uint64_t bits = random.next();
        values[i] += scale * static_cast<float>(std::popcount(bits & 0xffffffffU) - 16);
        if (i + 1 < values.size())
            values[i + 1] += scale * static_cast<float>(std::popcount(bits >> 32) - 16);
    }
}

} // namespace

Frame wholeOf(const core::Image& square) {
    return {square.width() / 2.0, square.height() / 2.0,
            static_cast<double>(std::max(square.width(), square.height()))};
}

Frame shaken(const Frame& frame, const Ranges& ranges, core::Random& random) {
    Frame result = frame;
    result.radians = random.uniform(-ranges.radians, ranges.radians);
    result.side = frame.side * std::exp(random.uniform(-ranges.scale, ranges.scale));
    result.centreX += frame.side * random.uniform(-ranges.shift, ranges.shift);
    result.centreY += frame.side * random.uniform(-ranges.shift, ranges.shift);
    result.flipX = ranges.flips && random.chance(0.5);
    result.flipY = ranges.flips && random.chance(0.5);
    return result;
}

Tone toneFrom(const Ranges& ranges, core::Random& random) {
    Tone tone;
    tone.gamma = std::exp(random.uniform(-ranges.gamma, ranges.gamma));
    tone.gain = std::exp(random.uniform(-ranges.gain, ranges.gain));
    tone.offset = random.uniform(-ranges.offset, ranges.offset);
    tone.noise = ranges.noise * random.uniform();
    return tone;
}

void paint(const core::Image& image, const Frame& frame, const Tone& tone, core::Random& random,
           int side, std::span<float> out) {
    const int samples = image.samplesPerPixel();
    CW_ASSERT(samples <= 4 && out.size() == static_cast<std::size_t>(side) *
                                                static_cast<std::size_t>(side) *
                                                static_cast<std::size_t>(samples));
    const Levels levels = levelsOf(tone);
    const Source source{image.samples<std::uint8_t>().data(), image.width(), image.height(),
                        samples};
    const double step = frame.side / side;
    const double c = std::cos(frame.radians) * step, s = std::sin(frame.radians) * step;
    float* at = out.data();
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column, at += samples) {
            const double u = (column + 0.5 - side / 2.0) * (frame.flipX ? -1 : 1);
            const double v = (row + 0.5 - side / 2.0) * (frame.flipY ? -1 : 1);
            // Pixel centres lie at +0.5 in image space.
            paintPixel(source, levels, frame.centreX + c * u - s * v - 0.5,
                       frame.centreY + s * u + c * v - 0.5, at);
        }
    if (tone.noise > 0)
        addNoise(out, tone.noise, random);
}

} // namespace cw::validation::detail
