// SPDX-License-Identifier: Apache-2.0
#include "app/gui/models/IntakeModels.h"

#include "app/gui/IntakeWords.h"
#include "app/gui/Theme.h"

#include <algorithm>

namespace cw::gui {
namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

int rows(const QModelIndex& parent, std::size_t count) {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

} // namespace

void PreviewTableModel::show(std::vector<workflow::IntakeChange> changes, bool values) {
    beginResetModel();
    m_changes = std::move(changes);
    m_values = values;
    endResetModel();
}

int PreviewTableModel::rowCount(const QModelIndex& parent) const {
    return rows(parent, m_changes.size());
}
int PreviewTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PreviewTableModel::data(const QModelIndex& index, int role) const {
    const auto& change = m_changes.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::ToolTipRole)
        return index.column() == Rule ? whyWords(change.why) : data(index, Qt::DisplayRole);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Attribute:
        return text(change.where) + QStringLiteral("   ") + text(change.attribute);
    case Before:
        return m_values && !change.before.empty() ? text(change.before)
                                                  : kindWords(change.beforeKind);
    case What:
        return changeWords(change.what);
    case After:
        return text(change.after);
    case Rule:
        return ruleWords(change.rule);
    default:
        return {};
    }
}

QVariant PreviewTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString heads[] = {tr("Attribute"), m_values ? tr("Before") : tr("Before (kind)"),
                             tr("Change"), tr("After"), tr("Rule")};
    return heads[section];
}

IntakeItemModel::IntakeItemModel(std::vector<workflow::IntakeItem::State> states, PathOf pathOf,
                                 QObject* parent)
    : QAbstractTableModel(parent), m_states(std::move(states)), m_pathOf(std::move(pathOf)) {}

void IntakeItemModel::show(const workflow::IntakeStatus& status) {
    beginResetModel();
    m_items.clear();
    std::ranges::copy_if(status.items, std::back_inserter(m_items), [this](const auto& item) {
        return std::ranges::find(m_states, item.state) != m_states.end();
    });
    endResetModel();
}

void IntakeItemModel::setPathsShown(bool shown) {
    m_paths = shown;
    if (!m_items.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

int IntakeItemModel::rowCount(const QModelIndex& parent) const {
    return rows(parent, m_items.size());
}

QVariant IntakeItemModel::data(const QModelIndex& index, int role) const {
    const auto& item = m_items.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::ForegroundRole && item.state == workflow::IntakeItem::State::Leaked)
        return QColor::fromRgb(colour::kAmber);
    if (role == Qt::ToolTipRole)
        return data(index, Qt::DisplayRole);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == 0)
        return m_paths ? m_pathOf(item.source) : text(item.source).left(12);
    return done() ? text(item.output.generic_string()) : reasonWords(item);
}

QVariant IntakeItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Source");
    return done() ? tr("Written as") : tr("Reason");
}

void WritingTableModel::show(std::vector<workflow::Writing> writings) {
    beginResetModel();
    m_writings = std::move(writings);
    endResetModel();
}

const workflow::Writing* WritingTableModel::at(int row) const {
    const auto index = static_cast<std::size_t>(row);
    return row < 0 || index >= m_writings.size() ? nullptr : &m_writings[index];
}

int WritingTableModel::nextUndecided(int row) const {
    const int count = rowCount();
    for (int step = 1; step <= count; ++step) {
        const int next = (std::max(row, -1) + step) % count;
        if (at(next)->verdict == workflow::WritingVerdict::Undecided)
            return next;
    }
    return -1;
}

int WritingTableModel::undecided() const {
    return static_cast<int>(std::ranges::count(m_writings, workflow::WritingVerdict::Undecided,
                                               &workflow::Writing::verdict));
}

int WritingTableModel::rowCount(const QModelIndex& parent) const {
    return rows(parent, m_writings.size());
}
int WritingTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WritingTableModel::data(const QModelIndex& index, int role) const {
    const auto& writing = m_writings.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::ForegroundRole && writing.verdict == workflow::WritingVerdict::Undecided &&
        index.column() == Verdict)
        return QColor::fromRgb(colour::kAmber);
    if (role == Qt::ToolTipRole)
        return data(index, Qt::DisplayRole);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Verdict:
        return verdictWords(writing);
    case Says:
        return matchWords(writing.match);
    case Picture:
        return text(writing.source).left(12);
    default:
        return {};
    }
}

QVariant WritingTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString heads[] = {tr("Decision"), tr("What it says"), tr("Picture")};
    return heads[section];
}

} // namespace cw::gui
