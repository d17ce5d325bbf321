// SPDX-License-Identifier: Apache-2.0
#include "app/gui/IntakeDesk.h"

#include "app/gui/ProgressPace.h"

#include <QMetaObject>

namespace cw::gui {
namespace {

QImage imageOf(const core::Image& image) {
    const bool colour = image.samplesPerPixel() == 3;
    const auto* samples = image.samples<std::uint8_t>().data();
    const int width = image.width(), height = image.height();
    return QImage(samples, width, height, width * (colour ? 3 : 1),
                  colour ? QImage::Format_RGB888 : QImage::Format_Grayscale8)
        .copy();
}

} // namespace

IntakeDesk::IntakeDesk(ProjectAccess& project, QObject* parent)
    : QObject(parent), m_project(project), m_cancel(std::make_shared<core::CancelToken>()) {
    m_long.setMaxThreadCount(1);
    m_short.setMaxThreadCount(1);
}

IntakeDesk::~IntakeDesk() {
    m_cancel->cancel();
    for (auto* pool : {&m_short, &m_long}) {
        pool->clear();
        pool->waitForDone();
    }
}

template <class Job, class Answer>
void IntakeDesk::inBackground(QThreadPool& pool, Job job, Answer answer) {
    pool.start([this, generation = m_generation, intake = m_intake, job = std::move(job),
                answer = std::move(answer)]() mutable {
        auto outcome = std::make_shared<decltype(job(intake))>(job(intake));
        QMetaObject::invokeMethod(
            this,
            [this, generation, outcome, answer = std::move(answer)]() mutable {
                if (generation == m_generation)
                    answer(*outcome);
            },
            Qt::QueuedConnection);
    });
}

void IntakeDesk::begin(Work work) {
    m_work = work;
    m_cancel = std::make_shared<core::CancelToken>();
    emit workChanged();
}

void IntakeDesk::end() {
    m_work = Work::None;
    emit workChanged();
    if (quiet())
        emit becameQuiet();
}

void IntakeDesk::endLook() {
    --m_looks;
    if (quiet())
        emit becameQuiet();
}

void IntakeDesk::close() {
    m_cancel->cancel();
    m_short.clear();
    ++m_generation; // whatever still comes is of the past
    m_looks = 0;
    m_intake.reset();
    m_status = {};
    m_writings.clear();
    m_stoppedEarly = false;
    if (m_work != Work::None)
        end();
}

void IntakeDesk::open(workflow::IntakePlan plan) {
    close();
    begin(Work::Opening);
    auto clock = m_project.with([](workflow::Project& p) { return p.clock(); });
    inBackground(
        m_long,
        [plan = std::move(plan), root = m_project.folder() / "intake",
         clock = std::move(clock)](const Intake&) -> Result<Intake> {
            CW_TRY(auto intake, workflow::Intake::open(plan, root, clock));
            return std::make_shared<workflow::Intake>(std::move(intake));
        },
        [this](Result<Intake>& intake) {
            if (intake) {
                m_intake = std::move(*intake);
                m_writings = m_intake->writings();
            }
            m_work = Work::None;
            emit workChanged();
            if (m_intake)
                emit opened();
            else
                emit failed(intake.error());
            if (quiet())
                emit becameQuiet();
        });
}

/// Called from worker threads.
core::WorkFn IntakeDesk::progressFn() {
    return [this, generation = m_generation,
            pace = std::make_shared<ProgressPace>()](const core::Work& work) {
        if (!pace->due(work.files >= work.totalFiles))
            return;
        QMetaObject::invokeMethod(
            this,
            [this, generation, work] {
                if (generation == m_generation)
                    emit progressed(work);
            },
            Qt::QueuedConnection);
    };
}

void IntakeDesk::run(const QString& passphrase) {
    if (!m_intake || m_work != Work::None)
        return;
    begin(Work::Running);
    inBackground(
        m_long,
        [progress = progressFn(), cancel = m_cancel, secret = passphrase.toUtf8().toStdString()](
            const Intake& intake) { return intake->run(progress, cancel.get(), secret); },
        [this](const Result<void>& outcome) {
            m_status = m_intake->status();
            m_writings = m_intake->writings();
            m_stoppedEarly = !outcome;
            end();
            emit writingsChanged();
            emit ran();
            if (!outcome)
                emit failed(outcome.error());
        });
}

void IntakeDesk::cancel() { m_cancel->cancel(); }

/// The window reads from the store between two files.
workflow::StoreAccess IntakeDesk::storeAccess() {
    return [project = &m_project](const workflow::StoreUse& use) {
        return project->with([&](workflow::Project& p) { return use(p.store()); });
    };
}

void IntakeDesk::finishRelease(const Result<workflow::ReleaseOutcome>& outcome) {
    m_status = m_intake->status();
    end();
    if (outcome)
        emit released(*outcome);
    else
        emit failed(outcome.error());
}

void IntakeDesk::releaseToProject() {
    if (!m_intake || m_work != Work::None)
        return;
    begin(Work::Releasing);
    inBackground(
        m_long,
        [progress = progressFn(), cancel = m_cancel, store = storeAccess()](const Intake& intake) {
            return intake->releaseToProject(store, progress, cancel.get());
        },
        [this](const auto& outcome) { finishRelease(outcome); });
}

void IntakeDesk::releaseToFolder(const QString& folder) {
    if (!m_intake || m_work != Work::None)
        return;
    begin(Work::Releasing);
    inBackground(
        m_long,
        [progress = progressFn(), cancel = m_cancel,
         target = std::filesystem::path(folder.toUtf8().toStdString())](const Intake& intake) {
            return intake->releaseToFolder(target, progress, cancel.get());
        },
        [this](const auto& outcome) { finishRelease(outcome); });
}

void IntakeDesk::preview(int file, bool showValues) {
    if (!m_intake || file < 0 || static_cast<std::size_t>(file) >= m_intake->files().size())
        return;
    ++m_looks;
    inBackground(
        m_short,
        [path = m_intake->files()[static_cast<std::size_t>(file)],
         showValues](const Intake& intake) { return intake->preview(path, showValues); },
        [this, file, showValues](const Result<workflow::IntakePreview>& preview) {
            if (preview)
                emit previewed(file, showValues, *preview);
            else
                emit previewFailed(file, preview.error());
            endLook();
        });
}

void IntakeDesk::look(const workflow::Writing& writing) {
    if (!m_intake)
        return;
    ++m_looks;
    using Seen = std::pair<QImage, QRectF>;
    inBackground(
        m_short,
        [writing](const Intake& intake) -> Result<Seen> {
            CW_TRY(const auto picture, intake->picture(writing));
            const auto& box = picture.box;
            return Seen(imageOf(picture.crop),
                        QRectF(box.left, box.top, box.width(), box.height()));
        },
        [this, writing](const Result<Seen>& seen) {
            if (seen)
                emit looked(writing, seen->first, seen->second);
            else
                emit failed(seen.error());
            endLook();
        });
}

void IntakeDesk::readText(const workflow::Writing& writing) {
    if (!m_intake)
        return;
    ++m_looks;
    inBackground(
        m_short, [writing](const Intake& intake) { return intake->textOf(writing); },
        [this, writing](const Result<std::string>& text) {
            if (text)
                emit textRead(writing, QString::fromStdString(*text));
            else
                emit failed(text.error());
            endLook();
        });
}

void IntakeDesk::decide(const workflow::Writing& writing,
                        const workflow::WritingDecision& decision) {
    if (!m_intake || m_work != Work::None)
        return;
    // One line of a file that is synced: short enough to wait for.
    if (const auto done = m_intake->decide(writing, decision); !done)
        return emit failed(done.error());
    m_writings = m_intake->writings();
    emit writingsChanged();
}

void IntakeDesk::leaveLeaksOut() {
    if (!m_intake)
        return;
    if (const auto done = m_intake->leaveLeaksOut(); !done)
        return emit failed(done.error());
    emit writingsChanged();
}

void IntakeDesk::setFacts(const workflow::IntakeFacts& facts) {
    if (m_intake)
        m_intake->setFacts(facts);
}

std::vector<workflow::Blocker> IntakeDesk::blockers() const {
    if (!m_intake)
        return {{workflow::Blocker::Kind::NotRun, 0}};
    return m_intake->blockers();
}

} // namespace cw::gui
