// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Progress.h"
#include "core/Result.h"
#include "validation/study/StudyResult.h"

#include <functional>
#include <string>
#include <vector>

namespace cw::validation {

/// A model's score of one picture; a higher score speaks for label 1.
using PictureScore = std::function<Result<double>(const core::Image&)>;

struct OcclusionPlan {
    int cells = 12;   ///< along the longer side
    double patch = 2; ///< side of what is covered, in cells: covers overlap
};

/// How much the score falls when a patch around each cell is covered with the mean of the picture's
/// rim of that patch (Zeiler and Fergus 2014): columns x rows, row by row. Positive: the place
/// spoke for label 1. A cover that changes nothing is not scored. Errors: InvalidArgument (neither
/// 8 nor 16 bit, no cells), Internal (a score is not finite), Cancelled, those of score().
struct OcclusionMap {
    int columns = 0, rows = 0;
    double whole = 0; ///< score of the picture as it is
    std::vector<double> fall;
};
Result<OcclusionMap> occlusionMap(const core::Image& picture, const PictureScore& score,
                                  const OcclusionPlan& plan = {},
                                  const core::CancelToken* cancel = nullptr);

/// The picture in grey with the map over it, as the report prints it: warm where covering lowers
/// the score, grey where it does not. 8-bit grey or Rgb of any size; the map is stretched over it.
Result<HeatMap> heatMapOf(const core::Image& picture, const OcclusionMap& map,
                          const std::string& image, const std::string& model);

} // namespace cw::validation
