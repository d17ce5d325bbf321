// SPDX-License-Identifier: Apache-2.0
#include "imaging/detail/Upright.h"

namespace cw::imaging::detail {
namespace {

/// Source pixel (column, row) of an upright pixel is first + x * stepX + y * stepY, in pixels.
struct Walk {
    std::ptrdiff_t first = 0, stepX = 1, stepY = 0;
    bool swapsSides = false;
};

Walk walkOf(int orientation, std::ptrdiff_t width, std::ptrdiff_t height) {
    const std::ptrdiff_t right = width - 1, bottom = (height - 1) * width;
    switch (orientation) {
    case 2:
        return {right, -1, width, false}; // mirrored
    case 3:
        return {bottom + right, -1, -width, false}; // turned by 180
    case 4:
        return {bottom, 1, -width, false}; // upside down
    case 5:
        return {0, width, 1, true}; // transposed
    case 6:
        return {bottom, -width, 1, true}; // needs 90 clockwise
    case 7:
        return {bottom + right, -width, -1, true}; // transverse
    case 8:
        return {right, width, -1, true}; // needs 90 counter-clockwise
    default:
        return {0, 1, width, false};
    }
}

template <class T>
void copyUpright(const cv::Mat& decoded, const Walk& walk, core::Image& upright) {
    const T* source = decoded.ptr<T>();
    T* target = upright.samples<T>().data();
    const std::ptrdiff_t channels = decoded.channels();
    for (std::ptrdiff_t y = 0; y < upright.height(); ++y) {
        const T* from = source + (walk.first + y * walk.stepY) * channels;
        for (int x = 0; x < upright.width(); ++x, from += walk.stepX * channels) {
            for (std::ptrdiff_t c = 0; c < channels; ++c)
                *target++ = from[channels - 1 - c];
        }
    }
}

} // namespace

Result<core::Image> uprightImage(const cv::Mat& decoded, int orientation,
                                 core::PixelMeaning greyMeaning) {
    const cv::Mat packed = decoded.isContinuous() ? decoded : decoded.clone();
    const bool wide = packed.depth() == CV_16U;
    if ((packed.depth() != CV_8U && !wide) || (packed.channels() != 1 && packed.channels() != 3))
        return fail(ErrorCode::Unsupported, "picture of other than 8 or 16 bits grey or colour");
    const Walk walk = walkOf(orientation, packed.cols, packed.rows);
    const auto meaning = packed.channels() == 3 ? core::PixelMeaning::Rgb : greyMeaning;
    CW_TRY(auto image,
           core::Image::create(walk.swapsSides ? packed.rows : packed.cols,
                               walk.swapsSides ? packed.cols : packed.rows, packed.channels(),
                               wide ? core::SampleType::U16 : core::SampleType::U8, meaning));
    if (wide)
        copyUpright<std::uint16_t>(packed, walk, image);
    else
        copyUpright<std::uint8_t>(packed, walk, image);
    return image;
}

} // namespace cw::imaging::detail
