// SPDX-License-Identifier: Apache-2.0
#include "core/Process.h"

#include <csignal>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// In a process of its own: what it forbids stays forbidden.
int statusOf(void (*body)()) {
    const pid_t child = ::fork();
    if (child == 0) {
        body();
        ::_exit(0);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

TEST(Process, LeavesNoCoreWhenItCrashes) {
    const int status = statusOf([] {
        const rlimit any{RLIM_INFINITY, RLIM_INFINITY};
        ::setrlimit(RLIMIT_CORE, &any);
        cw::core::neverDumpCore();
        std::signal(SIGSEGV, SIG_DFL); // not the sanitizer's
        std::raise(SIGSEGV);
    });
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), SIGSEGV);
    EXPECT_FALSE(WCOREDUMP(status));
}

TEST(Process, NeitherLimitNorFlagAllowsADump) {
    const int status = statusOf([] {
        cw::core::neverDumpCore();
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        ::_exit(limit.rlim_cur == 0 && limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0 ? 7
                                                                                            : 1);
    });
    EXPECT_EQ(WEXITSTATUS(status), 7);
}

} // namespace
