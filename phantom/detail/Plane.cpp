// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/Plane.h"

#include <algorithm>
#include <cmath>

namespace cw::phantom {
namespace {

// One row of the finer grid between two rows of the coarser: weights (near, far) = (3/4, 1/4).
void refineRow(const float* near, const float* far, int coarseWidth, float* fine, int fineWidth) {
    float left = 0.75F * near[0] + 0.25F * far[0];
    for (int i = 0; i + 1 < coarseWidth; ++i) {
        const float right = 0.75F * near[i + 1] + 0.25F * far[i + 1];
        if (2 * i < fineWidth)
            fine[2 * i] = 0.75F * left + 0.25F * right;
        if (2 * i + 1 < fineWidth)
            fine[2 * i + 1] = 0.25F * left + 0.75F * right;
        left = right;
    }
}

// 2 (n - 1) samples from n, cut to the size wanted.
Plane refined(const Plane& coarse, int width, int height) {
    Plane fine(std::min(width, 2 * (coarse.width - 1)), std::min(height, 2 * (coarse.height - 1)));
    for (int y = 0; y < fine.height; ++y) {
        const int upper = y / 2;
        const bool nearUpper = y % 2 == 0;
        refineRow(coarse.row(nearUpper ? upper : upper + 1),
                  coarse.row(nearUpper ? upper + 1 : upper), coarse.width, fine.row(y), fine.width);
    }
    return fine;
}

void addNormals(Plane& plane, float amplitude, core::Random& random) {
    for (float& value : plane.values)
        value += amplitude * quickNormal(random);
}

} // namespace

Plane fractalNoise(int width, int height, int coarsestStep, std::span<const float> amplitudes,
                   core::Random random) {
    int step = coarsestStep;
    Plane plane((width - 2 + step - 1) / step + 2, (height - 2 + step - 1) / step + 2);
    std::size_t octave = 0;
    const auto addOctave = [&] {
        if (octave < amplitudes.size() && amplitudes[octave] > 0)
            addNormals(plane, amplitudes[octave], random);
        ++octave;
    };
    addOctave();
    for (; step > 1; step /= 2) {
        plane = refined(plane, 1 << 30, 1 << 30);
        if (step == 2) {
            Plane cut(width, height);
            for (int y = 0; y < height; ++y)
                std::copy_n(plane.row(y), width, cut.row(y));
            plane = std::move(cut);
        }
        addOctave();
    }
    return plane;
}

Plane doubled(const Plane& plane, int width, int height) {
    // One more sample on every side, so that the fine grid reaches the border.
    Plane padded(plane.width + 2, plane.height + 2);
    for (int y = 0; y < padded.height; ++y) {
        const float* from = plane.row(std::clamp(y - 1, 0, plane.height - 1));
        float* to = padded.row(y);
        to[0] = from[0];
        std::copy_n(from, plane.width, to + 1);
        to[plane.width + 1] = from[plane.width - 1];
    }
    const Plane fine = refined(padded, 1 << 30, 1 << 30); // starts half a coarse pixel outside
    Plane result(width, height);
    for (int y = 0; y < height; ++y)
        std::copy_n(fine.row(y + 1) + 1, width, result.row(y));
    return result;
}

float sampled(const Plane& plane, double x, double y) {
    const double cx = std::clamp(x - 0.5, 0.0, plane.width - 1.0);
    const double cy = std::clamp(y - 0.5, 0.0, plane.height - 1.0);
    const int x0 = std::min(static_cast<int>(cx), plane.width - 2);
    const int y0 = std::min(static_cast<int>(cy), plane.height - 2);
    const auto fx = static_cast<float>(cx - x0), fy = static_cast<float>(cy - y0);
    const float top = plane.at(x0, y0) + fx * (plane.at(x0 + 1, y0) - plane.at(x0, y0));
    const float bottom =
        plane.at(x0, y0 + 1) + fx * (plane.at(x0 + 1, y0 + 1) - plane.at(x0, y0 + 1));
    return top + fy * (bottom - top);
}

void paintStroke(Plane& plane, const Stroke& stroke) {
    const double reach = std::max(stroke.widthFrom, stroke.widthTo) + 1;
    const auto& [a, b] = std::pair(stroke.from, stroke.to);
    const int left = std::max(0, static_cast<int>(std::floor(std::min(a.x, b.x) - reach)));
    const int right = std::min(plane.width - 1, static_cast<int>(std::max(a.x, b.x) + reach));
    const int top = std::max(0, static_cast<int>(std::floor(std::min(a.y, b.y) - reach)));
    const int bottom = std::min(plane.height - 1, static_cast<int>(std::max(a.y, b.y) + reach));
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double square = std::max(dx * dx + dy * dy, 1e-9);
    for (int y = top; y <= bottom; ++y) {
        float* line = plane.row(y);
        for (int x = left; x <= right; ++x) {
            const double px = x + 0.5 - a.x, py = y + 0.5 - a.y;
            const double along = std::clamp((px * dx + py * dy) / square, 0.0, 1.0);
            const double ex = px - along * dx, ey = py - along * dy;
            const double width = stroke.widthFrom + along * (stroke.widthTo - stroke.widthFrom);
            const double ratio = (ex * ex + ey * ey) / (width * width);
            if (ratio < 1) {
                const auto fall = static_cast<float>((1 - ratio) * (1 - ratio));
                line[x] = std::max(line[x], stroke.strength * fall);
            }
        }
    }
}

} // namespace cw::phantom
