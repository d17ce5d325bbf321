// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/StoreState.h"
#include <algorithm>

namespace cw::storage {
namespace {

using detail::AccountRow;
using soci::into;
using soci::use;

auto wrongLogin() { return fail(ErrorCode::Forbidden, "the name or the password is wrong"); }

std::set<Role> rolesFrom(const std::string& text) {
    std::set<Role> roles;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        if (const auto role = roleFrom(text.substr(at, end - at)))
            roles.insert(*role);
        at = end + 1;
    }
    return roles;
}

int accountCount(soci::session& sql) {
    int count = 0;
    sql << "SELECT count(*) FROM accounts", into(count);
    return count;
}

std::optional<AccountRow> rowOf(soci::session& sql, const std::string& name) {
    AccountRow row;
    std::string roles, escrow;
    int disabled = 0;
    long long operations = 0, memory = 0;
    soci::indicator escrowed{};
    sql << "SELECT name, roles, disabled, public_key, salt, operations, memory, secrets, recovery, "
           "escrow, signature FROM accounts WHERE name = :name",
        use(name), into(row.account.name), into(roles), into(disabled), into(row.account.publicKey),
        into(row.salt), into(operations), into(memory), into(row.secrets), into(row.recovery),
        into(escrow, escrowed), into(row.signature);
    if (!sql.got_data())
        return std::nullopt;
    row.account.roles = rolesFrom(roles);
    row.account.disabled = disabled != 0;
    row.cost = {static_cast<std::uint64_t>(operations), static_cast<std::uint64_t>(memory)};
    if (escrowed == soci::i_ok)
        row.escrow = escrow;
    return row;
}

Result<AccountRow> requireRow(soci::session& sql, const std::string& name) {
    if (auto row = rowOf(sql, name))
        return std::move(*row);
    return fail(ErrorCode::NotFound, "there is no account of this name");
}

void insert(soci::session& sql, const AccountRow& row, const std::string& dbRole,
            const std::string& now) {
    const auto roles = rolesText(row.account.roles), escrow = row.escrow.value_or("");
    auto escrowed = row.escrow ? soci::i_ok : soci::i_null;
    auto onServer = dbRole.empty() ? soci::i_null : soci::i_ok;
    const auto operations = static_cast<long long>(row.cost.operations);
    const auto memory = static_cast<long long>(row.cost.memoryBytes);
    sql << "INSERT INTO accounts (name, roles, public_key, salt, operations, memory, secrets, "
           "recovery, escrow, signature, db_role, created_at) VALUES (:name, :roles, :public, "
           ":salt, :ops, "
           ":memory, :secrets, :recovery, :escrow, :signature, :role, :now)",
        use(row.account.name), use(roles), use(row.account.publicKey), use(row.salt),
        use(operations), use(memory), use(row.secrets), use(row.recovery), use(escrow, escrowed),
        use(row.signature), use(dbRole, onServer), use(now);
}

void update(soci::session& sql, const AccountRow& row) {
    const auto roles = rolesText(row.account.roles), escrow = row.escrow.value_or("");
    auto escrowed = row.escrow ? soci::i_ok : soci::i_null;
    const auto operations = static_cast<long long>(row.cost.operations);
    const auto memory = static_cast<long long>(row.cost.memoryBytes);
    const int disabled = row.account.disabled ? 1 : 0;
    sql << "UPDATE accounts SET roles = :roles, disabled = :disabled, salt = :salt, operations = "
           ":ops, memory = :memory, secrets = :secrets, escrow = :escrow, signature = :signature "
           "WHERE name = :name",
        use(roles), use(disabled), use(row.salt), use(operations), use(memory), use(row.secrets),
        use(escrow, escrowed), use(row.signature), use(row.account.name);
}

Result<void> checkName(const std::string& name) {
    const bool plain =
        !name.empty() && name.size() <= 200 &&
        std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!plain)
        return fail(ErrorCode::InvalidArgument, "an account's name has 1 to 200 printable letters");
    return {};
}

/// PostgreSQL: the account as a role of the database, with the password that follows from its own.
struct ServerRole {
    detail::Database& database;

    bool needed() const { return database.dialect() == detail::Dialect::PostgreSQL; }
    Result<std::optional<detail::DatabaseRole>> of(const Login& login) const {
        if (!needed())
            return std::optional<detail::DatabaseRole>();
        CW_TRY(auto role, detail::databaseRole(database.schema(), login));
        return std::optional(std::move(role));
    }
    /// Makes the role or changes its password.
    static void give(soci::session& sql, const detail::DatabaseRole& role) {
        const auto verifier = detail::scramVerifier(sql, role.name, role.password.text());
        sql << "SELECT give_role(:role, :verifier)", use(role.name), use(verifier);
    }
};

