// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cw::storage {

/// What somebody may do; the table is storage/detail/Permissions.cpp.
enum class Role { Coordinator, Steward, Reader, Adjudicator, Reviewer };
std::string_view name(Role role); ///< "coordinator", "steward", "reader", "adjudicator", "reviewer"
std::optional<Role> roleFrom(std::string_view text);
/// "adjudicator,reader": sorted by name, as it is stored and signed.
std::string rolesText(const std::set<Role>& roles);

/// Somebody who may log in to a project. The name is the core::ReaderId of their readings.
struct Account {
    std::string name;
    std::set<Role> roles;
    std::string publicKey; ///< X25519, base64
    bool disabled = false;
};

/// What a password costs to try, by Argon2id (RFC 9106; libsodium crypto_pwhash).
struct PasswordCost {
    std::uint64_t operations = 3;
    std::uint64_t memoryBytes = 256ULL << 20;
    /// 256 MiB, 3 passes: libsodium's MODERATE, about 0.7 s.
    static PasswordCost moderate() { return {}; }
    /// What libsodium allows at least: for tests alone.
    static PasswordCost least() { return {1, 8192}; }
};

/// A name and its password, wiped when it goes.
class Login {
public:
    /// cost: of a new password; on PostgreSQL also of the database's password that follows from
    /// this one, hence the same at every login.
    Login(std::string name, std::string_view password,
          const PasswordCost& cost = PasswordCost::moderate());
    Login(const Login&) = default; // and no move: it may leave a copy behind that nobody wipes
    Login& operator=(const Login&) = delete;
    ~Login();
    const std::string& name() const { return m_name; }
    std::string_view password() const { return m_password; }
    const PasswordCost& cost() const { return m_cost; }
    /// What is shorter is refused for new passwords.
    static constexpr std::size_t kShortest = 12;

private:
    std::string m_name, m_password;
    PasswordCost m_cost;
};

} // namespace cw::storage
