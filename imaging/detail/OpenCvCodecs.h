// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace cw::imaging::detail {

/// cv::imdecode and cv::imencode, from a library that is loaded at the first picture. Debian's
/// opencv_imgcodecs brings GDAL and 118 further libraries: 75 ms of every start of a program, also
/// of one that only reads DICOM (docs/decisions/0086).
/// Errors: Internal where the library is missing. cv::Exception passes through.
Result<cv::Mat> decodeWithOpenCv(const cv::Mat& bytes, int flags);
/// False where the codec refuses.
Result<bool> encodeWithOpenCv(const std::string& extension, const cv::Mat& picture,
                              std::vector<unsigned char>& encoded,
                              const std::vector<int>& parameters);

} // namespace cw::imaging::detail
