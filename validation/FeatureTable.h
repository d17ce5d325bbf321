// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/CrossValidation.h"
#include "validation/Matrix.h"

namespace cw::validation {

/// What is kept of the pictures after they have been looked at once. Row i belongs to samples[i].
struct FeatureTable {
    std::vector<Sample> samples; ///< sorted by image; unreadable ones left out
    std::vector<std::string> names;
    Matrix values;
    Matrix sizes;                         ///< width, height, their ratio and product
    std::vector<std::string> pixelHashes; ///< SHA-256 of size and samples: equal pictures
    std::vector<std::string> unreadable;  ///< image and reason
};

/// Looks at every image once, in plan.workers threads, one image in memory a thread.
/// InvalidArgument if no image can be read (says why the first failed); Cancelled.
Result<FeatureTable> extractFeatures(std::span<const Sample> samples, const ImageSource& images,
                                     const ValidationPlan& plan, const core::ProgressFn& progress,
                                     const core::CancelToken* cancel);

} // namespace cw::validation
