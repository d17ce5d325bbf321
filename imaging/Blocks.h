// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include "imaging/Features.h"
#include <map>
#include <string>

namespace cw::imaging {

/// Numbers of a picture by what they look at, each blind to the rest: a model that scores the
/// labels from one of them has not looked at the breast or the retina (validation.md 1.9).
///
/// Keys, the same for every picture of a kind; within a block the names are the same too and every
/// value is finite (a value without meaning counts as 0):
/// - "size": width, height, their ratio, pixels, samples and bits a pixel
/// - "border": the outer ring of 3 % of the shorter side (1 px at least)
/// - "colour": colour or grey of the whole picture, without any place
/// - "text": how much of the picture looks like lines of writing, and where
/// - "quality": sharpness, noise, exposure, contrast, saturation, share of the field
/// - "blanked": the picture with its breast or retina blanked, so the background only; the field's
///   size and outline do not count
/// - "compression": seams at every 8th pixel and the cut-off of fine detail, as JPEG leaves them;
///   measured at full resolution in the middle of the field
/// MONOCHROME1 counts as its negative; brightness is relative to the range that the bits hold.
using NamedBlocks = std::map<std::string, FeatureVector>;

/// Errors: InvalidArgument (no pixels), TooLarge, Internal. A constant or 1-pixel picture has
/// blocks like any other.
Result<NamedBlocks> pictureBlocks(const core::Image& image, core::ImageKind kind);

/// The picture as a CNN of the tiers 2 and 3 takes it: 8 bits, side x side, nothing stretched.
/// Fundus: Rgb, cut to the round field and padded square with black. Mammography: one channel
/// (Monochrome2, MONOCHROME1 turned over), cut to the breast, window from the 0.5th to the 99.5th
/// percentile inside it, air black, padded on the side away from the chest wall and evenly above
/// and below; left and right stay as they are. Where no field is found, the whole picture is taken.
/// A grey fundus picture is spread over the three colours. The same pixels give the same bytes.
/// Errors: InvalidArgument (no pixels, side outside 8..4096, a kind that is neither), TooLarge,
/// Internal.
Result<core::Image> modelInput(const core::Image& image, core::ImageKind kind, int side);

} // namespace cw::imaging
