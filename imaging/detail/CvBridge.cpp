// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/CvBridge.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace cw::imaging::detail {
namespace {

int depthOf(core::SampleType type) {
    switch (type) {
    case core::SampleType::U8:
        return CV_8U;
    case core::SampleType::S8:
        return CV_8S;
    case core::SampleType::U16:
        return CV_16U;
    case core::SampleType::S16:
        return CV_16S;
    case core::SampleType::U32:
    case core::SampleType::S32:
        return CV_32S;
    case core::SampleType::F32:
        return CV_32F;
    }
    return CV_8U;
}

std::optional<core::SampleType> typeOf(int depth) {
    switch (depth) {
    case CV_8U:
        return core::SampleType::U8;
    case CV_8S:
        return core::SampleType::S8;
    case CV_16U:
        return core::SampleType::U16;
    case CV_16S:
        return core::SampleType::S16;
    case CV_32S:
        return core::SampleType::S32;
    case CV_32F:
        return core::SampleType::F32;
    default:
        return std::nullopt;
    }
}

// The span of values the stored bits can hold: brightness relative to it is comparable between
// images of one device. Types without a natural span use what the image holds.
std::pair<double, double> storedSpan(const core::Image& image, const cv::Mat& matrix) {
    const int bits = std::clamp(image.bitsStored(), 1, 16);
    switch (image.sampleType()) {
    case core::SampleType::U8:
    case core::SampleType::U16:
        return {0.0, std::exp2(bits) - 1};
    case core::SampleType::S8:
    case core::SampleType::S16:
        return {-std::exp2(bits - 1), std::exp2(bits - 1) - 1};
    default:
        break;
    }
    double low = 0, high = 0;
    cv::minMaxLoc(matrix.reshape(1), &low, &high);
    return {low, high > low ? high : low + 1};
}

// Samples as 32-bit floats in [0,1] of the stored span, reduced.
cv::Mat normalised(const core::Image& image, int longSidePx) {
    cv::Mat stored = viewOf(image);
    const auto [low, high] = storedSpan(image, stored);
    // Turned over before anything is rounded: the negative gives the same numbers to the last bit.
    if (image.meaning() == core::PixelMeaning::Monochrome1) {
        cv::Mat turned;
        cv::subtract(cv::Scalar::all(low + high), stored, turned);
        stored = turned;
    }
    // Reducing the integers first is several times cheaper than converting all of them.
    const bool reducible = stored.depth() != CV_8S && stored.depth() != CV_32S;
    cv::Mat values;
    const cv::Mat small = reducible ? reducedTo(stored, longSidePx) : stored;
    small.convertTo(values, CV_32F, 1.0 / (high - low), -low / (high - low));
    return reducible ? values : reducedTo(values, longSidePx);
}

} // namespace

cv::Mat viewOf(const core::Image& image) {
    auto* samples = const_cast<std::byte*>(image.bytes().data());
    return cv::Mat(image.height(), image.width(),
                   CV_MAKETYPE(depthOf(image.sampleType()), image.samplesPerPixel()), samples);
}

Result<core::Image> imageFrom(const cv::Mat& matrix, core::PixelMeaning meaning) {
    const auto type = typeOf(matrix.depth());
    if (!type)
        return fail(ErrorCode::Internal, "a sample type without a counterpart in core");
    CW_TRY(auto image,
           core::Image::create(matrix.cols, matrix.rows, matrix.channels(), *type, meaning));
    matrix.copyTo(viewOf(image));
    return image;
}

cv::Mat reducedTo(const cv::Mat& matrix, int longSidePx) {
    const int longSide = std::max(matrix.cols, matrix.rows);
    if (longSide <= longSidePx)
        return matrix;
    const double factor = static_cast<double>(longSidePx) / longSide;
    const cv::Size size(std::max(1, static_cast<int>(std::lround(matrix.cols * factor))),
                        std::max(1, static_cast<int>(std::lround(matrix.rows * factor))));
    cv::Mat reduced;
    cv::resize(matrix, reduced, size, 0, 0, cv::INTER_AREA);
    return reduced;
}

cv::Mat greyFloat(const core::Image& image, int longSidePx) {
    cv::Mat grey = normalised(image, longSidePx);
    if (grey.channels() == 3)
        cv::cvtColor(grey, grey, cv::COLOR_RGB2GRAY);
    else if (grey.channels() > 1)
        cv::extractChannel(grey, grey, 0);
    return grey;
}

cv::Mat rgbFloat(const core::Image& image, int longSidePx) {
    cv::Mat colour = normalised(image, longSidePx);
    if (colour.channels() == 1)
        cv::cvtColor(colour, colour, cv::COLOR_GRAY2RGB);
    return colour;
}

Result<core::Image> guarded(ErrorCode code, const char* sentence,
                            const std::function<Result<core::Image>()>& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory for this picture");
    } catch (const std::exception&) {
        return fail(code, sentence);
    }
}

} // namespace cw::imaging::detail
