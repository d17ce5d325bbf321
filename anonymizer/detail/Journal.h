// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Files.h"
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace cw::anonymizer {

/// What a run has committed, one JSON line an item, so that a killed run can go on. Holds keyed
/// tokens and pseudonymous names only. Lives in the output folder.
class Journal {
public:
    struct Entry {
        std::string sourceDigest; ///< keyed digest of the source's bytes
        std::filesystem::path output;
        std::string sha256; ///< of the output
    };
    static constexpr const char* kFileName = ".concord-journal.jsonl";

    /// Opens or begins the journal. Conflict where it was begun with another profile or key.
    static Result<Journal> open(const std::filesystem::path& outputFolder,
                                const std::string& profile, const std::string& keyId);
    std::optional<Entry> find(const std::string& sourceToken) const;
    Result<void> add(const std::string& sourceToken, const Entry& entry);

private:
    Journal(core::AppendFile file, std::map<std::string, Entry> entries)
        : m_file(std::move(file)), m_entries(std::move(entries)) {}
    core::AppendFile m_file;
    std::map<std::string, Entry> m_entries;
};

} // namespace cw::anonymizer
