// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "storage/DatabaseAddress.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <soci/soci.h>
#include <type_traits>

namespace cw::storage::detail {

/// The two languages that a project's database may speak. What differs between them is in
/// Database.cpp, Dialects.cpp and the marked blocks of the migrations, and nowhere else.
enum class Dialect { SQLite, PostgreSQL };

/// Many statements, ended by semicolons, without parameters. Throws as SOCI does.
void runScript(soci::session& sql, Dialect dialect, const std::string& script);
/// PostgreSQL: what the server keeps of a role's password (RFC 5802), computed here: the password
/// stays on this machine. Throws as SOCI does.
std::string scramVerifier(soci::session& sql, const std::string& role, std::string_view password);
/// What an exception of SOCI, SQLite or PostgreSQL means. Its own text is dropped: it quotes the
/// parameters.
Error databaseError(const std::exception& thrown);
/// Somebody else was in the way, and the same again may succeed: SQLITE_BUSY, 40001, 40P01.
bool isPassing(const std::exception& thrown);

/// One connection to a project's database. Exceptions end here; calls from several threads take
/// turns. Every call is one transaction: reads see one moment of the database, and a write begins
/// by taking the right to write, so that what it read is still so when it writes (no lost update).
/// A PostgreSQL connection that was lost is an IoFailure; the next call connects anew.
class Database {
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// SQLite. Creates the file if it is not there. Durable: a committed transaction survives a
    /// power cut.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file, Mode mode);
    /// PostgreSQL, in the address's schema, which need not exist. Password: empty lets libpq look
    /// for it (PGPASSWORD, PGPASSFILE, ~/.pgpass).
    static Result<std::unique_ptr<Database>> connect(const DatabaseAddress& address,
                                                     const std::string& password, Mode mode);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    /// SQLite: leaves a single file behind, as far as nobody else has it open.
    ~Database();

    Dialect dialect() const { return m_dialect; }
    /// PostgreSQL: the schema that holds the project.
    const std::string& schema() const { return m_schema; }
    /// SQLite: write-ahead logging from here on, once it is clear that the file is ours to write.
    Result<void> beginWork();
    /// How often a connection was made: it tells a call whether it was lost meanwhile.
    unsigned connections() const { return m_connections; }

    /// f(session) -> Result<T>, in a transaction that only reads. f may run more than once.
    template <class F>
    std::invoke_result_t<F, soci::session&> read(F&& f) {
        return run(Use::Read, f);
    }
    /// f(session) -> Result<T> in a transaction that is committed if f has a value, else rolled
    /// back. Forbidden in a database opened for reading. f may run more than once, each time on a
    /// database as if it had not run.
    template <class F>
    std::invoke_result_t<F, soci::session&> write(F&& f) {
        if (m_mode == Mode::ReadOnly)
            return fail(ErrorCode::Forbidden, "the project was opened for reading only");
        return run(Use::Write, f);
    }

    /// Does the work unless somebody else has the project open on the server; nobody can open it
    /// meanwhile. SQLite has no server: the work is done.
    Result<void> whileAloneOnServer(const std::function<Result<void>()>& work);

private:
    enum class Use { Read, Write };
    static constexpr int kAttempts = 6;

    class Transaction {
    public:
        Transaction(Database& database, Use use);
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        ~Transaction();
        void commit();

    private:
        void rollBack();
        Database& m_database;
        bool m_open = true;
    };

    Database(Dialect dialect, Mode mode, std::string connection, std::string schema);
    Result<void> tryConnect();
    void connectIfLost(); ///< throws
    void forgetIfLost();
    std::string beginText(Use use) const;
    static void pauseBefore(int attempt);

    template <class F>
    std::invoke_result_t<F, soci::session&> run(Use use, F& f) {
        const std::lock_guard turn(m_turn);
        for (int attempt = 1;; ++attempt) {
            try {
                connectIfLost();
                Transaction transaction(*this, use);
                auto result = f(*m_session);
                if (result)
                    transaction.commit();
                return result;
            } catch (const std::exception& thrown) {
                forgetIfLost();
                if (!isPassing(thrown) || attempt == kAttempts)
                    return tl::unexpected<Error>(databaseError(thrown));
            }
            pauseBefore(attempt + 1);
        }
    }

    Dialect m_dialect;
    Mode m_mode;
    std::string m_connection, m_schema;
    unsigned m_connections = 0;
    std::mutex m_turn;
    std::unique_ptr<soci::session> m_session;
};

} // namespace cw::storage::detail
