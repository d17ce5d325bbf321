// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/GroupCommit.h"
#include "anonymizer/detail/OutputName.h"
#include <algorithm>
#include <sys/stat.h>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& file) {
    struct stat status {};
    return ::lstat(file.c_str(), &status) == 0;
}

} // namespace

/// The file system knows the names of all groups before; only this group's are not there yet. An
/// output of this very source, from an earlier run, may be replaced.
bool GroupCommit::isTaken(const fs::path& name, const Finished& finished) const {
    if (m_groupNames.contains(name.native()))
        return true;
    return name != finished.previous && isThere(m_output / name);
}

Result<std::vector<Journal::Entry>> GroupCommit::giveNames(std::vector<Finished>& group) {
    std::vector<Journal::Entry> entries;
    m_groupNames.clear();
    for (Finished& finished : group) {
        if (finished.temporary.empty())
            continue;
        BatchItem& item = finished.item;
        item.output = finished.proposed;
        for (int attempt = 0; attempt < 2 && isTaken(item.output, finished); ++attempt)
            item.output = markedName(finished.proposed, item.source, attempt);
        if (isTaken(item.output, finished))
            return fail(ErrorCode::Conflict,
                        "a file that is not Concord's has the name of an output");
        m_groupNames.insert(item.output.native());
        entries.push_back({item.source, finished.state, item.output, item.bytes, item.patient,
                           item.study, item.record.outputSha256, finished.gated, finished.pixels});
    }
    return entries;
}

Result<void> GroupCommit::placeFile(const Finished& finished) {
    const fs::path target = m_output / finished.item.output;
    auto moved = core::moveFile(finished.temporary, target);
    if (moved || moved.error().code != ErrorCode::NotFound)
        return moved;
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure,
                    "a folder of the output cannot be made: " + error.message());
    return core::moveFile(finished.temporary, target);
}

/// The vault first: an output whose original nobody could find again must not exist.
Result<void> GroupCommit::keepMapping(std::vector<Finished>& group) {
    std::vector<MappingRow> rows;
    for (Finished& finished : group)
        if (finished.mapping && !finished.temporary.empty())
            rows.push_back(std::move(*finished.mapping));
    if (m_mapping && !rows.empty())
        CW_CHECK(m_mapping->append(rows));
    return {};
}

/// What an earlier run wrote for the very same source and this run does not stand for any more: a
/// leak gate that was off then, or text in the pixels that is undecided now.
void GroupCommit::withdraw(const Finished& finished) const {
    if (finished.previous.empty() || !finished.unchanged ||
        finished.previous == finished.item.output)
        return;
    std::error_code ignored;
    fs::remove(m_output / finished.previous, ignored);
}

Result<void> GroupCommit::placeFiles(const std::vector<Finished>& group) {
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (group[i].temporary.empty())
            continue;
        if (auto placed = placeFile(group[i]); !placed) {
            // The journal will not close this group: no file of it may look finished.
            std::error_code ignored;
            for (std::size_t done = 0; done < i; ++done)
                if (!group[done].temporary.empty())
                    fs::remove(m_output / group[done].item.output, ignored);
            return placed;
        }
    }
    return {};
}

Result<void> GroupCommit::closeNamed() {
    if (m_announced)
        CW_CHECK(m_journal.close());
    m_announced = false;
    for (Finished& finished : m_named)
        CW_CHECK(m_publish(finished));
    m_named.clear();
    return {};
}

Result<void> GroupCommit::commit(std::vector<Finished> group) {
    CW_TRY(const auto entries, giveNames(group));
    for (const Finished& finished : group)
        withdraw(finished);
    if (entries.empty()) { // nothing to write: nothing to wait for, but the order stays
        if (!m_announced)
            CW_CHECK(closeNamed());
        std::ranges::move(group, std::back_inserter(m_named));
        return m_announced ? Result<void>() : closeNamed();
    }
    CW_CHECK(keepMapping(group));
    CW_CHECK(m_journal.announce(entries));
    CW_CHECK(m_disk.sync());
    CW_CHECK(closeNamed());
    CW_CHECK(placeFiles(group));
    m_named = std::move(group);
    m_announced = true;
    return {};
}

Result<void> GroupCommit::finish() {
    if (m_announced) {
        CW_CHECK(m_disk.sync());
        CW_CHECK(closeNamed());
    }
    return m_journal.sync();
}

} // namespace cw::anonymizer
