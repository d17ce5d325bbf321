// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <opencv2/core.hpp>

namespace cw::imaging::detail {

/// What a contrast picture holds at one size: eigenvalues of the Hessian times sigma^2, made into
/// three responses that exclude each other.
struct FundusStructure {
    cv::Mat dark, bright; ///< blobs: both eigenvalues of one sign, the smaller of the two
    cv::Mat line;         ///< dark lines: strong across, nothing along
    cv::Mat cosine, sine; ///< of twice the line's direction, times its strength: opposite ways are
                          ///< the same
};
FundusStructure structureOf(const cv::Mat& contrast, double sigma);

} // namespace cw::imaging::detail
