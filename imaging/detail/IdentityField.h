// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/ImageAttributes.h"
#include "imaging/PairMeasure.h"
#include "imaging/Portrait.h"
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// What counts in a picture when bodies are compared.
struct IdentityField {
    cv::Mat mask;     ///< 255 inside the field, away from its rim and from writing
    cv::Mat contrast; ///< 32-bit float: brightness less its neighbourhood's, by that one's spread
};

/// grey: an identityPicture(). Where no field is recognised the whole picture is, less a margin.
IdentityField identityField(const core::Image& grey, core::ImageKind kind);

/// Empty where nothing is inside the field.
Portrait portraitIn(const IdentityField& field);
LocalFeatures featuresIn(const IdentityField& field);

} // namespace cw::imaging::detail
