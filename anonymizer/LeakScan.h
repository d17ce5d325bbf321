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
    std::string kind;           ///< "PatientName", "EXIF text", "file name", "burned-in text" ...
    std::string where; ///< "byte 812", "decoded text of (0008,1030)", "file name", "picture, box at
                       ///< 10,20 300x24 (PatientName)"
};
struct LeakReport {
    std::size_t identifiers = 0, filesScanned = 0;
    std::vector<Leak> leaks;
    std::size_t picturesRead = 0;     ///< looked through for writing
    std::size_t picturesUnread = 0;   ///< there, but not looked through: a note says why
    std::size_t picturesWithText = 0; ///< some writing was read, identifying or not
    /// The pictures with writing, relative: a reader of text misses some, a person should look.
    std::vector<std::filesystem::path> textIn;
    std::vector<std::string> notes; ///< sentences on what could not be searched
    std::string toJson() const;
};
/// Collects every identifying value of the originals (names whole and in parts, IDs, dates in
/// several spellings, UIDs, addresses, EXIF and text chunks, file names) and searches every byte of
/// every output file for them (raw, UTF-8, UTF-16, EUC-KR), meta header and trailing bytes
/// included. The writing in the pixels of DICOM images and loose pictures (first 8 frames) is read
/// with Tesseract and searched for names, numbers, dates and longer phrases.
Result<LeakReport> leakScan(const std::filesystem::path& original,
                            const std::filesystem::path& output,
                            const core::ProgressFn& progress = {});

} // namespace cw::anonymizer
