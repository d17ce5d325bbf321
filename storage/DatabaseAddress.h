// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <string>
#include <string_view>

namespace cw::storage {

/// Where a project's PostgreSQL database is. Holds no password: libpq finds it in PGPASSWORD,
/// PGPASSFILE or ~/.pgpass, or it is passed beside the address and kept nowhere.
struct DatabaseAddress {
    std::string host; ///< a name, an address, or the folder of a Unix socket ("/run/postgresql")
    int port = 5432;
    std::string user; ///< empty: the system's name of whoever runs the program (libpq)
    std::string database;
    std::string schema = "concord"; ///< several projects in one database have one each
    std::string sslMode;            ///< libpq's sslmode; empty: libpq's default
    std::string sslRootCert;        ///< file with the certificate to trust; empty: libpq's default

    /// postgresql://[USER@]HOST[:PORT]/DATABASE[?schema=S&host=/SOCKET&sslmode=M&sslrootcert=F], as
    /// libpq writes it (PostgreSQL manual, 34.1.1.2) and one option of our own, schema: a-z, 0-9
    /// and _, at most 60. InvalidArgument: not such a URL, or one with a password in it, which
    /// would end up in a file and in the list of processes.
    static Result<DatabaseAddress> parse(std::string_view url);
    /// parse(url()) gives the same address again.
    std::string url() const;

    bool operator==(const DatabaseAddress&) const = default;
};

} // namespace cw::storage