/// What was read before there were accounts lies open, and must not be blind reading any more.
Result<void> requireNothingHalfRead(soci::session& sql) {
    int half = 0;
    sql << "SELECT count(*) FROM (SELECT a.case_id FROM assignments a LEFT JOIN readings r ON "
           "r.case_id = a.case_id AND r.reader = a.reader GROUP BY a.case_id HAVING "
           "(count(a.opened_at) > 0 OR count(r.receipt) > 0) AND count(r.receipt) < 2) AS half",
        into(half);
    if (half > 0)
        return fail(ErrorCode::Conflict,
                    "cases are being read already, and what was read lies open: make accounts "
                    "before the reading begins, or when both readings of every case are in");
    return {};
}

/// Somebody else than this one could still manage accounts.
Result<void> requireAnotherCoordinator(soci::session& sql, const std::string& name) {
    std::string other;
    soci::statement rows =
        (sql.prepare << "SELECT roles FROM accounts WHERE name <> :name AND disabled = 0",
         use(name), into(other));
    rows.execute();
    while (rows.fetch())
        if (rolesFrom(other).contains(Role::Coordinator))
            return {};
    return fail(ErrorCode::Conflict, "a project with accounts needs a coordinator who can log in");
}

} // namespace

namespace detail {

Result<std::optional<SignedIn>> signIn(soci::session& sql, const std::optional<Login>& login) {
    if (accountCount(sql) == 0) {
        if (login)
            return fail(ErrorCode::Forbidden, "this project has no accounts: nobody logs in");
        return std::optional<SignedIn>();
    }
    if (!login)
        return fail(ErrorCode::Forbidden, "this project has accounts: say who you are with --user");
    const auto row = rowOf(sql, login->name());
    if (!row)
        return wrongLogin();
    CW_TRY(auto keys, unlock(*row, login->password()));
    return std::optional(SignedIn{row->account, std::move(keys)});
}

} // namespace detail

Result<void> CaseStore::Impl::may(detail::Operation operation) const {
    if (who)
        CW_CHECK(detail::require(who->account.roles, operation));
    return database->read([&](soci::session& sql) -> Result<void> {
        if (!who)
            return accountCount(sql) == 0
                       ? Result<void>()
                       : fail(ErrorCode::Forbidden,
                              "this project has accounts: say who you are with --user");
        std::string roles;
        int disabled = 1;
        sql << "SELECT roles, disabled FROM accounts WHERE name = :name", use(who->account.name),
            into(roles), into(disabled);
        if (!sql.got_data() || disabled != 0 || roles != rolesText(who->account.roles))
            return fail(ErrorCode::Forbidden,
                        "this account was changed meanwhile: open the project again");
        return {};
    });
}

Result<void> CaseStore::Impl::mayCase(soci::session& sql, const core::CaseId& id) const {
    if (!who || !who->isReaderOnly())
        return {};
    int own = 0;
    sql << "SELECT count(*) FROM assignments WHERE case_id = :id AND reader = :reader",
        use(id.text()), use(who->account.name), into(own);
    if (own == 0)
        return fail(ErrorCode::Forbidden, "this case is not on your worklist");
    return {};
}

Result<void> CaseStore::Impl::checkReaders(soci::session& sql,
                                           const std::vector<core::ReaderId>& readers) const {
    if (!who)
        return {};
    for (const auto& reader : readers) {
        const auto row = rowOf(sql, reader.text());
        if (!row || row->account.disabled || !row->account.roles.contains(Role::Reader))
            return fail(ErrorCode::InvalidArgument,
                        "a case is read by somebody with an account of the role reader");
    }
    return {};
}

const Account* CaseStore::actor() const { return m_impl->who ? &m_impl->who->account : nullptr; }

