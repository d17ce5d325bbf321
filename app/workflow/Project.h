// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "core/Presentation.h"
#include "core/Progress.h"
#include "dataset/Dataset.h"
#include "dataset/Eligibility.h"
#include "storage/CaseStore.h"
#include "validation/CrossValidation.h"
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
    struct Refused {
        std::string source;
        std::string reason;
    }; ///< source: keyed token
    std::vector<Refused> refused;
    std::size_t held = 0; ///< of the refused: writing in the picture awaits a decision
    std::size_t clinicalRows = 0, clinicalMatched = 0; ///< of clinical.csv; matched: to a case here
    std::vector<std::string> clinicalWarnings;         ///< line and column, never the value
    std::string profile, keyId;
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

/// An open project: the use cases that window and command line share. Not thread-safe; long calls
/// may run in one worker thread while nobody else calls.
class Project {
public:
    static Result<Project> create(const std::filesystem::path& folder, core::ImageKind kind,
                                  core::Clock clock = core::systemClock());
    static Result<Project> open(const std::filesystem::path& folder,
                                storage::Access access = storage::Access::ReadWrite,
                                core::Clock clock = core::systemClock());

    storage::CaseStore& store() { return *m_store; }
    const storage::CaseStore& store() const { return *m_store; }
    const core::Clock& clock() const { return m_clock; }

    /// Folders are walked; every file is looked through for writing in its pixels, de-identified
    /// and searched for what identified it on its way in. One with undecided writing is refused
    /// until somebody has decided (pixelQueueFolder()). The key lies OUTSIDE the project folder:
    /// keyFile (created if missing). profile: a built-in's name or a file.
    Result<ImportReport> import(const std::vector<std::filesystem::path>& sources,
                                const std::filesystem::path& keyFile,
                                const std::optional<std::filesystem::path>& clinicalCsv,
                                const std::string& profile = "curation",
                                const core::ProgressFn& progress = {},
                                const core::CancelToken* cancel = nullptr);

    Result<LoadedImage> load(const core::ImageId& id, int frame = 0) const;

    Result<std::vector<dataset::EligibilityVerdict>> eligibility() const;
    /// Every case nobody has begun, unless its verdict is No; the number of cases assigned.
    Result<std::size_t> assignAll(const core::ReaderId& a, const core::ReaderId& b);

    /// The reader's own session, journaled in the project. Forbidden: not assigned, or submitted.
    Result<annotation::ReadingSession> openSession(const core::CaseId& id,
                                                   const core::ReaderId& reader,
                                                   annotation::Journaling journaling = {});
    /// The store has the reading before the journal is closed: a crash between loses nothing.
    Result<void> submit(annotation::ReadingSession& session);

    /// Every case that both readers have submitted; those with a decision keep their comparison.
    Result<ComparisonSummary> compareAll(const annotation::ComparisonRules& rules = {});
    /// Fills in decidedAt where empty. Forbidden before the comparison, for agreeing readings, and
    /// for one of the two readers: the third person decides.
    Result<void> adjudicate(annotation::Decision decision);

    /// Settled cases only. Cases that disagree without a decision block freezing (Forbidden, says
    /// how many).
    Result<dataset::DatasetContent> settledContent() const;
    Result<dataset::FrozenVersion> freeze(const core::VersionName& name,
                                          const core::ProgressFn& progress = {});
    Result<dataset::VerifyReport> verify(const core::VersionName& name,
                                         const core::ProgressFn& progress = {});
    Result<void> exportVersion(const core::VersionName& name, const dataset::ExportOptions& options,
                               const core::ProgressFn& progress = {});
    /// The same as DICOM SEG, SR or presentation states; withReadings: both readings' reports under
    /// the truth's, as its predecessors.
    Result<DicomFormReport> exportDicom(const core::VersionName& name,
                                        const DicomFormOptions& options, bool withReadings,
                                        const core::ProgressFn& progress = {});
    /// task: "malignant", "glaucoma", "amd", "dr", "rvo": that label against the rest (fundus:
    /// against normal), or "disease": every label but normal against normal. Which images count,
    /// and as what: docs/decisions/0061.
    Result<validation::ValidationResult> validate(const core::VersionName& name,
                                                  const std::string& task,
                                                  validation::ValidationPlan plan,
                                                  const core::ProgressFn& progress = {},
                                                  const core::CancelToken* cancel = nullptr);

private:
    Project(storage::CaseStore store, core::Clock clock);
    dataset::BytesSource bytesSource() const;
    Result<storage::CaseStore::Version> recordedVersion(const core::VersionName& name) const;
    std::filesystem::path versionFolder(const core::VersionName& name) const;
    std::unique_ptr<storage::CaseStore> m_store;
    core::Clock m_clock;
};

} // namespace cw::workflow
