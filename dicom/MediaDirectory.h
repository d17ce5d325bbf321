// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace cw::dicom {

/// A file-set for interchange media (PS3.10 8, PS3.11): DICOM files under file IDs that media
/// allow, and a DICOMDIR that lists them.
struct MediaOptions {
    std::filesystem::path input;  ///< de-identified files, as deidentify leaves them
    std::filesystem::path output; ///< new or empty, not inside the input
    core::ProgressFn progress = {};
    const core::CancelToken* cancel = nullptr;
};

/// A DICOM file that is not in the file-set.
struct MediaRefusal {
    std::string file; ///< relative to the input
    std::string reason;
};

struct MediaReport {
    std::size_t patients = 0, studies = 0, series = 0, files = 0;
    std::size_t copied = 0;          ///< of the files; the others are hard links
    std::size_t other = 0;           ///< no DICOM files (PS3.10), links, devices
    std::size_t notDeidentified = 0; ///< of the refused
    std::vector<MediaRefusal> refused;
    bool written() const { return files > 0; } ///< without a file nothing is written
};

/// Writes output/DICOMDIR and output/DICOM/P0000001/S0000001/I0000001 and so on: a P a Patient ID,
/// an S a study, an I a file, numbered in the order of the input's relative paths. The same input
/// gives the same names and the same DICOMDIR. The program's own ".concord-..." files are passed
/// over, links not followed.
///
/// A file is refused, and said so, unless Patient Identity Removed (0012,0062) is YES: nobody packs
/// identified data by mistake. A DICOMDIR, a file with elements of group 0004, a second file of a
/// SOP instance and what no directory record fits are refused too. What records need and
/// de-identification may empty is filled in the DICOMDIR alone: numbers for Study ID, Series and
/// Instance Number, 1900-01-01 for the Study Date.
///
/// The output appears whole or not at all. Errors: NotFound, Unreadable (the input),
/// InvalidArgument (output inside input, or no folder), Conflict (output not empty), IoFailure,
/// TooLarge, Cancelled.
Result<MediaReport> writeMediaDirectory(const MediaOptions& options);

} // namespace cw::dicom
