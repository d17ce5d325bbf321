// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "storage/CaseStore.h"
#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cw::testing {

enum class Backend { SQLite, PostgreSQL };

/// A PostgreSQL server for the tests of this build (scripts/private-postgresql). ctest starts one
/// for all; a test program that runs by itself starts its own and stops it.
class PrivateServer {
public:
    /// Nothing where PostgreSQL is not installed.
    static const std::optional<storage::DatabaseAddress>& address() {
        static const PrivateServer server;
        return server.m_address;
    }

private:
    static int script(const char* verb) {
        const std::string command = std::string(CW_SOURCE_DIR) + "/scripts/private-postgresql " +
                                    verb + " " + CW_BINARY_DIR + "/postgresql >/dev/null";
        const int status = std::system(command.c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    PrivateServer() : m_owner(::getpid()) {
        const auto file = std::filesystem::path(CW_BINARY_DIR) / "postgresql/url";
        m_started = !std::filesystem::exists(file);
        const int status = script("start");
        if (status == 77)
            return;
        const auto url = core::readText(file);
        EXPECT_TRUE(status == 0 && url) << "the private PostgreSQL server does not start";
        if (url)
            m_address = storage::DatabaseAddress::parse(url->substr(0, url->find('\n'))).value();
    }
    ~PrivateServer() {
        if (m_started && m_address && ::getpid() == m_owner)
            script("stop");
    }
    pid_t m_owner;
    bool m_started = false;
    std::optional<storage::DatabaseAddress> m_address;
};

inline Backend& currentBackend() {
    static Backend backend = Backend::SQLite;
    return backend;
}

/// Where a test's next project goes: a schema of its own on the server, or its folder.
inline storage::Placement aPlacement() {
    static int count = 0;
    storage::Placement placement;
    if (currentBackend() == Backend::PostgreSQL) {
        placement.database = PrivateServer::address();
        placement.database->schema =
            "t" + std::to_string(::getpid()) + "_" + std::to_string(++count);
    }
    return placement;
}

/// A test that is run on both databases: created(), opened() and RawDatabase follow it.
class OnBothBackends : public ::testing::TestWithParam<Backend> {
protected:
    void SetUp() override {
        if (GetParam() == Backend::PostgreSQL && !PrivateServer::address())
            GTEST_SKIP() << "no PostgreSQL here (package postgresql)";
        currentBackend() = GetParam();
    }
    void TearDown() override { currentBackend() = Backend::SQLite; }
};

inline std::string backendName(const ::testing::TestParamInfo<Backend>& info) {
    return info.param == Backend::SQLite ? "sqlite" : "postgresql";
}

} // namespace cw::testing

#define CW_ON_BOTH_BACKENDS(suite)                                                                 \
    class suite : public cw::testing::OnBothBackends {};                                           \
    CW_RUN_ON_BOTH_BACKENDS(suite)
#define CW_RUN_ON_BOTH_BACKENDS(suite)                                                             \
    INSTANTIATE_TEST_SUITE_P(                                                                      \
        , suite,                                                                                   \
        ::testing::Values(cw::testing::Backend::SQLite, cw::testing::Backend::PostgreSQL),         \
        cw::testing::backendName)
