// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Random.h"

#include <span>

namespace cw::validation::detail {

/// The square of a picture that a network is shown: centre and side in image space ((0,0) is the
/// picture's corner), turned and mirrored about its centre.
struct Frame {
    double centreX = 0, centreY = 0, side = 0;
    double radians = 0;
    bool flipX = false, flipY = false;
};
Frame wholeOf(const core::Image& square);

/// What happens to brightness, on a scale of 0..1: ((v ^ gamma) - 0.5) * gain + 0.5 + offset, then
/// noise with that standard deviation.
struct Tone {
    double gamma = 1, gain = 1, offset = 0, noise = 0;
};

/// How far a picture is changed while training (validation.md 3.5; MONAI's usual ranges).
struct Ranges {
    double radians = 0.3, scale = 0.15, shift = 0.1; ///< about 17 degrees; shares of the side
    double gamma = 0.2, gain = 0.15, offset = 0.05, noise = 0.012;
    bool flips = true;
};
Frame shaken(const Frame& frame, const Ranges& ranges, core::Random& random);
Tone toneFrom(const Ranges& ranges, core::Random& random);

/// Paints the frame of an 8-bit picture into side x side x samples floats, interleaved, between the
/// pixels by bilinear weights, 0 outside; (v - 0.5) / 0.25 of a scale of 0..1. One pass over bytes
/// instead of a tensor: affine_grid and grid_sample cost a third of a training step.
void paint(const core::Image& image, const Frame& frame, const Tone& tone, core::Random& random,
           int side, std::span<float> out);

} // namespace cw::validation::detail
