// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/Dataset.h"
#include "dataset/Eligibility.h"
#include "dataset/Programme.h"
#include "dataset/Records.h"
#include "dataset/StagedFolder.h"

#include <algorithm>
#include <map>
#include <set>

namespace cw::dataset {
namespace {

std::string shortId(const core::ImageId& id) { return "image " + id.text().substr(0, 12); }

Result<void> checkFindings(const DatasetImage& image) {
    std::set<core::LesionId> seen;
    for (const annotation::Finding& finding : image.findings) {
        const std::string where = "finding " + finding.id.text() + " on " + shortId(image.id);
        if (finding.id.empty() || !seen.insert(finding.id).second)
            return fail(ErrorCode::InvalidArgument, where + " has no id or one that is taken");
        if (finding.image != image.id)
            return fail(ErrorCode::InvalidArgument, where + " belongs to another image");
        if (auto storable = core::checkStorable(finding.outline, image.attributes.width,
                                                image.attributes.height);
            !storable)
            return within(std::move(storable).error(), where);
    }
    return {};
}

/// A case is one patient with one label and one set of answers, whatever image one looks at.
Result<void> checkCases(const std::vector<DatasetImage>& images) {
    std::map<core::CaseId, const DatasetImage*> firstOf;
    for (const DatasetImage& image : images) {
        const DatasetImage& first = *firstOf.try_emplace(image.caseId, &image).first->second;
        if (first.patient != image.patient || first.label != image.label ||
            first.answers != image.answers)
            return fail(ErrorCode::InvalidArgument,
                        "case " + image.caseId.text() + " contradicts itself between two images");
    }
    return {};
}

Result<void> checkContent(const DatasetContent& content) {
    if (content.images.empty())
        return fail(ErrorCode::InvalidArgument, "there is no image to freeze");
    for (std::size_t i = 0; i < content.images.size(); ++i) {
        const DatasetImage& image = content.images[i];
        if (!isSha256(image.id.text()))
            return fail(ErrorCode::InvalidArgument, "an image id is not a SHA-256");
        if (i > 0 && content.images[i - 1].id == image.id)
            return fail(ErrorCode::InvalidArgument, shortId(image.id) + " occurs twice");
        if (!isFileSafe(image.caseId.text()))
            return fail(ErrorCode::InvalidArgument, "a case id cannot be the name of a file");
        CW_CHECK(checkFindings(image));
    }
    return checkCases(content.images);
}

Result<void> checkPapers(const std::vector<Paper>& papers) {
    std::set<std::string> roles;
    for (const Paper& paper : papers)
        if (!isPaper(paper) || !roles.insert(paper.role).second)
            return fail(ErrorCode::InvalidArgument,
                        "a licence or terms of access is one .txt, .md, .html or .pdf of at most "
                        "16 MiB each");
    return {};
}

/// One record for every case that has images, in order; empty where nothing was given.
std::vector<CaseProvenance> provenanceOf(const DatasetContent& content) {
    std::map<core::CaseId, CaseProvenance> byCase;
    for (const DatasetImage& image : content.images)
        byCase[image.caseId].caseId = image.caseId;
    for (const CaseProvenance& given : content.cases)
        if (const auto found = byCase.find(given.caseId); found != byCase.end())
            found->second = given;
    std::vector<CaseProvenance> cases;
    for (auto& [id, provenance] : byCase)
        cases.push_back(std::move(provenance));
    return cases;
}

void fillRules(VersionProvenance& provenance, core::ImageKind kind) {
    if (provenance.rules.empty())
        provenance.rules = rulesInWords(kind);
    if (!provenance.rulesSha256.empty())
        return;
    core::Sha256 hash;
    for (const std::string& rule : provenance.rules)
        hash.add(rule + "\n");
    provenance.rulesSha256 = hash.hex();
}

DatasetContent sorted(DatasetContent content) {
    std::sort(content.images.begin(), content.images.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (DatasetImage& image : content.images)
        std::sort(image.findings.begin(), image.findings.end(),
                  [](const auto& a, const auto& b) { return a.id < b.id; });
    std::sort(content.excluded.begin(), content.excluded.end(), [](const auto& a, const auto& b) {
        return a.caseId != b.caseId ? a.caseId < b.caseId : a.reason < b.reason;
    });
    std::sort(content.papers.begin(), content.papers.end(),
              [](const auto& a, const auto& b) { return a.role < b.role; });
    content.cases = provenanceOf(content);
    content.numbers = programmeNumbers(content);
    fillRules(content.provenance, content.kind);
    return content;
}

/// Reads one image after the other; never two in memory.
Result<std::vector<std::uint64_t>> hashedSizes(const DatasetContent& content,
                                               const BytesSource& bytes,
                                               const core::ProgressFn& progress) {
    std::vector<std::uint64_t> sizes;
    for (const DatasetImage& image : content.images) {
        auto stored = bytes(image.id);
        if (!stored)
            return within(std::move(stored).error(), shortId(image.id));
        if (core::sha256Hex(*stored) != image.id.text())
            return fail(ErrorCode::Corrupt, shortId(image.id) + " no longer matches its id");
        sizes.push_back(stored->size());
        if (progress)
            progress(sizes.size(), content.images.size(), "images");
    }
    return sizes;
}

Result<std::vector<TruthEntry>> writeTruths(const DatasetContent& content,
                                            const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directory(folder / "truth", error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create a folder: " + error.message());
    std::vector<TruthEntry> entries;
    for (const CaseTruth& truth : truthsOf(content)) {
        CW_TRY(const std::string json, toJson(truth));
        CW_CHECK(core::writeWhole(folder / truthFile(truth.caseId), json));
        entries.push_back({truth.caseId, core::sha256Hex(json)});
    }
    return entries;
}

Result<std::vector<PaperEntry>> writePapers(const std::vector<Paper>& papers,
                                            const std::filesystem::path& folder) {
    std::vector<PaperEntry> entries;
    if (papers.empty())
        return entries;
    std::error_code error;
    std::filesystem::create_directory(folder / "papers", error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot create a folder: " + error.message());
    for (const Paper& paper : papers) {
        CW_CHECK(core::writeWhole(folder / paperFile(paper), std::string_view(paper.bytes)));
        entries.push_back({{paper.role, paper.ending, {}}, core::sha256Hex(paper.bytes)});
    }
    return entries;
}

Result<std::vector<Paper>> readPapers(const Manifest& manifest,
                                      const std::filesystem::path& folder) {
    std::vector<Paper> papers;
    for (const PaperEntry& entry : manifest.papers) {
        auto bytes = core::readText(folder / paperFile(entry.paper), kPaperLimit);
        if (!bytes)
            return within(std::move(bytes).error(), "the " + entry.paper.role);
        if (core::sha256Hex(*bytes) != entry.sha256)
            return fail(ErrorCode::Corrupt,
                        "the " + entry.paper.role + " no longer matches the manifest");
        papers.push_back({entry.paper.role, entry.paper.ending, std::move(*bytes)});
    }
    return papers;
}

/// Everything of the manifest but the truth, which is in files of its own.
DatasetContent contentOf(Manifest manifest) {
    DatasetContent content;
    content.kind = manifest.kind;
    content.images = std::move(manifest.images);
    content.excluded = std::move(manifest.excluded);
    content.provenance = std::move(manifest.provenance);
    content.cases = std::move(manifest.cases);
    content.numbers = std::move(manifest.numbers);
    return content;
}

/// Adds the truth of a case to the images of the manifest; false if they do not fit together.
bool applyTruth(const CaseTruth& truth, const std::map<core::ImageId, DatasetImage*>& images) {
    for (const auto& [id, findings] : truth.findings) {
        const auto found = images.find(id);
        if (found == images.end() || found->second->caseId != truth.caseId)
            return false;
        found->second->label = truth.label;
        found->second->answers = truth.answers;
        found->second->findings = findings;
    }
    return true;
}

} // namespace

Result<FrozenVersion> freeze(const DatasetContent& content, const core::VersionName& name,
                             const std::filesystem::path& folder, const BytesSource& bytes,
                             const core::Clock& clock, const core::ProgressFn& progress) {
    if (name.empty())
        return fail(ErrorCode::InvalidArgument, "a version needs a name");
    FrozenVersion version{name, folder, "", core::iso8601Utc(clock()), sorted(content)};
    CW_CHECK(checkContent(version.content));
    CW_CHECK(checkPapers(version.content.papers));
    CW_TRY(StagedFolder staged, StagedFolder::beside(folder, StagedFolder::Existing::Refuse));
    Manifest manifest;
    manifest.name = name;
    manifest.createdAt = version.createdAt;
    manifest.kind = content.kind;
    manifest.images = version.content.images;
    manifest.excluded = version.content.excluded;
    manifest.provenance = version.content.provenance;
    manifest.cases = version.content.cases;
    manifest.numbers = version.content.numbers;
    manifest.counts = countsOf(version.content);
    CW_TRY(manifest.byteCounts, hashedSizes(version.content, bytes, progress));
    CW_TRY(manifest.truth, writeTruths(version.content, staged.path()));
    CW_TRY(manifest.papers, writePapers(version.content.papers, staged.path()));
    CW_TRY(const std::string json, toJson(manifest));
    CW_CHECK(core::writeWhole(staged.path() / kManifestFile, json));
    version.manifestSha256 = core::sha256Hex(json);
    CW_CHECK(staged.commit());
    return version;
}

Result<FrozenVersion> loadVersion(const std::filesystem::path& folder) {
    auto text = core::readText(folder / kManifestFile, 1ULL << 30);
    if (!text)
        return within(std::move(text).error(), "reading the version's manifest");
    CW_TRY(Manifest manifest, manifestFromJson(*text));
    FrozenVersion version{manifest.name,      folder, core::sha256Hex(*text),
                          manifest.createdAt, {},     manifest.form};
    const auto truth = std::move(manifest.truth);
    const auto counts = std::move(manifest.counts);
    CW_TRY(auto papers, readPapers(manifest, folder));
    version.content = contentOf(std::move(manifest));
    version.content.papers = std::move(papers);
    std::map<core::ImageId, DatasetImage*> images;
    for (DatasetImage& image : version.content.images)
        images[image.id] = &image;
    std::size_t known = 0;
    for (const TruthEntry& entry : truth) {
        const std::string which = "truth of case " + entry.caseId.text();
        auto record = core::readText(folder / truthFile(entry.caseId));
        if (!record)
            return within(std::move(record).error(), which);
        if (core::sha256Hex(*record) != entry.sha256)
            return fail(ErrorCode::Corrupt, which + " no longer matches the manifest");
        CW_TRY(const CaseTruth told, truthFromJson(*record));
        if (told.caseId != entry.caseId || !applyTruth(told, images))
            return fail(ErrorCode::Corrupt, which + " names images that the manifest does not");
        known += told.findings.size();
    }
    if (known != version.content.images.size())
        return fail(ErrorCode::Corrupt, "some images have no truth");
    if (version.form > 1 && countsOf(version.content) != counts)
        return fail(ErrorCode::Corrupt, "the manifest's counts are not those of its images");
    return version;
}

} // namespace cw::dataset
