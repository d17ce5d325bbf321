// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace cw::bench {

/// Milliseconds of one thing done several times; prints itself beside its target.
class Figures {
public:
    explicit Figures(std::string what, std::optional<double> targetMs = {})
        : m_what(std::move(what)), m_target(targetMs) {}
    template <class Do>
    void time(const Do& act) {
        QElapsedTimer timer;
        timer.start();
        act();
        m_times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    double at(double share) const {
        if (m_times.empty())
            return -1;
        auto sorted = m_times;
        std::sort(sorted.begin(), sorted.end());
        return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(
                                                      share * static_cast<double>(sorted.size())))];
    }
    void print() const {
        std::printf("%-58s n %4zu   p50 %8.2f   p95 %8.2f   max %8.2f ms", m_what.c_str(),
                    m_times.size(), at(0.5), at(0.95), at(1));
        if (m_target)
            std::printf("   target %.0f %s", *m_target, at(0.95) <= *m_target ? "met" : "MISSED");
        std::printf("\n");
        std::fflush(stdout);
    }

private:
    std::string m_what;
    std::optional<double> m_target;
    std::vector<double> m_times;
};

} // namespace cw::bench
