// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace cw::core {

/// SHA-256 (FIPS 180-4) by OpenSSL's libcrypto, which uses the processor's SHA instructions
/// (decision 0072): the hash of manifests and content addresses. Not a pseudonym: those are keyed
/// (anonymizer/Pseudonyms.h).
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();
    void add(std::span<const std::byte> bytes);
    void add(std::string_view text);
    std::string hex(); ///< 64 lower-case hex digits; ends the computation

private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string sha256Hex(std::span<const std::byte> bytes);
std::string sha256Hex(std::string_view text);
/// Of a file's content, in constant memory. NotFound, Unreadable.
Result<std::string> sha256OfFile(const std::filesystem::path& file);

} // namespace cw::core
