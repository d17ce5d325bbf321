// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Adjudication.h"
#include "core/Clock.h"
#include "core/ImageAttributes.h"
#include "core/Progress.h"
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
    std::string label;                             ///< the case's diagnosis, e.g. "malignant"
    std::vector<annotation::Finding> findings;     ///< of this image
    std::map<std::string, std::string> answers;    ///< case level
};
struct ExcludedCase {
    core::CaseId caseId;
    std::string reason;
};
struct DatasetContent {
    core::ImageKind kind = core::ImageKind::Mammography;
    std::vector<DatasetImage> images;     ///< sorted by id
    std::vector<ExcludedCase> excluded;
};

/// Injected by the caller, so that this module opens neither database nor DICOM.
using BytesSource = std::function<Result<std::vector<std::byte>>(const core::ImageId&)>;

/// Frozen: <folder>/manifest.json ("concord-dataset-1": every image, truth record and their SHA-256,
/// excluded cases, rules) and truth/<case>.json. The version's hash is the manifest's SHA-256.
struct FrozenVersion {
    core::VersionName name;
    std::filesystem::path folder;
    std::string manifestSha256;
    DatasetContent content;
};
/// Conflict if the folder exists. The image bytes are re-hashed; Corrupt if one does not match its id.
Result<FrozenVersion> freeze(const DatasetContent& content, const core::VersionName& name,
                             const std::filesystem::path& folder, const BytesSource& bytes,
                             const core::Clock& clock, const core::ProgressFn& progress = {});
Result<FrozenVersion> loadVersion(const std::filesystem::path& folder);
struct VerifyReport {
    std::size_t checked = 0;
    std::vector<std::string> faults; ///< one sentence each; empty = intact
};
Result<VerifyReport> verify(const std::filesystem::path& folder, const std::string& expectedManifestSha256,
                            const BytesSource& bytes, const core::ProgressFn& progress = {});

enum class ExportFormat { Coco, Csv, Json };
std::optional<ExportFormat> exportFormatFrom(std::string_view text); ///< "coco", "csv", "json"
/// Writes annotations (and the images, under images/, when withImages) into a new or empty folder.
struct ExportOptions {
    ExportFormat format = ExportFormat::Coco;
    std::filesystem::path output;
    bool withImages = false;
};
Result<void> exportVersion(const FrozenVersion& version, const ExportOptions& options,
                           const BytesSource& bytes, const core::ProgressFn& progress = {});

} // namespace cw::dataset
