// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cw::anonymizer {

/// A zlib stream (RFC 1950), unpacked.
struct Inflated {
    std::vector<std::byte> plain;
    std::size_t used = 0;  ///< bytes of the packed data up to the end of the stream
    bool complete = false; ///< the stream ended, its checksum is right
};
/// At most limit plain bytes; nothing if the data are no zlib stream. What a broken stream gave
/// before it broke is kept.
std::optional<Inflated> inflateZlib(std::span<const std::byte> packed, std::size_t limit);
std::vector<std::byte> deflateZlib(std::span<const std::byte> plain);

} // namespace cw::anonymizer
