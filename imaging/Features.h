// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include <string>
#include <vector>

namespace cw::imaging {

/// Named numbers that describe an image; the names are the same for every image of a kind.
struct FeatureVector {
    std::vector<std::string> names;
    std::vector<double> values;
};

/// Density, texture, and bright-mass / calcification candidates inside the breast, from the image
/// reduced to about 1024 px (candidates for calcifications at 2048 px). Orientation-free.
Result<FeatureVector> mammogramFeatures(const core::Image& mammogram);
/// Colour, vessel, bright-lesion (exudate, drusen), dark-lesion (haemorrhage, microaneurysm) and
/// disc measures inside the field of view, from the picture reduced to about 800 px (validation.md
/// 3).
Result<FeatureVector> fundusFeatures(const core::Image& rgb);

} // namespace cw::imaging
