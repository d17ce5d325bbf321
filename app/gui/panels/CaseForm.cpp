// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/CaseForm.h"

#include "app/gui/Words.h"

#include <QVBoxLayout>

namespace cw::gui {

CaseForm::CaseForm(ReadingDesk& desk, core::ImageKind kind, QWidget* parent)
    : QWidget(parent), m_desk(desk) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(9);
    for (const auto& question : caseQuestions(kind)) {
        std::vector<ChoiceRow::Choice> choices;
        for (const auto& answer : question.answers)
            choices.push_back({answer, answerWords(question.key, answer)});
        auto* row = new ChoiceRow(answerKeyWords(question.key), choices, this);
        row->setObjectName(QStringLiteral("question-") + QString::fromStdString(question.key));
        connect(
            row, &ChoiceRow::chosen, this,
            [this, key = question.key](const std::string& value) { m_desk.setAnswer(key, value); });
        connect(row, &ChoiceRow::answeredByKey, this, [this] {
            if (!focusQuestion())
                m_submit->setFocus();
        });
        column->addWidget(row);
        m_rows[question.key] = row;
        m_order.push_back(question.key);
    }
    m_state = new QLabel(this);
    m_state->setObjectName("readingState");
    m_state->setProperty("role", "dim");
    m_state->setWordWrap(true);
    m_submit = new QPushButton(tr("Submit   Ctrl+Enter"), this);
    m_submit->setObjectName("submit");
    m_submit->setProperty("role", "primary");
    m_submit->setAccessibleName(tr("Submit this reading"));
    column->addWidget(m_state);
    column->addWidget(m_submit);
    connect(m_submit, &QPushButton::clicked, this, &CaseForm::submitRequested);
    connect(&m_desk, &ReadingDesk::changed, this, &CaseForm::refresh);
    refresh();
}

QString CaseForm::missing() const {
    QStringList open;
    const auto& answers = m_desk.answers();
    for (const auto& key : m_order)
        if (answers.find(key) == answers.end() && key != "imageType")
            open << answerKeyWords(key);
    return open.isEmpty() ? QString() : tr("Not answered: %1").arg(open.join(", "));
}

bool CaseForm::focusQuestion() {
    const auto& answers = m_desk.answers();
    for (const auto& key : m_order)
        if (answers.find(key) == answers.end() && m_rows.at(key)->isEnabled()) {
            m_rows.at(key)->takeFocus();
            return true;
        }
    return false;
}

void CaseForm::refresh() {
    const auto& answers = m_desk.answers();
    const bool editing = m_desk.state() == ReadingDesk::State::Editing;
    for (const auto& [key, row] : m_rows) {
        const auto it = answers.find(key);
        row->setValue(it == answers.end() ? std::string() : it->second);
        row->setEnabled(editing);
    }
    QString text;
    switch (m_desk.state()) {
    case ReadingDesk::State::Empty:
        break;
    case ReadingDesk::State::NoReader:
        text = tr("Only looking: choose who reads at the top of the window.");
        break;
    case ReadingDesk::State::NotAssigned:
        text = tr("Only looking: this case is not on your worklist.");
        break;
    case ReadingDesk::State::Submitted:
        text = tr("✓ Submitted. A submitted reading is final.");
        break;
    case ReadingDesk::State::Problem:
        text = m_desk.problem() ? words(*m_desk.problem()) : QString();
        break;
    case ReadingDesk::State::Editing:
        text = missing();
        if (text.isEmpty())
            text = tr("Every edit is saved. Submitting makes the reading final.");
        break;
    }
    m_state->setText(text);
    m_submit->setEnabled(editing && missing().isEmpty());
}

} // namespace cw::gui
