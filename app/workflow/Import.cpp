// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/Ledger.h"
#include "anonymizer/Profile.h"
#include "app/workflow/ClinicalCsv.h"
#include "app/workflow/Collection.h"
#include "app/workflow/Project.h"
#include "app/workflow/Refinement.h"
#include "app/workflow/detail/ClinicalMatch.h"
#include "app/workflow/detail/ImportRun.h"
#include "app/workflow/detail/ReportIntake.h"
#include "core/Files.h"

namespace cw::workflow {

namespace fs = std::filesystem;

namespace {

/// Empty without a table.
Result<std::string> clinicalText(const std::optional<fs::path>& file) {
    if (!file)
        return std::string();
    auto text = core::readText(*file);
    if (!text)
        return within(text.error(), "reading the clinical table");
    if (auto table = parseClinicalCsv(*text); !table)
        return within(table.error(), "reading the clinical table");
    return text;
}

Result<std::optional<detail::ReportIntake>> reportsFrom(const std::optional<fs::path>& source) {
    if (!source)
        return std::optional<detail::ReportIntake>();
    auto read = detail::readReports(*source);
    if (!read)
        return within(read.error(), "reading the reports");
    return std::optional<detail::ReportIntake>(std::in_place, std::move(*read));
}

Result<void> refineNewImages(Project& project, const core::ProgressFn& progress,
                             const core::CancelToken* cancel, ImportReport& report) {
    RefineOptions options;
    options.newImagesOnly = true;
    options.progress = progress;
    options.cancel = cancel;
    CW_TRY(const auto refined, refine(project, options));
    report.suspicions = refined.found;
    report.openSuspicions = refined.worklist.size();
    return {};
}

} // namespace

std::filesystem::path pixelQueueFolder(const std::filesystem::path& project) {
    return project / "intake";
}

Result<ImportReport> Project::import(const std::vector<std::filesystem::path>& sources,
                                     const std::filesystem::path& keyFile,
                                     const std::optional<std::filesystem::path>& clinicalCsv,
                                     const std::string& profile, const core::ProgressFn& progress,
                                     const core::CancelToken* cancel,
                                     const std::optional<std::filesystem::path>& reportTexts) {
    const auto& folder = m_store->folder();
    // The queue of undecided pictures and the log of a run have one writer.
    const auto alone = core::FileLock::take(folder / ".import.lock");
    if (!alone)
        return fail(alone.error().code, "another import into this project is running");
    CW_TRY(auto rules, anonymizer::Profile::named(profile));
    CW_TRY(const auto list, detail::listSources(sources, folder));
    // Before the long part: a wrong name should not cost an hour.
    CW_TRY(const auto clinical, clinicalText(clinicalCsv));
    CW_TRY(auto texts, reportsFrom(reportTexts));
    CW_TRY(auto key, detail::keyOutside(keyFile, detail::foldersOf(folder)));

    CW_TRY(auto collection, Collection::open(folder, m_clock));
    ImportReport report;
    report.collectionWarning = collection.warningOn(anonymizer::koreanDay(m_clock()));
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
    const detail::ImportRun::Parts parts{
        store, m_store->kind(), context, pixels, work, progress, cancel, texts ? &*texts : nullptr};
    detail::ImportRun run(parts, report);
    report.notImages = report.found = list.indexes;
    for (const auto& missing : list.missing)
        run.refuse(missing.relative, missing.reason);
    CW_CHECK(run.run(list.files, 2));
    for (const auto& archive : list.archives)
        CW_CHECK(run.runArchive(archive, 2));
    if (clinicalCsv)
        CW_CHECK(detail::addClinical(*m_store, context, run.issuers(), clinical, report));
    if (texts)
        CW_CHECK(texts->store(*m_store, context, run.issuers(), work, report));
    CW_CHECK(collection.noteImport(summaryOf(report)));
    CW_CHECK(refineNewImages(*this, progress, cancel, report));
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
