// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Profile.h"
#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/Project.h"
#include "app/workflow/detail/ClinicalMatch.h"
#include "app/workflow/detail/ImportRun.h"
#include "core/Files.h"

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;

Result<std::vector<detail::SourceFile>> listSources(const std::vector<fs::path>& sources,
                                                    const fs::path& project) {
    std::vector<detail::SourceFile> files;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const auto which = "source " + std::to_string(s + 1);
        std::error_code error;
        if (!fs::exists(sources[s], error))
            return fail(ErrorCode::NotFound, which + " is not there");
        if (detail::isInside(sources[s], project) || detail::isInside(project, sources[s]))
            return fail(ErrorCode::InvalidArgument,
                        which + " and the project's folder lie inside each other");
        auto found = detail::filesOf(sources[s]);
        if (!found)
            return within(found.error(), which);
        files.insert(files.end(), std::make_move_iterator(found->begin()),
                     std::make_move_iterator(found->end()));
    }
    return files;
}

} // namespace

std::filesystem::path pixelQueueFolder(const std::filesystem::path& project) {
    return project / "intake";
}

Result<ImportReport> Project::import(const std::vector<std::filesystem::path>& sources,
                                     const std::filesystem::path& keyFile,
                                     const std::optional<std::filesystem::path>& clinicalCsv,
                                     const std::string& profile, const core::ProgressFn& progress,
                                     const core::CancelToken* cancel) {
    const auto& folder = m_store->folder();
    // The queue of undecided pictures and the log of a run have one writer.
    const auto alone = core::FileLock::take(folder / ".import.lock");
    if (!alone)
        return fail(alone.error().code, "another import into this project is running");
    CW_TRY(auto rules, anonymizer::Profile::named(profile));
    CW_TRY(const auto files, listSources(sources, folder));
    std::string clinical;
    if (clinicalCsv) { // before the long part: a wrong name should not cost an hour
        auto text = core::readText(*clinicalCsv);
        if (!text)
            return within(text.error(), "reading the clinical table");
        clinical = std::move(*text);
        if (auto table = parseClinicalCsv(clinical); !table)
            return within(table.error(), "reading the clinical table");
    }
    CW_TRY(auto key, detail::keyOutside(keyFile, std::span(&folder, 1)));

    ImportReport report;
    report.profile = rules->name() + ", " + rules->edition();
    report.keyId = key.keyId();
    const anonymizer::DeidentifyContext context{std::move(rules),
                                                anonymizer::Pseudonyms(std::move(key)), nullptr};
    std::error_code error;
    const auto work = pixelQueueFolder(folder);
    fs::create_directories(work, error);
    CW_TRY(auto queue,
           anonymizer::PixelQueue::open(work / anonymizer::kPixelQueueFile,
                                        work / anonymizer::kPixelTemplateFile, m_clock));
    anonymizer::PixelStage pixels(std::move(queue), context.pseudonyms);
    const StoreAccess store = [this](const StoreUse& use) { return use(*m_store); };
    const detail::ImportRun::Parts parts{store, m_store->kind(), context, pixels,
                                         work,  progress,        cancel};
    detail::ImportRun run(parts, report);
    CW_CHECK(run.run(files, 2));
    if (clinicalCsv)
        CW_CHECK(detail::addClinical(*m_store, context, run.issuers(), clinical, report));
    CW_CHECK(m_store->audit("import", "finished", summaryOf(report)));
    return report;
}

std::string summaryOf(const ImportReport& report) {
    return std::to_string(report.imported) + " imported, " + std::to_string(report.alreadyThere) +
           " already there, " + std::to_string(report.refused.size()) + " refused (" +
           std::to_string(report.held) + " of them await a decision about writing), " +
           std::to_string(report.notImages) + " not images";
}

} // namespace cw::workflow
