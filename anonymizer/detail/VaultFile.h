// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Vault.h"
#include "anonymizer/detail/PrivateFile.h"
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// Secret bytes in locked, guarded memory, wiped when they go.
class SecretBytes {
public:
    explicit SecretBytes(std::size_t size);
    unsigned char* data() { return m_bytes.get(); }
    const unsigned char* data() const { return m_bytes.get(); }
    std::size_t size() const { return m_size; }

private:
    struct Free {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char, Free> m_bytes;
    std::size_t m_size;
};

using VaultHash = std::array<unsigned char, 32>;
std::string hexOf(const VaultHash& hash);

/// A person's line in the header: his key, made of his passphrase, wraps what he may open.
struct VaultLock {
    std::string name;
    Role role = Role::Steward;
    std::uint64_t operations = 0, memoryBytes = 0; ///< of Argon2id
    std::string salt, nonce, wrapped;              ///< bytes
};

/// The readable part of a vault: docs/custody.md, "The vault's file".
struct VaultHeader {
    std::string vaultId, created, keyId;
    bool keepsNames = false;
    std::string publicKey; ///< bytes; originals are sealed to it
    std::vector<VaultLock> locks;

    std::string coreLine() const; ///< canonical JSON of what never changes
    std::string text() const;     ///< the two lines as they stand in the file
    VaultHash firstHash() const;  ///< the chain of entries begins with it
};
struct ReadHeader {
    VaultHeader header;
    std::uint64_t bytes = 0; ///< where the entries begin
};
Result<ReadHeader> readVaultHeader(std::string_view fileBegin);
constexpr std::size_t kLargestVaultHeader = 64 << 10;

/// What a lock gives: the steward the key of a run and one half of the secret key, the reviewer the
/// other half.
constexpr std::size_t kVaultKeyBytes = 32;
struct KdfCost {
    std::uint64_t operations = 0, memoryBytes = 0;
};
KdfCost costOf(KdfStrength strength);
Result<VaultLock> lockFor(const VaultHeader& header, const VaultPerson& person, Role role,
                          const KdfCost& cost, const SecretBytes& secret);
/// Forbidden: the wrong passphrase, a changed header, somebody who is not there or has another
/// role.
Result<SecretBytes> unlock(const VaultHeader& header, const VaultPerson& person, Role role);

/// One entry's type is the first byte of its plain text.
enum class EntryType : char { Numbers = 'N', Anchor = 'A', Rows = 'R' };

/// The entries' chain: each is encrypted and bound to vault, place and predecessor.
class EntryChain {
public:
    EntryChain(const VaultHeader& header, const SecretBytes& runKey);
    /// The bytes of the next entry. The chain moves on with accept().
    std::string encrypt(EntryType type, std::string_view plain) const;
    void accept(std::string_view entry);

    struct Read {
        std::uint64_t goodBytes = 0; ///< up to where entries are whole
        bool torn = false;           ///< something half-written follows
    };
    using Take = std::function<Result<void>(EntryType type, std::string_view plain)>;
    /// All entries of a file from an offset on. Corrupt where one was changed, removed or is of
    /// another vault.
    Result<Read> readAll(const GrowingFile& file, std::uint64_t from, const Take& take);

    std::uint64_t entries() const { return m_hashes.size() - 1; }
    const std::vector<VaultHash>& hashes() const { return m_hashes; } ///< [0]: of the header

private:
    std::string lengthMark(std::uint32_t length) const;
    std::string boundTo() const;
    Result<std::string> decrypt(std::string_view sealedEntry) const;
    const SecretBytes& m_key;
    std::string m_vaultId;
    std::vector<VaultHash> m_hashes;
};

/// Originals under the vault's public key: made without any secret, opened by both halves.
std::string sealRows(std::string_view publicKey, std::string_view plain);
Result<std::string> openRows(const SecretBytes& secretKey, std::string_view publicKey,
                             std::string_view sealed);

} // namespace cw::anonymizer
