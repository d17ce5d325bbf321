// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Pseudonyms.h"
#include "core/Deidentified.h"
#include "core/ImageAttributes.h"
#include "core/Progress.h"
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::anonymizer {

class Profile; // anonymizer/Profile.h

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
};

/// Everything a run needs; shared by all files of it, const and re-entrant.
struct DeidentifyContext {
    std::shared_ptr<const Profile> profile;
    Pseudonyms pseudonyms;
};

/// One file of either sort. sourceName gives a loose picture its patient: for a picture the patient
/// is clinical.csv's or, failing that, the file name up to the first '_' (pseudonymised either
/// way). Errors: Malformed, Unsupported (e.g. DICOMDIR, non-image), TooLarge. The caller
/// quarantines.
Result<DeidentifiedFile> deidentify(std::span<const std::byte> bytes,
                                    const DeidentifyContext& context,
                                    const std::filesystem::path& sourceName,
                                    const std::optional<std::string>& patientId = {});

enum class Outcome { Written, AlreadyThere, Quarantined };
struct BatchItem {
    std::string source;           ///< keyed token of the source's relative path, not the path
    std::filesystem::path output; ///< relative; empty when quarantined
    Outcome outcome = Outcome::Written;
    std::string reason; ///< of quarantine, in words
    AuditRecord record;
};
struct BatchReport {
    std::string profile, keyId;
    std::vector<BatchItem> items; ///< sorted by source token
    std::size_t count(Outcome outcome) const;
    std::string toJson() const;
};
struct BatchOptions {
    std::filesystem::path input, output;
    std::optional<std::filesystem::path> report; ///< folder for report.json
    int workers = 2;
    bool resume = false;
};
/// BatchItem::source of a file, given its path relative to the input: how a steward who holds the
/// key finds the file of a report line.
std::string sourceToken(const DeidentifyContext& context, const std::filesystem::path& relative);

/// The stand-alone verb: walks input, writes pseudonymous names under output
/// (patient/study/uid.dcm), whole files only. Output and report trees are refused inside input and
/// the other way round. Items are committed in the order of their paths, so that two runs, or a run
/// that was killed and resumed, leave the same files. Errors: NotFound (no input), InvalidArgument
/// (nested folders), Conflict (output holds files and resume is off; or was begun with another key
/// or profile), Cancelled, IoFailure.
Result<BatchReport> deidentifyFolder(const BatchOptions& options, const DeidentifyContext& context,
                                     const core::ProgressFn& progress = {},
                                     const core::CancelToken* cancel = nullptr);

} // namespace cw::anonymizer
