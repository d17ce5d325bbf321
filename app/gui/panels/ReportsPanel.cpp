// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/ReportsPanel.h"

#include "app/workflow/Reports.h"

#include <QVBoxLayout>
#include <set>

namespace cw::gui {
namespace {

constexpr int kTextHeight = 170;

QString kindOf(const workflow::ReportText& report) {
    if (report.kind == "pathology")
        return ReportsPanel::tr("Pathology");
    return report.kind == "radiology" ? ReportsPanel::tr("Radiology") : ReportsPanel::tr("Report");
}

/// Of an open project everybody is a reader; of several roles one that may see them is enough.
std::set<storage::Role> rolesOf(const ProjectAccess& project) {
    return project.account() ? project.account()->roles : std::set{storage::Role::Reader};
}

} // namespace

ReportsPanel::ReportsPanel(ProjectAccess& project, QWidget* parent)
    : QWidget(parent), m_project(project) {
    setObjectName("reports");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 2, 6, 2);
    column->setSpacing(2);
    m_heading = new QToolButton(this);
    m_heading->setObjectName("reportsHeading");
    m_heading->setProperty("role", "tool");
    m_heading->setFocusPolicy(Qt::NoFocus);
    m_heading->setToolTip(tr("Reports of the case   Shift+F9"));
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName("reportsText");
    m_text->setAccessibleName(tr("Reports of the case"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(kTextHeight);
    m_text->hide();
    column->addWidget(m_heading, 0, Qt::AlignLeft);
    column->addWidget(m_text);
    hide();
    connect(m_heading, &QToolButton::clicked, this, [this] { emit foldRequested(!folded()); });
}

void ReportsPanel::openCase(const core::CaseId& id) {
    m_text->clear();
    hide();
    for (const auto role : rolesOf(m_project)) {
        const auto reports = m_project.with([&](workflow::Project& p) {
            return workflow::reports(p, id, std::string(storage::name(role)));
        });
        if (!reports || reports->empty())
            continue;
        QStringList texts;
        for (const auto& report : *reports)
            texts << QStringLiteral("— %1 —\n%2")
                         .arg(kindOf(report), QString::fromStdString(report.text));
        m_text->setPlainText(texts.join(QStringLiteral("\n\n")));
        m_count = reports->size();
        show();
        break;
    }
    setFolded(folded());
}

void ReportsPanel::setFolded(bool folded) {
    m_text->setVisible(!folded);
    m_heading->setText((folded ? QStringLiteral("▸ ") : QStringLiteral("▾ ")) +
                       tr("Reports  %1").arg(m_count));
}

} // namespace cw::gui
