// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Project.h"
#include "core/Files.h"

#include <algorithm>
#include <cctype>

namespace cw::workflow {
namespace {

Result<void> checkName(const core::VersionName& name) {
    const auto& text = name.text();
    const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '_' || c == '.';
    });
    // It becomes a folder's name on any machine.
    if (text.empty() || text.size() > 64 || !plain || text.front() == '.')
        return fail(
            ErrorCode::InvalidArgument,
            "a version's name is 1 to 64 of A-Z a-z 0-9 - _ . and does not begin with a dot");
    return {};
}

Result<void> checkNew(const storage::CaseStore& store, const core::VersionName& name) {
    CW_TRY(const auto versions, store.versions());
    if (std::any_of(versions.begin(), versions.end(),
                    [&](const auto& v) { return v.name == name; }))
        return fail(ErrorCode::Conflict,
                    "the version " + name.text() + " exists already, and a version never changes");
    return {};
}

std::vector<dataset::DatasetImage> withTruth(const std::vector<storage::StoredImage>& images,
                                             const core::PatientKey& patient,
                                             const annotation::Consensus& truth) {
    std::vector<dataset::DatasetImage> result;
    const auto diagnosis = truth.answers.find("diagnosis");
    for (const auto& image : images) {
        dataset::DatasetImage entry;
        entry.id = image.id;
        entry.caseId = image.caseId;
        entry.patient = patient;
        entry.mediaType = image.mediaType;
        entry.attributes = image.attributes;
        entry.label = diagnosis == truth.answers.end() ? std::string() : diagnosis->second;
        entry.answers = truth.answers;
        for (const auto& finding : truth.findings)
            if (finding.image == image.id)
                entry.findings.push_back(finding);
        result.push_back(std::move(entry));
    }
    return result;
}

} // namespace

Result<dataset::DatasetContent> Project::settledContent() const {
    CW_TRY(const auto cases, m_store->cases());
    CW_TRY(const auto verdicts, eligibility());
    CW_TRY(const auto readings, m_store->allReadings());
    CW_TRY(const auto images, m_store->allImages());
    if (verdicts.size() != cases.size())
        return fail(ErrorCode::Conflict, "cases were imported meanwhile; try again");
    dataset::DatasetContent content;
    content.kind = m_store->kind();
    std::size_t undecided = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto& row = cases[i];
        if (row.state == storage::CaseState::Excluded) {
            const auto reason = row.exclusion.value_or(annotation::ExclusionReason::Other);
            content.excluded.push_back({row.id, std::string(annotation::name(reason))});
        } else if (row.state == storage::CaseState::New &&
                   verdicts[i].verdict == dataset::Eligible::No) {
            // Never assigned, and says why: an excluded case, not a forgotten one.
            content.excluded.push_back({row.id, "ineligible: " + verdicts[i].rule});
        } else if (row.state == storage::CaseState::NeedsAdjudication) {
            ++undecided;
        } else if (row.state == storage::CaseState::Settled ||
                   row.state == storage::CaseState::Compared) {
            const auto own = readings.find(row.id);
            if (own == readings.end() || !own->second.comparison)
                return fail(ErrorCode::Corrupt, "a settled case has no comparison");
            const auto& [a, b, comparison, decision] = own->second;
            CW_TRY(const auto truth,
                   annotation::settle(a, b, *comparison, decision ? &*decision : nullptr));
            const auto ownImages = images.find(row.id);
            if (!truth || ownImages == images.end())
                continue;
            for (auto& image : withTruth(ownImages->second, row.patient, *truth))
                content.images.push_back(std::move(image));
        }
    }
    if (undecided > 0)
        return fail(ErrorCode::Forbidden, std::to_string(undecided) +
                                              (undecided == 1 ? " case waits" : " cases wait") +
                                              " for a decision: adjudicate first");
    std::sort(content.images.begin(), content.images.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return content;
}

Result<dataset::FrozenVersion> Project::freeze(const core::VersionName& name,
                                               const core::ProgressFn& progress) {
    CW_CHECK(checkName(name));
    CW_CHECK(checkNew(*m_store, name));
    CW_TRY(const auto content, settledContent());
    if (content.images.empty())
        return fail(ErrorCode::Forbidden,
                    "no case is settled yet: read, compare and adjudicate first");
    const auto folder = versionFolder(name);
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make the folder of the versions");
    const auto alone = core::FileLock::take(folder.parent_path() / ".lock");
    if (!alone)
        return fail(alone.error().code, "another version of this project is being frozen");
    CW_CHECK(checkNew(*m_store, name)); // again: now nobody else is at it
    // Only what an interrupted freeze left can be here: the name is not in the store.
    std::filesystem::remove_all(folder, error);
    CW_TRY(auto version, dataset::freeze(content, name, folder, bytesSource(), m_clock, progress));
    CW_CHECK(m_store->recordVersion(name, version.manifestSha256));
    CW_CHECK(m_store->audit("freeze", "version " + name.text(), version.manifestSha256));
    return version;
}

Result<storage::CaseStore::Version> Project::recordedVersion(const core::VersionName& name) const {
    CW_TRY(const auto versions, m_store->versions());
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [&](const auto& version) { return version.name == name; });
    if (found == versions.end())
        return fail(ErrorCode::NotFound, "the project has no version of that name");
    return *found;
}

Result<dataset::VerifyReport> Project::verify(const core::VersionName& name,
                                              const core::ProgressFn& progress) {
    CW_TRY(const auto recorded, recordedVersion(name));
    return dataset::verify(versionFolder(name), recorded.manifestSha256, bytesSource(), progress);
}

Result<void> Project::exportVersion(const core::VersionName& name,
                                    const dataset::ExportOptions& options,
                                    const core::ProgressFn& progress) {
    CW_TRY(const auto recorded, recordedVersion(name));
    CW_TRY(const auto version, dataset::loadVersion(versionFolder(name)));
    if (version.manifestSha256 != recorded.manifestSha256)
        return fail(ErrorCode::Corrupt,
                    "the version's manifest is not the one that was frozen: verify says more");
    return dataset::exportVersion(version, options, bytesSource(), progress);
}

} // namespace cw::workflow
