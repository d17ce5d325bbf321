// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Passphrase.h"
#include "anonymizer/detail/PrivateFile.h"
#include "core/Files.h"
#include <algorithm>
#include <cstdlib>
#include <new>
#include <sodium.h>
#include <utility>

namespace cw::anonymizer {

Passphrase::Passphrase(std::string_view text) {
    if (text.empty())
        return;
    CW_ASSERT(sodium_init() >= 0);
    // Locked into memory where limits allow, between guard pages, wiped by sodium_free.
    m_bytes = static_cast<char*>(sodium_malloc(text.size()));
    if (m_bytes == nullptr)
        throw std::bad_alloc();
    std::copy(text.begin(), text.end(), m_bytes);
    m_size = text.size();
}

Passphrase Passphrase::take(std::string& text) {
    Passphrase taken{std::string_view(text)};
    text.resize(text.capacity()); // what an earlier, longer value left behind goes, too
    sodium_memzero(text.data(), text.size());
    text.clear();
    return taken;
}

Result<Passphrase> Passphrase::fromFile(const std::filesystem::path& file) {
    constexpr std::uintmax_t kLongest = 4096;
    auto content = core::readText(file, kLongest);
    if (!content)
        return within(content.error(), "reading the passphrase file");
    if (auto allowed = checkPrivate(file, "the passphrase file"); !allowed) {
        sodium_memzero(content->data(), content->size());
        return tl::unexpected(allowed.error());
    }
    std::string_view line(*content);
    line = line.substr(0, line.find('\n'));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    Passphrase passphrase(line);
    sodium_memzero(content->data(), content->size());
    if (passphrase.empty())
        return fail(ErrorCode::Malformed, "the passphrase file is empty");
    return passphrase;
}

Result<Passphrase> Passphrase::fromEnvironment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0')
        return fail(ErrorCode::NotFound, std::string("the environment has no ") + name);
    return Passphrase(std::string_view(value));
}

Passphrase::~Passphrase() {
    if (m_bytes != nullptr)
        sodium_free(m_bytes);
}

Passphrase::Passphrase(const Passphrase& other) : Passphrase(other.text()) {}

Passphrase::Passphrase(Passphrase&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

Passphrase& Passphrase::operator=(Passphrase other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_size, other.m_size);
    return *this;
}

bool Passphrase::operator==(const Passphrase& other) const {
    return m_size == other.m_size &&
           (m_size == 0 || sodium_memcmp(m_bytes, other.m_bytes, m_size) == 0);
}

} // namespace cw::anonymizer
