// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "core/Image.h"
#include "support/TemporaryFolder.h"
#include <cstdlib>
#include <gtest/gtest.h>
#include <string>

namespace cw::testing {

inline constexpr const char* kPython = "/usr/bin/python3";

/// Runs a Python program with Pillow, the oracle of pictures; false where it fails or is missing.
inline bool runPython(const TemporaryFolder& folder, const std::string& program) {
    const auto script = folder / "oracle.py";
    if (!core::writeWhole(script, std::string_view(program)))
        return false;
    const std::string command = "cd '" + folder.path().string() + "' && " + kPython + " oracle.py";
    return std::system(command.c_str()) == 0;
}

inline bool hasPillow() {
    static const bool there =
        std::system((std::string(kPython) + " -c 'import PIL' 2>/dev/null").c_str()) == 0;
    return there;
}

/// An image whose pixels are all different from their neighbours, so that no turn goes unnoticed.
inline core::Image numbered(int width, int height, int samples, core::SampleType type) {
    auto image = core::Image::create(width, height, samples, type,
                                     samples == 3 ? core::PixelMeaning::Rgb
                                                  : core::PixelMeaning::Monochrome2)
                     .value();
    std::uint32_t value = 7;
    const auto fill = [&](auto span) {
        for (auto& sample : span) {
            value = value * 1664525U + 1013904223U;
            sample = static_cast<std::remove_reference_t<decltype(sample)>>(value >> 13U);
        }
    };
    if (type == core::SampleType::U16)
        fill(image.samples<std::uint16_t>());
    else
        fill(image.samples<std::uint8_t>());
    return image;
}

} // namespace cw::testing
