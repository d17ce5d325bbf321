// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/detail/JpegStrip.h"
#include <array>
#include <cstddef>

namespace cw::anonymizer {

/// A TIFF header with one directory that holds one entry: Orientation. Nothing else fits in it.
constexpr std::array<std::byte, 26> exifTiff(Orientation orientation) {
    std::array<std::byte, 26> tiff{};
    constexpr unsigned char bytes[] = {'I', 'I',  42,   0, 8, 0, 0, 0, 1,
                                       0,   0x12, 0x01, 3, 0, 1, 0, 0, 0};
    for (std::size_t i = 0; i < sizeof bytes; ++i)
        tiff[i] = static_cast<std::byte>(bytes[i]);
    tiff[18] = static_cast<std::byte>(orientation.value);
    return tiff;
}

constexpr std::array<std::byte, 32> exifApp1Payload(Orientation orientation) {
    std::array<std::byte, 32> payload{};
    constexpr char name[] = {'E', 'x', 'i', 'f', 0, 0};
    for (std::size_t i = 0; i < sizeof name; ++i)
        payload[i] = static_cast<std::byte>(name[i]);
    const auto tiff = exifTiff(orientation);
    for (std::size_t i = 0; i < tiff.size(); ++i)
        payload[i + sizeof name] = tiff[i];
    return payload;
}

} // namespace cw::anonymizer
