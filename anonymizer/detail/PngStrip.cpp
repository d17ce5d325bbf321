// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/ExifOrientation.h"
#include "anonymizer/detail/JpegStrip.h"
#include "anonymizer/detail/Zlib.h"
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::array<unsigned char, 8> kSignature{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

struct AllowedChunk {
    std::string_view name;
    std::size_t longest;
};
constexpr std::uint64_t kMostRows = 2ULL << 30;
constexpr std::array kAllowed{
    AllowedChunk{"IHDR", 13},  AllowedChunk{"PLTE", 768}, AllowedChunk{"IEND", 0},
    AllowedChunk{"tRNS", 256}, AllowedChunk{"sRGB", 1},   AllowedChunk{"gAMA", 4},
    AllowedChunk{"cHRM", 32},
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

/// Bytes of the rows, filter bytes included (PNG 1.2, 2.3 and 2.6). 0 for an impossible header.
std::uint64_t rowsLength(Bytes header) {
    const std::uint64_t width = bigEndian(header), height = bigEndian(header.subspan(4));
    const auto depth = std::to_integer<std::uint64_t>(header[8]);
    const auto type = std::to_integer<unsigned>(header[9]);
    const std::uint64_t channels = type == 2 ? 3 : type == 4 ? 2 : type == 6 ? 4 : 1;
    const auto pass = [&](std::uint64_t columns, std::uint64_t rows) {
        return columns == 0 || rows == 0 ? 0 : rows * (1 + (columns * depth * channels + 7) / 8);
    };
    if (header[12] == std::byte{0})
        return pass(width, height);
    struct Pass {
        std::uint64_t x, y, dx, dy;
    };
    constexpr std::array kAdam7{Pass{0, 0, 8, 8}, Pass{4, 0, 8, 8}, Pass{0, 4, 4, 8},
                                Pass{2, 0, 4, 4}, Pass{0, 2, 2, 4}, Pass{1, 0, 2, 2},
                                Pass{0, 1, 1, 2}};
    std::uint64_t sum = 0;
    for (const Pass& each : kAdam7)
        sum += pass((width + each.dx - 1 - each.x) / each.dx,
                    (height + each.dy - 1 - each.y) / each.dy);
    return sum;
}

/// The picture's data without what may hide behind its rows or behind the end of its stream: as it
/// was where there is nothing, else packed afresh. Nothing if the stream is broken.
std::optional<std::vector<std::byte>> cleanData(const std::vector<std::byte>& packed, Bytes header,
                                                int& cut) {
    const std::uint64_t wanted = rowsLength(header);
    if (wanted == 0 || wanted > kMostRows)
        return std::nullopt;
    const auto inflated = inflateZlib(packed, static_cast<std::size_t>(wanted) + 1);
    if (!inflated || inflated->plain.size() < wanted)
        return std::nullopt;
    const bool whole = inflated->complete && inflated->plain.size() == wanted;
    if (whole && inflated->used == packed.size())
        return packed;
    ++cut;
    if (whole)
        return std::vector<std::byte>(packed.begin(),
                                      packed.begin() + static_cast<std::ptrdiff_t>(inflated->used));
    return deflateZlib(Bytes(inflated->plain).first(static_cast<std::size_t>(wanted)));
}

class PngStripper {
public:
    PngStripper(Bytes png, Orientation orientation) : m_png(png), m_orientation(orientation) {}

    Result<StrippedPicture> run() {
        m_result.bytes.assign(m_png.begin(), m_png.begin() + 8);
        for (std::size_t i = 8;;) {
            CW_TRY(const Bytes named, chunkAt(i));
            const std::string_view name(reinterpret_cast<const char*>(named.data()), 4);
            CW_CHECK(chunk(name, named.subspan(4)));
            i += named.size() + 8;
            if (name == "IEND") {
                m_result.cut += i < m_png.size() ? 1 : 0;
                return std::move(m_result);
            }
        }
    }

private:
    /// Name and payload of the chunk, its checksum tried.
    Result<Bytes> chunkAt(std::size_t i) const {
        if (m_png.size() - i < 12)
            return fail(ErrorCode::Malformed, "the PNG file ends before its last chunk");
        const std::size_t length = bigEndian(m_png.subspan(i));
        if (length > m_png.size() - i - 12)
            return fail(ErrorCode::Malformed, "a PNG chunk is longer than the file");
        const Bytes named = m_png.subspan(i + 4, length + 4);
        if (crcOf(named) != bigEndian(m_png.subspan(i + 8 + length)))
            return fail(ErrorCode::Malformed, "a PNG chunk does not match its checksum");
        return named;
    }

    Result<void> chunk(std::string_view name, Bytes payload) {
        if (name == "IDAT") {
            m_data.insert(m_data.end(), payload.begin(), payload.end());
            m_dataChunks.push_back(payload);
            return {};
        }
        if (!m_dataChunks.empty())
            CW_CHECK(data());
        const auto allowed = std::ranges::find(kAllowed, name, &AllowedChunk::name);
        if (name == "IHDR" && (payload.size() != 13 || !m_header.empty()))
            return fail(ErrorCode::Malformed, "the PNG header has a wrong length or comes twice");
        // One of a kind: a second palette shows nothing, but may hold anything.
        const bool known = allowed != kAllowed.end() &&
                           std::ranges::find(m_seen, name) == m_seen.end() &&
                           payload.size() <= allowed->longest;
        if (!known) {
            if (name != "IEND") {
                ++m_result.cut;
                return {};
            }
            payload = {};
        }
        m_seen.push_back(name);
        appendChunk(m_result.bytes, name, payload);
        if (name == "IHDR") {
            m_header = payload;
            if (m_orientation.value != 1)
                appendChunk(m_result.bytes, "eXIf", exifTiff(m_orientation));
        }
        return {};
    }

    Result<void> data() {
        if (m_header.empty())
            return fail(ErrorCode::Malformed, "the PNG file has data before its header");
        if (std::ranges::find(m_seen, std::string_view("IDAT")) != m_seen.end())
            return fail(ErrorCode::Malformed, "the PNG file's data are torn apart");
        const int before = m_result.cut;
        const auto clean = cleanData(m_data, m_header, m_result.cut);
        if (!clean)
            return fail(ErrorCode::Malformed, "the PNG file's data are damaged or cut off");
        if (m_result.cut == before)
            for (const Bytes each : m_dataChunks)
                appendChunk(m_result.bytes, "IDAT", each);
        else
            appendChunk(m_result.bytes, "IDAT", *clean);
        m_seen.emplace_back("IDAT");
        m_dataChunks.clear();
        m_data.clear();
        return {};
    }

    Bytes m_png, m_header;
    Orientation m_orientation;
    StrippedPicture m_result;
    std::vector<std::byte> m_data;
    std::vector<Bytes> m_dataChunks;
    std::vector<std::string_view> m_seen;
};

} // namespace

Result<StrippedPicture> stripPng(Bytes png, Orientation orientation) {
    const bool signature =
        png.size() >= 8 &&
        std::equal(kSignature.begin(), kSignature.end(), png.begin(),
                   [](unsigned char a, std::byte b) { return std::byte{a} == b; });
    if (!signature)
        return fail(ErrorCode::Malformed, "this is not a PNG file");
    return PngStripper(png, orientation).run();
}

} // namespace cw::anonymizer
