// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Adjudication.h"
#include "core/Clock.h"
#include "core/Deidentified.h"
#include "core/ImageAttributes.h"
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cw::storage {

/// Where a case stands. Derived from its rows, never set by hand.
enum class CaseState { New, Assigned, InReading, Submitted, Compared, NeedsAdjudication, Settled, Excluded };
std::string_view name(CaseState state); ///< "new", "assigned", "in-reading", "submitted", ...

struct StoredImage {
    core::ImageId id;
    core::CaseId caseId;
    std::string mediaType;
    core::StudyKey study;
    core::ImageAttributes attributes;
};
struct CaseRow {
    core::CaseId id;              ///< "C-0001" in order of import
    core::PatientKey patient;
    CaseState state = CaseState::New;
    std::size_t imageCount = 0;
    std::vector<core::ReaderId> readers;   ///< assigned, in order: A, B
    std::vector<bool> submitted;           ///< a reader each
    std::optional<annotation::ExclusionReason> exclusion;
};
/// One row of clinical.csv, patient already replaced by its key, direct identifiers dropped.
using ClinicalRow = std::map<std::string, std::string>;

struct AddedImage {
    core::ImageId id;
    core::CaseId caseId;
    bool alreadyThere = false;
};

enum class Access { ReadWrite, ReadOnly };

/// A project: <folder>/concord.sqlite (through SOCI), <folder>/images/ab/abcd... (content-addressed,
/// written whole), <folder>/journals. One writer at a time (FileLock on <folder>/.lock); a second one
/// gets Conflict with a clear sentence. All strings that reach SQL are bound, never concatenated.
class CaseStore {
public:
    /// Conflict if the folder already holds a project or foreign files.
    static Result<CaseStore> create(const std::filesystem::path& folder, core::ImageKind kind,
                                    core::Clock clock);
    /// NotFound (no project there), Conflict (held), Unsupported (made by a newer version), Corrupt.
    /// Runs outstanding migrations.
    static Result<CaseStore> open(const std::filesystem::path& folder, core::Clock clock,
                                  Access access = Access::ReadWrite);
    CaseStore(CaseStore&&) noexcept;
    CaseStore& operator=(CaseStore&&) noexcept;
    ~CaseStore();

    const std::filesystem::path& folder() const;
    core::ImageKind kind() const;
    int schemaVersion() const;

    // -- images -------------------------------------------------------------------------------
    /// The blob is on disk before its row; a crash between leaves a file without a row, which the next
    /// open() removes. The same bytes twice give the same id. One case a patient.
    Result<AddedImage> add(const core::Deidentified<core::EncodedImage>& image);
    Result<bool> knowsSource(const std::string& sourceDigest) const;
    /// The image that came from the file of that keyed digest; nothing if none did.
    Result<std::optional<core::ImageId>> imageOfSource(const std::string& sourceDigest) const;
    Result<std::vector<StoredImage>> images(const core::CaseId& caseId) const;
    Result<StoredImage> image(const core::ImageId& id) const;
    /// The stored bytes; Corrupt if they no longer hash to the id.
    Result<std::vector<std::byte>> bytes(const core::ImageId& id) const;

    // -- cases --------------------------------------------------------------------------------
    Result<std::vector<CaseRow>> cases() const;
    Result<CaseRow> caseRow(const core::CaseId& id) const;
    Result<void> setClinical(const core::PatientKey& patient, const ClinicalRow& row);
    Result<std::optional<ClinicalRow>> clinical(const core::CaseId& id) const;

    // -- reading, blind ---------------------------------------------------------------------------
    /// Two readers a case, order kept. Forbidden once one of them has submitted.
    Result<void> assign(const core::CaseId& id, const core::ReaderId& a, const core::ReaderId& b);
    /// Where this reader's journal of the case lies (annotation::ReadingSession::open).
    std::filesystem::path journalFile(const core::CaseId& id, const core::ReaderId& reader) const;
    Result<void> noteOpened(const core::CaseId& id, const core::ReaderId& reader);
    /// Forbidden if not assigned or already submitted.
    Result<void> submit(const annotation::Reading& reading);
    /// Own readings always; the other's only when both have submitted.
    Result<std::vector<annotation::Reading>> readingsVisibleTo(const core::ReaderId& viewer,
                                                               const core::CaseId& id) const;
    /// Both, for comparison and freezing: Forbidden until both have submitted.
    Result<std::pair<annotation::Reading, annotation::Reading>> bothReadings(const core::CaseId& id) const;

    // -- truth ----------------------------------------------------------------------------------
    Result<void> saveComparison(const annotation::Comparison& comparison);
    Result<std::optional<annotation::Comparison>> comparison(const core::CaseId& id) const;
    Result<void> saveDecision(const annotation::Decision& decision);
    Result<std::optional<annotation::Decision>> decision(const core::CaseId& id) const;
    Result<void> exclude(const core::CaseId& id, annotation::ExclusionReason reason);

    // -- versions and audit ---------------------------------------------------------------------------
    /// Conflict if the name is taken: a version never changes.
    Result<void> recordVersion(const core::VersionName& name, const std::string& manifestSha256);
    struct Version { core::VersionName name; std::string manifestSha256, createdAt; };
    Result<std::vector<Version>> versions() const;
    Result<void> audit(const std::string& actor, const std::string& action, const std::string& detail);
    struct AuditRow { std::string at, actor, action, detail; };
    Result<std::vector<AuditRow>> auditTrail() const;

private:
    struct Impl;
    explicit CaseStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace cw::storage
