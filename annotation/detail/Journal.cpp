// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/Journal.h"

namespace cw::annotation::detail {
namespace {

Result<Json> opened(const LineSeal& seal, std::size_t number, std::string_view line) {
    if (!seal)
        return parsed(line);
    CW_TRY(const auto plain, seal.open(number, line));
    return parsed(plain);
}

} // namespace

Result<JournalLines> readJournal(const std::filesystem::path& file, const LineSeal& seal) {
    CW_TRY(const auto text, core::readText(file));
    JournalLines journal;
    std::size_t start = 0;
    while (true) {
        const auto end = text.find('\n', start);
        if (end == std::string::npos)
            break;
        auto line =
            opened(seal, journal.lines.size(), std::string_view(text).substr(start, end - start));
        if (!line) {
            // A line longer than a page can lose its middle and keep its end when the power fails.
            // The first line of a sealed journal is never torn: the file gets its name with it.
            if (end + 1 == text.size() && !(seal && start == 0))
                break;
            return fail(ErrorCode::Corrupt, "a line in the middle of the journal is damaged");
        }
        journal.lines.push_back(std::move(*line));
        start = end + 1;
    }
    journal.length = start;
    return journal;
}

Result<Journal> Journal::create(const std::filesystem::path& file, std::string_view firstLine,
                                LineSeal seal) {
    std::error_code ignored; // the write below says it if the folder could not be made
    std::filesystem::create_directories(file.parent_path(), ignored);
    std::string line(firstLine);
    if (seal) {
        CW_TRY(line, seal.seal(0, firstLine));
    }
    line += '\n';
    CW_CHECK(core::writeWhole(file, line));
    return resume(file, line.size(), 1, std::move(seal));
}

Result<Journal> Journal::resume(const std::filesystem::path& file, std::uintmax_t length,
                                std::size_t lines, LineSeal seal) {
    CW_TRY(auto end, core::AppendFile::open(file));
    Journal journal(file, std::move(end), length, lines, std::move(seal));
    CW_CHECK(journal.cutTail());
    return journal;
}

Result<void> Journal::cutTail() {
    std::error_code error;
    if (std::filesystem::file_size(m_file, error) > m_length && !error)
        std::filesystem::resize_file(m_file, m_length, error);
    m_tailIsOurs = static_cast<bool>(error);
    if (error)
        return fail(ErrorCode::IoFailure, "the torn end of the journal could not be cut off");
    return {};
}

Result<void> Journal::append(std::string_view step) {
    std::string line(step);
    if (m_seal) {
        CW_TRY(line, m_seal.seal(m_lines, step));
    }
    if (m_tailIsOurs)
        CW_CHECK(cutTail());
    std::error_code error;
    const auto size = std::filesystem::file_size(m_file, error);
    if (error)
        return fail(ErrorCode::IoFailure, "the journal is not there any more");
    if (size != m_length)
        return fail(ErrorCode::Conflict, "this reading is being edited somewhere else as well");
    if (auto written = m_end.append(line); !written) {
        m_tailIsOurs = true;
        static_cast<void>(cutTail()); // if not now, then before the next line
        return written;
    }
    m_length += line.size() + 1;
    ++m_lines;
    return {};
}

} // namespace cw::annotation::detail
