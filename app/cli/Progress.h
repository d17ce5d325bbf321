// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"

#include <string>

namespace cw::cli {

/// Progress on standard error: one line that rewrites itself on a terminal (five times a second at
/// most), otherwise a line every five seconds. Rate and estimate start anew with each phase (what).
core::ProgressFn progressLine(const std::string& title);

/// The same of files and bytes, for work over files of all sizes.
core::WorkFn workLine(const std::string& title);

/// "35 of 160 files, 12.3 a second, 10 s left". Seconds since the phase began.
std::string progressText(std::size_t done, std::size_t total, const std::string& what,
                         double seconds);
/// "350 of 1000 files, 2510 a second, 643 MB/s, 1 s left". What is left is guessed from bytes, with
/// a little for each file.
std::string progressText(const core::Work& work, double seconds);

} // namespace cw::cli
