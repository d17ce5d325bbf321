// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/VersionsPanel.h"

#include "app/gui/DifferenceWords.h"
#include "app/gui/Words.h"
#include "dataset/Counts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {

VersionsPanel::VersionsPanel(ProjectAccess& project, QWidget* parent)
    : QWidget(parent), m_project(project) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    auto* heading = new QLabel(tr("Frozen versions"), this);
    heading->setProperty("role", "heading");
    m_verify = new QPushButton(tr("Verify"), this);
    m_verify->setObjectName("verifyVersion");
    m_verify->setToolTip(tr("Reads everything again and compares it with its checksums"));
    row->addWidget(heading);
    row->addStretch(1);
    row->addWidget(m_verify);
    m_table = new QTableWidget(0, 3, this);
    m_table->setObjectName("versions");
    m_table->setAccessibleName(tr("Frozen versions"));
    m_table->setHorizontalHeaderLabels({tr("Version"), tr("Frozen at (UTC)"), tr("Checksum")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(1, 170);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setToolTip(tr("Select two with Ctrl: what is another in the later one"));
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName("versionText");
    m_text->setAccessibleName(tr("About the version"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    column->addLayout(row);
    column->addWidget(m_table, 2);
    column->addWidget(m_text, 3);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        describe();
        emit currentChanged();
    });
    connect(m_verify, &QPushButton::clicked, this, [this] {
        if (const auto name = current(); !name.empty())
            emit verifyRequested(name);
    });
}

void VersionsPanel::refresh() {
    auto versions = m_project.with([](workflow::Project& p) { return p.store().versions(); });
    if (!versions)
        return emit failed(versions.error());
    m_versions = std::move(*versions);
    std::ranges::reverse(m_versions);
    const QSignalBlocker quiet(m_table);
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(m_versions.size()));
    const auto cell = [this](int row, int column, const std::string& text) {
        m_table->setItem(row, column, new QTableWidgetItem(QString::fromStdString(text)));
    };
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& version = m_versions[static_cast<std::size_t>(row)];
        cell(row, 0, version.name.text());
        cell(row, 1, version.createdAt);
        cell(row, 2, version.manifestSha256);
    }
    if (!m_versions.empty())
        m_table->selectRow(0);
    describe();
    setBusy(m_busy);
    emit currentChanged();
}

void VersionsPanel::setBusy(bool busy) {
    m_busy = busy;
    m_verify->setEnabled(!busy && !m_versions.empty());
}

core::VersionName VersionsPanel::current() const {
    const auto rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? core::VersionName()
                          : m_versions[static_cast<std::size_t>(rows.first().row())].name;
}

void VersionsPanel::say(const QString& words) { m_text->setPlainText(words); }

void VersionsPanel::describe() {
    std::vector<std::size_t> rows;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        rows.push_back(static_cast<std::size_t>(index.row()));
    std::ranges::sort(rows); // the newest first
    if (rows.empty())
        say(m_versions.empty() ? tr("No version has been frozen yet.") : QString());
    else if (rows.size() == 1)
        describeOne(rows[0]);
    else
        describeDifference(rows.back(), rows.front());
}

void VersionsPanel::describeOne(std::size_t row) {
    const auto version =
        m_project.with([&](workflow::Project& p) { return p.version(m_versions[row].name); });
    if (!version)
        return say(words(version.error()));
    const auto counts = dataset::countsOf(version->content);
    QStringList lines{tr("%1 cases of %2 patients, %3 images, %4 findings")
                          .arg(counts.cases)
                          .arg(counts.patients)
                          .arg(counts.images)
                          .arg(counts.findings)};
    for (const auto& [label, cases] : counts.casesByClass)
        lines << QStringLiteral("    %1: %2")
                     .arg(label.empty() ? tr("no class") : answerWords("diagnosis", label))
                     .arg(cases);
    if (!version->content.excluded.empty())
        lines << tr("%1 cases excluded").arg(version->content.excluded.size());
    if (version->content.provenance.syntheticPatients)
        lines << tr("Its patients are synthetic.");
    say(lines.join(QLatin1Char('\n')));
}

void VersionsPanel::describeDifference(std::size_t earlier, std::size_t later) {
    const auto both =
        m_project.with([&](workflow::Project& p)
                           -> Result<std::pair<dataset::FrozenVersion, dataset::FrozenVersion>> {
            CW_TRY(auto a, p.version(m_versions[earlier].name));
            CW_TRY(auto b, p.version(m_versions[later].name));
            return std::pair(std::move(a), std::move(b));
        });
    if (!both)
        return say(words(both.error()));
    const auto heading = tr("From %1 to %2")
                             .arg(QString::fromStdString(m_versions[earlier].name.text()),
                                  QString::fromStdString(m_versions[later].name.text()));
    say(heading + QStringLiteral("\n\n") + words(dataset::difference(both->first, both->second)));
}

} // namespace cw::gui
