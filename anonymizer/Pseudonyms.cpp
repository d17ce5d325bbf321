// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Pseudonyms.h"
#include "anonymizer/detail/PrivateFile.h"
#include "core/Files.h"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <sodium.h>
#include <unistd.h>
#include <vector>

namespace cw::anonymizer {
namespace {

constexpr std::string_view kKeyFilePrefix = "concord-key-1 ";
// Crockford's alphabet: no I, L, O, U, so that a pseudonym can be read out loud.
constexpr std::string_view kBase32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kDigestBytes = 64;
using Digest = std::array<unsigned char, kDigestBytes>;
using KeyBytes = std::array<unsigned char, 32>;

void ensureSodium() {
    static const bool ready = sodium_init() >= 0;
    CW_ASSERT(ready);
}

void addField(crypto_generichash_state& state, std::string_view field) {
    std::array<unsigned char, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i)
        length[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(field.size()) >> (8 * i));
    crypto_generichash_update(&state, length.data(), length.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(field.data()),
                              field.size());
}

/// Keyed BLAKE2b over the domain and the fields, each with its length before it: no two different
/// lists of fields are the same message, and no use can be mistaken for another.
Digest keyed(const KeyBytes& key, std::string_view domain,
             std::initializer_list<std::string_view> fields) {
    ensureSodium();
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), kDigestBytes);
    addField(state, "concord-pseudonyms-1");
    addField(state, domain);
    for (const std::string_view field : fields)
        addField(state, field);
    Digest digest{};
    crypto_generichash_final(&state, digest.data(), digest.size());
    sodium_memzero(&state, sizeof state);
    return digest;
}

std::string base32(const Digest& digest, std::size_t characters) {
    CW_ASSERT(characters * 5 <= digest.size() * 8);
    std::string text;
    for (std::size_t i = 0; i < characters; ++i) {
        unsigned value = 0;
        for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit)
            value = value << 1 | (unsigned{digest[bit / 8]} >> (7 - bit % 8) & 1U);
        text += kBase32[value];
    }
    return text;
}

/// A 128-bit big-endian number in decimal: nine digits a division.
std::string decimal(const std::array<unsigned char, 16>& number) {
    std::array<std::uint32_t, 4> limbs{};
    for (std::size_t i = 0; i < number.size(); ++i)
        limbs[i / 4] = limbs[i / 4] << 8 | number[i];
    constexpr std::uint64_t kBillion = 1'000'000'000;
    std::array<char, 45> digits{};
    std::size_t begin = digits.size();
    for (int block = 0; block < 5; ++block) {
        std::uint64_t remainder = 0;
        for (std::uint32_t& limb : limbs) {
            const std::uint64_t value = remainder << 32 | limb;
            limb = static_cast<std::uint32_t>(value / kBillion);
            remainder = value % kBillion;
        }
        for (int i = 0; i < 9; ++i, remainder /= 10)
            digits[--begin] = static_cast<char>('0' + remainder % 10);
    }
    while (begin + 1 < digits.size() && digits[begin] == '0')
        ++begin;
    return {digits.data() + begin, digits.size() - begin};
}

/// DICOM pads values with spaces and UIDs with NUL; padding is no part of an identity.
std::string_view unpadded(std::string_view text) {
    constexpr std::string_view padding(" \0", 2);
    const auto first = text.find_first_not_of(padding);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(padding) - first + 1);
}

Result<void> writeSecret(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(ErrorCode::IoFailure, "the key file could not be written");
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0)
        return fail(ErrorCode::IoFailure, "the key file could not be brought to disk");
    return {};
}

} // namespace

PseudonymKey PseudonymKey::random() {
    ensureSodium();
    PseudonymKey key;
    randombytes_buf(key.m_bytes.data(), key.m_bytes.size());
    return key;
}

PseudonymKey PseudonymKey::forSyntheticData(std::string_view seed) {
    PseudonymKey key;
    const Digest digest = keyed(KeyBytes{}, "synthetic data", {seed});
    std::copy_n(digest.begin(), key.m_bytes.size(), key.m_bytes.begin());
    return key;
}

PseudonymKey::~PseudonymKey() { sodium_memzero(m_bytes.data(), m_bytes.size()); }

Result<PseudonymKey> PseudonymKey::read(const std::filesystem::path& file) {
    auto content = core::readText(file, 4096);
    if (!content)
        return within(content.error(), "reading the key file");
    std::string_view text = *content;
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    PseudonymKey key;
    std::size_t length = 0;
    const bool wellFormed =
        text.starts_with(kKeyFilePrefix) && text.size() == kKeyFilePrefix.size() + 64 &&
        sodium_hex2bin(key.m_bytes.data(), key.m_bytes.size(), text.data() + kKeyFilePrefix.size(),
                       64, nullptr, &length, nullptr) == 0 &&
        length == key.m_bytes.size();
    sodium_memzero(content->data(), content->size());
    if (!wellFormed)
        return fail(ErrorCode::Malformed,
                    "this is not a Concord key file (one line: concord-key-1 and 64 hex digits)");
    CW_CHECK(checkPrivate(file, "the key file"));
    return key;
}

Result<void> PseudonymKey::writeNew(const std::filesystem::path& file) const {
    std::array<char, 65> hex{};
    sodium_bin2hex(hex.data(), hex.size(), m_bytes.data(), m_bytes.size());
    std::string line = std::string(kKeyFilePrefix) + hex.data() + "\n";
    // O_EXCL and the mode at creation: the secret is never world-readable, not even for a moment.
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return errno == EEXIST ? fail(ErrorCode::Conflict,
                                      "the key file exists already; a key is never replaced")
                               : fail(ErrorCode::IoFailure, "the key file could not be created");
    auto written = writeSecret(descriptor, line);
    sodium_memzero(line.data(), line.size());
    sodium_memzero(hex.data(), hex.size());
    if (::close(descriptor) != 0 && written)
        written = fail(ErrorCode::IoFailure, "the key file could not be closed");
    if (!written)
        ::unlink(file.c_str());
    return written;
}

std::string PseudonymKey::keyId() const { return "K-" + base32(keyed(m_bytes, "key id", {}), 8); }

core::PatientKey Pseudonyms::patient(std::string_view issuer, std::string_view patientId) const {
    const Digest digest = keyed(m_key.m_bytes, "patient", {unpadded(issuer), unpadded(patientId)});
    return core::PatientKey("P-" + base32(digest, 10));
}

std::string Pseudonyms::uid(std::string_view original) const {
    const Digest digest = keyed(m_key.m_bytes, "uid", {unpadded(original)});
    std::array<unsigned char, 16> uuid{};
    std::copy_n(digest.begin(), uuid.size(), uuid.begin());
    // PS3.5 B.2 asks for a UUID under 2.25: version 8 (own scheme) and the RFC 9562 variant.
    uuid[6] = static_cast<unsigned char>((uuid[6] & 0x0FU) | 0x80U);
    uuid[8] = static_cast<unsigned char>((uuid[8] & 0x3FU) | 0x80U);
    return "2.25." + decimal(uuid);
}

std::string Pseudonyms::token(std::string_view domain, std::string_view original,
                              std::size_t length) const {
    return base32(keyed(m_key.m_bytes, "token", {domain, original}), length);
}

int Pseudonyms::dateOffsetDays(std::string_view issuer, std::string_view patientId) const {
    const Digest digest =
        keyed(m_key.m_bytes, "date offset", {unpadded(issuer), unpadded(patientId)});
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | digest[i];
    return -1 - static_cast<int>(number % 3650);
}

} // namespace cw::anonymizer
