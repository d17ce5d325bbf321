// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ExifOrientation.h"
#include "anonymizer/detail/JpegStrip.h"
#include <algorithm>
#include <array>
#include <string_view>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::array<unsigned char, 8> kSignature{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

struct AllowedChunk {
    std::string_view name;
    std::size_t longest;
};
constexpr std::size_t kAnyLength = ~std::size_t{0};
constexpr std::array kAllowed{
    AllowedChunk{"IHDR", 13}, AllowedChunk{"PLTE", 768}, AllowedChunk{"IDAT", kAnyLength},
    AllowedChunk{"IEND", 0},  AllowedChunk{"tRNS", 256}, AllowedChunk{"sRGB", 1},
    AllowedChunk{"gAMA", 4},  AllowedChunk{"cHRM", 32},
};

const std::array<std::uint32_t, 256>& crcTable() {
    static const auto table = [] {
        std::array<std::uint32_t, 256> values{};
        for (std::uint32_t n = 0; n < 256; ++n) {
            std::uint32_t c = n;
            for (int bit = 0; bit < 8; ++bit)
                c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
            values[n] = c;
        }
        return values;
    }();
    return table;
}

std::uint32_t crcOf(Bytes bytes) {
    std::uint32_t c = 0xFFFFFFFFU;
    for (const std::byte byte : bytes)
        c = crcTable()[(c ^ std::to_integer<std::uint32_t>(byte)) & 0xFFU] ^ (c >> 8);
    return c ^ 0xFFFFFFFFU;
}

std::uint32_t bigEndian(Bytes bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | std::to_integer<std::uint32_t>(bytes[i]);
    return value;
}

void appendBigEndian(std::vector<std::byte>& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::byte>(value >> shift & 0xFFU));
}

void appendChunk(std::vector<std::byte>& out, std::string_view name, Bytes payload) {
    appendBigEndian(out, static_cast<std::uint32_t>(payload.size()));
    const std::size_t start = out.size();
    for (const char c : name)
        out.push_back(static_cast<std::byte>(c));
    out.insert(out.end(), payload.begin(), payload.end());
    appendBigEndian(out, crcOf(Bytes(out).subspan(start)));
}

} // namespace

Result<StrippedPicture> stripPng(Bytes png, Orientation orientation) {
    const bool signature =
        png.size() >= 8 &&
        std::equal(kSignature.begin(), kSignature.end(), png.begin(),
                   [](unsigned char a, std::byte b) { return std::byte{a} == b; });
    if (!signature)
        return fail(ErrorCode::Malformed, "this is not a PNG file");
    StrippedPicture result;
    result.bytes.assign(png.begin(), png.begin() + 8);
    for (std::size_t i = 8;;) {
        if (png.size() - i < 12)
            return fail(ErrorCode::Malformed, "the PNG file ends before its last chunk");
        const std::size_t length = bigEndian(png.subspan(i));
        if (length > png.size() - i - 12)
            return fail(ErrorCode::Malformed, "a PNG chunk is longer than the file");
        const Bytes named = png.subspan(i + 4, length + 4);
        if (crcOf(named) != bigEndian(png.subspan(i + 8 + length)))
            return fail(ErrorCode::Malformed, "a PNG chunk does not match its checksum");
        const std::string_view name(reinterpret_cast<const char*>(named.data()), 4);
        const auto allowed = std::ranges::find(kAllowed, name, &AllowedChunk::name);
        if (allowed != kAllowed.end() && length <= allowed->longest)
            appendChunk(result.bytes, name, named.subspan(4));
        else if (allowed != kAllowed.end() && name == "IHDR")
            return fail(ErrorCode::Malformed, "the PNG header has a wrong length");
        else
            ++result.cut;
        if (name == "IHDR" && orientation.value != 1)
            appendChunk(result.bytes, "eXIf", exifTiff(orientation));
        i += length + 12;
        if (name == "IEND") {
            if (length != 0)
                appendChunk(result.bytes, "IEND", {});
            result.cut += i < png.size() ? 1 : 0;
            return result;
        }
    }
}

} // namespace cw::anonymizer
