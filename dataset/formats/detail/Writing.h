// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "dataset/formats/AnnotationSet.h"
#include <span>

namespace cw::dataset::detail {

/// Shapes by image, so that a writer walks them once.
std::vector<std::vector<const AnnotatedShape*>> shapesByImage(const AnnotationSet& set);
/// InvalidArgument if a label, attribute or name could not stand in XML or JSON.
Result<void> checkTexts(const AnnotationSet& set);
/// The label's position among the categories; they hold every label (checkTexts made sure).
std::size_t categoryOf(const AnnotationSet& set, const std::string& label);
bool hasHoles(const AnnotatedShape& shape);

/// A PNG of palette indices with VOC's colours (PNG specification, second edition; deflate by
/// zlib).
std::string palettePng(int width, int height, std::span<const std::uint8_t> indices);
/// The bytes of an 8-bit picture as PNG.
Result<std::string> greyPng(const core::Image& image);

} // namespace cw::dataset::detail
