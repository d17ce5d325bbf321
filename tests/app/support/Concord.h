// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/support/Folder.h"

#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace cw::testing {

/// What a run of the program left: exit status (or 128 + signal) and both streams.
struct Outcome {
    int status = -1;
    std::string out, err;
    /// The one JSON object on standard output; discarded() if it is not exactly that.
    nlohmann::json json() const { return nlohmann::json::parse(out, nullptr, false); }
};

/// A started program; its streams are pipes.
class Running {
public:
    explicit Running(const std::vector<std::string>& arguments) {
        std::vector<char*> argv;
        for (const auto& argument : arguments)
            argv.push_back(const_cast<char*>(argument.c_str()));
        argv.push_back(nullptr);
        int out[2], err[2];
        if (::pipe(out) != 0 || ::pipe(err) != 0)
            std::abort();
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
        for (const int fd : {out[0], out[1], err[0], err[1]})
            posix_spawn_file_actions_addclose(&actions, fd);
        // A test that runs in the background inherits an ignored SIGINT; the program shall not.
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t normal;
        sigemptyset(&normal);
        sigaddset(&normal, SIGINT);
        posix_spawnattr_setsigdefault(&attributes, &normal);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        if (::posix_spawn(&m_pid, argv[0], &actions, &attributes, argv.data(), environ) != 0)
            std::abort();
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
        ::close(out[1]);
        ::close(err[1]);
        m_streams[0] = out[0];
        m_streams[1] = err[0];
    }
    pid_t pid() const { return m_pid; }

    Outcome wait() {
        Outcome outcome;
        std::string* texts[2] = {&outcome.out, &outcome.err};
        pollfd polls[2] = {{m_streams[0], POLLIN, 0}, {m_streams[1], POLLIN, 0}};
        for (int open = 2; open > 0;) {
            ::poll(polls, 2, -1);
            for (int i = 0; i < 2; ++i) {
                if (polls[i].fd < 0 || polls[i].revents == 0)
                    continue;
                char buffer[65536];
                const auto got = ::read(polls[i].fd, buffer, sizeof buffer);
                if (got > 0) {
                    texts[i]->append(buffer, static_cast<std::size_t>(got));
                } else {
                    ::close(polls[i].fd);
                    polls[i].fd = -1;
                    --open;
                }
            }
        }
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return outcome;
    }

private:
    pid_t m_pid = 0;
    int m_streams[2] = {-1, -1};
};

inline Outcome concord(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), CW_CONCORD);
    return Running(arguments).wait();
}

} // namespace cw::testing