Result<void> CaseStore::addAccount(const Login& login, const std::set<Role>& roles) {
    CW_CHECK(m_impl->may(detail::Operation::ManageAccounts));
    CW_CHECK(checkName(login.name()));
    CW_CHECK(detail::checkCombination(roles));
    const bool first = !m_impl->who;
    if (first && !roles.contains(Role::Coordinator))
        return fail(ErrorCode::InvalidArgument, "the first account is a coordinator's");
    const auto project = first ? detail::foundingKeys() : m_impl->who->keys;
    // Before the transaction: it takes most of a second, and others wait for that one.
    CW_TRY(const auto row, detail::newAccount(login, roles, project));
    CW_TRY(const auto role, ServerRole{*m_impl->database}.of(login));
    CW_CHECK(m_impl->database->write([&](soci::session& sql) -> Result<void> {
        if (first && accountCount(sql) > 0)
            return fail(ErrorCode::Conflict, "somebody else has just made the first account");
        if (first)
            CW_CHECK(requireNothingHalfRead(sql));
        if (rowOf(sql, login.name()))
            return fail(ErrorCode::Conflict, "an account of this name exists");
        const auto now = m_impl->now();
        if (role && first)
            sql << "SELECT make_group()";
        if (role)
            ServerRole::give(sql, *role);
        insert(sql, row, role ? role->name : std::string(), now);
        detail::note(sql, now, m_impl->actorOr(login.name()), "account " + login.name(),
                     "added: " + rolesText(roles));
        return {};
    }));
    if (first) {
        CW_TRY(auto keys, detail::unlock(row, login.password()));
        m_impl->who = SignedIn{row.account, std::move(keys)};
    }
    return {};
}

Result<std::vector<Account>> CaseStore::accounts() const {
    CW_CHECK(m_impl->may(detail::Operation::ManageAccounts));
    return m_impl->database->read([](soci::session& sql) -> Result<std::vector<Account>> {
        std::vector<Account> accounts;
        std::string name, roles, key;
        int disabled = 0;
        soci::statement rows =
            (sql.prepare << "SELECT name, roles, public_key, disabled FROM accounts ORDER BY name",
             into(name), into(roles), into(key), into(disabled));
        rows.execute();
        while (rows.fetch())
            accounts.push_back({name, rolesFrom(roles), key, disabled != 0});
        return accounts;
    });
}

Result<void> CaseStore::setDisabled(const std::string& name, bool disabled) {
    CW_CHECK(m_impl->may(detail::Operation::ManageAccounts));
    if (!m_impl->who)
        return fail(ErrorCode::NotFound, "this project has no accounts");
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(auto row, requireRow(sql, name));
        if (row.account.disabled == disabled)
            return {};
        if (disabled && row.account.roles.contains(Role::Coordinator))
            CW_CHECK(requireAnotherCoordinator(sql, name));
        row.account.disabled = disabled;
        CW_CHECK(detail::confirm(row, m_impl->who->keys));
        update(sql, row);
        if (ServerRole{*m_impl->database}.needed()) {
            const int allowed = disabled ? 0 : 1;
            sql << "SELECT allow_login(:name, :allowed)", use(name), use(allowed);
        }
        detail::note(sql, m_impl->now(), m_impl->actorOr(""), "account " + name,
                     disabled ? "disabled" : "enabled");
        return {};
    });
}

Result<void> CaseStore::setRoles(const std::string& name, const std::set<Role>& roles) {
    CW_CHECK(m_impl->may(detail::Operation::ManageAccounts));
    CW_CHECK(detail::checkCombination(roles));
    if (!m_impl->who)
        return fail(ErrorCode::NotFound, "this project has no accounts");
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(auto row, requireRow(sql, name));
        const auto before = rolesText(row.account.roles);
        if (row.account.roles == roles)
            return {};
        if (row.account.roles.contains(Role::Coordinator) && !roles.contains(Role::Coordinator))
            return fail(ErrorCode::Forbidden,
                        "a coordinator has had the key to every reading, and stays one: disable "
                        "the account and make another");
        row.account.roles = roles;
        CW_CHECK(detail::confirm(row, m_impl->who->keys));
        update(sql, row);
        detail::note(sql, m_impl->now(), m_impl->actorOr(""), "account " + name,
                     "roles: " + before + " -> " + rolesText(roles));
        return {};
    });
}

Result<void> CaseStore::setPassword(const Login& changed) {
    if (!m_impl->who || m_impl->who->account.name != changed.name())
        CW_CHECK(m_impl->may(detail::Operation::ManageAccounts));
    if (!m_impl->who)
        return fail(ErrorCode::NotFound, "this project has no accounts");
    CW_TRY(const auto role, ServerRole{*m_impl->database}.of(changed));
    return m_impl->database->write([&](soci::session& sql) -> Result<void> {
        CW_TRY(auto row, requireRow(sql, changed.name()));
        CW_CHECK(detail::changePassword(row, changed, m_impl->who->keys));
        update(sql, row);
        if (role)
            ServerRole::give(sql, *role);
        detail::note(sql, m_impl->now(), m_impl->actorOr(""), "account " + changed.name(),
                     "password changed");
        return {};
    });
}

} // namespace cw::storage
