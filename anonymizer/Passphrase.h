// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace cw::anonymizer {

/// A secret a person types. Kept in locked memory where the system allows it, wiped when it goes.
class Passphrase {
public:
    /// What is shorter is refused for new vaults.
    static constexpr std::size_t kShortest = 12;

    Passphrase() = default;
    explicit Passphrase(std::string_view text);
    /// Also wipes the source, spare capacity included.
    static Passphrase take(std::string& text);
    /// The first line of a file, for scripts. Errors: NotFound, Unreadable, Forbidden (others may
    /// read the file), Malformed (empty).
    static Result<Passphrase> fromFile(const std::filesystem::path& file);
    /// An environment variable, for scripts. Error: NotFound.
    static Result<Passphrase> fromEnvironment(const char* name);
    ~Passphrase();
    Passphrase(const Passphrase& other);
    Passphrase(Passphrase&& other) noexcept;
    Passphrase& operator=(Passphrase other) noexcept;

    std::string_view text() const { return {m_bytes, m_size}; }
    bool empty() const { return m_size == 0; }
    bool operator==(const Passphrase& other) const; ///< in constant time for equal lengths

private:
    char* m_bytes = nullptr;
    std::size_t m_size = 0;
};

} // namespace cw::anonymizer
