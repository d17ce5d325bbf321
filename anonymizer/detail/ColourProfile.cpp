// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ColourProfile.h"
#include "anonymizer/detail/Zlib.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kLongestProfile = 8U << 20;

unsigned at(Bytes bytes, std::size_t i) { return std::to_integer<unsigned>(bytes[i]); }

std::uint32_t big(Bytes bytes, std::size_t i, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < count; ++k)
        value = value << 8 | at(bytes, i + k);
    return value;
}

bool textAt(Bytes bytes, std::size_t i, std::string_view text) {
    return bytes.size() >= i + text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(i),
                      [](char c, std::byte b) { return static_cast<std::byte>(c) == b; });
}

/// The profile's pieces in the order of their numbers (ICC.1:2010 B.4).
std::vector<std::byte> profileInJpeg(Bytes jpeg) {
    std::vector<std::pair<unsigned, Bytes>> pieces;
    for (std::size_t i = 2; i + 4 <= jpeg.size() && at(jpeg, i) == 0xFF;) {
        const unsigned marker = at(jpeg, i + 1);
        if (marker == 0xFF) {
            ++i;
            continue;
        }
        const std::size_t length = big(jpeg, i + 2, 2);
        if (marker == 0xDA || marker == 0xD9 || length < 2 || length > jpeg.size() - i - 2)
            break;
        const Bytes payload = jpeg.subspan(i + 4, length - 2);
        if (marker == 0xE2 && payload.size() > 14 &&
            textAt(payload, 0, std::string_view("ICC_PROFILE\0", 12)))
            pieces.emplace_back(at(payload, 12), payload.subspan(14));
        i += 2 + length;
    }
    std::ranges::stable_sort(pieces, {}, [](const auto& piece) { return piece.first; });
    std::vector<std::byte> profile;
    for (const auto& [number, bytes] : pieces)
        profile.insert(profile.end(), bytes.begin(), bytes.end());
    return profile;
}

struct Found {
    bool there = false;
    std::vector<std::byte> profile;
};

/// PNG 1.2, 4.2.2.4: a name, a zero, the method and a zlib stream.
Found profileInPng(Bytes png) {
    for (std::size_t i = 8; i + 12 <= png.size();) {
        const std::size_t length = big(png, i, 4);
        if (length > png.size() - i - 12 || textAt(png, i + 4, "IDAT"))
            break;
        if (textAt(png, i + 4, "iCCP")) {
            const Bytes chunk = png.subspan(i + 8, length);
            const auto name = std::ranges::find(chunk, std::byte{0});
            const auto skip = static_cast<std::size_t>(name - chunk.begin()) + 2;
            Found found{true, {}};
            if (skip < chunk.size())
                if (auto stream = inflateZlib(chunk.subspan(skip), kLongestProfile))
                    found.profile = std::move(stream->plain);
            return found;
        }
        i += length + 12;
    }
    return {};
}

struct Colorant {
    std::string_view tag;
    std::array<double, 3> xyz; ///< of sRGB, adapted to D50
};
constexpr std::array kSrgb{Colorant{"rXYZ", {0.4361, 0.2225, 0.0139}},
                           Colorant{"gXYZ", {0.3851, 0.7169, 0.0971}},
                           Colorant{"bXYZ", {0.1431, 0.0606, 0.7141}}};
constexpr double kNear = 0.01;

/// Whether the tag's colour is sRGB's.
bool isNear(Bytes icc, const Colorant& wanted) {
    const std::size_t count = std::min<std::size_t>(big(icc, 128, 4), 1000);
    for (std::size_t i = 0; i < count && 144 + 12 * i <= icc.size(); ++i) {
        const std::size_t entry = 132 + 12 * i;
        if (!textAt(icc, entry, wanted.tag))
            continue;
        const std::size_t offset = big(icc, entry + 4, 4);
        if (offset > icc.size() || icc.size() - offset < 20 || !textAt(icc, offset, "XYZ "))
            return false;
        for (std::size_t k = 0; k < 3; ++k) {
            const auto fixed = static_cast<std::int32_t>(big(icc, offset + 8 + 4 * k, 4));
            if (std::abs(fixed / 65536.0 - wanted.xyz[k]) > kNear)
                return false;
        }
        return true;
    }
    return false;
}

} // namespace

ColourProfile colourProfileFrom(Bytes icc) {
    if (icc.size() < 132)
        return ColourProfile::Other;
    if (textAt(icc, 16, "GRAY"))
        return ColourProfile::LikeSrgb; // no colour to be lost
    if (!textAt(icc, 16, "RGB "))
        return ColourProfile::Other;
    const bool like =
        std::ranges::all_of(kSrgb, [&](const Colorant& each) { return isNear(icc, each); });
    return like ? ColourProfile::LikeSrgb : ColourProfile::Other;
}

ColourProfile colourProfileOf(Bytes picture) {
    if (picture.size() > 8 && at(picture, 0) == 0x89) {
        const Found found = profileInPng(picture);
        return found.there ? colourProfileFrom(found.profile) : ColourProfile::None;
    }
    const auto profile = profileInJpeg(picture);
    return profile.empty() ? ColourProfile::None : colourProfileFrom(profile);
}

} // namespace cw::anonymizer
