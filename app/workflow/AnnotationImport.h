// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"
#include "app/workflow/ReadingFile.h"
#include "dataset/formats/Findings.h"

namespace cw::workflow {

/// Which image of the project a foreign name means.
class ImageNames {
public:
    /// Our exports: the file's name is the image's id.
    ImageNames() = default;
    /// A table "file,image": the foreign name, the image's id. Malformed, naming the line.
    Result<void> addTable(std::string_view csv);
    /// The originals that the project was made from, found again by the keyed digest of their
    /// bytes; their names count, and the UIDs of DICOM files. Nothing of them is kept. The number
    /// that was found.
    Result<std::size_t> addOriginals(const Project& project, const std::filesystem::path& folder,
                                     const std::filesystem::path& keyFile,
                                     const core::ProgressFn& progress = {});
    /// A SOP Instance UID that means this image; of two images: none.
    void addInstance(const std::string& uid, const core::ImageId& id);
    /// By whole name, then by file name, then by file name without ending; a short form that means
    /// two images means none. A UID has no short form.
    std::optional<core::ImageId> find(const dataset::AnnotatedImage& image) const;

private:
    void add(const std::string& name, const core::ImageId& id);
    std::map<std::string, std::optional<core::ImageId>> m_names;
};

/// Of the set, the images whose names (without ending) end so, now without that end: of the masks
/// "7_1stHO.png" and "7_2ndHO.png" of image "7.jpg" the first observer's.
void keepNamed(dataset::AnnotationSet& set, const std::string& suffix);

struct AnnotationImportReport {
    std::size_t images = 0, matched = 0;
    std::size_t otherSize = 0; ///< of the matched: another size than ours, left out
    std::size_t shapes = 0;    ///< on matched images
    dataset::ConversionCounts counts;
    std::size_t contradictions = 0; ///< answers about one case that differ; the first stays
    struct CaseOutcome {
        core::CaseId caseId;
        std::size_t findings = 0, answers = 0;
        std::optional<Error> refused; ///< not on the worklist, submitted ...
    };
    std::vector<CaseOutcome> cases;
    std::vector<std::string> faults; ///< of the file (AnnotationSet::faults)
    std::size_t moreFaults = 0;
    bool complete() const; ///< everything of the file is in the project now
};

/// What an import makes of a file, case by case, in the order of the project's cases.
struct ImportedCase {
    core::CaseId caseId;
    std::vector<annotation::Finding> findings; ///< ids "F1", "F2" ...
    annotation::CaseAnswers answers;
};
/// Matches images, maps labels, turns shapes into findings. Changes nothing.
Result<std::vector<ImportedCase>> importedCases(const Project& project, dataset::AnnotationSet set,
                                                const ImageNames& names,
                                                const dataset::LabelMap& labels,
                                                AnnotationImportReport& report);

/// Into the reader's sessions, through edits that are journaled, as importReading() does it: each
/// case then holds exactly the file's findings; answers that the file does not give stay.
/// A case that cannot be taken is an outcome; the others go on.
Result<AnnotationImportReport>
importAnnotationsAsReading(Project& project, dataset::AnnotationSet set, const ImageNames& names,
                           const dataset::LabelMap& labels, const core::ReaderId& reader,
                           AfterImport after, const core::ProgressFn& progress = {});

} // namespace cw::workflow
