// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/VaultFile.h"
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sodium.h>

namespace cw::anonymizer {
namespace {

using Json = nlohmann::json; // sorted keys: dump() is the canonical form

constexpr std::string_view kMagic = "concord-vault-1\n";
constexpr std::size_t kSaltBytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kMacBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kSaltBytes == 16 && kNonceBytes == 24 && kMacBytes == 16, "docs/custody.md says so");
static_assert(crypto_box_SEALBYTES == 48 && crypto_box_SECRETKEYBYTES == kVaultKeyBytes);
// A header is foreign bytes: what it asks of Argon2id has a limit (sensitive asks for 1 GiB, 4).
constexpr std::uint64_t kMostOperations = 64, kMostMemory = 4ULL << 30;

std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    text.pop_back();
    return text;
}

std::optional<std::string> bytesOfHex(const Json& object, const char* name, std::size_t size) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        return std::nullopt;
    const auto& text = found->get_ref<const std::string&>();
    std::string bytes(size, '\0');
    std::size_t length = 0;
    if (text.size() != size * 2 ||
        sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), size, text.data(),
                       text.size(), nullptr, &length, nullptr) != 0 ||
        length != size)
        return std::nullopt;
    return bytes;
}

Json openPart(const VaultLock& lock) {
    return {{"name", lock.name},          {"role", name(lock.role)},
            {"kdf", "argon2id13"},        {"operations", lock.operations},
            {"memory", lock.memoryBytes}, {"salt", hex(lock.salt)}};
}

Json corePart(const VaultHeader& header) {
    return {{"vault", header.vaultId},
            {"created", header.created},
            {"key", header.keyId},
            {"names", header.keepsNames},
            {"public_key", hex(header.publicKey)}};
}

/// What a wrapped secret is bound to: the vault, and everything of the lock but the secret itself.
std::string boundTo(const VaultHeader& header, const VaultLock& lock) {
    return std::string(kMagic) + header.coreLine() + "\n" + openPart(lock).dump();
}

std::size_t secretBytes(Role role) { // the steward's holds the key of a run, too
    return role == Role::Steward ? 2 * kVaultKeyBytes : kVaultKeyBytes;
}

