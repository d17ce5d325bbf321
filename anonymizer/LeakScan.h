// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include <filesystem>
#include <string>
#include <vector>

namespace cw::anonymizer {

/// One thing of the original that is still in the output. Says which kind and where, never what.
struct Leak {
    std::filesystem::path file; ///< in the output, relative
    std::string kind;           ///< "PatientName", "UID", "EXIF text", "file name", "date" ...
    std::string where;          ///< "byte 812", "decoded text of (0008,1030)", "file name"
};
struct LeakReport {
    std::size_t identifiers = 0, filesScanned = 0;
    std::vector<Leak> leaks;
    std::string toJson() const;
};
/// Collects every identifying value of the originals (names whole and in parts, IDs, dates in
/// several spellings, UIDs, addresses, EXIF and text chunks, file names) and searches every byte of
/// every output file for them (raw, UTF-8, UTF-16, EUC-KR), meta header and trailing bytes
/// included.
Result<LeakReport> leakScan(const std::filesystem::path& original,
                            const std::filesystem::path& output,
                            const core::ProgressFn& progress = {});

} // namespace cw::anonymizer
