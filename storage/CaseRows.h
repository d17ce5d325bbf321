// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Adjudication.h"
#include "core/ImageAttributes.h"
#include "storage/DatabaseAddress.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a storage::CaseStore hands out and takes.
namespace cw::storage {

/// Where a case stands. Derived from its rows, never set by hand.
enum class CaseState {
    New,
    Assigned,
    InReading,
    Submitted,
    Compared,
    CrossCheck, ///< the readers differ, see each other's reading and may amend their own
    NeedsAdjudication,
    Settled,
    Excluded
};
std::string_view name(CaseState state); ///< "new", "assigned", "in-reading", "submitted", ...

struct StoredImage {
    core::ImageId id;
    core::CaseId caseId;
    std::string mediaType;
    core::StudyKey study;
    core::ImageAttributes attributes;
};
struct CaseRow {
    core::CaseId id; ///< "C-0001" in order of import
    core::PatientKey patient;
    CaseState state = CaseState::New;
    std::size_t imageCount = 0;
    std::vector<core::ReaderId> readers; ///< assigned, in order: A, B
    std::vector<bool> submitted;         ///< a reader each
    std::optional<annotation::ExclusionReason> exclusion;
    /// A hidden repeat or a first reading, with the images of this case: not a case of the data
    /// set. Never told to a reader.
    std::optional<core::CaseId> aliasOf;
};
/// One row of clinical.csv, patient already replaced by its key, direct identifiers dropped.
using ClinicalRow = std::map<std::string, std::string>;

/// The two readings of a case that both readers have submitted, and what became of them.
struct CaseReadings {
    annotation::Reading a, b;
    std::optional<annotation::Comparison> comparison;
    std::optional<annotation::Decision> decision; ///< the latest
};
/// Somebody has a case in hand for one piece of work.
struct Claim {
    core::CaseId caseId;
    std::string purpose;         ///< "adjudication", "reading kim": two purposes do not collide
    std::string holder;          ///< who
    std::string workstation;     ///< where, in words for people; may be empty
    std::string takenAt, seenAt; ///< set by the store, ISO 8601 UTC
    std::string token; ///< of the holder's session, random: the same person elsewhere is another
};

struct AddedImage {
    core::ImageId id;
    core::CaseId caseId;
    bool alreadyThere = false;
};

enum class Access { ReadWrite, ReadOnly };

/// Where the audit trail stands: kept elsewhere (a version's record, a printed report), it shows
/// later whether the trail is still the same. seq 0 before the first row.
struct AuditHead {
    std::int64_t seq = 0;
    std::string hash; ///< SHA-256 over the whole trail so far, 64 hex digits
};
struct AuditVerdict {
    std::size_t rows = 0;    ///< that hold, from the first
    std::size_t anchors = 0; ///< that were compared
    AuditHead head;          ///< of the last row that holds
    std::optional<std::int64_t> firstBroken;
    std::string why; ///< in words, if one is broken
};

/// Where the parts of a project lie that need not be in its folder.
struct Placement {
    std::optional<DatabaseAddress> database; ///< PostgreSQL; nothing: SQLite in the folder
    std::string password;         ///< of the database, kept nowhere; empty: libpq looks for it
    std::filesystem::path images; ///< a folder that several workstations share; empty: the
                                  ///< project's own; relative: to the project's folder
};

} // namespace cw::storage
