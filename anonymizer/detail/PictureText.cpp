// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PictureText.h"
#include "anonymizer/detail/PackedText.h"
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kShortestRun = 8, kSample = 16;
constexpr unsigned kJpegLsFrame = 0xF7, kJpegLsParameters = 0xF8;

unsigned at(Bytes bytes, std::size_t i) { return std::to_integer<unsigned>(bytes[i]); }

std::size_t big(Bytes bytes, std::size_t i, int count) {
    std::size_t value = 0;
    for (int k = 0; k < count; ++k)
        value = value << 8 | at(bytes, i + static_cast<std::size_t>(k));
    return value;
}

/// Calls segment(marker, payload) for each marker segment and scan(begin, end) for coded data;
/// returns where it stopped: behind EOI, or where the file no longer follows the format.
template <class Segment, class Scan>
std::size_t walkJpeg(Bytes jpeg, Segment segment, Scan scan) {
    if (jpeg.size() < 4 || at(jpeg, 0) != 0xFF || at(jpeg, 1) != 0xD8)
        return 0;
    std::size_t i = 2;
    // ITU-T T.81 B.1.1.5 stuffs a zero byte after FF; JPEG-LS (T.87 C.2.1) stuffs one bit, so there
    // whatever follows FF stays below 80.
    unsigned lastStuffed = 0;
    while (i + 3 < jpeg.size() && at(jpeg, i) == 0xFF) {
        const unsigned marker = at(jpeg, i + 1);
        if (marker == 0xFF) {
            ++i;
            continue;
        }
        if (marker == 0xD9)
            return i + 2;
        const std::size_t length = big(jpeg, i + 2, 2);
        if (length < 2 || length > jpeg.size() - i - 2)
            return i;
        if (marker == kJpegLsFrame)
            lastStuffed = 0x7F;
        segment(marker, jpeg.subspan(i + 4, length - 2));
        i += length + 2;
        if (marker != 0xDA)
            continue;
        const std::size_t begin = i;
        while (i + 1 < jpeg.size() && (at(jpeg, i) != 0xFF || at(jpeg, i + 1) <= lastStuffed ||
                                       (at(jpeg, i + 1) & 0xF8) == 0xD0))
            ++i;
        scan(begin, i);
    }
    return i + 2 <= jpeg.size() && at(jpeg, i) == 0xFF && at(jpeg, i + 1) == 0xD9 ? i + 2 : i;
}

template <class Chunk>
std::size_t walkPng(Bytes png, Chunk chunk) {
    std::size_t i = 8;
    while (i + 12 <= png.size()) {
        const std::size_t length = big(png, i, 4);
        if (length > png.size() - i - 12)
            return i;
        const std::string_view name(reinterpret_cast<const char*>(png.data()) + i + 4, 4);
        chunk(name, i + 8, length);
        i += length + 12;
        if (name == "IEND")
            break;
    }
    return i;
}

bool isPng(Bytes bytes) { return bytes.size() > 8 && at(bytes, 0) == 0x89 && at(bytes, 1) == 'P'; }

bool isPictureSegment(unsigned marker) {
    return (marker >= 0xC0 && marker <= 0xCF) || (marker >= 0xDA && marker <= 0xDD) ||
           marker == kJpegLsFrame || marker == kJpegLsParameters;
}

void addUtf16Runs(Bytes bytes, std::vector<std::string>& out) {
    for (std::size_t start = 0; start < 2; ++start) {
        std::string run;
        for (std::size_t i = start; i + 1 < bytes.size(); i += 2) {
            const unsigned low = at(bytes, i), high = at(bytes, i + 1);
            if (high == 0 && low >= 0x20 && low < 0x7F) {
                run += static_cast<char>(low);
                continue;
            }
            if (run.size() >= kShortestRun)
                out.push_back(run);
            run.clear();
        }
        if (run.size() >= kShortestRun)
            out.push_back(run);
    }
}

