// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Pseudonyms.h"
#include "core/Deidentified.h"
#include "core/ImageAttributes.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

class Profile;      // anonymizer/Profile.h
class Assignments;  // anonymizer/Assignments.h
struct Identifier;  // anonymizer/detail/Identifiers.h
struct OriginalIds; // anonymizer/Vault.h

/// What was done to one file, without any value: safe to log and to keep.
struct AuditRecord {
    std::string profile; ///< name and PS3.15 edition
    std::string keyId;
    std::map<std::string, int> actions; ///< "remove", "empty", "replace", "uid", "date" -> count
    std::vector<std::string> warnings;  ///< words, no values
    std::string outputSha256;
};

struct DeidentifiedFile {
    core::Deidentified<core::EncodedImage> image;
    AuditRecord record;
    /// Pseudonymous: the output's SOP Instance UID; for a picture, made from the source's bytes.
    std::string instanceUid;
    /// Of the SOURCE, as in FileRecord: patient data, never kept.
    std::shared_ptr<const std::vector<Identifier>> identifiers = nullptr;
    std::shared_ptr<const OriginalIds> original = nullptr;
};

/// Everything a run needs; shared by all files of it, const and re-entrant.
struct DeidentifyContext {
    std::shared_ptr<const Profile> profile;
    Pseudonyms pseudonyms;
    /// IDs given beforehand; nullptr where all are made from the key.
    std::shared_ptr<const Assignments> assignments = nullptr;
};

/// One file of either sort. sourceName gives a loose picture its patient: for a picture the patient
/// is clinical.csv's or, failing that, the file name up to the first '_' (pseudonymised either
/// way). Errors: Malformed, Unsupported (e.g. DICOMDIR, non-image), TooLarge. The caller
/// quarantines.
Result<DeidentifiedFile> deidentify(std::span<const std::byte> bytes,
                                    const DeidentifyContext& context,
                                    const std::filesystem::path& sourceName,
                                    const std::optional<std::string>& patientId = {});

/// What was written for one source file: enough to name, check and list it. All but identifiers is
/// pseudonymous.
struct FileRecord {
    /// outputSha256 is empty: pixels are copied by the system, never read.
    AuditRecord record;
    core::PatientKey patient;
    std::string studyUid, seriesUid, instanceUid; ///< of the output; studies only for DICOM
    std::string mediaType;                        ///< "application/dicom", "image/jpeg", ...
    std::string sopClassUid;                      ///< empty for loose pictures
    /// Kind, modality, laterality, view, field, width, height, frames, manufacturer and model (the
    /// key of a device's pixel templates: no patient data, but not for logs).
    core::ImageAttributes attributes;
    std::uint64_t bytes = 0; ///< of the output
    /// Of the SOURCE, for the leak gate: patient data. Never kept, logged or reported; null if
    /// there are none.
    std::shared_ptr<const std::vector<Identifier>> identifiers;
    /// Of the SOURCE, for the steward's list of them: what Clean Descriptors dropped.
    std::vector<std::string> droppedWords;
    /// Of the SOURCE, for the vault's mapping: as above. The UIDs are empty for loose pictures.
    std::shared_ptr<const OriginalIds> original;
    int dateOffsetDays = 0;     ///< by which the patient's dates moved; 0: they were not shifted
    bool alreadySealed = false; ///< the source is our own output under the same key
};

/// What differs from file to file.
struct FileOptions {
    std::optional<std::string> patientId; ///< instead of the file's own, as from clinical.csv
    /// Burned-in text was looked for, decided on and hidden before: (0028,0301) becomes NO and
    /// Clean Pixel Data (113101) is claimed.
    bool pixelsCleaned = false;
};

/// deidentify() with all that may differ.
Result<DeidentifiedFile> deidentify(std::span<const std::byte> bytes,
                                    const DeidentifyContext& context,
                                    const std::filesystem::path& sourceName,
                                    const FileOptions& options);

/// De-identifies one file of either sort into a new one in constant memory: the header is decided
/// element by element, pixel data are copied (PS3.15 E.1). Objects without pixel data pass as well.
/// The target is made (Conflict if it exists), not synced, and removed again on any error.
/// sourceName as in deidentify(). Errors: NotFound, Unreadable, Malformed, Unsupported (DICOMDIR,
/// neither DICOM nor picture), TooLarge: the caller quarantines; IoFailure, Conflict: the target.
Result<FileRecord> deidentifyFile(const std::filesystem::path& source,
                                  const std::filesystem::path& target,
                                  const DeidentifyContext& context,
                                  const std::filesystem::path& sourceName,
                                  const FileOptions& options = {});
/// The same from memory: of a file whose boxes were hidden (anonymizer/PixelReview.h).
Result<FileRecord> deidentifyFile(std::span<const std::byte> source,
                                  const std::filesystem::path& target,
                                  const DeidentifyContext& context,
                                  const std::filesystem::path& sourceName,
                                  const FileOptions& options = {});

} // namespace cw::anonymizer
