// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// What a stretch of a file is made of, which decides how long a find must be to be one: three
/// chance bytes in a megabyte of compressed picture are no name.
enum class Matter { Text, Compressed, Samples };
struct Region {
    std::size_t begin = 0, end = 0;
    Matter matter = Matter::Text;
};

/// The parts of a JPEG (also JPEG 2000 and JPEG-LS) that are coded picture; the rest is Text.
/// Offsets are relative to the span. Never fails: what does not parse is Text.
std::vector<Region> codedPartsOfJpeg(std::span<const std::byte> jpeg);
std::vector<Region> codedPartsOfPng(std::span<const std::byte> png);

/// Readable strings (ASCII and UTF-16) and a sample of the bytes of everything in a loose picture
/// that is not picture: EXIF, XMP, IPTC, comments, text chunks, trailers.
std::vector<std::string> metadataTextOf(std::span<const std::byte> picture);

/// Runs of readable characters of at least the length.
std::vector<std::string> readableRuns(std::span<const std::byte> bytes, std::size_t shortest);

} // namespace cw::anonymizer
