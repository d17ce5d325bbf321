// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <filesystem>

namespace cw::dataset {

/// A folder written beside its target under a hidden temporary name and put in place by one rename:
/// whoever looks at the target sees nothing or everything. Not committed = removed.
class StagedFolder {
public:
    /// The target must be new, or an empty folder where emptyIsFine. Missing parents are made.
    /// Errors: Conflict, IoFailure.
    enum class Existing { Refuse, EmptyIsFine };
    static Result<StagedFolder> beside(const std::filesystem::path& target, Existing existing);
    StagedFolder(StagedFolder&& other) noexcept;
    StagedFolder& operator=(StagedFolder&&) = delete;
    ~StagedFolder();

    const std::filesystem::path& path() const { return m_staging; }
    /// Syncs every folder in it, renames, syncs the parent. Conflict if the target came into being.
    Result<void> commit();

private:
    StagedFolder(std::filesystem::path staging, std::filesystem::path target, Existing existing);
    std::filesystem::path m_staging, m_target;
    Existing m_existing;
};

} // namespace cw::dataset
