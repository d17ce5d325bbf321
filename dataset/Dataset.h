// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Adjudication.h"
#include "core/Clock.h"
#include "core/ImageAttributes.h"
#include "core/Progress.h"
#include "dataset/Provenance.h"
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace cw::dataset {

/// One image of a frozen version with its truth.
struct DatasetImage {
    core::ImageId id;
    core::CaseId caseId;
    core::PatientKey patient;
    std::string mediaType;
    core::ImageAttributes attributes;
    std::string label;                          ///< the case's diagnosis, e.g. "malignant"
    std::vector<annotation::Finding> findings;  ///< of this image
    std::map<std::string, std::string> answers; ///< case level
    ProgrammeFacts programme = {};
    std::string profile = {}, profileSha256 = {}; ///< of the de-identification
    /// How exports call the image: "<class>/<name>" or a name; empty: by its id. Not frozen.
    std::string exportName = {};
};
struct ExcludedCase {
    core::CaseId caseId;
    std::string reason;
};
struct DatasetContent {
    core::ImageKind kind = core::ImageKind::Mammography;
    std::vector<DatasetImage> images; ///< sorted by id
    std::vector<ExcludedCase> excluded;
    VersionProvenance provenance = {};
    std::vector<CaseProvenance> cases = {}; ///< freeze() adds an empty one for a case without
    std::vector<Paper> papers = {};
    /// In: those of earlier versions of the project. Frozen: all of them (dataset/Programme.h).
    std::vector<ProgrammeNumber> numbers = {};
};

/// Reads an image's stored bytes by its id. Injected by the caller, so that this module opens
/// neither database nor DICOM. Called from one thread, one image at a time.
using BytesSource = std::function<Result<std::vector<std::byte>>(const core::ImageId&)>;

/// Frozen: <folder>/manifest.json ("concord-dataset-2": every image, truth record and their
/// SHA-256, where the truth comes from, excluded cases, rules, counts, numbers), truth/<case>.json
/// and papers/ (licence, terms). The version's hash is the manifest's SHA-256. Versions of the
/// first form ("concord-dataset-1") are read and verified as they were.
struct FrozenVersion {
    core::VersionName name;
    std::filesystem::path folder;
    std::string manifestSha256;
    std::string createdAt; ///< ISO 8601 UTC, by the clock given to freeze()
    DatasetContent content;
    int form = 2; ///< of the manifest
};
/// The folder appears whole or not at all. Conflict if it exists. The image bytes are re-hashed;
/// Corrupt if one does not match its id. InvalidArgument: an id is no SHA-256 or occurs twice, a
/// case contradicts itself (patient, label, answers), an outline cannot be stored, a text is not
/// UTF-8, a paper is of no known role or kind.
Result<FrozenVersion> freeze(const DatasetContent& content, const core::VersionName& name,
                             const std::filesystem::path& folder, const BytesSource& bytes,
                             const core::Clock& clock, const core::ProgressFn& progress = {});
/// NotFound, Malformed, or Corrupt if a truth record no longer has the hash in the manifest. The
/// manifest's own hash is for the caller to compare with the one that was recorded.
Result<FrozenVersion> loadVersion(const std::filesystem::path& folder);
struct VerifyReport {
    std::size_t checked = 0;
    std::vector<std::string> faults; ///< one sentence each; empty = intact
};
/// Hashes everything again: manifest, truth records, every image. NotFound only if there is no
/// folder; all else is a fault in the report.
Result<VerifyReport> verify(const std::filesystem::path& folder,
                            const std::string& expectedManifestSha256, const BytesSource& bytes,
                            const core::ProgressFn& progress = {});

enum class ExportFormat { Coco, Csv, Json, Voc, Yolo, Cvat, LabelMe, PngMask };
/// "coco", "csv", "json", "voc", "yolo", "cvat", "labelme", "png-mask"
std::optional<ExportFormat> exportFormatFrom(std::string_view text);
std::string_view name(ExportFormat format);
/// Writes annotations (and the images, under images/, when withImages) into a new or empty folder:
///   coco      annotations/instances_default.json (the layout that CVAT and Datumaro read)
///   csv       images.csv, annotations.csv
///   json      dataset.json, keys that explain themselves
///   voc, yolo, cvat, labelme, png-mask: dataset/formats/Writers.h
/// and export.json, the log: format, options, tolerance, counts, what the format could not say,
/// the version and its manifest's hash. All coordinates are image space (core/Geometry.h) but where
/// the format has its own. Free-text comments stay behind: no export holds anything about a person
/// but the keys.
/// Naming: what the files of images are called (dataset/Programme.h): by their ids, by the
/// programme's names, or by those in a folder per class with metadata/*.csv beside them.
/// Beside every format: concord-files.json (dataset/FileList.h) and papers/; with ProgrammeFolders
/// also the data sheet.
enum class Naming { ById, Programme, ProgrammeFolders };
struct ExportOptions {
    ExportFormat format = ExportFormat::Coco;
    std::filesystem::path output;
    bool withImages = false;
    Naming naming = Naming::ById;
    bool vocCorners = false; ///< VOC boxes in image space instead of 1-based and inclusive
};
/// Conflict if the folder holds anything, Corrupt if an image does not match its id,
/// InvalidArgument if an image has no name of the programme. The folder appears whole or not at
/// all.
Result<void> exportVersion(const FrozenVersion& version, const ExportOptions& options,
                           const BytesSource& bytes, const core::ProgressFn& progress = {});

} // namespace cw::dataset
