// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/detail/Sealing.h"

namespace cw::storage::detail {

/// A row of the table "accounts".
struct AccountRow {
    Account account;
    std::string salt;
    PasswordCost cost;
    std::string secrets;               ///< Keyring, locked by the password
    std::string recovery;              ///< the account's secret key, for the escrow
    std::optional<std::string> escrow; ///< the escrow's secret key, for this account
    std::string signature;             ///< of what a coordinator said about the account
};

/// What a login opens: the account's own key and the two public keys of the project, which are
/// taken from here alone, for anybody can exchange what lies open in a file.
struct Keyring {
    KeyPair own;
    std::string escrowPublic, signaturePublic;
    std::optional<Secret> escrow; ///< of coordinators
};

/// On PostgreSQL an account is a role of the database as well. Name and password follow from what
/// somebody knows before there is a connection; the typed password never leaves the machine.
struct DatabaseRole {
    std::string name; ///< "concord_" and 16 hex digits
    Secret password;
};
std::string databaseRoleName(const std::string& schema, const std::string& account);
/// The role that all of a project's accounts belong to, and that the rights are given to.
std::string databaseGroupName(const std::string& schema);
Result<DatabaseRole> databaseRole(const std::string& schema, const Login& login);

/// A new project's escrow.
Keyring foundingKeys();
/// The row of a new account. by: who makes it; a coordinator's keyring.
Result<AccountRow> newAccount(const Login& login, const std::set<Role>& roles, const Keyring& by);
/// Forbidden: wrong password, disabled. Corrupt: the row is not as a coordinator signed it.
Result<Keyring> unlock(const AccountRow& row, std::string_view password);
/// The row with another password around the same keys.
Result<void> changePassword(AccountRow& row, const Login& changed, const Keyring& by);
/// After a change of roles or of disabled: gives or takes the escrow key, signs.
Result<void> confirm(AccountRow& row, const Keyring& by);

} // namespace cw::storage::detail
