// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ValidationDesk.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QTextEdit>
#include <QWidget>

namespace cw::gui {

class RocPlot;
class StatusLine;
class ValidateForm;

/// What a frozen version is worth: the question, the folds as they come in, the verdict, and the
/// cases that should be read again.
class ValidatePage : public QWidget {
    Q_OBJECT
public:
    ValidatePage(ProjectAccess& project, StatusLine& status, QWidget* parent = nullptr);
    void refresh();
    bool start(); ///< Ctrl+Return
    bool quiet() const { return !m_desk.running(); }

signals:
    void failed(const cw::Error& error);
    void openRequested(const cw::core::CaseId& id);
    void sentBack(); ///< cases went back to the readers
    void becameQuiet();

private:
    QWidget* makeResult();
    QWidget* makeSuspicious();
    void connectDesk();
    void showState(const workflow::StudyState& state);
    void showFolds(const std::vector<workflow::FoldLine>& folds);
    void showOutcome(const workflow::StudyOutcome& outcome);
    void openRow(int row);
    void sendBack();
    void showEarlier();

    ProjectAccess& m_project;
    StatusLine& m_status;
    ValidationDesk m_desk;
    ValidateForm* m_form;
    QComboBox* m_earlier;
    QLabel *m_working, *m_verdict;
    QProgressBar* m_progress;
    QTableWidget *m_folds, *m_suspicious;
    QTextEdit* m_findings;
    QPushButton *m_report, *m_send;
    RocPlot* m_roc;
    QElapsedTimer m_timer;
    std::size_t m_doneAtStart = 0;
    workflow::StudyOutcome m_outcome;
};

} // namespace cw::gui
