// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "viewers/Shape.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>
#include <functional>
#include <list>

namespace cw::gui {

/// One reader at one case: owns the reading session, is the only place of the window that changes a
/// reading. Every edit goes into the journal behind the call, within milliseconds, so there is no
/// "save" and the disk is never waited for. While the journal cannot be written, work goes on in
/// memory: also that of a case that was left, whose session stays until it is on disk.
class ReadingDesk : public QObject {
    Q_OBJECT
public:
    enum class State {
        Empty,       ///< no case
        NoReader,    ///< nobody reads: only looking
        NotAssigned, ///< the case is not on this reader's worklist
        Editing,
        Submitted, ///< final; shown as it was submitted
        Problem    ///< the journal cannot be used
    };
    enum class Task {
        Reading,
        Amendment, ///< of one's own reading, after having seen the other
        Redrawing  ///< of the truth, by the adjudicator
    };
    explicit ReadingDesk(ProjectAccess& project, QObject* parent = nullptr);

    void open(const core::CaseId& id, const core::ReaderId& reader);
    /// The reader's own reading under cross-check, with the other one beside it.
    void openAmendment(const core::CaseId& id, const core::ReaderId& reader);
    /// The truth of a case to adjudicate, beginning with what was read in that place (0: A, 1: B)
    /// or with nothing, both readings beside it.
    void openRedrawing(const core::CaseId& id, const core::ReaderId& adjudicator,
                       std::optional<std::size_t> start);
    void close();
    State state() const { return m_state; }
    Task task() const { return m_task; }
    const std::optional<Error>& problem() const { return m_problem; }
    const core::CaseId& caseId() const { return m_case; }
    const core::ReaderId& reader() const { return m_reader; }
    viewers::ShapeOwner owner() const { return m_owner; }
    /// What of others may be seen beside it while drawing; nothing while reading.
    struct Beside {
        viewers::ShapeOwner owner;
        std::vector<annotation::Finding> findings;
    };
    const std::vector<Beside>& beside() const { return m_beside; }

    const std::vector<annotation::Finding>& findings() const;
    const annotation::Finding* find(const core::LesionId& id) const;
    const annotation::CaseAnswers& answers() const;
    bool canUndo() const { return m_session && m_session->canUndo(); }
    bool canRedo() const { return m_session && m_session->canRedo(); }
    QDateTime savedAt() const; ///< when the last edit of this case reached the disk; null before it
    /// What of all cases opened here is not on disk yet, and why.
    annotation::JournalState journalState() const;
    /// Since when edits wait for a disk that fails or hangs; null while all is well.
    QDateTime notOnDiskSince() const;
    bool flush(); ///< waits for the disk; false: something is still pending

    /// Gives a new finding its id and, where it has none, the label.
    bool apply(annotation::Edit edit, const std::string& label = {});
    bool undo();
    bool redo();
    bool setAnswer(const std::string& key, const std::string& value); ///< empty: take it back
    /// A model's proposal becomes a finding of this reading, with its origin.
    bool confirmProposal(const std::string& proposal);
    /// reason: of an amendment, which needs one; the comment on a redrawn truth.
    bool submit(const std::string& reason = {});

signals:
    void changed();        ///< findings, answers or state
    void journalChanged(); ///< savedAt(), journalState() or notOnDiskSince()
    void added(const cw::core::LesionId& id);
    void failed(const cw::Error& error);
    void submitted(const cw::core::CaseId& id);

private:
    using Opener = std::function<Result<annotation::ReadingSession>(workflow::Project&,
                                                                    annotation::Journaling)>;
    void begin(const core::CaseId& id, const core::ReaderId& reader, Task task);
    void openSession(const Opener& opener);
    void openTask(const Opener& opener);
    Result<void> hand(workflow::Project& project, const std::string& reason);
    void showFinished();
    void letGo();
    void journalTold();
    void showSubmitted();
    bool accepted(const Result<void>& outcome);

    ProjectAccess& m_project;
    State m_state = State::Empty;
    Task m_task = Task::Reading;
    core::CaseId m_case;
    core::ReaderId m_reader;
    viewers::ShapeOwner m_owner = viewers::ShapeOwner::ReaderA;
    std::optional<annotation::ReadingSession> m_session;
    std::optional<annotation::Reading> m_final;
    std::optional<Error> m_problem;
    std::vector<Beside> m_beside;
    struct Left {
        annotation::ReadingSession session;
        Task task;
    };
    std::list<Left> m_left; ///< of cases that were left with edits pending
    QTimer m_watch;         ///< runs while edits are pending: a disk that hangs says nothing
};

} // namespace cw::gui
