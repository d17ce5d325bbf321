// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/ReadingSession.h"
#include "annotation/Vocabulary.h"
#include "core/Progress.h"
#include "dataset/Dataset.h"
#include "dicom/ReferencedOutline.h"
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cw::workflow {

/// What a version's truth is written as, in DICOM's own forms.
enum class DicomForm {
    Segmentation,      ///< seg/<image>.dcm: a segment a lesion
    Report,            ///< sr/<case>-truth.dcm: TID 1500; with readings also -reader-a, -reader-b
    PresentationState, ///< pr/<image>.dcm: outlines to look at
};
std::optional<DicomForm> dicomFormFrom(std::string_view text); ///< "dicom-seg", "dicom-sr", "gsps"

/// The two readings under a case's truth, in the order A, B.
using ReadingPairs = std::map<core::CaseId, std::pair<annotation::Reading, annotation::Reading>>;

struct DicomFormOptions {
    DicomForm form = DicomForm::Segmentation;
    std::filesystem::path output; ///< a new or empty folder
    bool withImages = false;      ///< DICOM images too; wrapped pictures always go along
};
struct DicomFormReport {
    std::size_t objects = 0, lesions = 0;
    std::size_t wrapped = 0;       ///< loose pictures written as Secondary Capture Images
    std::size_t withoutObject = 0; ///< images without a lesion: they have no SEG and no state
    /// What a reader of the export should know; no identifiers. Also in export.json.
    std::vector<std::string> notes;
};

/// Everything refers to the stored, de-identified images by their own UIDs; a loose picture, which
/// has none, is wrapped (images/<image>.dcm) under UIDs made of its hash. UIDs and times come from
/// the version: the same version gives the same bytes. The folder appears whole or not at all.
/// Conflict, Corrupt (an image does not match its id), Unsupported (an image that has no UIDs).
Result<DicomFormReport> exportDicomForms(const dataset::FrozenVersion& version,
                                         const DicomFormOptions& options,
                                         const dataset::BytesSource& bytes,
                                         const ReadingPairs& readings = {},
                                         const core::ProgressFn& progress = {});

/// Outlines of a SEG, SR or presentation state, whichever the file is.
struct DicomOutlines {
    std::string form; ///< "dicom-seg", "dicom-sr", "gsps"
    std::vector<dicom::ReferencedOutline> outlines;
    std::vector<std::string> notes; ///< what is in the file but is no outline here
};
/// Unsupported: DICOM of another kind. Malformed, TooLarge as the readers of dicom say.
Result<DicomOutlines> readDicomOutlines(std::span<const std::byte> file);

/// The label and the answers of a finding by their codes: what exportDicomForms has written comes
/// back as the words it was made of; nothing for codes that the vocabulary does not have.
std::optional<std::string> labelOf(const dicom::ReferencedOutline& outline, core::ImageKind kind);
annotation::Answers attributesOf(const dicom::ReferencedOutline& outline, core::ImageKind kind);

} // namespace cw::workflow
