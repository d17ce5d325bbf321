// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/Sealing.h"

#include <sodium.h>

namespace cw::storage::detail {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kKeyBytes == crypto_box_SECRETKEYBYTES && kKeyBytes == crypto_sign_SEEDBYTES);

void ready() {
    static const bool done = sodium_init() >= 0;
    CW_ASSERT(done);
}

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

auto doesNotOpen() { return fail(ErrorCode::Corrupt, "a sealed text does not open with this key"); }

/// Another key than the seed itself, so that one secret never serves two purposes.
Secret signingSeed(const Secret& seed) {
    ready();
    Secret out(crypto_sign_SEEDBYTES);
    constexpr std::string_view purpose = "concord account signatures 1";
    crypto_generichash(out.data(), out.size(), bytesOf(purpose), purpose.size(), seed.data(),
                       seed.size());
    return out;
}

} // namespace

Secret::~Secret() { sodium_memzero(m_bytes.data(), m_bytes.size()); }

Secret Secret::part(std::size_t from, std::size_t count) const {
    CW_ASSERT(from + count <= size());
    return Secret(text().substr(from, count));
}

std::string base64(std::span<const unsigned char> bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
    text.pop_back(); // the terminating zero
    return text;
}

Result<Secret> fromBase64(std::string_view text) {
    Secret bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                          &end, kVariant) != 0 ||
        end != text.data() + text.size())
        return fail(ErrorCode::Malformed, "a sealed text is not base64");
    bytes.resize(size);
    return bytes;
}

Secret randomSecret(std::size_t size) {
    ready();
    Secret bytes(size);
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

KeyPair KeyPair::fresh() { return *of(randomSecret(kKeyBytes)); }

Result<KeyPair> KeyPair::of(Secret secretKey) {
    ready();
    if (secretKey.size() != kKeyBytes)
        return fail(ErrorCode::InvalidArgument, "a key has the wrong size");
    std::vector<unsigned char> publicKey(crypto_box_PUBLICKEYBYTES);
    crypto_scalarmult_base(publicKey.data(), secretKey.data());
    return KeyPair{base64(publicKey), std::move(secretKey)};
}

Result<Secret> stretched(std::string_view password, const Secret& salt, const PasswordCost& cost,
                         std::size_t size) {
    ready();
    if (cost.operations > 16 || cost.memoryBytes > (1ULL << 30))
        return fail(ErrorCode::TooLarge, "an account asks for more work than a password may cost");
    Secret key(size);
    if (salt.size() != crypto_pwhash_SALTBYTES ||
        crypto_pwhash(key.data(), key.size(), password.data(), password.size(), salt.data(),
                      cost.operations, cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::Internal, "there is not enough memory to check a password");
    return key;
}

Result<std::string> sealedFor(const std::string& publicKey, const Secret& plain) {
    ready();
    CW_TRY(const auto key, fromBase64(publicKey));
    if (key.size() != crypto_box_PUBLICKEYBYTES)
        return fail(ErrorCode::Corrupt, "an account's public key is damaged");
    std::vector<unsigned char> sealed(plain.size() + crypto_box_SEALBYTES);
    if (crypto_box_seal(sealed.data(), plain.data(), plain.size(), key.data()) != 0)
        return fail(ErrorCode::Corrupt, "an account's public key is damaged");
    return base64(sealed);
}

Result<Secret> openedBy(const KeyPair& keys, std::string_view sealed) {
    ready();
    CW_TRY(const auto bytes, fromBase64(sealed));
    CW_TRY(const auto publicKey, fromBase64(keys.publicKey));
    if (bytes.size() < crypto_box_SEALBYTES)
        return doesNotOpen();
    Secret plain(bytes.size() - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(plain.data(), bytes.data(), bytes.size(), publicKey.data(),
                             keys.secretKey.data()) != 0)
        return doesNotOpen();
    return plain;
}

std::string locked(const Secret& key, std::string_view plain, std::string_view boundTo,
                   std::size_t block) {
    ready();
    CW_ASSERT(key.size() == kKeyBytes);
    Secret padded(plain.size() + block);
    std::copy(plain.begin(), plain.end(), padded.data());
    std::size_t size = 0;
    CW_ASSERT(sodium_pad(&size, padded.data(), plain.size(), block, padded.size()) == 0);
    std::vector<unsigned char> out(kNonce + size + kTag);
    randombytes_buf(out.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, padded.data(), size,
                                               bytesOf(boundTo), boundTo.size(), nullptr,
                                               out.data(), key.data());
    return base64(out);
}

Result<Secret> unlocked(const Secret& key, std::string_view text, std::string_view boundTo,
                        std::size_t block) {
    ready();
    CW_TRY(const auto bytes, fromBase64(text));
    if (key.size() != kKeyBytes || bytes.size() < kNonce + kTag)
        return doesNotOpen();
    Secret plain(bytes.size() - kNonce - kTag);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            plain.data(), nullptr, nullptr, bytes.data() + kNonce, bytes.size() - kNonce,
            bytesOf(boundTo), boundTo.size(), bytes.data(), key.data()) != 0)
        return doesNotOpen();
    std::size_t size = 0;
    if (sodium_unpad(&size, plain.data(), plain.size(), block) != 0)
        return doesNotOpen();
    plain.resize(size);
    return plain;
}

std::string signatureKeyOf(const Secret& seed) {
    const auto from = signingSeed(seed);
    std::vector<unsigned char> publicKey(crypto_sign_PUBLICKEYBYTES);
    Secret secretKey(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(publicKey.data(), secretKey.data(), from.data());
    return base64(publicKey);
}

std::string signedBy(const Secret& seed, std::string_view text) {
    const auto from = signingSeed(seed);
    std::vector<unsigned char> publicKey(crypto_sign_PUBLICKEYBYTES);
    Secret secretKey(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(publicKey.data(), secretKey.data(), from.data());
    std::vector<unsigned char> signature(crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, bytesOf(text), text.size(), secretKey.data());
    return base64(signature);
}

bool isSignedBy(const std::string& publicKey, std::string_view text, const std::string& signature) {
    ready();
    const auto key = fromBase64(publicKey), sign = fromBase64(signature);
    return key && sign && key->size() == crypto_sign_PUBLICKEYBYTES &&
           sign->size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(sign->data(), bytesOf(text), text.size(), key->data()) == 0;
}

} // namespace cw::storage::detail
