// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "app/workflow/Intake.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <functional>

namespace cw::gui {

/// The intake of the page, driven off the GUI thread: one long work at a time (opening, running,
/// releasing), and short looks (preview, crop, text) beside it. Answers come as signals; those of
/// an intake that has been closed since are dropped.
class IntakeDesk : public QObject {
    Q_OBJECT
public:
    enum class Work { None, Opening, Running, Releasing };
    explicit IntakeDesk(ProjectAccess& project, QObject* parent = nullptr);
    ~IntakeDesk() override; ///< cancels what runs and waits for it

    void open(workflow::IntakePlan plan);
    void close();
    void run(const QString& passphrase = {}); ///< of the vault, if there is one
    void cancel();
    void releaseToProject();
    void releaseToFolder(const QString& folder);
    void preview(int file, bool showValues); ///< number in files()
    void look(const workflow::Writing& writing);
    void readText(const workflow::Writing& writing);
    void decide(const workflow::Writing& writing, const workflow::WritingDecision& decision);
    void leaveLeaksOut();
    void setFacts(const workflow::IntakeFacts& facts);

    Work work() const { return m_work; }
    bool isOpen() const { return m_intake != nullptr; }
    /// True while no answer is outstanding.
    bool quiet() const { return m_work == Work::None && m_looks == 0; }
    const workflow::Intake* intake() const { return m_intake.get(); }
    const workflow::IntakeStatus& status() const { return m_status; }
    const std::vector<workflow::Writing>& writings() const { return m_writings; }
    std::vector<workflow::Blocker> blockers() const;
    /// The last run ended before its end: running again goes on from there.
    bool stoppedEarly() const { return m_stoppedEarly; }

signals:
    void workChanged();
    void opened();
    void previewed(int file, bool showValues, const cw::workflow::IntakePreview& preview);
    void previewFailed(int file, const cw::Error& error);
    void progressed(const cw::core::Work& work);
    void ran();
    void writingsChanged();
    void looked(const cw::workflow::Writing& writing, const QImage& crop, const QRectF& box);
    void textRead(const cw::workflow::Writing& writing, const QString& text);
    void released(const cw::workflow::ReleaseOutcome& outcome);
    void failed(const cw::Error& error);
    void becameQuiet();

private:
    using Intake = std::shared_ptr<workflow::Intake>;
    /// Runs job(intake) in the pool and its answer back here, unless the intake changed meanwhile.
    template <class Job, class Answer>
    void inBackground(QThreadPool& pool, Job job, Answer answer);
    void begin(Work work);
    void end();
    void endLook();
    core::WorkFn progressFn();
    workflow::StoreAccess storeAccess();
    void finishRelease(const Result<workflow::ReleaseOutcome>& outcome);

    ProjectAccess& m_project;
    QThreadPool m_long, m_short;
    Intake m_intake;
    workflow::IntakeStatus m_status;
    std::vector<workflow::Writing> m_writings;
    std::shared_ptr<core::CancelToken> m_cancel;
    Work m_work = Work::None;
    int m_generation = 0, m_looks = 0;
    bool m_stoppedEarly = false;
};

} // namespace cw::gui
