// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace cw::core {

/// SHA-256 (FIPS 180-4) by libsodium: the hash of manifests and content addresses. Not a pseudonym:
/// those are keyed (anonymizer/Pseudonyms.h).
class Sha256 {
public:
    Sha256();
    void add(std::span<const std::byte> bytes);
    void add(std::string_view text);
    std::string hex(); ///< 64 lower-case hex digits; ends the computation

private:
    alignas(16) std::array<unsigned char, 128> m_state{};
};

std::string sha256Hex(std::span<const std::byte> bytes);
std::string sha256Hex(std::string_view text);

} // namespace cw::core
