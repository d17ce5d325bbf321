// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace cw::core {

/// Told by long work: how many of how many, and of what ("images"). Called from any thread, often;
/// the receiver thins it out and works out rate and estimate.
using ProgressFn =
    std::function<void(std::size_t done, std::size_t total, const std::string& what)>;

/// Work measured in files and in bytes. A total of 0 is not known yet.
struct Work {
    std::size_t files = 0, totalFiles = 0;
    std::uint64_t bytes = 0, totalBytes = 0;
};
/// Told by long work over files; as ProgressFn.
using WorkFn = std::function<void(const Work& work)>;

/// Asked by long work between two items; set by whoever wants it to stop.
class CancelToken {
public:
    void cancel() { m_cancelled = true; }
    bool cancelled() const { return m_cancelled; }

private:
    std::atomic<bool> m_cancelled{false};
};

} // namespace cw::core
