// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/Journal.h"

namespace cw::annotation::detail {

Result<JournalLines> readJournal(const std::filesystem::path& file) {
    CW_TRY(const auto text, core::readText(file));
    JournalLines journal;
    std::size_t start = 0;
    while (true) {
        const auto end = text.find('\n', start);
        if (end == std::string::npos)
            break;
        auto line = parsed(std::string_view(text).substr(start, end - start));
        if (!line) {
            // A line longer than a page can lose its middle and keep its end when the power fails.
            if (end + 1 == text.size())
                break;
            return fail(ErrorCode::Corrupt, "a line in the middle of the journal is damaged");
        }
        journal.lines.push_back(std::move(*line));
        start = end + 1;
    }
    journal.length = start;
    return journal;
}

Result<Journal> Journal::create(const std::filesystem::path& file, std::string_view firstLine) {
    std::error_code ignored; // the write below says it if the folder could not be made
    std::filesystem::create_directories(file.parent_path(), ignored);
    const auto line = std::string(firstLine) + '\n';
    CW_CHECK(core::writeWhole(file, line));
    return resume(file, line.size());
}

Result<Journal> Journal::resume(const std::filesystem::path& file, std::uintmax_t length) {
    CW_TRY(auto end, core::AppendFile::open(file));
    Journal journal(file, std::move(end), length);
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

Result<void> Journal::append(std::string_view line) {
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
    return {};
}

} // namespace cw::annotation::detail
