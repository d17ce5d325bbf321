// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/CaseForm.h"

#include "annotation/FormSteps.h"
#include "app/gui/Words.h"

#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

std::string valueOf(const annotation::CaseAnswers& answers, const char* key) {
    const auto at = answers.find(key);
    return at == answers.end() ? std::string() : at->second;
}

} // namespace

CaseForm::CaseForm(ReadingDesk& desk, core::ImageKind kind, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_kind(kind) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    m_rows = new QuestionRows(annotation::caseQuestions(kind), QStringLiteral("question-"), this);
    column->addWidget(m_rows);
    m_footer = makeFooter();
    connect(m_rows, &QuestionRows::answered, this,
            [this](const std::string& key, const std::string& value) {
                if (const auto step = annotation::answerStep(m_kind, m_desk.answers(), key, value))
                    m_desk.apply(*step);
            });
    connect(m_rows, &QuestionRows::finished, this, [this] {
        if (!m_rows->focusNeeded())
            m_submit->setFocus();
    });
    connect(m_rows, &QuestionRows::rowFocused, this, &CaseForm::rowFocused);
    connect(m_submit, &QPushButton::clicked, this, &CaseForm::submitRequested);
    connect(&m_desk, &ReadingDesk::changed, this, &CaseForm::refresh);
    refresh();
}

QWidget* CaseForm::makeFooter() {
    auto* footer = new QWidget(this);
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(8);
    m_state = new QLabel(footer);
    m_state->setObjectName("readingState");
    m_state->setProperty("role", "dim");
    m_state->setWordWrap(true);
    m_submit = new QPushButton(tr("Submit   Ctrl+Enter"), footer);
    m_submit->setObjectName("submit");
    m_submit->setProperty("role", "primary");
    m_submit->setAccessibleName(tr("Submit this reading"));
    column->addWidget(m_state);
    column->addWidget(m_submit);
    return footer;
}

void CaseForm::setBothSides(bool both) {
    m_rows->setBothSides(both);
    refresh();
}

QString CaseForm::missing() const {
    const auto& answers = m_desk.answers();
    QStringList open;
    for (const auto& key : annotation::unansweredNeeded(annotation::caseQuestions(m_kind), answers))
        open << answerKeyWords(key);
    if (!open.isEmpty())
        return tr("Not answered: %1").arg(open.join(", "));
    const auto& findings = m_desk.findings();
    if (std::any_of(findings.begin(), findings.end(),
                    [](const auto& finding) { return finding.label.empty(); }))
        return tr("A finding has no label.");
    // Only what is drawn can be called drawable (programme.md 2.4).
    if (valueOf(answers, "imageType") == "1" && findings.empty())
        return tr("Image type 1, but nothing is drawn: draw the lesion, or choose 2 or 3.");
    return {};
}

bool CaseForm::focusQuestion() {
    if (m_rows->focusOpen())
        return true;
    if (m_desk.state() != ReadingDesk::State::Editing)
        return false;
    m_submit->setFocus();
    return true;
}

/// The category of the case comes from its breasts until the reader says otherwise.
void CaseForm::nameFinalAssessment() {
    auto* row = m_rows->row("assessment");
    if (!row)
        return;
    const auto& answers = m_desk.answers();
    const auto ofBreasts = annotation::finalAssessment(valueOf(answers, "assessmentRight"),
                                                       valueOf(answers, "assessmentLeft"));
    const auto stored = valueOf(answers, "assessment");
    const auto breasts = QString::fromStdString(ofBreasts);
    const bool follows = !ofBreasts.empty() && stored == ofBreasts;
    const bool overruled = !ofBreasts.empty() && !stored.empty() && !follows;
    row->setCaption(follows     ? tr("Case, from its breasts")
                    : overruled ? tr("Case: not %1 as its breasts").arg(breasts)
                                : answerKeyWords("assessment"),
                    overruled ? "amber-caption" : "caption");
    row->setToolTip(overruled ? tr("The breasts give %1; you chose another category for the case. "
                                   "Choosing %1 lets it follow them again.")
                                    .arg(breasts)
                              : QString());
}

void CaseForm::refresh() {
    const bool editing = m_desk.state() == ReadingDesk::State::Editing;
    m_rows->display(m_desk.answers(), editing);
    nameFinalAssessment();
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
    // Always room for two lines: a longer sentence is not cut, and nothing moves.
    m_state->ensurePolished();
    m_state->setMinimumHeight(2 * m_state->fontMetrics().lineSpacing() + 2);
    m_submit->setEnabled(editing && missing().isEmpty());
}

} // namespace cw::gui
