// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/LeakGate.h"
#include "core/Progress.h"
#include <map>

namespace cw::anonymizer {

/// What a search of a whole tree looked for, where, and what it found. Holds no value and no name
/// of an original: counts, kinds and places.
struct LeakReport {
    std::size_t identifiers = 0;                    ///< different values
    std::size_t forms = 0;                          ///< byte strings that they are spelled in
    std::map<std::string, std::size_t> searchedFor; ///< kind -> how many values
    std::size_t originals = 0;
    std::size_t originalsUnread = 0; ///< whose values are not among them
    std::size_t filesScanned = 0;
    std::uint64_t bytesScanned = 0;
    /// SHA-256 over "sha256 path\n" of every file that was searched, sorted by path: which output
    /// this report speaks of.
    std::string outputSha256;

    std::vector<Leak> leaks;          ///< sorted by file; of each file 100 at most
    std::size_t found = 0;            ///< how many there are
    std::size_t picturesRead = 0;     ///< looked through for writing
    std::size_t picturesUnread = 0;   ///< there, but not looked through: a note says why
    std::size_t picturesWithText = 0; ///< some writing was read, identifying or not
    /// The pictures with writing, relative: a reader of text misses some, a person should look.
    std::vector<std::filesystem::path> textIn;
    std::vector<std::string> notes; ///< sentences on what could not be searched

    bool clean() const { return found == 0 && picturesUnread == 0; }
    /// With report_sha256 over the rest of it. A file whose name leaks is named by its hash.
    std::string toJson() const;
    std::map<std::filesystem::path, std::string> hashes; ///< of the files with leaks, for toJson()
};

/// What checking a report on disk says.
struct ReportCheck {
    bool intact = false;              ///< its content is what was written
    std::optional<bool> sameOutput{}; ///< the output is what it spoke of; where one was given
    std::size_t leaks = 0;
    std::string reportSha256;
};
/// Checks a report's own hash and, where a folder is given, that its files are those that were
/// searched. A hash without a key shows a slip or a hand in the text; against a forger the ledger
/// holds the hash (anonymizer/Ledger.h). Errors: NotFound, Unreadable, Malformed (no leak report).
Result<ReportCheck> checkReport(const std::filesystem::path& report,
                                const std::optional<std::filesystem::path>& output = {});

struct LeakScanOptions {
    int workers = 2; ///< each holds Tesseract's models, some 100 MB, once it meets a picture
    bool pictures = true;
    core::WorkFn progress{}; ///< both trees, in files and bytes
    const core::CancelToken* cancel = nullptr;
};

/// Collects every identifying value of the originals (names whole and in parts, IDs, dates in
/// several spellings, UIDs, addresses, EXIF and text chunks, file names) and searches every file of
/// the output for them as LeakGate does, all values against all files. The writing in the pixels of
/// DICOM images and loose pictures (eight frames from first to last, overlays, icons) is read with
/// Tesseract and searched for names, numbers, dates and longer phrases. What a file's own
/// (0012,0064) says to be kept by an option is no leak in its own attribute. Memory grows with the
/// number of different values, not with the files. Errors: NotFound, Unreadable, Cancelled.
Result<LeakReport> leakScan(const std::filesystem::path& original,
                            const std::filesystem::path& output, const LeakScanOptions& options);
Result<LeakReport> leakScan(const std::filesystem::path& original,
                            const std::filesystem::path& output,
                            const core::ProgressFn& progress = {});
/// The same search for values at hand, where there are no original files: for what a project
/// exports.
Result<LeakReport> leakScanFor(const std::vector<Identifier>& identifiers,
                               const std::filesystem::path& output,
                               const LeakScanOptions& options = {});

} // namespace cw::anonymizer
