// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/CrossCheckPanel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cw::gui {

constexpr int kLongestReason = 600; ///< characters; the store takes 2,000 bytes

CrossCheckPanel::CrossCheckPanel(QWidget* parent) : QWidget(parent) {
    setObjectName("crossCheck");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(7);
    m_heading = new QLabel(this);
    m_heading->setObjectName("crossCheckHeading");
    m_heading->setWordWrap(true);
    m_said = new QLabel(this);
    m_said->setObjectName("crossCheckSaid");
    m_said->setProperty("role", "dim");
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText); // reasons are what people typed
    column->addWidget(m_heading);
    column->addWidget(m_said);
    auto* row = new QHBoxLayout;
    m_stand = new QPushButton(tr("My reading stands   S"), this);
    m_stand->setObjectName("stand");
    m_amend = new QPushButton(tr("Amend   E"), this);
    m_amend->setObjectName("amend");
    m_amend->setToolTip(tr("Change a copy of your reading. What you submitted stays on record."));
    row->addWidget(m_stand);
    row->addWidget(m_amend);
    column->addLayout(row);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName("standReason");
    m_reason->setMaxLength(kLongestReason);
    m_reason->setPlaceholderText(tr("Why it stands (need not be said)"));
    m_reason->setAccessibleName(tr("Why my reading stands"));
    m_record = new QPushButton(tr("Record that it stands   Ctrl+Enter"), this);
    m_record->setObjectName("recordStand");
    m_record->setProperty("role", "primary");
    column->addWidget(m_reason);
    column->addWidget(m_record);
    connect(m_stand, &QPushButton::clicked, this, &CrossCheckPanel::chooseStand);
    connect(m_amend, &QPushButton::clicked, this, &CrossCheckPanel::amend);
    connect(m_record, &QPushButton::clicked, this, &CrossCheckPanel::confirm);
}

QString CrossCheckPanel::said(const ComparedCase& compared, std::size_t side) const {
    const auto who =
        QStringLiteral("%1  %2").arg(side == 0 ? QStringLiteral("A") : QStringLiteral("B"),
                                     side < compared.row.readers.size()
                                         ? QString::fromStdString(compared.row.readers[side].text())
                                         : QString());
    const auto* statement = compared.statementOf(side);
    if (!statement)
        return tr("%1: has not said anything yet").arg(who);
    const auto what = statement->amended ? tr("%1: amended").arg(who) : tr("%1: stands").arg(who);
    const auto reason = QString::fromStdString(statement->reason);
    return reason.isEmpty() ? what : QStringLiteral("%1 – %2").arg(what, reason);
}

void CrossCheckPanel::setCase(const ComparedCase& compared) {
    const bool visible = compared.crossCheck && compared.bothVisible();
    setVisible(visible);
    m_turn = false;
    if (!visible)
        return showAsking(false);
    const bool open = !compared.crossCheck->closed;
    const auto slot = compared.viewerSlot();
    m_turn = open && slot && !compared.statementOf(*slot);
    const bool all = compared.statementOf(0) && compared.statementOf(1);
    m_heading->setText(m_turn  ? tr("Cross-check: does your reading stand?")
                       : !open ? tr("The cross-check is closed.")
                       : all
                           ? tr("Cross-check: both have had their say. The coordinator closes it.")
                       : slot ? tr("Cross-check: you have had your say.")
                              : tr("Cross-check: waiting for the readers."));
    m_said->setText(said(compared, 0) + QLatin1Char('\n') + said(compared, 1));
    m_stand->setVisible(m_turn);
    m_amend->setVisible(m_turn);
    m_reason->clear();
    showAsking(false);
}

void CrossCheckPanel::showAsking(bool asking) {
    m_reason->setVisible(asking);
    m_record->setVisible(asking);
}

bool CrossCheckPanel::chooseStand() {
    if (!m_turn)
        return false;
    showAsking(true);
    m_reason->setFocus();
    return true;
}

bool CrossCheckPanel::amend() {
    if (m_turn)
        emit amendRequested();
    return m_turn;
}

bool CrossCheckPanel::confirm() {
    if (!m_turn || m_reason->isHidden())
        return false;
    emit standRequested(m_reason->text().trimmed());
    return true;
}

} // namespace cw::gui
