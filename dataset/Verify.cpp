// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "core/Sha256.h"
#include "dataset/Dataset.h"
#include "dataset/Records.h"

#include <set>

namespace cw::dataset {
namespace {

namespace fs = std::filesystem;

void checkTruths(const fs::path& folder, const Manifest& manifest, VerifyReport& report) {
    for (const TruthEntry& entry : manifest.truth) {
        ++report.checked;
        const std::string which = "truth of case " + entry.caseId.text();
        const auto record = core::readText(folder / truthFile(entry.caseId));
        if (!record)
            report.faults.push_back(which + " cannot be read: " + record.error().message);
        else if (core::sha256Hex(*record) != entry.sha256)
            report.faults.push_back(which + " was changed");
    }
}

void checkPapers(const fs::path& folder, const Manifest& manifest, VerifyReport& report) {
    for (const PaperEntry& entry : manifest.papers) {
        ++report.checked;
        const auto hash = core::sha256OfFile(folder / paperFile(entry.paper));
        if (!hash)
            report.faults.push_back("the " + entry.paper.role +
                                    " cannot be read: " + hash.error().message);
        else if (*hash != entry.sha256)
            report.faults.push_back("the " + entry.paper.role + " was changed");
    }
}

/// What the manifest does not know of does not belong to the version.
void checkStrangers(const fs::path& folder, const Manifest& manifest, VerifyReport& report) {
    std::set<fs::path> known{kManifestFile, "truth"};
    for (const TruthEntry& entry : manifest.truth)
        known.insert(truthFile(entry.caseId));
    if (!manifest.papers.empty())
        known.insert("papers");
    for (const PaperEntry& entry : manifest.papers)
        known.insert(paperFile(entry.paper));
    std::size_t strangers = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error))
        strangers += known.contains(at->path().lexically_relative(folder)) ? 0U : 1U;
    if (error)
        report.faults.push_back("the folder cannot be listed: " + error.message());
    if (strangers > 0)
        report.faults.push_back(std::to_string(strangers) +
                                " files or folders do not belong to the version");
}

void checkImages(const Manifest& manifest, const BytesSource& bytes,
                 const core::ProgressFn& progress, VerifyReport& report) {
    for (std::size_t i = 0; i < manifest.images.size(); ++i) {
        ++report.checked;
        const core::ImageId& id = manifest.images[i].id;
        const std::string which = "image " + id.text();
        const auto stored = bytes(id);
        if (!stored)
            report.faults.push_back(which + ": " + stored.error().sentence());
        else if (core::sha256Hex(*stored) != id.text())
            report.faults.push_back(which + " was changed");
        else if (stored->size() != manifest.byteCounts[i])
            report.faults.push_back(which + " has another length than the manifest says");
        if (progress)
            progress(i + 1, manifest.images.size(), "images");
    }
}

} // namespace

Result<VerifyReport> verify(const fs::path& folder, const std::string& expectedManifestSha256,
                            const BytesSource& bytes, const core::ProgressFn& progress) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::NotFound, "the version's folder is not there");
    VerifyReport report;
    report.checked = 1;
    const auto text = core::readText(folder / kManifestFile, 1ULL << 30);
    if (!text) {
        report.faults.push_back("the manifest cannot be read: " + text.error().message);
        return report;
    }
    if (core::sha256Hex(*text) != expectedManifestSha256)
        report.faults.push_back("the manifest was changed: its hash is not the recorded one");
    const auto manifest = manifestFromJson(*text);
    if (!manifest) {
        report.faults.push_back(manifest.error().sentence());
        return report;
    }
    checkTruths(folder, *manifest, report);
    checkPapers(folder, *manifest, report);
    checkStrangers(folder, *manifest, report);
    checkImages(*manifest, bytes, progress, report);
    // Hashes hold and yet the records do not fit: a version that was made wrong.
    if (report.faults.empty())
        if (const auto loaded = loadVersion(folder); !loaded)
            report.faults.push_back(loaded.error().sentence());
    return report;
}

} // namespace cw::dataset
