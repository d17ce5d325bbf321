// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"

#include <sodium.h>

namespace cw::core {
namespace {
static_assert(sizeof(crypto_hash_sha256_state) <= 128);
crypto_hash_sha256_state* state(std::array<unsigned char, 128>& storage) {
    return reinterpret_cast<crypto_hash_sha256_state*>(storage.data());
}
} // namespace

Sha256::Sha256() { crypto_hash_sha256_init(state(m_state)); }

void Sha256::add(std::span<const std::byte> bytes) {
    crypto_hash_sha256_update(state(m_state), reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
}

void Sha256::add(std::string_view text) { add(std::as_bytes(std::span(text.data(), text.size()))); }

std::string Sha256::hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(state(m_state), digest.data());
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const auto byte : digest) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string sha256Hex(std::span<const std::byte> bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

std::string sha256Hex(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    return hash.hex();
}

} // namespace cw::core