Result<SecretBytes> keyOf(const VaultLock& lock, const Passphrase& passphrase) {
    SecretBytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (crypto_pwhash(key.data(), key.size(), passphrase.text().data(), passphrase.text().size(),
                      reinterpret_cast<const unsigned char*>(lock.salt.data()), lock.operations,
                      lock.memoryBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::TooLarge, "there is not enough memory to check a passphrase");
    return key;
}

std::string readText(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t readNumber(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::optional<VaultLock> readLock(const Json& json) {
    if (!json.is_object() || readText(json, "kdf") != "argon2id13")
        return std::nullopt;
    VaultLock lock;
    lock.name = readText(json, "name");
    const auto role = roleFrom(readText(json, "role"));
    const auto salt = bytesOfHex(json, "salt", kSaltBytes);
    const auto nonce = bytesOfHex(json, "nonce", kNonceBytes);
    if (lock.name.empty() || !role || *role == Role::Reader || !salt || !nonce)
        return std::nullopt;
    const auto wrapped = bytesOfHex(json, "wrapped", secretBytes(*role) + kMacBytes);
    if (!wrapped)
        return std::nullopt;
    lock.role = *role;
    lock.salt = *salt;
    lock.nonce = *nonce;
    lock.wrapped = *wrapped;
    lock.operations = readNumber(json, "operations");
    lock.memoryBytes = readNumber(json, "memory");
    return lock;
}

} // namespace

void SecretBytes::Free::operator()(unsigned char* bytes) const { sodium_free(bytes); }

SecretBytes::SecretBytes(std::size_t size) : m_size(size) {
    CW_ASSERT(sodium_init() >= 0);
    m_bytes.reset(static_cast<unsigned char*>(sodium_malloc(size)));
    if (!m_bytes)
        throw std::bad_alloc();
}

std::string hexOf(const VaultHash& hash) {
    return hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string VaultHeader::coreLine() const { return corePart(*this).dump(); }

std::string VaultHeader::text() const {
    Json people = Json::array();
    for (const VaultLock& lock : locks) {
        Json line = openPart(lock);
        line["nonce"] = hex(lock.nonce);
        line["wrapped"] = hex(lock.wrapped);
        people.push_back(std::move(line));
    }
    return std::string(kMagic) + Json{{"core", corePart(*this)}, {"people", people}}.dump() + "\n";
}

VaultHash VaultHeader::firstHash() const {
    const std::string line = coreLine();
    VaultHash hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(line.data()),
                       line.size());
    return hash;
}

Result<ReadHeader> readVaultHeader(std::string_view begin) {
    const auto malformed = fail(ErrorCode::Malformed, "this is not a vault of Concord");
    if (!begin.starts_with(kMagic))
        return begin.starts_with("concord-vault-")
                   ? fail(ErrorCode::Unsupported, "the vault is of a later version")
                   : malformed;
    const auto end = begin.find('\n', kMagic.size());
    if (end == std::string_view::npos)
        return malformed;
    const std::string_view line = begin.substr(kMagic.size(), end - kMagic.size());
    // Deep nesting in foreign JSON: a header has two levels.
    if (std::ranges::count_if(line, [](char c) { return c == '[' || c == '{'; }) > 64)
        return malformed;
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("core") || !json["core"].is_object() ||
        !json.contains("people") || !json["people"].is_array())
        return malformed;
    ReadHeader read;
    VaultHeader& header = read.header;
    const Json& core = json["core"];
    header.vaultId = readText(core, "vault");
    header.created = readText(core, "created");
    header.keyId = readText(core, "key");
    header.keepsNames = core.value("names", Json()) == Json(true);
    const auto publicKey = bytesOfHex(core, "public_key", crypto_box_PUBLICKEYBYTES);
    if (header.vaultId.empty() || !publicKey)
        return malformed;
    header.publicKey = *publicKey;
    for (const Json& person : json["people"]) {
        auto lock = readLock(person);
        if (!lock)
            return malformed;
        if (lock->operations < crypto_pwhash_OPSLIMIT_MIN || lock->operations > kMostOperations ||
            lock->memoryBytes < crypto_pwhash_MEMLIMIT_MIN || lock->memoryBytes > kMostMemory)
            return fail(ErrorCode::TooLarge,
                        "the vault's header asks for more work than any vault of ours");
        header.locks.push_back(std::move(*lock));
    }
    read.bytes = end + 1;
    return read;
}

KdfCost costOf(KdfStrength strength) {
    switch (strength) {
    case KdfStrength::Test:
        return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
    case KdfStrength::Moderate:
        return {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE};
    case KdfStrength::Sensitive:
        break;
    }
    return {crypto_pwhash_OPSLIMIT_SENSITIVE, crypto_pwhash_MEMLIMIT_SENSITIVE};
}

Result<VaultLock> lockFor(const VaultHeader& header, const VaultPerson& person, Role role,
                          const KdfCost& cost, const SecretBytes& secret) {
    CW_ASSERT(secret.size() == secretBytes(role));
    VaultLock lock{person.name, role, cost.operations, cost.memoryBytes, {}, {}, {}};
    lock.salt.resize(kSaltBytes);
    lock.nonce.resize(kNonceBytes);
    lock.wrapped.resize(secret.size() + kMacBytes);
    randombytes_buf(lock.salt.data(), lock.salt.size());
    randombytes_buf(lock.nonce.data(), lock.nonce.size());
    CW_TRY(const SecretBytes key, keyOf(lock, person.passphrase));
    const std::string bound = boundTo(header, lock);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char*>(lock.wrapped.data()), nullptr, secret.data(),
        secret.size(), reinterpret_cast<const unsigned char*>(bound.data()), bound.size(), nullptr,
        reinterpret_cast<const unsigned char*>(lock.nonce.data()), key.data());
    return lock;
}

Result<SecretBytes> unlock(const VaultHeader& header, const VaultPerson& person, Role role) {
    // One sentence for every cause: which of them it was would help only somebody who guesses.
    const auto refused =
        fail(ErrorCode::Forbidden, "the vault does not open for the " + std::string(name(role)) +
                                       ": another name, a wrong passphrase, or "
                                       "the vault's header was changed");
    const auto lock = std::ranges::find_if(header.locks, [&](const VaultLock& each) {
        return each.name == person.name && each.role == role;
    });
    if (lock == header.locks.end())
        return refused;
    CW_TRY(const SecretBytes key, keyOf(*lock, person.passphrase));
    SecretBytes secret(secretBytes(role));
    const std::string bound = boundTo(header, *lock);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            secret.data(), nullptr, nullptr,
            reinterpret_cast<const unsigned char*>(lock->wrapped.data()), lock->wrapped.size(),
            reinterpret_cast<const unsigned char*>(bound.data()), bound.size(),
            reinterpret_cast<const unsigned char*>(lock->nonce.data()), key.data()) != 0)
        return refused;
    return secret;
}

} // namespace cw::anonymizer
