// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include <string>
#include <vector>

namespace cw::imaging {

/// Named numbers that describe an image; the names are the same for every image of a kind.
struct FeatureVector {
    std::vector<std::string> names;
    std::vector<double> values;
};

/// Longer side to which a picture is reduced before it is measured; a smaller one is measured as it
/// is.
inline constexpr int kMammogramSide = 2048, kFundusSide = 448;

/// Density, texture at two sizes, bright-mass and calcification candidates inside the breast, from
/// the image reduced to 512 px (calcifications at 2048 px), its grey values on the breast's own
/// range: bits, brightness and MONOCHROME1 make no difference, nor does a mirror. For left against
/// right: Asymmetry.h. Malformed where no breast is found (a constant or tiny picture); TooLarge.
Result<FeatureVector> mammogramFeatures(const core::Image& mammogram);
/// Colour, vessels, bright lesions (exudate, drusen) and dark ones (haemorrhage, microaneurysm) by
/// zone of the retina (ring around the disc, macula, inner, middle, outer), and the disc with its
/// cup and rim; from the picture reduced to 448 px, free of the flash's brightness. Pictures cut
/// out around the disc have rings instead. A mirror makes no difference. Malformed where no retina
/// is found; InvalidArgument without three colours; TooLarge. docs/decisions/0170.
Result<FeatureVector> fundusFeatures(const core::Image& rgb);
/// The one of the two that is meant for the kind.
Result<FeatureVector> contentFeatures(const core::Image& image, core::ImageKind kind);

} // namespace cw::imaging
