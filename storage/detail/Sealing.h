// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "storage/Accounts.h"
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cw::storage::detail {

/// Bytes that are wiped when they go.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::size_t size) : m_bytes(size) {}
    explicit Secret(std::string_view text) : m_bytes(text.begin(), text.end()) {}
    Secret(Secret&&) = default;
    Secret(const Secret&) = default;
    Secret& operator=(Secret other) noexcept {
        m_bytes.swap(other.m_bytes);
        return *this;
    }
    ~Secret();
    unsigned char* data() { return m_bytes.data(); }
    const unsigned char* data() const { return m_bytes.data(); }
    std::size_t size() const { return m_bytes.size(); }
    void resize(std::size_t size) { m_bytes.resize(size); } ///< only smaller: growing would copy
    Secret part(std::size_t from, std::size_t count) const;
    std::string_view text() const { return {reinterpret_cast<const char*>(data()), size()}; }

private:
    std::vector<unsigned char> m_bytes;
};

/// X25519. Public keys and everything sealed are base64 text (no padding, URL alphabet).
struct KeyPair {
    std::string publicKey;
    Secret secretKey;
    static KeyPair fresh();
    /// InvalidArgument if it has not the size of a key.
    static Result<KeyPair> of(Secret secretKey);
};

constexpr std::size_t kKeyBytes = 32;

std::string base64(std::span<const unsigned char> bytes);
Result<Secret> fromBase64(std::string_view text); ///< Malformed
Secret randomSecret(std::size_t size);

/// Argon2id. TooLarge: more than 1 GiB or 16 passes, which no account of ours asks for.
Result<Secret> stretched(std::string_view password, const Secret& salt, const PasswordCost& cost,
                         std::size_t size);

/// crypto_box_seal: for whoever has the other half of the key, from nobody in particular.
Result<std::string> sealedFor(const std::string& publicKey, const Secret& plain);
Result<Secret> openedBy(const KeyPair& keys, std::string_view sealed); ///< Corrupt

/// XChaCha20-Poly1305 under a key of 32 bytes; boundTo is authenticated, not kept. Padded to a
/// multiple of the block, so that the length tells no more than that.
std::string locked(const Secret& key, std::string_view plain, std::string_view boundTo,
                   std::size_t block);
Result<Secret> unlocked(const Secret& key, std::string_view locked, std::string_view boundTo,
                        std::size_t block); ///< Corrupt

/// Ed25519 over a text, by a key that follows from a seed of 32 bytes.
std::string signatureKeyOf(const Secret& seed);
std::string signedBy(const Secret& seed, std::string_view text);
bool isSignedBy(const std::string& publicKey, std::string_view text, const std::string& signature);

} // namespace cw::storage::detail
