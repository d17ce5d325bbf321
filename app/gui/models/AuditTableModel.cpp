// SPDX-License-Identifier: Apache-2.0
#include "app/gui/models/AuditTableModel.h"

namespace cw::gui {

void AuditTableModel::setTrail(std::vector<Row> trail) {
    beginResetModel();
    m_trail = std::move(trail);
    endResetModel();
}

const AuditTableModel::Row& AuditTableModel::row(int index) const {
    return m_trail[m_trail.size() - 1 - static_cast<std::size_t>(index)];
}

int AuditTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_trail.size());
}

int AuditTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditTableModel::data(const QModelIndex& index, int role) const {
    const bool spoken =
        role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole;
    if (!index.isValid() || index.row() >= rowCount() || !spoken)
        return {};
    const auto& line = row(index.row());
    switch (index.column()) {
    case Time:
        return QString::fromStdString(line.at);
    case Who:
        return QString::fromStdString(line.actor);
    case Action:
        return QString::fromStdString(line.action);
    case Detail:
        return QString::fromStdString(line.detail);
    default:
        return {};
    }
}

QVariant AuditTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time (UTC)");
    case Who:
        return tr("Who");
    case Action:
        return tr("What");
    case Detail:
        return tr("Details");
    default:
        return {};
    }
}

void AuditFilterModel::setTopic(std::optional<workflow::AuditTopic> topic) {
    m_topic = topic;
    invalidateFilter();
}

void AuditFilterModel::setText(const QString& text) {
    m_text = text.trimmed();
    invalidateFilter();
}

bool AuditFilterModel::filterAcceptsRow(int row, const QModelIndex&) const {
    const auto& line = static_cast<const AuditTableModel*>(sourceModel())->row(row);
    if (m_topic && workflow::topicOf(line) != *m_topic)
        return false;
    if (m_text.isEmpty())
        return true;
    for (const auto* text : {&line.at, &line.actor, &line.action, &line.detail})
        if (QString::fromStdString(*text).contains(m_text, Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace cw::gui
