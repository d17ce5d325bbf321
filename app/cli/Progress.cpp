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
        const auto text = m_title + ": " + progressText(done, total, what, seconds);
        std::fprintf(stderr, m_terminal ? "\r\033[K%s" : "%s\n", text.c_str());
        std::fflush(stderr);
    }

private:
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

} // namespace

std::string progressText(std::size_t done, std::size_t total, const std::string& what,
                         double seconds) {
    std::string text = std::to_string(done);
    if (total > 0)
        text += " of " + std::to_string(total);
    text += " " + what;
    if (done == 0 || seconds < 0.5)
        return text;
    const double rate = static_cast<double>(done) / seconds;
    char number[32];
    std::snprintf(number, sizeof number, rate < 10 ? "%.1f" : "%.0f", rate);
    text += std::string(", ") + number + " a second";
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

} // namespace cw::cli
