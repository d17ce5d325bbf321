// SPDX-License-Identifier: Apache-2.0
#include "app/gui/models/FlowTableModel.h"

#include "app/gui/Words.h"
#include "app/gui/panels/FlowPanel.h"

namespace cw::gui {

void FlowTableModel::setFlow(std::vector<workflow::FlowCase> flow) {
    beginResetModel();
    m_flow = std::move(flow);
    select();
    endResetModel();
}

void FlowTableModel::setFilter(std::function<bool(const workflow::FlowCase&)> filter) {
    beginResetModel();
    m_filter = std::move(filter);
    select();
    endResetModel();
}

void FlowTableModel::select() {
    m_shown.clear();
    for (std::size_t i = 0; i < m_flow.size(); ++i)
        if (!m_filter || m_filter(m_flow[i]))
            m_shown.push_back(i);
}

int FlowTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int FlowTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FlowTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& one = m_flow[m_shown[static_cast<std::size_t>(index.row())]];
    if (role == Qt::ToolTipRole)
        return QString::fromStdString(one.because);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Case:
        return QString::fromStdString(one.id.text());
    case State:
        return words(one.state);
    case Reason:
        return reasonWords(one);
    default:
        return {};
    }
}

QVariant FlowTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Case:
        return tr("Case");
    case State:
        return tr("State");
    case Reason:
        return tr("Why it is not in the version");
    default:
        return {};
    }
}

} // namespace cw::gui
