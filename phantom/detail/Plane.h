// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Geometry.h"
#include "core/Random.h"
#include <cstddef>
#include <span>
#include <vector>

namespace cw::phantom {

/// A canvas of floats; at(x, y) is the pixel in column x, row y.
struct Plane {
    int width = 0, height = 0;
    std::vector<float> values;

    Plane() = default;
    Plane(int w, int h, float fill = 0)
        : width(w), height(h),
          values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}
    float& at(int x, int y) { return values[index(x, y)]; }
    float at(int x, int y) const { return values[index(x, y)]; }
    float* row(int y) { return values.data() + index(0, y); }
    const float* row(int y) const { return values.data() + index(0, y); }

private:
    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(x);
    }
};

/// Standard normal to a good approximation (sum of four 16-bit uniforms), one draw a value: noise
/// over whole pictures, where Random::normal() would cost more than the rest.
inline float quickNormal(core::Random& random) {
    const std::uint64_t bits = random.next();
    const auto sum = static_cast<std::int64_t>((bits & 0xFFFFU) + (bits >> 16U & 0xFFFFU) +
                                               (bits >> 32U & 0xFFFFU) + (bits >> 48U));
    return static_cast<float>(sum - 131070) * (1.0F / 37837.2F);
}

/// Noise with structure at every octave: a lattice of normals every coarsestStep px (a power of 2),
/// refined by quadratic B-spline subdivision, new normals of the next amplitude added at each step
/// while amplitudes last. Smooth, without the creases of bilinear value noise.
Plane fractalNoise(int width, int height, int coarsestStep, std::span<const float> amplitudes,
                   core::Random random);

/// Twice the size by the same subdivision: width and height are those wanted, at most twice
/// plane's.
Plane doubled(const Plane& plane, int width, int height);

/// The plane at a point in its own pixels (centres at +0.5), bilinear, held at the borders.
float sampled(const Plane& plane, double x, double y);

/// A tapered line with a soft edge: value = max(value, strength * (1 - (d / width)^2)^2), where
/// width is half of the full width, in px, and d the distance from the segment.
struct Stroke {
    core::PointPx from, to;
    double widthFrom = 1, widthTo = 1;
    float strength = 1;
};
void paintStroke(Plane& plane, const Stroke& stroke);

} // namespace cw::phantom
