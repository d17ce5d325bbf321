// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Clock.h"
#include "core/Result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cw::workflow {

/// The approval of an ethics board. Words of the steward; none names a patient.
struct Approval {
    std::string number, title;  ///< IRB-2026-0113
    std::string from, to;       ///< YYYY-MM-DD, both days included
    std::string documentSha256; ///< of the approval's document; 64 hexadecimal digits
    std::string by, recordedAt;
};
/// Why the data are collected: one of anonymizer::purposes(), and words.
struct Purpose {
    std::string kind, text, by, recordedAt;
};
enum class CollectionStep { Requested, Approved, Extracted };
std::string_view name(CollectionStep step); ///< "requested", "approved", "extracted"
std::optional<CollectionStep> collectionStepFrom(std::string_view text);
/// Who asked for, allowed or took out what, and when (programme.md 2.1: each step approved, watched
/// and logged).
struct CollectionEvent {
    CollectionStep step = CollectionStep::Requested;
    std::string by, what; ///< "mammograms of the cohort from the PACS"
    std::string at;       ///< the day it happened, YYYY-MM-DD; empty: today
    std::string approval; ///< number of an approval on record, or empty
    std::string recordedAt;
};
/// An import, as it was noted by itself.
struct CollectedImport {
    std::string at, words; ///< counts only
    std::string approval;  ///< that was valid; empty: none, warning says why
    std::string warning;
};
struct CohortNote {
    std::string at, by;
    std::size_t patients = 0;
};

struct CollectionState {
    std::optional<Purpose> purpose; ///< the last one
    std::vector<Approval> approvals;
    std::vector<CollectionEvent> events;
    std::vector<CollectedImport> imports;
    std::vector<CohortNote> cohorts;
    std::string headHash; ///< of the ledger; to be kept elsewhere
};

/// The collection on record: <project>/collection/ledger.jsonl, hash-chained (detail/ChainedLog.h),
/// and <project>/collection.json, which says the same as it stands, for other programs. Pseudonyms
/// and words of the staff only: texts with a registration or telephone number or a mail address are
/// refused. Errors of all: Corrupt (the ledger was changed), Conflict (two writers), IoFailure.
class Collection {
public:
    /// The project's folder need not be open. NotFound: it is not there.
    static Result<Collection> open(const std::filesystem::path& project,
                                   core::Clock clock = core::systemClock());
    const CollectionState& state() const { return m_state; }

    /// InvalidArgument: kind is none of the law's, a text is missing.
    Result<void> setPurpose(const std::string& kind, const std::string& text,
                            const std::string& by);
    /// document: hashed, not copied. InvalidArgument: no day of the calendar, to before from;
    /// Conflict: the number is on record with other content.
    Result<void> addApproval(Approval approval, const std::filesystem::path& document);
    /// InvalidArgument; NotFound: the approval is not on record.
    Result<void> addEvent(CollectionEvent event);
    Result<void> noteCohort(const std::string& by, std::size_t patients);

    /// What an import on that day has to be told: empty, or that no approval covers the day. A
    /// project without any approval on record is not warned: it may be a trial.
    std::string warningOn(const std::string& day) const;
    /// Number of an approval that covers the day, or empty.
    std::string approvalOn(const std::string& day) const;
    /// Nothing where no approval is on record.
    Result<void> noteImport(const std::string& words);

private:
    Collection(std::filesystem::path project, core::Clock clock);
    Result<void> reload();
    Result<void> write(const std::string& rowJson);
    std::filesystem::path m_project;
    core::Clock m_clock;
    CollectionState m_state;
};

/// InvalidArgument where a text of the staff is missing, or holds a registration or telephone
/// number or a mail address.
Result<void> checkStaffText(const std::string& text, const std::string& what);

} // namespace cw::workflow
