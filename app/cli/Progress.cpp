// SPDX-License-Identifier: Apache-2.0
#include "app/cli/Progress.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>
#include <unistd.h>

namespace cw::cli {
namespace {

using Steady = std::chrono::steady_clock;

class Line {
public:
    explicit Line(std::string title)
        : m_title(std::move(title)), m_terminal(::isatty(STDERR_FILENO) != 0) {}
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    ~Line() {
        if (m_terminal && m_shown)
            std::fputc('\n', stderr);
    }

    void tell(std::size_t done, std::size_t total, const std::string& what) {
        tell(done, total, what,
             [&](double seconds) { return progressText(done, total, what, seconds); });
    }
    void tell(const core::Work& work) {
        tell(work.files, work.totalFiles, "files",
             [&](double seconds) { return progressText(work, seconds); });
    }

private:
    template <class Text>
    void tell(std::size_t done, std::size_t total, const std::string& what, const Text& textAt) {
        const std::lock_guard lock(m_mutex);
        const auto now = Steady::now();
        if (what != m_what || done < m_done) {
            m_what = what;
            m_phase = now;
            m_told = m_terminal ? Steady::time_point{} : now;
        }
        m_done = done;
        const auto pause = m_terminal ? std::chrono::milliseconds(200) : std::chrono::seconds(5);
        if (now - m_told < pause && !(m_terminal && done == total))
            return;
        m_told = now;
        m_shown = true;
        const double seconds = std::chrono::duration<double>(now - m_phase).count();
        const auto text = m_title + ": " + textAt(seconds);
        std::fprintf(stderr, m_terminal ? "\r\033[K%s" : "%s\n", text.c_str());
        std::fflush(stderr);
    }

    std::string m_title, m_what;
    bool m_terminal, m_shown = false;
    std::size_t m_done = 0;
    Steady::time_point m_phase = Steady::now(), m_told = Steady::now();
    std::mutex m_mutex;
};

std::string duration(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole < 100)
        return std::to_string(whole) + " s";
    if (whole < 6000)
        return std::to_string((whole + 30) / 60) + " min";
    return std::to_string((whole + 1800) / 3600) + " h";
}

std::string rounded(double number) {
    char text[32];
    std::snprintf(text, sizeof text, number < 10 ? "%.1f" : "%.0f", number);
    return text;
}

} // namespace

std::string progressText(const core::Work& work, double seconds) {
    std::string text = progressText(work.files, 0, "files", seconds);
    if (work.totalFiles > 0)
        text.insert(std::to_string(work.files).size(), " of " + std::to_string(work.totalFiles));
    if (work.files == 0 || seconds < 0.5)
        return text;
    text += ", " + rounded(static_cast<double>(work.bytes) / seconds / 1e6) + " MB/s";
    // A small file costs more than its bytes.
    constexpr double kPerFile = 64 << 10;
    const auto weight = [](std::size_t files, std::uint64_t bytes) {
        return static_cast<double>(bytes) + kPerFile * static_cast<double>(files);
    };
    const double done = weight(work.files, work.bytes),
                 total = weight(work.totalFiles, work.totalBytes);
    if (work.totalFiles > work.files && total > done)
        text += ", " + duration((total - done) / done * seconds) + " left";
    return text;
}

std::string progressText(std::size_t done, std::size_t total, const std::string& what,
                         double seconds) {
    std::string text = std::to_string(done);
    if (total > 0)
        text += " of " + std::to_string(total);
    text += " " + what;
    if (done == 0 || seconds < 0.5)
        return text;
    const double rate = static_cast<double>(done) / seconds;
    text += ", " + rounded(rate) + " a second";
    if (total > done)
        text += ", " + duration(static_cast<double>(total - done) / rate) + " left";
    return text;
}

core::ProgressFn progressLine(const std::string& title) {
    return [line = std::make_shared<Line>(title)](std::size_t done, std::size_t total,
                                                  const std::string& what) {
        line->tell(done, total, what);
    };
}

core::WorkFn workLine(const std::string& title) {
    return [line = std::make_shared<Line>(title)](const core::Work& work) { line->tell(work); };
}

} // namespace cw::cli
