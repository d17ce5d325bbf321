// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dicom/Header.h"
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

class DicomDirInterface;

namespace cw::dicom {

/// The DICOMDIR of a folder in the making, by DCMTK.
class DirectoryRecords {
public:
    static Result<DirectoryRecords> begin(std::filesystem::path folder);
    DirectoryRecords(DirectoryRecords&&) noexcept;
    DirectoryRecords& operator=(DirectoryRecords&&) = delete;
    ~DirectoryRecords();

    /// Records for the file that will lie at `path` in the folder; nothing must lie there yet.
    /// header: what the records are made of; syntax: the file's transfer syntax.
    /// Unsupported where no record fits, IoFailure.
    Result<void> add(const std::string& path, const Header& header, std::string_view syntax);
    /// Writes DICOMDIR into the folder under this SOP Instance UID. Last call.
    Result<void> write(const std::string& uid);

private:
    explicit DirectoryRecords(std::filesystem::path folder);
    std::filesystem::path m_folder;
    std::unique_ptr<DicomDirInterface> m_directory;
};

/// DCMTK makes records with the VRs of its dictionary, and broken ones where a machine has none or
/// DCMDICTPATH leads nowhere. Once per process: adds what is missing from our own.
void completeDcmtkDictionary();

} // namespace cw::dicom
