// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/VaultFile.h"
#include <algorithm>
#include <sodium.h>

namespace cw::anonymizer {
namespace {

constexpr std::size_t kLengthBytes = 4, kMarkBytes = 16, kFrameBytes = kLengthBytes + kMarkBytes;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kMacBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::uint32_t kLargestEntry = 256U << 20;
static_assert(kMarkBytes == crypto_generichash_BYTES_MIN);

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string littleEndian(std::uint64_t number, std::size_t size) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        text[i] = static_cast<char>(number >> (8 * i) & 0xFFU);
    return text;
}

std::uint32_t lengthOf(std::string_view frame) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= static_cast<std::uint32_t>(static_cast<unsigned char>(frame[i])) << (8 * i);
    return length;
}

VaultHash hashAfter(const VaultHash& before, std::string_view entry) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, before.data(), before.size());
    crypto_hash_sha256_update(&state, bytes(entry), entry.size());
    VaultHash hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

} // namespace

EntryChain::EntryChain(const VaultHeader& header, const SecretBytes& runKey)
    : m_key(runKey), m_vaultId(header.vaultId), m_hashes{header.firstHash()} {}

/// An entry cannot be moved to another vault or place, nor follow another predecessor.
std::string EntryChain::boundTo() const {
    return "concord-vault-entry-1\n" + m_vaultId + "\n" + littleEndian(entries(), 8) +
           std::string(reinterpret_cast<const char*>(m_hashes.back().data()),
                       m_hashes.back().size());
}

/// Tells an entry cut short by a crash from one whose length was changed: only the first may be
/// cut off, the other would take all that follows with it.
std::string EntryChain::lengthMark(std::uint32_t length) const {
    const std::string message = "length\n" + boundTo() + littleEndian(length, kLengthBytes);
    std::string mark(kMarkBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(mark.data()), mark.size(), bytes(message),
                       message.size(), m_key.data(), kVaultKeyBytes);
    return mark;
}

std::string EntryChain::encrypt(EntryType type, std::string_view plain) const {
    std::string typed(1, static_cast<char>(type));
    typed += plain;
    const auto length = static_cast<std::uint32_t>(kNonceBytes + typed.size() + kMacBytes);
    CW_ASSERT(typed.size() < kLargestEntry / 2);
    std::string entry = littleEndian(length, kLengthBytes) + lengthMark(length);
    entry.resize(kFrameBytes + length);
    auto* nonce = reinterpret_cast<unsigned char*>(entry.data() + kFrameBytes);
    randombytes_buf(nonce, kNonceBytes);
    const std::string bound = boundTo();
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytes(typed),
                                               typed.size(), bytes(bound), bound.size(), nullptr,
                                               nonce, m_key.data());
    sodium_memzero(typed.data(), typed.size());
    return entry;
}

void EntryChain::accept(std::string_view entry) {
    m_hashes.push_back(hashAfter(m_hashes.back(), entry));
}

Result<std::string> EntryChain::decrypt(std::string_view sealed) const {
    const auto changed =
        fail(ErrorCode::Corrupt, "entry " + std::to_string(entries() + 1) +
                                     " of the vault was changed, or is not of this vault");
    if (sealed.size() < kNonceBytes + kMacBytes + 1)
        return changed;
    std::string plain(sealed.size() - kNonceBytes - kMacBytes, '\0');
    const std::string bound = boundTo();
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()),
                                                   nullptr, nullptr, bytes(sealed) + kNonceBytes,
                                                   sealed.size() - kNonceBytes, bytes(bound),
                                                   bound.size(), bytes(sealed), m_key.data()) != 0)
        return changed;
    return plain;
}

Result<EntryChain::Read> EntryChain::readAll(const GrowingFile& file, std::uint64_t from,
                                             const Take& take) {
    Read read{from, false};
    for (;;) {
        CW_TRY(std::string entry, file.read(read.goodBytes, kFrameBytes));
        if (entry.empty())
            return read;
        if (entry.size() < kFrameBytes) {
            read.torn = true;
            return read;
        }
        const std::uint32_t length = lengthOf(entry);
        const std::string mark = lengthMark(length);
        if (length > kLargestEntry ||
            sodium_memcmp(mark.data(), entry.data() + kLengthBytes, kMarkBytes) != 0)
            return fail(ErrorCode::Corrupt, "entry " + std::to_string(entries() + 1) +
                                                " of the vault was changed, or is not of this "
                                                "vault");
        CW_TRY(const std::string sealed, file.read(read.goodBytes + kFrameBytes, length));
        if (sealed.size() < length) {
            read.torn = true;
            return read;
        }
        CW_TRY(std::string plain, decrypt(sealed));
        const auto taken =
            take(static_cast<EntryType>(plain.front()), std::string_view(plain).substr(1));
        sodium_memzero(plain.data(), plain.size());
        CW_CHECK(taken);
        entry += sealed;
        accept(entry);
        read.goodBytes += entry.size();
    }
}

std::string sealRows(std::string_view publicKey, std::string_view plain) {
    std::string sealed(plain.size() + crypto_box_SEALBYTES, '\0');
    // Fails only for a public key of small order; create() made this one.
    CW_ASSERT(crypto_box_seal(reinterpret_cast<unsigned char*>(sealed.data()), bytes(plain),
                              plain.size(), bytes(publicKey)) == 0);
    return sealed;
}

Result<std::string> openRows(const SecretBytes& secretKey, std::string_view publicKey,
                             std::string_view sealed) {
    if (sealed.size() < crypto_box_SEALBYTES)
        return fail(ErrorCode::Corrupt, "rows of the vault are cut short");
    std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), bytes(sealed),
                             sealed.size(), bytes(publicKey), secretKey.data()) != 0)
        return fail(ErrorCode::Corrupt, "rows of the vault were changed");
    return plain;
}

} // namespace cw::anonymizer
