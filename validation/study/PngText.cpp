// SPDX-License-Identifier: Apache-2.0
#include "validation/study/detail/PngText.h"

#include "imaging/Picture.h"

#include <cstdint>
#include <span>

namespace cw::validation::detail {
namespace {

std::string base64Of(std::span<const std::byte> bytes) {
    static constexpr char kLetters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8 |
                    (i + k < bytes.size() ? std::to_integer<std::uint32_t>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k > bytes.size() ? '=' : kLetters[three >> (18 - 6 * k) & 63U];
    }
    return text;
}

} // namespace

Result<std::string> pngText(const core::Image& picture) {
    CW_TRY(const auto png, imaging::encodePng(picture));
    return base64Of(png);
}

} // namespace cw::validation::detail
