// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/AuditRecord.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <optional>

namespace cw::gui {

/// The audit trail, newest first, a line each.
class AuditTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Who, Action, Detail, ColumnCount };
    using Row = storage::CaseStore::AuditRow;
    using QAbstractTableModel::QAbstractTableModel;

    void setTrail(std::vector<Row> trail); ///< as the store has it, oldest first
    const std::vector<Row>& trail() const { return m_trail; }
    const Row& row(int index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Row> m_trail;
};

/// Lines of one topic, and of those the ones in which a text occurs.
class AuditFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setTopic(std::optional<workflow::AuditTopic> topic); ///< nothing: all
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    std::optional<workflow::AuditTopic> m_topic;
    QString m_text;
};

} // namespace cw::gui
