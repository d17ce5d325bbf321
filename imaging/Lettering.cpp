// SPDX-License-Identifier: Apache-2.0
#include "imaging/Lettering.h"

#include "imaging/detail/CvBridge.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

namespace cw::imaging {

Result<void> burnText(core::Image& image, std::string_view ascii, core::PointPx origin,
                      double heightPx, int value) {
    if (image.sampleType() != core::SampleType::U8 && image.sampleType() != core::SampleType::U16)
        return fail(ErrorCode::InvalidArgument, "text is burned into 8- or 16-bit images only");
    if (!std::all_of(ascii.begin(), ascii.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        return fail(ErrorCode::InvalidArgument, "only ASCII text can be burned in");
    try {
        constexpr double kCapitalHeight = 21; // of Hershey's simplex at scale 1
        const double scale = heightPx / kCapitalHeight;
        const int thickness = std::max(1, static_cast<int>(std::lround(heightPx / 11)));
        cv::Mat view = detail::viewOf(image);
        cv::putText(
            view, std::string(ascii),
            {static_cast<int>(std::lround(origin.x)), static_cast<int>(std::lround(origin.y))},
            cv::FONT_HERSHEY_SIMPLEX, scale, cv::Scalar::all(value), thickness, cv::LINE_8);
        return {};
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, "burning text into the image failed");
    }
}

} // namespace cw::imaging
