// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/AccountKeys.h"

#include "core/Sha256.h"

namespace cw::storage::detail {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::string_view kPurpose = "concord account 1";
constexpr std::size_t kBlock = 16;

std::string boundTo(const std::string& name) { return std::string(kPurpose) + '\n' + name; }

/// What a coordinator vouches for. A name holds no line break.
std::string statement(const Account& account) {
    return std::string(kPurpose) + '\n' + account.name + '\n' + rolesText(account.roles) + '\n' +
           account.publicKey + '\n' + (account.disabled ? "disabled" : "enabled");
}

auto wrongLogin() { return fail(ErrorCode::Forbidden, "the name or the password is wrong"); }

/// The locked text: the secret key and the two public keys, each of 32 bytes.
Result<void> lockSecrets(AccountRow& row, const Login& login, const Secret& secretKey,
                         const Keyring& project) {
    const auto salt = randomSecret(kSaltBytes);
    CW_TRY(const auto key, stretched(login.password(), salt, login.cost(), kKeyBytes));
    CW_TRY(const auto escrow, fromBase64(project.escrowPublic));
    CW_TRY(const auto signature, fromBase64(project.signaturePublic));
    Secret all(3 * kKeyBytes);
    std::copy_n(secretKey.data(), kKeyBytes, all.data());
    std::copy_n(escrow.data(), kKeyBytes, all.data() + kKeyBytes);
    std::copy_n(signature.data(), kKeyBytes, all.data() + 2 * kKeyBytes);
    row.salt = base64({salt.data(), salt.size()});
    row.cost = login.cost();
    row.secrets = locked(key, all.text(), boundTo(row.account.name), kBlock);
    return {};
}

Result<void> checkPassword(std::string_view password) {
    if (password.size() < Login::kShortest)
        return fail(ErrorCode::InvalidArgument, "a password has at least 12 characters");
    return {};
}

} // namespace

std::string databaseRoleName(const std::string& schema, const std::string& account) {
    return "concord_" + core::sha256Hex("account\n" + schema + '\n' + account).substr(0, 16);
}

std::string databaseGroupName(const std::string& schema) {
    return "concord_" + core::sha256Hex("group\n" + schema).substr(0, 16);
}

Result<DatabaseRole> databaseRole(const std::string& schema, const Login& login) {
    // A salt that nobody has to look up first; it differs by project and by name all the same.
    const Secret salt(
        std::string_view(core::sha256Hex("concord database 1\n" + schema + '\n' + login.name()))
            .substr(0, kSaltBytes));
    CW_TRY(const auto key, stretched(login.password(), salt, login.cost(), kKeyBytes));
    return DatabaseRole{databaseRoleName(schema, login.name()),
                        Secret(base64({key.data(), key.size()}))};
}

Keyring foundingKeys() {
    auto escrow = KeyPair::fresh();
    Keyring keys;
    keys.escrowPublic = escrow.publicKey;
    keys.signaturePublic = signatureKeyOf(escrow.secretKey);
    keys.escrow = std::move(escrow.secretKey);
    return keys;
}

Result<AccountRow> newAccount(const Login& login, const std::set<Role>& roles, const Keyring& by) {
    CW_CHECK(checkPassword(login.password()));
    const auto own = KeyPair::fresh();
    AccountRow row;
    row.account = {login.name(), roles, own.publicKey, false};
    CW_CHECK(lockSecrets(row, login, own.secretKey, by));
    CW_TRY(row.recovery, sealedFor(by.escrowPublic, own.secretKey));
    CW_CHECK(confirm(row, by));
    return row;
}

Result<Keyring> unlock(const AccountRow& row, std::string_view password) {
    CW_TRY(const auto salt, fromBase64(row.salt));
    CW_TRY(const auto key, stretched(password, salt, row.cost, kKeyBytes));
    const auto all = unlocked(key, row.secrets, boundTo(row.account.name), kBlock);
    if (!all || all->size() != 3 * kKeyBytes)
        return wrongLogin();
    Keyring keys;
    CW_TRY(keys.own, KeyPair::of(all->part(0, kKeyBytes)));
    keys.escrowPublic = base64({all->data() + kKeyBytes, kKeyBytes});
    keys.signaturePublic = base64({all->data() + 2 * kKeyBytes, kKeyBytes});
    if (keys.own.publicKey != row.account.publicKey ||
        !isSignedBy(keys.signaturePublic, statement(row.account), row.signature))
        return fail(ErrorCode::Corrupt,
                    "this account was changed by somebody who is not a coordinator");
    if (row.account.disabled)
        return fail(ErrorCode::Forbidden, "this account is disabled");
    if (row.account.roles.contains(Role::Coordinator)) {
        if (!row.escrow)
            return fail(ErrorCode::Corrupt, "a coordinator's key is missing");
        CW_TRY(auto secret, openedBy(keys.own, *row.escrow));
        CW_TRY(auto pair, KeyPair::of(std::move(secret)));
        if (pair.publicKey != keys.escrowPublic)
            return fail(ErrorCode::Corrupt, "a coordinator's key is not this project's");
        keys.escrow = std::move(pair.secretKey);
    }
    return keys;
}

Result<void> changePassword(AccountRow& row, const Login& changed, const Keyring& by) {
    CW_CHECK(checkPassword(changed.password()));
    if (by.own.publicKey == row.account.publicKey)
        return lockSecrets(row, changed, by.own.secretKey, by);
    CW_ASSERT(by.escrow); // the caller has checked the role
    CW_TRY(const auto escrow, KeyPair::of(*by.escrow));
    CW_TRY(const auto secretKey, openedBy(escrow, row.recovery));
    CW_TRY(const auto pair, KeyPair::of(secretKey));
    if (pair.publicKey != row.account.publicKey)
        return fail(ErrorCode::Corrupt, "an account's keys do not belong together");
    return lockSecrets(row, changed, secretKey, by);
}

Result<void> confirm(AccountRow& row, const Keyring& by) {
    CW_ASSERT(by.escrow); // the caller has checked the role
    row.escrow.reset();
    if (row.account.roles.contains(Role::Coordinator)) {
        CW_TRY(row.escrow, sealedFor(row.account.publicKey, *by.escrow));
    }
    row.signature = signedBy(*by.escrow, statement(row.account));
    return {};
}

} // namespace cw::storage::detail
