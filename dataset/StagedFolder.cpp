// SPDX-License-Identifier: Apache-2.0
#include "dataset/StagedFolder.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;

Result<void> syncFolder(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    if (!synced)
        return fail(ErrorCode::IoFailure, "syncing a folder failed");
    return {};
}

Result<void> checkTarget(const fs::path& target, StagedFolder::Existing existing) {
    std::error_code error;
    const auto status = fs::symlink_status(target, error);
    if (status.type() == fs::file_type::not_found)
        return {};
    if (error)
        return fail(ErrorCode::IoFailure, "cannot look at the target folder: " + error.message());
    if (existing == StagedFolder::Existing::Refuse)
        return fail(ErrorCode::Conflict, "the folder is there already");
    if (status.type() != fs::file_type::directory || !fs::is_empty(target, error) || error)
        return fail(ErrorCode::Conflict, "the output folder is not empty: choose a new one");
    return {};
}

/// rename() replaces an empty folder; renameat2 can be told not to, where the file system knows
/// how.
int renameWhole(const fs::path& from, const fs::path& to, StagedFolder::Existing existing) {
    if (existing == StagedFolder::Existing::Refuse) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
            return 0;
        if (errno != EINVAL && errno != ENOSYS)
            return errno;
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

} // namespace

StagedFolder::StagedFolder(fs::path staging, fs::path target, Existing existing)
    : m_staging(std::move(staging)), m_target(std::move(target)), m_existing(existing) {}

StagedFolder::StagedFolder(StagedFolder&& other) noexcept
    : m_staging(std::exchange(other.m_staging, {})), m_target(std::move(other.m_target)),
      m_existing(other.m_existing) {}

StagedFolder::~StagedFolder() {
    if (m_staging.empty())
        return;
    std::error_code ignored;
    fs::remove_all(m_staging, ignored);
}

Result<StagedFolder> StagedFolder::beside(const fs::path& target, Existing existing) {
    std::error_code error;
    // "out/", "." and links become the folder's real name: a rename needs it.
    fs::path real = fs::weakly_canonical(fs::absolute(target, error), error);
    if (!error && !real.has_filename())
        real = real.parent_path();
    if (error || !real.has_filename())
        return fail(ErrorCode::InvalidArgument, "this cannot be the name of a new folder");
    CW_CHECK(checkTarget(real, existing));
    fs::create_directories(real.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create the parent folder: " + error.message());
    std::string staging = (real.parent_path() / ".cw-staged-XXXXXX").string();
    if (::mkdtemp(staging.data()) == nullptr)
        return fail(ErrorCode::IoFailure,
                    std::string("cannot create a folder beside the target: ") +
                        std::strerror(errno));
    ::chmod(staging.c_str(), 0755);
    return StagedFolder(staging, real, existing);
}

Result<void> StagedFolder::commit() {
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(m_staging, error))
        if (entry.is_directory())
            CW_CHECK(syncFolder(entry.path()));
    if (error)
        return fail(ErrorCode::IoFailure, "cannot list the finished folder: " + error.message());
    CW_CHECK(syncFolder(m_staging));
    if (const int failed = renameWhole(m_staging, m_target, m_existing); failed != 0) {
        const bool taken = failed == EEXIST || failed == ENOTEMPTY || failed == ENOTDIR;
        return fail(taken ? ErrorCode::Conflict : ErrorCode::IoFailure,
                    taken ? std::string("the folder came into being meanwhile")
                          : std::string("putting the folder in place failed: ") +
                                std::strerror(failed));
    }
    m_staging.clear();
    return syncFolder(m_target.parent_path());
}

} // namespace cw::dataset
