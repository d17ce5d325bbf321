// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ReviewPanel.h"

#include "annotation/SameLesion.h"
#include "app/gui/FindingLines.h"
#include "app/gui/Words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {

ReviewPanel::ReviewPanel(ReadingDesk& desk, core::ImageKind kind,
                         std::function<QString(const core::ImageId&)> titleOf,
                         std::function<QString()> missing, QWidget* parent)
    : QFrame(parent), m_desk(desk), m_kind(kind), m_titleOf(std::move(titleOf)),
      m_missing(std::move(missing)) {
    setObjectName("review");
    setAccessibleName(tr("Review of your reading"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(7);
    const auto label = [this, column](const char* name, const char* role) {
        auto* made = new QLabel(this);
        made->setObjectName(name);
        made->setProperty("role", role);
        made->setWordWrap(true);
        column->addWidget(made);
        return made;
    };
    m_heading = label("reviewHeading", "caption");
    m_what = label("reviewWhat", "heading");
    m_terms = label("reviewTerms", "body");
    m_open = label("reviewOpen", "amber");
    auto* row = new QHBoxLayout;
    const auto button = [this, row](const QString& words, const QString& key, const char* name) {
        auto* made = new QPushButton(words, this);
        made->setObjectName(name);
        made->setAccessibleName(words);
        made->setToolTip(QStringLiteral("%1   %2").arg(words, key));
        made->setFocusPolicy(Qt::NoFocus); // keys stay with the picture
        row->addWidget(made);
        return made;
    };
    m_back = button(tr("‹ Back"), "Shift+Tab", "reviewBack");
    m_next = button(tr("Next ›"), "Tab", "reviewNext");
    auto* close = button(tr("Leave"), "Esc", "reviewLeave");
    column->addLayout(row);
    m_submit = new QPushButton(tr("Submit   Ctrl+Enter"), this);
    m_submit->setObjectName("reviewSubmit");
    m_submit->setProperty("role", "primary");
    m_submit->setAccessibleName(tr("Submit this reading"));
    column->addWidget(m_submit);
    auto* line = new QFrame(this);
    line->setProperty("role", "line");
    column->addWidget(line);
    connect(m_back, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(close, &QPushButton::clicked, this, &ReviewPanel::end);
    connect(m_submit, &QPushButton::clicked, this, &ReviewPanel::submitRequested);
    connect(&m_desk, &ReadingDesk::changed, this, &ReviewPanel::deskChanged);
    hide();
}

void ReviewPanel::begin() {
    m_case = m_desk.caseId();
    m_at = 0;
    m_active = true;
    refresh();
    show();
    arrive();
}

void ReviewPanel::end() {
    if (!m_active)
        return;
    m_active = false;
    hide();
    emit ended();
}

void ReviewPanel::step(int by) {
    const auto last = static_cast<std::ptrdiff_t>(stops()) - 1;
    m_at = static_cast<std::size_t>(
        std::clamp(static_cast<std::ptrdiff_t>(m_at) + by, std::ptrdiff_t{0}, last));
    refresh();
    arrive();
}

void ReviewPanel::arrive() {
    if (m_at < m_desk.findings().size())
        emit findingReached(m_desk.findings()[m_at].id);
    else
        emit endReached();
}

void ReviewPanel::deskChanged() {
    if (!m_active)
        return;
    const auto state = m_desk.state();
    const bool reading =
        state == ReadingDesk::State::Editing || state == ReadingDesk::State::Submitted;
    if (!(m_desk.caseId() == m_case) || !reading)
        return end();
    m_at = std::min(m_at, stops() - 1); // a finding may have gone
    refresh();
}

void ReviewPanel::refresh() {
    const auto& findings = m_desk.findings();
    m_heading->setText(tr("Review   %1 of %2").arg(m_at + 1).arg(stops()));
    m_open->clear();
    if (m_at < findings.size())
        showFinding(findings[m_at]);
    else if (m_at == findings.size())
        showAnswers();
    else
        showMissing();
    m_open->setVisible(!m_open->text().isEmpty());
    m_back->setEnabled(m_at > 0);
    m_next->setEnabled(m_at + 1 < stops());
    const bool last = m_at + 1 == stops();
    m_submit->setVisible(last);
    m_submit->setEnabled(m_desk.state() == ReadingDesk::State::Editing && m_missing().isEmpty());
}

void ReviewPanel::showFinding(const annotation::Finding& finding) {
    m_what->setText(QStringLiteral("%1   %2   %3")
                        .arg(annotation::lesionNumbers(m_desk.findings()).at(finding.id))
                        .arg(lesionWords(finding.label), m_titleOf(finding.image)));
    const auto terms = descriptorLines(m_kind, finding);
    m_terms->setText(terms.isEmpty() ? tr("Nothing is said about it.") : terms.join('\n'));
    if (const auto open = openDescriptors(m_kind, finding); !open.isEmpty())
        m_open->setText(tr("Not described: %1").arg(open.join(QStringLiteral(", "))));
}

void ReviewPanel::showAnswers() {
    m_what->setText(tr("The answers"));
    const auto lines = answerLines(m_desk.answers(), m_kind);
    m_terms->setText(lines.isEmpty() ? tr("No question is answered.") : lines.join('\n'));
}

void ReviewPanel::showMissing() {
    m_what->setText(m_desk.state() == ReadingDesk::State::Submitted ? tr("Submitted")
                                                                    : tr("What is missing"));
    const auto& findings = m_desk.findings();
    const auto numbers = annotation::lesionNumbers(findings);
    QStringList notes;
    if (findings.empty())
        notes << tr("No finding is drawn.");
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (const auto open = openDescriptors(m_kind, findings[i]); !open.isEmpty())
            notes << tr("Finding %1, not described: %2")
                         .arg(numbers.at(findings[i].id))
                         .arg(open.join(QStringLiteral(", ")));
    const auto missing = m_missing();
    if (notes.isEmpty() && missing.isEmpty())
        notes << tr("Nothing is missing.");
    m_terms->setText(notes.join('\n'));
    m_open->setText(missing);
}

} // namespace cw::gui
