// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/formats/LabelMap.h"

namespace cw::dataset {

/// What was done to shapes on their way to findings; nothing is dropped without being counted.
struct ConversionCounts {
    std::size_t findings = 0;
    std::size_t pieces = 0;        ///< findings beyond one a shape: parts, or cut at holes
    std::size_t cut = 0;           ///< outlines that reached outside of the image
    std::size_t asPixels = 0;      ///< outlines that crossed themselves or had too many corners
    std::size_t pointsAsDiscs = 0; ///< single points, drawn as discs of two pixels
    std::size_t lines = 0;         ///< left out: a line is no area
    std::size_t withoutArea = 0;   ///< left out: no outline, or nothing of it in the image
    std::size_t leftOut = 0;       ///< by the label table
    std::size_t wordsLeft = 0;     ///< attributes and answers without a counterpart
    std::map<std::string, std::size_t> unknownLabels; ///< left out: not in the table
};

/// The findings of a shape on that image of that size: each storable (core::checkStorable). Several
/// for a shape of several parts or with holes; they share the attribute "group". Exact but for what
/// the counts say. The set must be in pixels. number makes groups of one image differ.
std::vector<annotation::Finding> findingsOf(const AnnotatedShape& shape, const core::ImageId& image,
                                            int width, int height, const LabelMap& labels,
                                            std::size_t number, ConversionCounts& counts);

} // namespace cw::dataset
