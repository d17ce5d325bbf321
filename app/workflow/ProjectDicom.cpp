// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/DicomForms.h"
#include "app/workflow/Project.h"
#include "storage/CaseProcess.h"

#include <set>

namespace cw::workflow {

Result<DicomFormReport> Project::exportDicom(const core::VersionName& name,
                                             const DicomFormOptions& options, bool withReadings,
                                             const core::ProgressFn& progress) {
    CW_TRY(const auto recorded, recordedVersion(name));
    CW_TRY(const auto version, dataset::loadVersion(versionFolder(name)));
    if (version.manifestSha256 != recorded.manifestSha256)
        return fail(ErrorCode::Corrupt,
                    "the version's manifest is not the one that was frozen: verify says more");
    ReadingPairs readings;
    if (withReadings) {
        std::set<core::CaseId> cases;
        for (const auto& image : version.content.images)
            cases.insert(image.caseId);
        for (const auto& caseId : cases) {
            CW_TRY(auto pair, storage::CaseProcess(*m_store).readingsThatCount(caseId));
            readings.emplace(caseId, std::move(pair));
        }
    }
    return exportDicomForms(version, options, bytesSource(), readings, progress);
}

} // namespace cw::workflow
