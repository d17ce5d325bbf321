// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// Beside the outputs while a batch writes there, so that no second one does.
inline constexpr const char* kLockFileName = ".concord-lock";

/// What a run has committed, so that a killed run can go on. JSON lines in the output folder; keyed
/// tokens and pseudonymous names only.
///
/// A group of files is announced before its files get their names, and closed once the names are on
/// disk: outputs of a group that was never closed are removed on opening and made again. That way
/// a file found in the output belongs to the journal or is not Concord's, wherever a run died.
class Journal {
public:
    struct Entry {
        std::string source;           ///< keyed token of the source's path
        std::string state;            ///< keyed token of its path, size and time of change
        std::filesystem::path output; ///< relative
        std::uint64_t bytes = 0;      ///< of the output
        std::string patient, study;   ///< of the output: pseudonyms
        std::string sha256;           ///< of the output; empty where no gate was on
        bool gated = false;           ///< has passed the leak gate
        bool pixels = false;          ///< has passed the pixel check
    };
    static constexpr const char* kFileName = ".concord-journal.jsonl";

    /// Opens or begins the journal and undoes what the last run left open. binding: what all runs
    /// into one output must have in common (profile, key). Conflict where it was begun with
    /// another.
    static Result<Journal> open(const std::filesystem::path& outputFolder,
                                const std::string& binding);
    /// The closed entry of a source, if any. Safe from any thread.
    std::optional<Entry> find(const std::string& source) const;
    /// When the journal last grew before it was opened: outputs younger than that were touched by
    /// somebody else.
    std::filesystem::file_time_type lastGrown() const { return m_lastGrown; }

    /// Announces a group. Not synced: the caller syncs it together with the group's files, before
    /// it gives them their names.
    Result<void> announce(std::span<const Entry> group);
    /// Closes the oldest announced group; the caller has synced its names.
    Result<void> close();
    Result<void> sync() { return m_file.sync(); }
    /// Rewrites the journal in an order of its own, without groups: the same outputs give the same
    /// journal, however often the run was killed.
    Result<void> settle();

    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) = delete;
    ~Journal();

private:
    struct Place {
        std::uint64_t key = 0, offset = 0; ///< a hash; where the line begins
    };
    struct Opening;
    Journal(core::AppendFile file, std::filesystem::path path, std::string header)
        : m_file(std::move(file)), m_path(std::move(path)), m_header(std::move(header)) {}
    std::optional<std::string> lineAt(std::uint64_t offset) const;
    std::optional<Entry> entryAt(const Place& place, const std::vector<Place>& owners) const;

    core::AppendFile m_file;
    std::filesystem::path m_path;
    std::string m_header;
    int m_reader = -1;
    /// Sorted; by source and by output. 32 bytes for each file already there.
    std::vector<Place> m_places, m_owners;
    std::filesystem::file_time_type m_lastGrown{};
    std::uint64_t m_nextGroup = 1, m_nextToClose = 1;
    bool m_settled = true;
};

} // namespace cw::anonymizer
