// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Journaling.h"
#include "annotation/detail/Json.h"
#include "core/Files.h"
#include <filesystem>

namespace cw::annotation::detail {

/// The whole lines of a journal, each one parsed, and where the last of them ends. A last line that
/// is torn (no newline, or not JSON, or its seal does not open) was never acknowledged and is left
/// out.
struct JournalLines {
    std::vector<Json> lines;
    std::uintmax_t length = 0;
};
/// NotFound, Unreadable, or Corrupt for a line that is not JSON, or does not open, before the last.
Result<JournalLines> readJournal(const std::filesystem::path& file, const LineSeal& seal = {});

/// A file of JSON lines that only grows. A failed append leaves no trace: what it may have written
/// is cut off at once, or before the next append if that fails too.
class Journal {
public:
    /// A new file with one line, on disk with its name before this returns.
    static Result<Journal> create(const std::filesystem::path& file, std::string_view firstLine,
                                  LineSeal seal = {});
    /// Goes on behind the whole lines, so many of them; a torn tail is cut off.
    static Result<Journal> resume(const std::filesystem::path& file, std::uintmax_t length,
                                  std::size_t lines, LineSeal seal = {});

    /// On disk when it returns. IoFailure; Conflict if somebody else wrote to the file.
    Result<void> append(std::string_view line);

private:
    Journal(std::filesystem::path file, core::AppendFile end, std::uintmax_t length,
            std::size_t lines, LineSeal seal)
        : m_file(std::move(file)), m_end(std::move(end)), m_seal(std::move(seal)), m_length(length),
          m_lines(lines) {}
    Result<void> cutTail();

    std::filesystem::path m_file;
    core::AppendFile m_end;
    LineSeal m_seal;
    std::uintmax_t m_length = 0; ///< of the acknowledged lines
    std::size_t m_lines = 0;     ///< acknowledged: the number of the next one
    bool m_tailIsOurs = false;   ///< a failed append left something behind
};

} // namespace cw::annotation::detail
