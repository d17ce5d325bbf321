// SPDX-License-Identifier: Apache-2.0
#include "dicom/Segmentation.h"

#include "core/Raster.h"

#include <algorithm>
#include <bit>

namespace cw::dicom {
namespace {

BitMask emptyMask(int width, int height) {
    const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    return {width, height, std::vector<std::byte>((pixels + 7) / 8)};
}

/// Sets bits [from, to).
void fill(std::vector<std::byte>& bits, std::size_t from, std::size_t to) {
    for (; from < to && from % 8 != 0; ++from)
        bits[from / 8] |= std::byte{1} << static_cast<int>(from % 8);
    for (; from + 8 <= to; from += 8)
        bits[from / 8] = std::byte{0xFF};
    for (; from < to; ++from)
        bits[from / 8] |= std::byte{1} << static_cast<int>(from % 8);
}

} // namespace

std::size_t BitMask::count() const {
    std::size_t sum = 0;
    for (const auto byte : bits)
        sum += static_cast<std::size_t>(std::popcount(std::to_integer<unsigned>(byte)));
    return sum;
}

Result<BitMask> bitMaskOf(const core::Polygon& outline, int width, int height) {
    if (width < 1 || height < 1)
        return fail(ErrorCode::InvalidArgument, "a mask has at least one pixel");
    if (static_cast<std::size_t>(width) * static_cast<std::size_t>(height) >
        core::Image::kMaxSamples)
        return fail(ErrorCode::TooLarge, "a mask of more than 200 million pixels");
    auto mask = emptyMask(width, height);
    for (const auto& span : core::spansOf(outline)) {
        const int first = std::max(span.firstColumn, 0), end = std::min(span.endColumn, width);
        if (span.row < 0 || span.row >= height || first >= end)
            continue;
        const auto row = static_cast<std::size_t>(span.row) * static_cast<std::size_t>(width);
        fill(mask.bits, row + static_cast<std::size_t>(first), row + static_cast<std::size_t>(end));
    }
    return mask;
}

BitMask bitMaskOf(const core::Image& image) {
    auto mask = emptyMask(image.width(), image.height());
    const auto samples = image.samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (samples[i] != 0)
            mask.bits[i / 8] |= std::byte{1} << static_cast<int>(i % 8);
    return mask;
}

Result<core::Image> imageOf(const BitMask& mask) {
    CW_TRY(auto image, core::Image::create(mask.width, mask.height, 1, core::SampleType::U8,
                                           core::PixelMeaning::Monochrome2));
    const auto samples = image.samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); ++i)
        if ((mask.bits[i / 8] >> static_cast<int>(i % 8) & std::byte{1}) != std::byte{0})
            samples[i] = 255;
    return image;
}

} // namespace cw::dicom