void addMetadata(Bytes payload, std::vector<std::string>& out) {
    for (auto& run : readableRuns(payload, kShortestRun))
        out.push_back(std::move(run));
    addUtf16Runs(payload, out);
    // Compressed text and thumbnails show as a sample of their bytes if they were carried over.
    if (payload.size() < 3 * kSample)
        return;
    const Bytes sample = payload.subspan(payload.size() / 2, kSample);
    if (std::set<std::byte>(sample.begin(), sample.end()).size() >= kSample / 2)
        out.emplace_back(reinterpret_cast<const char*>(sample.data()), sample.size());
}

/// zTXt, iTXt and iCCP hold a zlib stream behind some words.
void addUnpacked(Bytes chunk, std::vector<std::string>& out) {
    constexpr std::uint64_t most = std::uint64_t{1} << 20;
    const auto source = dicom::ByteSource::of(chunk);
    SourceView view(source);
    Unpacker unpacker;
    findPacked({reinterpret_cast<const char*>(chunk.data()), chunk.size()}, [&](std::size_t at) {
        std::string plain;
        unpacker.unpack(view, at, Unpacker::Format::Wrapped, most,
                        [&](std::string_view part) { plain += part; });
        for (auto& run : readableRuns(std::as_bytes(std::span(plain)), kShortestRun))
            out.push_back(std::move(run));
    });
}

} // namespace

std::vector<std::string> readableRuns(Bytes bytes, std::size_t shortest) {
    std::vector<std::string> runs;
    std::string run;
    const auto close = [&] {
        const bool letters = std::ranges::count_if(run,
                                                   [](char c) {
                                                       return (c >= 'a' && c <= 'z') ||
                                                              (c >= 'A' && c <= 'Z') ||
                                                              (c >= '0' && c <= '9') ||
                                                              static_cast<unsigned char>(c) >= 0x80;
                                                   }) *
                                 2 >=
                             static_cast<std::ptrdiff_t>(run.size());
        // Huffman tables read like text, and every thumbnail has them: bytes that only ever rise.
        std::size_t rises = 0;
        for (std::size_t i = 1; i < run.size(); ++i)
            rises += static_cast<unsigned char>(run[i]) > static_cast<unsigned char>(run[i - 1])
                         ? 1U
                         : 0U;
        const bool table = (rises + 1) * 10 >= run.size() * 9;
        if (run.size() >= shortest && letters && !table)
            runs.push_back(run);
        run.clear();
    };
    for (const std::byte byte : bytes) {
        const auto value = std::to_integer<unsigned char>(byte);
        if ((value >= 0x20 && value < 0x7F) || value >= 0xA1)
            run += static_cast<char>(value);
        else
            close();
    }
    close();
    return runs;
}

std::vector<std::string> metadataTextOf(Bytes picture) {
    std::vector<std::string> out;
    std::size_t end = 0;
    if (isPng(picture)) {
        constexpr std::array<std::string_view, 8> kept{"IHDR", "PLTE", "IDAT", "IEND",
                                                       "tRNS", "sRGB", "gAMA", "cHRM"};
        end = walkPng(picture, [&](std::string_view name, std::size_t begin, std::size_t length) {
            if (std::ranges::find(kept, name) != kept.end())
                return;
            addMetadata(picture.subspan(begin, length), out);
            addUnpacked(picture.subspan(begin, length), out);
        });
    } else {
        end = walkJpeg(
            picture,
            [&](unsigned marker, Bytes payload) {
                if (!isPictureSegment(marker))
                    addMetadata(payload, out);
            },
            [](std::size_t, std::size_t) {});
    }
    if (end > 0 && end < picture.size())
        addMetadata(picture.subspan(end), out);
    return out;
}

std::vector<std::string> metadataTextOf(Bytes head, Bytes tail) {
    auto out = metadataTextOf(head);
    // RLE knows no end mark: FF D9 among its bytes is chance, and what follows is picture.
    const bool marked =
        head.size() > 1 && at(head, 0) == 0xFF && (at(head, 1) == 0xD8 || at(head, 1) == 0x4F);
    if (!marked)
        return out;
    constexpr std::array end{std::byte{0xFF}, std::byte{0xD9}};
    const auto last = std::find_end(tail.begin(), tail.end(), end.begin(), end.end());
    if (last != tail.end())
        addMetadata(tail.subspan(static_cast<std::size_t>(last - tail.begin()) + 2), out);
    return out;
}

} // namespace cw::anonymizer
