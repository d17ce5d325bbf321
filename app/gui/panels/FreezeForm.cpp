// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/FreezeForm.h"

#include <QFormLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toUtf8().toStdString());
}

QString wordsOf(const workflow::FreezeCheck& check) {
    using enum workflow::FreezeCheck::What;
    switch (check.what) {
    case NothingLeft:
        return FreezeForm::tr("No case is settled yet.");
    case Undecided:
        return FreezeForm::tr("%1 cases wait for a decision.").arg(check.cases);
    case NotInspected:
        return FreezeForm::tr("%1 settled cases lack the inspection that the policy asks for.")
            .arg(check.cases);
    case NoAudit:
        return FreezeForm::tr("The policy asks for a final audit: draw a sample and inspect it.");
    case Unfinished:
        return FreezeForm::tr("%1 cases are not finished and will not be in it.").arg(check.cases);
    }
    return {};
}

} // namespace

FreezeForm::FreezeForm(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* heading = new QLabel(tr("Freeze a version"), this);
    heading->setProperty("role", "heading");
    m_checks = new QLabel(this);
    m_checks->setObjectName("freezeChecks");
    m_checks->setWordWrap(true);
    m_name = new QLineEdit(this);
    m_name->setObjectName("versionName");
    m_name->setAccessibleName(tr("Name of the version"));
    m_licence = new PathField(tr("Licence"), PathField::Wants::File, this);
    m_terms = new PathField(tr("Terms of access"), PathField::Wants::File, this);
    auto* form = new QFormLayout;
    form->setSpacing(6);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Licence"), m_licence);
    form->addRow(tr("Terms"), m_terms);
    m_freeze = new QPushButton(tr("Freeze   Ctrl+Enter"), this);
    m_freeze->setObjectName("freeze");
    m_freeze->setProperty("role", "primary");
    m_freeze->setToolTip(tr("A version never changes; what is settled later is in the next."));
    column->addWidget(heading);
    column->addWidget(m_checks);
    column->addLayout(form);
    column->addWidget(m_freeze);
    connect(m_name, &QLineEdit::textChanged, this, &FreezeForm::refresh);
    connect(m_freeze, &QPushButton::clicked, this, &FreezeForm::freeze);
    refresh();
}

void FreezeForm::setChecks(const std::vector<workflow::FreezeCheck>& checks) {
    QStringList lines;
    for (const auto& check : checks)
        lines << (check.blocks ? QStringLiteral("▲ ") : QStringLiteral("○ ")) + wordsOf(check);
    m_blocked = std::ranges::any_of(checks, &workflow::FreezeCheck::blocks);
    if (!m_blocked)
        lines.prepend(QStringLiteral("✓ ") + tr("Nothing blocks a version."));
    m_checks->setText(lines.join(QLatin1Char('\n')));
    m_checks->setStyleSheet(m_blocked ? QStringLiteral("color: #E6B450") : QString());
    refresh();
}

void FreezeForm::setBusy(bool busy) {
    m_busy = busy;
    refresh();
}

void FreezeForm::refresh() {
    m_freeze->setEnabled(!m_blocked && !m_busy && !m_name->text().trimmed().isEmpty());
}

bool FreezeForm::freeze() {
    if (m_freeze->isEnabled())
        emit freezeRequested({core::VersionName(m_name->text().trimmed().toStdString()),
                              pathOf(m_licence->path()), pathOf(m_terms->path())});
    return m_freeze->isEnabled();
}

} // namespace cw::gui
