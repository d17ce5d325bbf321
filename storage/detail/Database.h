// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <filesystem>
#include <memory>
#include <mutex>
#include <soci/soci.h>
#include <type_traits>

namespace cw::storage::detail {

/// Many statements, ended by semicolons, without parameters: migrations only. Throws as SOCI does.
void runScript(soci::session& sql, const std::string& script);

/// What an exception of SOCI or SQLite means. Its own text is dropped: it quotes the parameters.
Error databaseError(const std::exception& thrown);

/// One SQLite database. Exceptions end here; calls from several threads take turns.
class Database {
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// Creates the file if it is not there. Durable: a committed transaction survives a power cut.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file, Mode mode);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    /// Leaves a single file behind, as far as nobody else has it open.
    ~Database();

    /// Write-ahead logging from here on, once it is clear that the file is ours to write.
    Result<void> beginWork();

    /// f(session) -> Result<T>, with no transaction around it.
    template <class F>
    std::invoke_result_t<F, soci::session&> read(F&& f) {
        const std::lock_guard turn(m_turn);
        try {
            return f(*m_session);
        } catch (const std::exception& thrown) {
            return tl::unexpected<Error>(databaseError(thrown));
        }
    }
    /// f(session) -> Result<T> in a transaction that is committed if f has a value, else rolled
    /// back. Forbidden in a database opened for reading.
    template <class F>
    std::invoke_result_t<F, soci::session&> write(F&& f) {
        const std::lock_guard turn(m_turn);
        if (m_mode == Mode::ReadOnly)
            return fail(ErrorCode::Forbidden, "the project was opened for reading only");
        try {
            Transaction transaction(*m_session);
            auto result = f(*m_session);
            if (result)
                transaction.commit();
            return result;
        } catch (const std::exception& thrown) {
            return tl::unexpected<Error>(databaseError(thrown));
        }
    }

private:
    class Transaction {
    public:
        explicit Transaction(soci::session& sql);
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        ~Transaction();
        void commit();

    private:
        soci::session& m_sql;
        bool m_open = true;
    };

    explicit Database(Mode mode) : m_mode(mode) {}
    Mode m_mode;
    std::recursive_mutex m_turn;
    std::unique_ptr<soci::session> m_session;
};

} // namespace cw::storage::detail
