// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include "validation/study/StudyPlan.h"

namespace cw::validation {

/// A task's folder while it is written: a folder of another name beside it that takes its place
/// when everything is in it. A process that dies leaves the old result, or none.
class TaskFolder {
public:
    /// Conflict: another process is at the same task.
    static Result<TaskFolder> begin(const StudyPlan& plan, int id);
    TaskFolder(TaskFolder&&) noexcept = default;
    TaskFolder& operator=(TaskFolder&&) noexcept = default;
    ~TaskFolder(); ///< removes what was not committed

    const std::filesystem::path& path() const { return m_scratch; }
    /// Writes the plan's hash into it, and moves it to its place.
    Result<void> commit();

private:
    TaskFolder(core::FileLock lock) : m_lock(std::move(lock)) {}
    core::FileLock m_lock;
    std::filesystem::path m_scratch, m_place;
    std::string m_hash;
};

} // namespace cw::validation
