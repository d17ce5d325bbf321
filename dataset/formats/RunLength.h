// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/formats/MaskOutlines.h"
#include <span>
#include <string_view>

namespace cw::dataset {

/// COCO's run lengths: pixels column by column, the first run is of zeros (pycocotools maskApi.c).
using Runs = std::vector<std::uint32_t>;

/// The compressed text: five bits a letter from '0' on, the third run and later as differences to
/// the run before the last. Malformed, TooLarge (more runs than pixels).
Result<Runs> runsFromText(std::string_view counts, int width, int height);
std::string textOf(const Runs& runs);

/// The pixels in their bounding box; an empty bitmap if there are none. Malformed if the runs do
/// not fill width x height exactly, TooLarge beyond core::Image::kMaxSamples.
Result<Bitmap> bitmapFrom(const Runs& runs, int width, int height);
/// Of an image of that size; the bitmap lies inside it.
Runs runsOf(const Bitmap& bitmap, int width, int height);

} // namespace cw::dataset
