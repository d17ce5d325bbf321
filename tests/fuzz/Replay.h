// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace cw::test {

/// What became of one input in a process of its own.
struct Outcome {
    enum class Kind { Image, Error, Crash, Timeout };
    Kind kind = Kind::Crash;
    int signal = 0; ///< of a crash; 0 if the process ended with a sanitizer's status
    double seconds = 0;
    std::size_t kilobytes = 0; ///< largest resident size of the child
    std::string message;       ///< of an error
};

/// Reads the bytes as DICOM, asks for everything that a viewer asks for and decodes the first
/// frame. Returns an empty text for an image, else the error's sentence.
std::string openAsViewer(const std::filesystem::path& file);
std::string openAsViewer(std::span<const std::byte> bytes);

/// Runs it in a child process, ended after the limit.
Outcome inChild(const std::function<std::string()>& open, int limitSeconds);

struct Tally {
    std::size_t images = 0, errors = 0;
    double worstSeconds = 0;
    std::size_t worstKilobytes = 0;
    std::vector<std::string> bad; ///< crashes and time-outs: which input, what happened
    void add(const std::string& input, const Outcome& outcome);
    std::string line() const;
};

} // namespace cw::test
