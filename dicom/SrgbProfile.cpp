// SPDX-License-Identifier: Apache-2.0
// The smallest ICC profile that says sRGB: ICC.1:2001-04, three colorants adapted to D50 (values
// of IEC 61966-2-1 as in common sRGB profiles) and one transfer curve.
#include "dicom/PresentationState.h"
#include "dicom/detail/PixelStore.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace cw::dicom {
namespace {

void big(Bytes& out, std::uint32_t value, int count) {
    for (int i = count - 1; i >= 0; --i)
        out.push_back(static_cast<std::byte>(value >> (8 * i) & 0xFFU));
}

void chars(Bytes& out, std::string_view text) {
    for (const char c : text)
        out.push_back(static_cast<std::byte>(c));
}

/// s15Fixed16.
Bytes xyz(std::uint32_t x, std::uint32_t y, std::uint32_t z) {
    Bytes out;
    chars(out, "XYZ ");
    big(out, 0, 4);
    big(out, x, 4);
    big(out, y, 4);
    big(out, z, 4);
    return out;
}

Bytes description(std::string_view text) {
    Bytes out;
    chars(out, "desc");
    big(out, 0, 4);
    big(out, static_cast<std::uint32_t>(text.size()) + 1, 4);
    chars(out, text);
    out.resize(out.size() + 1 + 4 + 4 + 2 + 1 + 67); // no Unicode, no ScriptCode
    return out;
}

Bytes plainText(std::string_view text) {
    Bytes out;
    chars(out, "text");
    big(out, 0, 4);
    chars(out, text);
    out.push_back(std::byte{0});
    return out;
}

/// IEC 61966-2-1, as a table: a plain gamma of 2.2 is nine grey levels off in the dark.
Bytes transferCurve() {
    constexpr std::uint32_t kEntries = 1024;
    Bytes out;
    chars(out, "curv");
    big(out, 0, 4);
    big(out, kEntries, 4);
    for (std::uint32_t i = 0; i < kEntries; ++i) {
        const double value = i / (kEntries - 1.0);
        const double linear =
            value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        big(out, static_cast<std::uint32_t>(std::lround(linear * 65535)), 2);
    }
    return out;
}

Bytes header(std::size_t size) {
    Bytes out;
    big(out, static_cast<std::uint32_t>(size), 4);
    big(out, 0, 4);
    big(out, 0x02400000, 4);
    chars(out, "mntrRGB XYZ ");
    for (const std::uint32_t part : {2026U, 1U, 1U, 0U, 0U, 0U}) // date: fixed, the bytes are
        big(out, part, 2);
    chars(out, "acsp");
    out.resize(68); // platform, flags, device, attributes, intent: perceptual
    big(out, 0xF6D6, 4);
    big(out, 0x10000, 4);
    big(out, 0xD32D, 4);
    out.resize(128);
    return out;
}

struct TaggedData {
    std::string_view signature;
    Bytes data;
};

} // namespace

std::vector<std::byte> srgbProfile() {
    const std::array<TaggedData, 9> tags{{{"desc", description("sRGB")},
                                          {"cprt", plainText("No copyright")},
                                          {"wtpt", xyz(0xF351, 0x10000, 0x116CC)},
                                          {"rXYZ", xyz(0x6FA2, 0x38F5, 0x0390)},
                                          {"gXYZ", xyz(0x6299, 0xB785, 0x18DA)},
                                          {"bXYZ", xyz(0x24A0, 0x0F84, 0xB6CF)},
                                          {"rTRC", transferCurve()},
                                          {"gTRC", {}}, // empty: the same data as the one before
                                          {"bTRC", {}}}};
    const auto tableBytes = 4 + 12 * tags.size();
    Bytes table, data;
    std::size_t at = 0, size = 0;
    big(table, static_cast<std::uint32_t>(tags.size()), 4);
    for (const auto& tag : tags) {
        if (!tag.data.empty()) {
            at = 128 + tableBytes + data.size();
            size = tag.data.size();
            data.insert(data.end(), tag.data.begin(), tag.data.end());
            data.resize((data.size() + 3) / 4 * 4);
        }
        chars(table, tag.signature);
        big(table, static_cast<std::uint32_t>(at), 4);
        big(table, static_cast<std::uint32_t>(size), 4);
    }
    auto profile = header(128 + tableBytes + data.size());
    profile.insert(profile.end(), table.begin(), table.end());
    profile.insert(profile.end(), data.begin(), data.end());
    return profile;
}

} // namespace cw::dicom
