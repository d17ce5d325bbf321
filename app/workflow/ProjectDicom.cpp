// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/DicomForms.h"
#include "app/workflow/Project.h"
#include "dataset/FileList.h"
#include "storage/CaseProcess.h"

#include <set>

namespace cw::workflow {

Result<DicomFormReport> Project::exportDicom(const core::VersionName& name,
                                             const DicomFormOptions& options, bool withReadings,
                                             const core::ProgressFn& progress,
                                             const ReleaseTerms* terms, Released* released) {
    if (!terms)
        CW_CHECK(mayLeaveUnrecorded());
    CW_TRY(const auto frozen, version(name));
    ReadingPairs readings;
    if (withReadings) {
        std::set<core::CaseId> cases;
        for (const auto& image : frozen.content.images)
            cases.insert(image.caseId);
        for (const auto& caseId : cases) {
            CW_TRY(auto pair, storage::CaseProcess(*m_store).readingsThatCount(caseId));
            readings.emplace(caseId, std::move(pair));
        }
    }
    constexpr const char* kForms[] = {"dicom-seg", "dicom-sr", "gsps"};
    const std::string form = kForms[static_cast<std::size_t>(options.form)];
    DicomFormReport report;
    const auto write = [&]() -> Result<void> {
        CW_TRY(report, exportDicomForms(frozen, options, bytesSource(), readings, progress));
        return dataset::writeFileList(options.output, frozen, form, dataset::Naming::ById, {});
    };
    if (!terms) {
        CW_CHECK(write());
        return report;
    }
    CW_TRY(auto left, recorded(*terms, frozen, {form, options.output, options.withImages}, write));
    if (released)
        *released = std::move(left);
    return report;
}

} // namespace cw::workflow
