// SPDX-License-Identifier: Apache-2.0
#include "app/gui/DatasetDesk.h"

#include "app/gui/ProgressPace.h"
#include "app/workflow/DicomForms.h"
#include "core/Files.h"

#include <QMetaObject>

namespace cw::gui {
namespace {

constexpr std::uintmax_t kLargestPaper = 16 << 20; // dataset::Paper

Result<void> addPaper(const std::string& role, const std::filesystem::path& file,
                      std::vector<dataset::Paper>& papers) {
    if (file.empty())
        return {};
    CW_TRY(auto bytes, core::readText(file, kLargestPaper));
    papers.push_back({role, file.extension().string(), std::move(bytes)});
    return {};
}

Result<workflow::Released> exportedDicom(workflow::Project& project,
                                         const DatasetDesk::Export& wanted,
                                         workflow::DicomForm form,
                                         const core::ProgressFn& progress) {
    workflow::DicomFormOptions options;
    options.form = form;
    options.output = wanted.folder;
    options.withImages = wanted.withImages;
    workflow::Released released;
    CW_CHECK(project.exportDicom(wanted.version, options, false, progress,
                                 wanted.terms ? &*wanted.terms : nullptr, &released));
    return released;
}

QString text(const std::string& words) { return QString::fromStdString(words); }

} // namespace

DatasetDesk::DatasetDesk(ProjectAccess& project, QObject* parent)
    : QObject(parent), m_project(project) {
    m_pool.setMaxThreadCount(1);
}

DatasetDesk::~DatasetDesk() { m_pool.waitForDone(); }

template <class Job, class Answer>
void DatasetDesk::inBackground(Work work, Job job, Answer answer) {
    if (m_work != Work::None)
        return;
    m_work = work;
    emit workChanged();
    m_pool.start([this, job = std::move(job), answer = std::move(answer)]() mutable {
        using Outcome = decltype(m_project.with(job));
        auto outcome = std::make_shared<Outcome>(m_project.with(job));
        QMetaObject::invokeMethod(
            this,
            [this, outcome, answer = std::move(answer)]() mutable {
                m_work = Work::None;
                if (*outcome)
                    answer(**outcome);
                else
                    emit failed(outcome->error());
                emit workChanged();
            },
            Qt::QueuedConnection);
    });
}

core::ProgressFn DatasetDesk::progressFn() {
    return [this, pace = std::make_shared<ProgressPace>()](std::size_t done, std::size_t total,
                                                           const std::string&) {
        if (!pace->due(done >= total))
            return;
        QMetaObject::invokeMethod(
            this,
            [this, done, total] {
                emit progressed(static_cast<int>(done), static_cast<int>(total));
            },
            Qt::QueuedConnection);
    };
}

void DatasetDesk::freeze(const Freeze& wanted) {
    inBackground(
        Work::Freezing,
        [wanted, progress = progressFn()](workflow::Project& p) -> Result<dataset::FrozenVersion> {
            workflow::FreezeOptions options;
            CW_CHECK(addPaper("licence", wanted.licence, options.papers));
            CW_CHECK(addPaper("terms", wanted.terms, options.papers));
            return p.freeze(wanted.name, options, progress);
        },
        [this](const dataset::FrozenVersion& version) {
            emit frozen(text(version.name.text()), text(version.manifestSha256));
        });
}

void DatasetDesk::verify(const core::VersionName& name) {
    inBackground(
        Work::Verifying,
        [name, progress = progressFn()](workflow::Project& p) { return p.verify(name, progress); },
        [this, name](const dataset::VerifyReport& report) {
            emit verified(text(name.text()), report);
        });
}

void DatasetDesk::exportVersion(const Export& wanted) {
    inBackground(
        Work::Exporting,
        [wanted, progress = progressFn()](workflow::Project& p) -> Result<workflow::Released> {
            if (const auto form = workflow::dicomFormFrom(wanted.format))
                return exportedDicom(p, wanted, *form, progress);
            const auto format = dataset::exportFormatFrom(wanted.format);
            if (!format)
                return fail(ErrorCode::Unsupported, "unknown format");
            dataset::ExportOptions options;
            options.format = *format;
            options.output = wanted.folder;
            options.withImages = wanted.withImages;
            options.naming = wanted.naming;
            if (wanted.terms)
                return p.exportTo(*wanted.terms, wanted.version, options, progress);
            CW_CHECK(p.exportVersion(wanted.version, options, progress));
            return workflow::Released{};
        },
        [this](const workflow::Released& released) {
            emit exported(text(released.recipient.name), text(released.filesSha256));
        });
}

} // namespace cw::gui
