// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DeidentifyFolder.h"
#include "anonymizer/Vault.h"
#include "anonymizer/detail/Journal.h"
#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

namespace cw::anonymizer {

/// One source after a worker is done with it.
struct Finished {
    BatchItem item;
    std::filesystem::path
        temporary;                  ///< the whole output under another name; empty if there is none
    std::filesystem::path proposed; ///< the name it would like
    std::filesystem::path previous; ///< the name an earlier run gave this source's output
    bool unchanged = false;         ///< the source is what it was in that run
    std::string state;              ///< keyed token of the source's path, size and time
    std::uint64_t sourceBytes = 0;
    bool pixels = false;                     ///< the pixel check was done
    bool gated = false;                      ///< the leak gate was passed
    bool leaked = false;                     ///< the leak gate stopped it
    std::vector<std::string> dropped, names; ///< PATIENT DATA: for DroppedWords alone
    std::unique_ptr<MappingRow> mapping; ///< PATIENT DATA: for the vault alone; null without one
};

/// Gives finished files their names, in the order they come, and makes them last.
///
/// Group by group: announce in the journal, sync the whole file system once, rename, and close the
/// group after the next group's sync. So every file's data are on disk before it has its name, its
/// name before it counts as done, and each group costs one sync instead of two a file.
class GroupCommit {
public:
    /// Told of every item once it is final.
    using PublishFn = std::function<Result<void>(Finished& finished)>;
    GroupCommit(std::filesystem::path output, core::FileSystemSync disk, Journal& journal,
                RowSink* mapping, PublishFn publish)
        : m_output(std::move(output)), m_disk(std::move(disk)), m_journal(journal),
          m_mapping(mapping), m_publish(std::move(publish)) {}

    Result<void> commit(std::vector<Finished> group);
    /// Closes the last group. To be called after a failure too: what has its name may count.
    Result<void> finish();

private:
    Result<std::vector<Journal::Entry>> giveNames(std::vector<Finished>& group);
    Result<void> keepMapping(std::vector<Finished>& group);
    bool isTaken(const std::filesystem::path& name, const Finished& finished) const;
    Result<void> placeFiles(const std::vector<Finished>& group);
    Result<void> placeFile(const Finished& finished);
    void withdraw(const Finished& finished) const;
    Result<void> closeNamed();

    std::filesystem::path m_output;
    core::FileSystemSync m_disk;
    Journal& m_journal;
    RowSink* m_mapping;
    PublishFn m_publish;
    std::unordered_set<std::string> m_groupNames;
    std::vector<Finished> m_named; ///< have their names, which need not be on disk yet
    bool m_announced = false;      ///< the journal knows the group of m_named
};

} // namespace cw::anonymizer
