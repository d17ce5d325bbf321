// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/SourceWalk.h"
#include "anonymizer/detail/Journal.h"
#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

/// DT_REG, DT_DIR or something else; asks the file only where the folder does not say.
unsigned char kindOf(DIR* folder, const dirent& entry) {
    if (entry.d_type != DT_UNKNOWN)
        return entry.d_type;
    struct stat status {};
    if (::fstatat(::dirfd(folder), entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return S_ISREG(status.st_mode) ? DT_REG : S_ISDIR(status.st_mode) ? DT_DIR : DT_UNKNOWN;
}

bool isDots(const char* name) {
    return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));
}

/// What a batch keeps beside its outputs: an output folder may be the input of another run.
bool isOwnRecord(std::string_view name) {
    return name == Journal::kFileName || name == kLockFileName;
}

} // namespace

Result<SourceWalk> SourceWalk::begin(fs::path folder, TokenFn token) {
    SourceWalk walk(std::move(folder), std::move(token));
    if (!walk.enter(""))
        return fail(ErrorCode::Unreadable, "the input folder cannot be read");
    return walk;
}

bool SourceWalk::enter(const std::string& prefix) {
    const OpenFolder folder(::opendir((m_folder / prefix).c_str()));
    if (!folder)
        return false;
    Level level;
    level.prefix = prefix;
    while (const dirent* found = ::readdir(folder.get())) {
        if (isDots(found->d_name) || (prefix.empty() && isOwnRecord(found->d_name)))
            continue;
        Entry entry;
        entry.name = found->d_name;
        const auto kind = kindOf(folder.get(), *found);
        entry.isFolder = kind == DT_DIR;
        entry.isFile = kind == DT_REG;
        const std::string token = m_token(prefix + entry.name);
        CW_ASSERT(token.size() == kTokenLength);
        std::ranges::copy(token, entry.token.begin());
        level.entries.push_back(std::move(entry));
    }
    std::ranges::sort(level.entries, {}, &Entry::token);
    m_levels.push_back(std::move(level));
    return true;
}

std::optional<Source> SourceWalk::next() {
    while (!m_levels.empty()) {
        Level& level = m_levels.back();
        if (level.at == level.entries.size()) {
            m_levels.pop_back();
            continue;
        }
        const Entry entry = std::move(level.entries[level.at++]);
        Source source;
        source.relative = level.prefix + entry.name;
        if (entry.isFolder && enter(source.relative + "/"))
            continue;
        source.token.assign(entry.token.begin(), entry.token.end());
        source.kind = entry.isFolder ? Source::Kind::UnreadableFolder
                      : entry.isFile ? Source::Kind::File
                                     : Source::Kind::NotAFile;
        return source;
    }
    return std::nullopt;
}

void SourceCount::run(const fs::path& folder) {
    std::vector<fs::path> ahead{folder};
    while (!ahead.empty() && !stop) {
        const fs::path at = std::move(ahead.back());
        ahead.pop_back();
        const OpenFolder open(::opendir(at.c_str()));
        if (!open) {
            ++files; // the walk hands it out as one thing that cannot be read
            continue;
        }
        while (const dirent* found = ::readdir(open.get())) {
            if (stop)
                return;
            if (isDots(found->d_name))
                continue;
            struct stat status {};
            if (::fstatat(::dirfd(open.get()), found->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                S_ISDIR(status.st_mode)) {
                ahead.push_back(at / found->d_name);
                continue;
            }
            ++files;
            if (S_ISREG(status.st_mode))
                bytes += static_cast<std::uint64_t>(status.st_size);
        }
    }
    complete = !stop;
}

} // namespace cw::anonymizer
