// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/DatasetFlow.h"

#include <QAbstractTableModel>
#include <functional>

namespace cw::gui {

/// The cases of one box of the flow diagram.
class FlowTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Case, State, Reason, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setFlow(std::vector<workflow::FlowCase> flow);
    const std::vector<workflow::FlowCase>& flow() const { return m_flow; }
    void setFilter(std::function<bool(const workflow::FlowCase&)> filter);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void select();

    std::vector<workflow::FlowCase> m_flow;
    std::function<bool(const workflow::FlowCase&)> m_filter;
    std::vector<std::size_t> m_shown;
};

} // namespace cw::gui
