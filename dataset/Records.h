// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Counts.h"
#include "dataset/Dataset.h"
#include <string>
#include <vector>

namespace cw::dataset {

/// The records on disk. All JSON here is canonical: sorted keys, shortest numbers, one space of
/// indent, a final line end; the same content gives the same bytes.

inline constexpr const char* kManifestFile = "manifest.json";

/// One case's truth: what truth/<case>.json holds.
struct CaseTruth {
    core::CaseId caseId;
    std::string label;
    std::map<std::string, std::string> answers;
    std::map<core::ImageId, std::vector<annotation::Finding>> findings; ///< every image of the case
};
struct TruthEntry {
    core::CaseId caseId;
    std::string sha256;
};
struct PaperEntry {
    Paper paper; ///< role and ending; the bytes are in the file
    std::string sha256;
};
struct Manifest {
    int form = 2; ///< 1: "concord-dataset-1", which knew no provenance
    core::VersionName name;
    std::string createdAt;
    core::ImageKind kind = core::ImageKind::Mammography;
    std::vector<DatasetImage> images; ///< without label, answers and findings
    std::vector<std::uint64_t> byteCounts;
    std::vector<TruthEntry> truth;
    std::vector<ExcludedCase> excluded;
    VersionProvenance provenance = {};
    std::vector<CaseProvenance> cases = {}; ///< one for each entry of truth
    std::vector<ProgrammeNumber> numbers = {};
    std::vector<PaperEntry> papers = {};
    Counts counts = {};
};

/// truth/<case>.json. The id must have passed isFileSafe.
std::string truthFile(const core::CaseId& caseId);
inline constexpr std::size_t kPaperLimit = 16 << 20;
/// "papers/licence.txt".
std::string paperFile(const Paper& paper);
/// A known role and ending, not too large.
bool isPaper(const Paper& paper);
/// Letters, digits, '.', '_', '-', not first a '.', at most 100: cannot leave the folder.
bool isFileSafe(const std::string& id);
bool isSha256(const std::string& text);

/// The cases of a content, sorted, each with all of its images.
std::vector<CaseTruth> truthsOf(const DatasetContent& content);

/// InvalidArgument if a text is not UTF-8.
Result<std::string> toJson(const CaseTruth& truth);
Result<std::string> toJson(const Manifest& manifest);
/// Malformed, with the record's kind but no content.
Result<CaseTruth> truthFromJson(const std::string& text);
Result<Manifest> manifestFromJson(const std::string& text);

} // namespace cw::dataset
