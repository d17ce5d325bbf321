// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"

#include <array>
#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>
#include <vector>

namespace cw::core {

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
};

namespace {

/// Looked up once: a look-up for every hash takes a lock all threads share.
const EVP_MD* algorithm() {
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
    return sha256;
}

} // namespace

Sha256::Sha256() : m_state(std::make_unique<State>()) {
    CW_ASSERT(EVP_DigestInit_ex2(m_state->context, algorithm(), nullptr) == 1);
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
    CW_ASSERT(EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()) == 1);
}

void Sha256::add(std::string_view text) { add(std::as_bytes(std::span(text.data(), text.size()))); }

std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    CW_ASSERT(EVP_DigestFinal_ex(m_state->context, digest.data(), nullptr) == 1);
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

Result<std::string> sha256OfFile(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    "a file to hash cannot be opened");
    Sha256 hash;
    // Fits the second-level cache: read and hashed while it is there.
    std::vector<std::byte> block(256 * 1024);
    ssize_t got = 0;
    while ((got = ::read(fd, block.data(), block.size())) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        hash.add(std::span(block.data(), static_cast<std::size_t>(got)));
    }
    ::close(fd);
    if (got < 0)
        return fail(ErrorCode::Unreadable, "a file to hash cannot be read");
    return hash.hex();
}

} // namespace cw::core
