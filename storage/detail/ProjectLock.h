// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <filesystem>

namespace cw::storage::detail {

/// Says that this process works in a project's folder. Held shared by everybody who does, held
/// alone for the moments in which nobody else may (making a project, sweeping its blobs). A flock:
/// the system releases it when the process dies; older versions of Concord hold it alone.
class ProjectLock {
public:
    enum class Hold { Alone, Shared };
    /// Alone: Conflict at once if anybody has it. Shared: waits up to three seconds for somebody
    /// who has it alone, then Conflict. IoFailure if the folder cannot be written.
    static Result<ProjectLock> take(const std::filesystem::path& file, Hold hold);
    ProjectLock(ProjectLock&&) noexcept;
    ProjectLock& operator=(ProjectLock&&) noexcept;
    ~ProjectLock();

    /// From shared to alone, if nobody else has it. Where this fails it may hold nothing any more.
    bool tryAlone();
    /// From alone, or from nothing, to shared; Conflict as take().
    Result<void> share();

private:
    explicit ProjectLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

} // namespace cw::storage::detail
