// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "app/workflow/Recipients.h"
#include "core/Presentation.h"
#include "core/Progress.h"
#include "dataset/Dataset.h"
#include "dataset/Eligibility.h"
#include "storage/CaseStore.h"
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::workflow {

/// A decoded frame with everything a viewer needs.
struct LoadedImage {
    std::shared_ptr<const core::Image> image;
    core::Presentation presentation;
    core::ImageAttributes attributes;
};
/// Any file, DICOM or loose; not tied to a project (verbs inspect, render, decode).
Result<LoadedImage> loadImage(std::span<const std::byte> bytes, int frame = 0);
/// The same for an image of a project: what the import found out about it (from the file's name and
/// header, some of which are gone by now) is kept, and the pixels are not analysed again.
Result<LoadedImage> loadStoredImage(std::span<const std::byte> bytes,
                                    const core::ImageAttributes& attributes, int frame = 0);
Result<LoadedImage> loadImageFile(const std::filesystem::path& file, int frame = 0);

struct ImportReport {
    std::size_t found = 0, imported = 0, alreadyThere = 0;
    std::size_t notImages = 0; ///< neither DICOM nor picture by their first bytes; left alone
    std::size_t archives = 0;  ///< opened; found counts their entries
    std::size_t suspicions = 0, openSuspicions = 0; ///< of refinement: found now; open in all
    struct Refused {
        std::string source;
        std::string reason;
    }; ///< source: keyed token
    std::vector<Refused> refused;
    std::size_t held = 0; ///< of the refused: writing in the picture awaits a decision
    std::size_t clinicalRows = 0, clinicalMatched = 0; ///< of clinical.csv; matched: to a case here
    std::vector<std::string> clinicalWarnings;         ///< line and column, never the value
    std::string profile, keyId;
    std::size_t reportsFound = 0, reportsKept = 0; ///< of radiology and pathology
    std::vector<std::string> reportWarnings;       ///< row or file, never a value
    std::string collectionWarning; ///< no approval on record is valid today; empty: one is
};
std::string summaryOf(const ImportReport& report);
/// Where a project keeps the writing found in pictures by an import, and what was decided about it
/// (anonymizer/PixelQueue.h): no patient data. The verb `pixels` works on it.
std::filesystem::path pixelQueueFolder(const std::filesystem::path& project);
struct DicomFormOptions; // app/workflow/DicomForms.h
struct DicomFormReport;
struct ComparisonSummary {
    std::size_t compared = 0, agree = 0, partial = 0, disagree = 0, waiting = 0;
};

/// What freezing takes beside the settled cases. software: empty = this program's.
struct FreezeOptions {
    std::vector<dataset::Paper> papers = {}; ///< licence and terms of access
    std::string software = {};
    std::string auditHead = {};
    bool syntheticPatients = false, simulatedReaders = false; ///< a demo's are known by themselves
};
/// What an export to a recipient left on record.
struct Released {
    Recipient recipient;
    std::string filesSha256; ///< of concord-files.json in the exported folder
};

/// An open project: the use cases that window and command line share. Not thread-safe; long calls
/// may run in one worker thread while nobody else calls.
class Project {
public:
    /// placement: a PostgreSQL database and a shared folder of images, for several workstations.
    static Result<Project> create(const std::filesystem::path& folder, core::ImageKind kind,
                                  core::Clock clock = core::systemClock(),
                                  const storage::Placement& placement = {});
    /// One more workstation's folder for a project on a server.
    static Result<Project> join(const std::filesystem::path& folder,
                                const storage::Placement& placement,
                                core::Clock clock = core::systemClock());
    /// login: in a project with accounts, see storage::CaseStore::open().
    static Result<Project> open(const std::filesystem::path& folder,
                                storage::Access access = storage::Access::ReadWrite,
                                core::Clock clock = core::systemClock(),
                                const std::optional<storage::Login>& login = {});

    storage::CaseStore& store() { return *m_store; }
    const storage::CaseStore& store() const { return *m_store; }
    const core::Clock& clock() const { return m_clock; }

    /// Folders are walked, ZIP and TAR archives opened, a DICOMDIR stands for the files that it
    /// lists; at the end the new images go through the refinement checks
    /// (app/workflow/Refinement.h). Every file is looked through for writing in its pixels,
    /// de-identified and searched for what identified it on its way in. One with undecided writing
    /// is refused until somebody has decided (pixelQueueFolder()). The key lies OUTSIDE the project
    /// folder: keyFile (created if missing). profile: a built-in's name or a file.
    /// reportTexts: a table or folder of reports (app/workflow/Reports.h).
    Result<ImportReport> import(const std::vector<std::filesystem::path>& sources,
                                const std::filesystem::path& keyFile,
                                const std::optional<std::filesystem::path>& clinicalCsv,
                                const std::string& profile = "curation",
                                const core::ProgressFn& progress = {},
                                const core::CancelToken* cancel = nullptr,
                                const std::optional<std::filesystem::path>& reportTexts = {});

    Result<LoadedImage> load(const core::ImageId& id, int frame = 0) const;

    /// The cases of the data set, in order: all but hidden repeats and first readings.
    Result<std::vector<storage::CaseRow>> cases() const;
    /// By the project's rules, or by others, to see what they would change. Of cases(), in
    /// their order.
    Result<std::vector<dataset::EligibilityVerdict>> eligibility() const;
    Result<std::vector<dataset::EligibilityVerdict>>
    eligibility(const dataset::EligibilityRules& rules) const;
    /// The rules file that the project has adopted (PROJECT/eligibility.rules), else the
    /// programme's. Malformed if the file no longer is one.
    Result<dataset::EligibilityRules> eligibilityRules() const;
    /// From now on assigning and freezing go by this file; the audit has its SHA-256. Malformed.
    Result<dataset::EligibilityRules> adoptEligibilityRules(std::string_view text);
    /// Every case nobody has begun, unless its verdict is No; the number of cases assigned.
    Result<std::size_t> assignAll(const core::ReaderId& a, const core::ReaderId& b);

    /// The reader's own session, journaled in the project. Forbidden: not assigned, or submitted.
    Result<annotation::ReadingSession> openSession(const core::CaseId& id,
                                                   const core::ReaderId& reader,
                                                   annotation::Journaling journaling = {});
    /// The store has the reading before the journal is closed: a crash between loses nothing.
    Result<void> submit(annotation::ReadingSession& session);

    /// The two readings of a case, with what is known of its images; nothing is stored. Forbidden
    /// until both have submitted.
    Result<annotation::Comparison> compareCase(const core::CaseId& id,
                                               const annotation::ComparisonRules& rules = {}) const;
    /// Every case that both readers have submitted; those with a decision keep their comparison.
    Result<ComparisonSummary> compareAll(const annotation::ComparisonRules& rules = {});
    /// Fills in decidedAt where empty. Forbidden before the comparison, for agreeing readings, and
    /// for one of the two readers: the third person decides.
    Result<void> adjudicate(annotation::Decision decision);

    /// Settled cases only. Cases that disagree without a decision block freezing (Forbidden, says
    /// how many), and so do cases that lack an inspection which the policy asks for.
    Result<dataset::DatasetContent> settledContent() const;
    Result<dataset::FrozenVersion> freeze(const core::VersionName& name,
                                          const core::ProgressFn& progress = {});
    Result<dataset::FrozenVersion> freeze(const core::VersionName& name,
                                          const FreezeOptions& options,
                                          const core::ProgressFn& progress = {});
    /// A version as it was frozen; Corrupt if its manifest is not the recorded one.
    Result<dataset::FrozenVersion> version(const core::VersionName& name) const;
    Result<dataset::VerifyReport> verify(const core::VersionName& name,
                                         const core::ProgressFn& progress = {});
    /// Forbidden where the project demands a recipient (recipients().required()).
    Result<void> exportVersion(const core::VersionName& name, const dataset::ExportOptions& options,
                               const core::ProgressFn& progress = {});
    /// To somebody on record, whose approval is valid today; on record before anything leaves, and
    /// again with the hash of what left (Recipients.h). Errors: those of Recipients::cleared().
    Result<Released> exportTo(const ReleaseTerms& terms, const core::VersionName& name,
                              const dataset::ExportOptions& options,
                              const core::ProgressFn& progress = {});
    /// Corrupt if rows that the audit trail knows of are not in the record.
    Result<Recipients> recipients() const;
    Result<void> addRecipient(const Recipient& recipient);
    Result<void> requireRecipient(bool required);
    /// The same as DICOM SEG, SR or presentation states; withReadings: both readings' reports under
    /// the truth's, as its predecessors. terms: to somebody on record, as exportTo(); released then
    /// says what left.
    Result<DicomFormReport> exportDicom(const core::VersionName& name,
                                        const DicomFormOptions& options, bool withReadings,
                                        const core::ProgressFn& progress = {},
                                        const ReleaseTerms* terms = nullptr,
                                        Released* released = nullptr);

private:
    Project(storage::CaseStore store, core::Clock clock);
    dataset::BytesSource bytesSource() const;
    struct Leaving {
        std::string format;
        std::filesystem::path folder;
        bool withImages = false;
    };
    using Writing = std::function<Result<void>()>;
    Result<void> mayLeaveUnrecorded() const;
    Result<Released> recorded(const ReleaseTerms& terms, const dataset::FrozenVersion& frozen,
                              const Leaving& leaving, const Writing& write);
    Result<RecipientsRow> record(const std::string& kind,
                                 const std::map<std::string, std::string>& fields);
    Result<std::vector<dataset::ProgrammeNumber>> numbersGivenSoFar() const;
    Result<storage::CaseStore::Version> recordedVersion(const core::VersionName& name) const;
    std::filesystem::path versionFolder(const core::VersionName& name) const;
    std::unique_ptr<storage::CaseStore> m_store;
    core::Clock m_clock;
};

} // namespace cw::workflow
