// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "viewers/Picture.h"

#include <gtest/gtest.h>

namespace cw::testing {

/// 16-bit image whose value at (column, row) is given by a function.
template <class Value>
std::shared_ptr<const core::Image> imageOf(int width, int height, const Value& value) {
    auto image = core::Image::create(width, height, 1, core::SampleType::U16,
                                     core::PixelMeaning::Monochrome2);
    auto samples = image->template samples<std::uint16_t>();
    std::size_t i = 0;
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column)
            samples[i++] = static_cast<std::uint16_t>(value(column, row));
    return std::make_shared<const core::Image>(std::move(*image));
}

/// A half-ellipse of tissue (2000) on air (0), chest wall at one side of the stored picture.
inline std::shared_ptr<const core::Image> breast(int width, int height, viewers::PictureSide wall) {
    return imageOf(width, height, [=](int column, int row) {
        const double x = wall == viewers::PictureSide::Left ? column : width - 1 - column;
        const double dx = x / (0.7 * width), dy = (row - height / 2.0) / (0.45 * height);
        return dx * dx + dy * dy < 1 ? 2000 : 0;
    });
}

inline core::Presentation windowed(double centre, double width) {
    core::Presentation presentation;
    presentation.windows.push_back({centre, width, core::VoiFunction::LinearExact, {}});
    return presentation;
}

inline std::shared_ptr<const viewers::Picture> pictureOf(std::shared_ptr<const core::Image> image,
                                                         core::Presentation presentation = {}) {
    auto picture = viewers::Picture::prepare(std::move(image), std::move(presentation));
    EXPECT_TRUE(picture.has_value());
    return *picture;
}

} // namespace cw::testing
