// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/DatasetPage.h"

#include "app/gui/Words.h"
#include "app/gui/panels/ExportForm.h"
#include "app/gui/panels/FreezeForm.h"
#include "app/gui/panels/StatusLine.h"
#include "app/gui/panels/VersionsPanel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cw::gui {
namespace {

constexpr int kFlowWidth = 280, kFormsWidth = 340;
constexpr int kFaultsShown = 20;

QLabel* headingOf(const QString& words, QWidget* parent) {
    auto* label = new QLabel(words, parent);
    label->setProperty("role", "heading");
    return label;
}

} // namespace

DatasetPage::DatasetPage(ProjectAccess& project, StatusLine& status, QWidget* parent)
    : QWidget(parent), m_project(project), m_status(status), m_desk(project) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 0, 0);
    row->setSpacing(18);
    auto* left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 12);
    left->setSpacing(10);
    m_flow = new FlowPanel(this);
    m_flow->setFixedWidth(kFlowWidth);
    left->addWidget(headingOf(tr("From intake to version"), this));
    left->addWidget(m_flow, 1);
    row->addLayout(left);
    row->addWidget(makeCases(), 3);
    row->addWidget(makeVersions(), 4);
    auto* forms = new QFrame(this);
    forms->setProperty("role", "panel");
    forms->setFixedWidth(kFormsWidth);
    auto* column = new QVBoxLayout(forms);
    column->setContentsMargins(14, 0, 14, 12);
    column->setSpacing(16);
    m_freeze = new FreezeForm(forms);
    m_export = new ExportForm(forms);
    auto* line = new QFrame(forms);
    line->setProperty("role", "line");
    column->addSpacing(12);
    column->addWidget(m_freeze);
    column->addWidget(line);
    column->addWidget(m_export);
    column->addStretch(1);
    row->addWidget(forms);
    connectDesk();
}

QWidget* DatasetPage::makeCases() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(10);
    m_shown = headingOf({}, box);
    m_shown->setObjectName("flowShown");
    m_cases = new FlowTableModel(this);
    m_table = new QTableView(box);
    m_table->setObjectName("flowCases");
    m_table->setAccessibleName(tr("Cases of the box"));
    m_table->setModel(m_cases);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(FlowTableModel::Case, 80);
    m_table->setColumnWidth(FlowTableModel::State, 100);
    // The last column takes what is left: never less than its own heading, in either language.
    auto* header = m_table->horizontalHeader();
    header->ensurePolished();
    m_table->setMinimumWidth(180 + header->sectionSizeHint(FlowTableModel::Reason) +
                             m_table->style()->pixelMetric(QStyle::PM_ScrollBarExtent) +
                             2 * m_table->frameWidth());
    column->addWidget(m_shown);
    column->addWidget(m_table, 1);
    connect(m_flow, &FlowPanel::chosen, this, [this](const FlowFilter& filter, const QString& w) {
        m_cases->setFilter(filter);
        m_shown->setText(QStringLiteral("%1   %2").arg(w).arg(m_cases->rowCount()));
    });
    return box;
}

QWidget* DatasetPage::makeVersions() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(8);
    m_versions = new VersionsPanel(m_project, box);
    m_working = new QLabel(box);
    m_working->setObjectName("datasetWork");
    m_working->setProperty("role", "dim");
    m_progress = new QProgressBar(box);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    column->addWidget(m_versions, 1);
    column->addWidget(m_working);
    column->addWidget(m_progress);
    return box;
}

void DatasetPage::connectDesk() {
    connect(m_versions, &VersionsPanel::failed, this, &DatasetPage::failed);
    connect(m_versions, &VersionsPanel::verifyRequested, &m_desk, &DatasetDesk::verify);
    connect(m_versions, &VersionsPanel::currentChanged, this,
            [this] { m_export->setVersion(m_versions->current()); });
    connect(m_freeze, &FreezeForm::freezeRequested, &m_desk, &DatasetDesk::freeze);
    connect(m_export, &ExportForm::exportRequested, &m_desk, &DatasetDesk::exportVersion);
    connect(&m_desk, &DatasetDesk::workChanged, this, &DatasetPage::showWork);
    connect(&m_desk, &DatasetDesk::failed, this, &DatasetPage::failed);
    connect(&m_desk, &DatasetDesk::progressed, this, [this](int done, int total) {
        m_progress->setMaximum(std::max(1, total));
        m_progress->setValue(done);
        m_working->setText(tr("%1 of %2").arg(done).arg(total));
    });
    connect(&m_desk, &DatasetDesk::frozen, this, [this](const QString& name, const QString&) {
        m_freeze->clearName();
        refresh();
        m_status.say(tr("%1 is frozen: it never changes.").arg(name));
        emit frozen();
    });
    connect(&m_desk, &DatasetDesk::verified, this, &DatasetPage::showVerified);
    connect(&m_desk, &DatasetDesk::exported, this, [this](const QString& to, const QString& sum) {
        m_status.say(to.isEmpty() ? tr("Exported.") : tr("Exported to %1, on record.").arg(to));
        if (!to.isEmpty())
            m_versions->say(tr("Checksum of the list of files that went to %1:\n%2").arg(to, sum));
    });
}

void DatasetPage::showVerified(const QString& name, const dataset::VerifyReport& report) {
    QStringList lines{
        report.faults.empty()
            ? tr("✓ %1 is intact: %2 things checked.").arg(name).arg(report.checked)
            : tr("▲ %1 is not what was frozen: %2 faults.").arg(name).arg(report.faults.size())};
    for (const auto& fault : report.faults)
        if (lines.size() <= kFaultsShown)
            lines << QString::fromStdString(fault);
    m_versions->say(lines.join(QLatin1Char('\n')));
}

void DatasetPage::showWork() {
    const bool busy = !quiet();
    m_freeze->setBusy(busy);
    m_export->setBusy(busy);
    m_versions->setBusy(busy);
    m_progress->setVisible(busy);
    m_progress->setValue(0);
    m_working->setText({});
    m_table->setEnabled(!busy);
    emit busyChanged(busy);
}

/// The table of roles is the store's; where it refuses, the form is not offered.
bool DatasetPage::mayFreeze() const {
    const auto* account = m_project.account();
    return !account || account->roles.contains(storage::Role::Steward);
}

void DatasetPage::refresh() {
    if (!quiet())
        return;
    auto flow = m_project.with([](workflow::Project& p) { return workflow::datasetFlow(p); });
    if (!flow)
        return emit failed(flow.error());
    m_freeze->setVisible(mayFreeze());
    if (mayFreeze()) {
        const auto checks =
            m_project.with([&](workflow::Project& p) { return workflow::freezeChecks(p, *flow); });
        if (!checks)
            return emit failed(checks.error());
        m_freeze->setChecks(*checks);
    }
    m_cases->setFlow(*flow);
    m_flow->setFlow(*flow);
    auto known = m_project.with([](workflow::Project& p) { return p.recipients(); });
    m_export->setRecipients(known ? std::optional(std::move(*known)) : std::nullopt);
    m_versions->refresh();
}

bool DatasetPage::freeze() { return m_freeze->isVisible() && (m_freeze->freeze(), true); }

} // namespace cw::gui
