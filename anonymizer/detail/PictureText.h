// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// Readable strings (ASCII and UTF-16) and a sample of the bytes of everything in a loose picture
/// that is not picture: EXIF, XMP, IPTC, comments, text chunks (packed ones unpacked), trailers.
std::vector<std::string> metadataTextOf(std::span<const std::byte> picture);

/// The same of the two ends of a JPEG too long to be looked through: what stands before the coded
/// data, and behind the last end marker.
std::vector<std::string> metadataTextOf(std::span<const std::byte> head,
                                        std::span<const std::byte> tail);

/// Runs of readable characters of at least the length.
std::vector<std::string> readableRuns(std::span<const std::byte> bytes, std::size_t shortest);

} // namespace cw::anonymizer
