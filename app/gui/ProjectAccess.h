// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

#include <mutex>
#include <utility>

namespace cw::gui {

/// The open project, one caller at a time: workflow::Project is not thread-safe, and pictures are
/// read by worker threads. Calls are short; decoding happens outside of them.
class ProjectAccess {
public:
    explicit ProjectAccess(workflow::Project project) : m_project(std::move(project)) {}

    template <class Use>
    auto with(const Use& use) {
        const std::lock_guard lock(m_mutex);
        return use(m_project);
    }
    /// Who is logged in; nullptr in an open project. These do not change after opening: no lock.
    const storage::Account* account() const { return std::as_const(m_project).store().actor(); }
    core::ImageKind kind() const { return m_project.store().kind(); }
    std::filesystem::path folder() const { return m_project.store().folder(); }

private:
    std::mutex m_mutex;
    workflow::Project m_project;
};

} // namespace cw::gui
