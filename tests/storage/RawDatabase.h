// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "storage/DatabaseAddress.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace cw::testing {

/// A project's database behind the store's back, as another program could open it: the SQLite file
/// of this name, or the PostgreSQL database of the concord.json beside it. One set of codes for
/// both: SQLITE_OK, SQLITE_CONSTRAINT, SQLITE_ERROR.
class RawDatabase {
public:
    explicit RawDatabase(const std::filesystem::path& file) {
        const auto project = core::readText(file.parent_path() / "concord.json");
        if (!project) {
            EXPECT_EQ(sqlite3_open(file.c_str(), &m_sqlite), SQLITE_OK);
            run("PRAGMA foreign_keys = ON");
            return;
        }
        const auto url = nlohmann::json::parse(*project).at("database").get<std::string>();
        const auto address = storage::DatabaseAddress::parse(url).value();
        m_schema = address.schema;
        m_postgres =
            PQsetdbLogin(address.host.c_str(), std::to_string(address.port).c_str(), nullptr,
                         nullptr, address.database.c_str(), address.user.c_str(), nullptr);
        EXPECT_EQ(PQstatus(m_postgres), CONNECTION_OK);
        PQsetNoticeProcessor(
            m_postgres, [](void*, const char*) {}, nullptr);
        run("SET search_path TO " + address.schema);
    }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;
    ~RawDatabase() {
        if (m_sqlite != nullptr)
            sqlite3_close(m_sqlite);
        if (m_postgres != nullptr)
            PQfinish(m_postgres);
    }

    bool isSqlite() const { return m_sqlite != nullptr; }
    const std::string& schema() const { return m_schema; }

    /// SQLITE_OK, or the code of what went wrong.
    int run(const std::string& sql) {
        if (m_sqlite != nullptr)
            return sqlite3_exec(m_sqlite, sql.c_str(), nullptr, nullptr, nullptr);
        auto* result = PQexec(m_postgres, sql.c_str());
        const auto status = PQresultStatus(result);
        const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        const std::string code = state != nullptr ? state : "";
        PQclear(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            return SQLITE_OK;
        return code.starts_with("23") ? SQLITE_CONSTRAINT : SQLITE_ERROR;
    }
    /// The first column of every row.
    std::vector<std::string> column(const std::string& sql) {
        std::vector<std::string> values;
        if (m_sqlite != nullptr) {
            const auto keep = [](void* into, int, char** row, char**) {
                static_cast<std::vector<std::string>*>(into)->emplace_back(row[0] ? row[0]
                                                                                  : "NULL");
                return 0;
            };
            EXPECT_EQ(sqlite3_exec(m_sqlite, sql.c_str(), keep, &values, nullptr), SQLITE_OK)
                << sql;
            return values;
        }
        auto* result = PQexec(m_postgres, sql.c_str());
        EXPECT_EQ(PQresultStatus(result), PGRES_TUPLES_OK) << sql;
        for (int row = 0; row < PQntuples(result); ++row)
            values.emplace_back(PQgetisnull(result, row, 0) ? "NULL" : PQgetvalue(result, row, 0));
        PQclear(result);
        return values;
    }
    std::string value(const std::string& sql) {
        const auto values = column(sql);
        return values.empty() ? std::string() : values.front();
    }
    /// Takes the right to write, as a write of the store does, and keeps it.
    int holdWrites() {
        return run(isSqlite() ? "BEGIN IMMEDIATE"
                              : "BEGIN; SELECT pg_advisory_xact_lock(17231, hashtext('" + m_schema +
                                    "'))");
    }
    int dropTrigger(const std::string& trigger, const std::string& table) {
        return run("DROP TRIGGER " + trigger + (isSqlite() ? "" : " ON " + table));
    }
    /// Waits until the server has noticed that killed workstations are gone.
    void waitUntilNobodyIsPresent() {
        while (!isSqlite() && value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
                                    "AND classid = 17232 AND objid = hashtext('" +
                                    m_schema + "')::oid") != "0") {
        }
    }

private:
    sqlite3* m_sqlite = nullptr;
    PGconn* m_postgres = nullptr;
    std::string m_schema;
};

} // namespace cw::testing
