// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/ProjectLock.h"

#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace cw::storage::detail {

Result<ProjectLock> ProjectLock::take(const std::filesystem::path& file, Hold hold) {
    ProjectLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664));
    if (lock.m_descriptor < 0)
        return fail(ErrorCode::IoFailure, "the project's folder cannot be written");
    if (hold == Hold::Shared) {
        CW_CHECK(lock.share());
        return lock;
    }
    if (!lock.tryAlone())
        return fail(ErrorCode::Conflict, "this project is open in another Concord window or "
                                         "command; close that one first");
    return lock;
}

bool ProjectLock::tryAlone() { return ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0; }

Result<void> ProjectLock::share() {
    constexpr auto kStep = std::chrono::milliseconds(20);
    for (int step = 0; step < 150; ++step) {
        if (::flock(m_descriptor, LOCK_SH | LOCK_NB) == 0)
            return {};
        std::this_thread::sleep_for(kStep); // whoever has it alone has it for a moment
    }
    return fail(ErrorCode::Conflict,
                "this project is open in another Concord window or command that needs it alone; "
                "try again, or close that one first");
}

ProjectLock::ProjectLock(ProjectLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

ProjectLock& ProjectLock::operator=(ProjectLock&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

ProjectLock::~ProjectLock() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace cw::storage::detail
