// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/CaseProcess.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <map>

namespace cw::gui {

/// A snapshot of the project's cases, a row each.
class CaseTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Case, State, Kind, Images, Minutes, ReaderA, ReaderB, Exclusion, ColumnCount };
    enum Role { StateRole = Qt::UserRole, IdRole, SortRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// own: the worklist of whoever reads here. Its cases come first and in its order, and show
    /// that reader's minutes; the others follow by number.
    void setCases(std::vector<storage::CaseRow> cases, core::ImageKind kind,
                  const std::vector<storage::WorklistItem>& own = {});
    const std::vector<storage::CaseRow>& cases() const { return m_cases; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const storage::CaseRow& row, int column) const;
    QString stateText(const storage::CaseRow& row) const;
    QString progress(const storage::CaseRow& row, std::size_t slot) const;

    const storage::WorklistItem* own(const core::CaseId& id) const;

    std::vector<storage::CaseRow> m_cases;
    std::map<core::CaseId, storage::WorklistItem> m_own;
    core::ImageKind m_kind = core::ImageKind::Mammography;
};

/// Which states are shown, and a text that must occur in the row.
class CaseFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Show { All, ToRead, CrossCheck, ToAdjudicate, Settled, Excluded };
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setShow(Show show);
    void setReader(const core::ReaderId& reader); ///< for ToRead: what is left for this reader
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    Show m_show = Show::All;
    core::ReaderId m_reader;
    QString m_text;
};

/// True if the reader still has to submit this case; without a reader: if anybody has.
bool leftToRead(const storage::CaseRow& row, const core::ReaderId& reader);

} // namespace cw::gui
