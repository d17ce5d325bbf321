// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/DecisionPanel.h"

#include "app/gui/Words.h"

#include <QVBoxLayout>

namespace cw::gui {
namespace {

constexpr const char* kRedrawn = "redrawn";
constexpr const char* kExclude = "exclude";
enum Start { CopyOfA, CopyOfB, Empty };

} // namespace

DecisionPanel::DecisionPanel(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(7);
    m_verdict = new ChoiceRow(tr("Decision"),
                              {{"a", tr("Agree with A   A")},
                               {"b", tr("Agree with B   B")},
                               {kRedrawn, tr("Redraw   R")},
                               {kExclude, tr("Exclude   X")}},
                              this);
    m_verdict->setObjectName("verdict");
    m_start = new QComboBox(this);
    m_start->setObjectName("redrawFrom");
    m_start->setAccessibleName(tr("What the drawing begins with"));
    m_start->addItem(tr("Begin with a copy of A"), CopyOfA);
    m_start->addItem(tr("Begin with a copy of B"), CopyOfB);
    m_start->addItem(tr("Begin with nothing"), Empty);
    m_reason = new QComboBox(this);
    m_reason->setObjectName("reason");
    m_reason->setAccessibleName(tr("Reason for excluding"));
    using enum annotation::ExclusionReason;
    for (const auto reason : {ReadersDisagree, ImageFaulty, ClinicalMismatch, Ineligible, Other})
        m_reason->addItem(words(reason), static_cast<int>(reason));
    m_comment = new QLineEdit(this);
    m_comment->setObjectName("comment");
    m_comment->setPlaceholderText(tr("Comment"));
    m_comment->setAccessibleName(tr("Comment"));
    m_decision = new QLabel(this);
    m_decision->setObjectName("decision");
    m_decision->setProperty("role", "dim");
    m_decision->setWordWrap(true);
    m_record = new QPushButton(this);
    m_record->setObjectName("record");
    m_record->setProperty("role", "primary");
    for (QWidget* widget : {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_start),
                            static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_comment),
                            static_cast<QWidget*>(m_decision), static_cast<QWidget*>(m_record)})
        column->addWidget(widget);
    connect(m_verdict, &ChoiceRow::chosen, this, &DecisionPanel::showChoice);
    connect(m_record, &QPushButton::clicked, this, &DecisionPanel::confirm);
}

void DecisionPanel::setCase(const ComparedCase& compared, bool redrawingBegun) {
    if (!(m_case == compared.row.id))
        m_comment->clear(); // it was about the other case
    m_case = compared.row.id;
    m_viewer = compared.viewer;
    m_begun = redrawingBegun;
    const bool open =
        compared.differs() && compared.row.state == storage::CaseState::NeedsAdjudication;
    const bool reads = compared.viewerSlot().has_value();
    QString text;
    if (compared.decision) {
        const auto& d = *compared.decision;
        text = d.verdict == annotation::Verdict::AgreeWithA   ? tr("Decided: reading A is right.")
               : d.verdict == annotation::Verdict::AgreeWithB ? tr("Decided: reading B is right.")
               : d.verdict == annotation::Verdict::Redrawn
                   ? tr("Decided: redrawn.")
                   : tr("Decided: excluded, %1.").arg(words(d.reason));
    } else if (compared.row.exclusion) {
        text = tr("Excluded: %1.").arg(words(*compared.row.exclusion));
    } else if (open && reads) {
        text = tr("A reader of the case cannot decide it: a third person does.");
    } else if (open && m_viewer.empty()) {
        text = tr("To decide, choose who you are at the top of the window.");
    } else if (open && redrawingBegun) {
        text = tr("You have begun to redraw this case: R goes on with it.");
    }
    m_decision->setText(text);
    m_decision->setVisible(!text.isEmpty());
    const bool may = open && !reads && !m_viewer.empty() && !compared.decision;
    for (QWidget* widget : {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_comment),
                            static_cast<QWidget*>(m_record)})
        widget->setVisible(may);
    m_verdict->setValue({});
    showChoice({});
    setVisible(may || !text.isEmpty());
}

void DecisionPanel::showChoice(const std::string& verdict) {
    const bool redraws = verdict == kRedrawn;
    m_reason->setVisible(verdict == kExclude);
    m_start->setVisible(redraws && !m_begun);
    m_record->setText(redraws ? tr("Draw the truth   Ctrl+Enter")
                              : tr("Record decision   Ctrl+Enter"));
    m_record->setEnabled(!verdict.empty());
    m_comment->setVisible(!m_verdict->isHidden() && !redraws); // that one is written while drawing
}

bool DecisionPanel::choose(const std::string& verdict) {
    if (m_verdict->isHidden())
        return false;
    m_verdict->setValue(verdict);
    showChoice(verdict);
    // The arrows choose what more there is to say.
    if (verdict == kExclude)
        m_reason->setFocus();
    else if (verdict == kRedrawn && !m_begun)
        m_start->setFocus();
    return true;
}

bool DecisionPanel::confirm() {
    const auto verdict = annotation::verdictFrom(m_verdict->value());
    if (m_verdict->isHidden() || !verdict)
        return false;
    if (*verdict == annotation::Verdict::Redrawn) {
        const int start = m_start->currentData().toInt();
        emit redrawRequested(start == Empty ? std::nullopt
                                            : std::optional<std::size_t>(start == CopyOfB ? 1 : 0));
        return true;
    }
    annotation::Decision decision;
    decision.caseId = m_case;
    decision.adjudicator = m_viewer;
    decision.verdict = *verdict;
    decision.reason = static_cast<annotation::ExclusionReason>(m_reason->currentData().toInt());
    decision.comment = m_comment->text().toStdString();
    emit decided(decision);
    return true;
}

} // namespace cw::gui
