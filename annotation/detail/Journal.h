// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/detail/Json.h"
#include "core/Files.h"
#include <filesystem>

namespace cw::annotation::detail {

/// The whole lines of a journal, each one parsed, and where the last of them ends. A last line that
/// is torn (no newline, or not JSON) was never acknowledged and is left out.
struct JournalLines {
    std::vector<Json> lines;
    std::uintmax_t length = 0;
};
/// NotFound, Unreadable, or Corrupt for a line that is not JSON before the last.
Result<JournalLines> readJournal(const std::filesystem::path& file);

/// A file of JSON lines that only grows. A failed append leaves no trace: what it may have written
/// is cut off at once, or before the next append if that fails too.
class Journal {
public:
    /// A new file with one line, on disk with its name before this returns.
    static Result<Journal> create(const std::filesystem::path& file, std::string_view firstLine);
    /// Goes on behind the whole lines; a torn tail is cut off.
    static Result<Journal> resume(const std::filesystem::path& file, std::uintmax_t length);

    /// On disk when it returns. IoFailure; Conflict if somebody else wrote to the file.
    Result<void> append(std::string_view line);

private:
    Journal(std::filesystem::path file, core::AppendFile end, std::uintmax_t length)
        : m_file(std::move(file)), m_end(std::move(end)), m_length(length) {}
    Result<void> cutTail();

    std::filesystem::path m_file;
    core::AppendFile m_end;
    std::uintmax_t m_length = 0; ///< of the acknowledged lines
    bool m_tailIsOurs = false;   ///< a failed append left something behind
};

} // namespace cw::annotation::detail
