// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace cw::testing {

/// A project's database behind the store's back, as another program could open it.
class RawDatabase {
public:
    explicit RawDatabase(const std::filesystem::path& file) {
        EXPECT_EQ(sqlite3_open(file.c_str(), &m_database), SQLITE_OK);
        run("PRAGMA foreign_keys = ON");
    }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;
    ~RawDatabase() { sqlite3_close(m_database); }

    /// SQLITE_OK, or the code of what went wrong.
    int run(const std::string& sql) {
        return sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr);
    }
    /// The first column of every row.
    std::vector<std::string> column(const std::string& sql) {
        std::vector<std::string> values;
        const auto keep = [](void* into, int, char** row, char**) {
            static_cast<std::vector<std::string>*>(into)->emplace_back(row[0] ? row[0] : "NULL");
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(m_database, sql.c_str(), keep, &values, nullptr), SQLITE_OK) << sql;
        return values;
    }
    std::string value(const std::string& sql) {
        const auto values = column(sql);
        return values.empty() ? std::string() : values.front();
    }

private:
    sqlite3* m_database = nullptr;
};

} // namespace cw::testing
