// SPDX-License-Identifier: Apache-2.0
#include "validation/study/TaskFolder.h"

namespace cw::validation {

Result<TaskFolder> TaskFolder::begin(const StudyPlan& plan, int id) {
    const auto place = plan.taskFolder(id);
    const auto beside = [&](const char* ending) {
        return place.parent_path() / ("." + place.filename().string() + ending);
    };
    std::error_code error;
    std::filesystem::create_directories(place.parent_path(), error);
    auto lock = core::FileLock::take(beside(".lock"));
    if (!lock)
        return within(std::move(lock).error(),
                      "task " + std::to_string(id) + " is being run by another process");
    TaskFolder folder(std::move(*lock));
    folder.m_place = place;
    folder.m_hash = plan.hash();
    folder.m_scratch = beside(".part");
    std::filesystem::remove_all(folder.m_scratch, error); // of a process that died
    std::filesystem::create_directories(folder.m_scratch, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the task's folder cannot be made");
    return folder;
}

TaskFolder::~TaskFolder() {
    std::error_code ignored;
    if (!m_scratch.empty())
        std::filesystem::remove_all(m_scratch, ignored);
}

Result<void> TaskFolder::commit() {
    CW_CHECK(core::writeWhole(m_scratch / "plan.sha256", m_hash));
    std::error_code error;
    // Between the two steps there is no result, never half of one.
    std::filesystem::remove_all(m_place, error);
    std::filesystem::rename(m_scratch, m_place, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the task's result cannot be moved to its place");
    m_scratch.clear();
    return {};
}

} // namespace cw::validation
