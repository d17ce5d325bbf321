// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Intake.h"

#include <QAbstractTableModel>
#include <functional>

namespace cw::gui {

/// What happens to the attributes of one file, a row each.
class PreviewTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Attribute, Before, What, After, Rule, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void show(std::vector<workflow::IntakeChange> changes, bool values);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<workflow::IntakeChange> m_changes;
    bool m_values = false;
};

/// Files of one state after a run. They are named by keyed tokens until the steward asks for paths.
class IntakeItemModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using PathOf = std::function<QString(const std::string& token)>;
    IntakeItemModel(std::vector<workflow::IntakeItem::State> states, PathOf pathOf,
                    QObject* parent = nullptr);
    void show(const workflow::IntakeStatus& status);
    void setPathsShown(bool shown);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : 2;
    }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool done() const { return m_states.front() == workflow::IntakeItem::State::Done; }
    std::vector<workflow::IntakeItem::State> m_states;
    PathOf m_pathOf;
    std::vector<workflow::IntakeItem> m_items;
    bool m_paths = false;
};

/// Writing found in pictures with what was said about it.
class WritingTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Verdict, Says, Picture, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void show(std::vector<workflow::Writing> writings);
    const workflow::Writing* at(int row) const;
    /// The next one without a verdict after this row, from the top again; -1: none is left.
    int nextUndecided(int row) const;
    int undecided() const;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<workflow::Writing> m_writings;
};

} // namespace cw::gui
