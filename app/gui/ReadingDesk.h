// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"
#include "viewers/Shape.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>
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
    explicit ReadingDesk(ProjectAccess& project, QObject* parent = nullptr);

    void open(const core::CaseId& id, const core::ReaderId& reader);
    void close();
    State state() const { return m_state; }
    const std::optional<Error>& problem() const { return m_problem; }
    const core::CaseId& caseId() const { return m_case; }
    const core::ReaderId& reader() const { return m_reader; }
    viewers::ShapeOwner owner() const { return m_owner; }

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
    bool submit();

signals:
    void changed();        ///< findings, answers or state
    void journalChanged(); ///< savedAt(), journalState() or notOnDiskSince()
    void added(const cw::core::LesionId& id);
    void failed(const cw::Error& error);
    void submitted(const cw::core::CaseId& id);

private:
    void openSession();
    void letGo();
    void journalTold();
    void showSubmitted();
    bool accepted(const Result<void>& outcome);

    ProjectAccess& m_project;
    State m_state = State::Empty;
    core::CaseId m_case;
    core::ReaderId m_reader;
    viewers::ShapeOwner m_owner = viewers::ShapeOwner::ReaderA;
    std::optional<annotation::ReadingSession> m_session;
    std::optional<annotation::Reading> m_final;
    std::optional<Error> m_problem;
    std::list<annotation::ReadingSession> m_left; ///< of cases that were left with edits pending
    QTimer m_watch; ///< runs while edits are pending: a disk that hangs says nothing
};

} // namespace cw::gui
