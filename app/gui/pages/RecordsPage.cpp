// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/RecordsPage.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace cw::gui {

RecordsPage::RecordsPage(ProjectAccess& project, Records records, QWidget* parent)
    : QWidget(parent), m_project(project), m_records(records) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    m_heading = new QLabel(this);
    m_heading->setProperty("role", "heading");
    m_text = new QLabel(this);
    m_text->setProperty("role", "dim");
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_table = new QTableWidget(this);
    m_table->setObjectName("records");
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_heading);
    column->addWidget(m_text);
    column->addWidget(m_table, 1);
    if (records == Records::Versions) {
        m_heading->setText(tr("Frozen versions of the data set"));
        m_text->setText(
            tr("A version never changes: its manifest holds a checksum of every image and "
               "reading. Freezing, checking and exporting are done by the command line "
               "for now: concord freeze, concord verify, concord export."));
    } else {
        m_heading->setText(tr("Audit trail"));
        m_text->setText(tr("Who did what, and when (UTC). Newest first."));
    }
    m_table->setAccessibleName(m_heading->text());
}

void RecordsPage::fill(const QStringList& headings, const std::vector<QStringList>& rows) {
    m_table->setColumnCount(static_cast<int>(headings.size()));
    m_table->setHorizontalHeaderLabels(headings);
    for (int i = 0; i < m_table->columnCount(); ++i)
        m_table->horizontalHeaderItem(i)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        for (int column = 0; column < m_table->columnCount(); ++column)
            m_table->setItem(
                row, column,
                new QTableWidgetItem(rows[static_cast<std::size_t>(row)].value(column)));
    for (int column = 0; column + 1 < m_table->columnCount(); ++column)
        m_table->setColumnWidth(column, 220);
}

void RecordsPage::refresh() {
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    std::vector<QStringList> rows;
    if (m_records == Records::Versions) {
        const auto versions =
            m_project.with([](workflow::Project& p) { return p.store().versions(); });
        if (!versions)
            return emit failed(versions.error());
        for (const auto& v : *versions)
            rows.push_back({text(v.name.text()), text(v.createdAt), text(v.manifestSha256)});
        fill({tr("Version"), tr("Frozen at"), tr("Checksum of the manifest (SHA-256)")}, rows);
        return;
    }
    const auto trail = m_project.with([](workflow::Project& p) { return p.store().auditTrail(); });
    if (!trail)
        return emit failed(trail.error());
    for (auto it = trail->rbegin(); it != trail->rend(); ++it)
        rows.push_back({text(it->at), text(it->actor), text(it->action), text(it->detail)});
    fill({tr("Time"), tr("Who"), tr("What"), tr("Details")}, rows);
}

} // namespace cw::gui
