// SPDX-License-Identifier: Apache-2.0
#include "app/gui/models/CaseTableModel.h"

#include "app/gui/Words.h"

#include <QLocale>
#include <algorithm>

namespace cw::gui {
namespace {

/// A mark beside the word: states are told apart without colour and without reading.
QString mark(storage::CaseState state) {
    using enum storage::CaseState;
    switch (state) {
    case New:
        return QStringLiteral("○");
    case Assigned:
        return QStringLiteral("○");
    case InReading:
        return QStringLiteral("◐");
    case Submitted:
    case Compared:
        return QStringLiteral("●");
    case CrossCheck:
        return QStringLiteral("◇");
    case NeedsAdjudication:
        return QStringLiteral("▲");
    case Settled:
        return QStringLiteral("■");
    case Excluded:
        return QStringLiteral("×");
    }
    return {};
}

bool isNumber(int column) {
    return column == CaseTableModel::Images || column == CaseTableModel::Minutes;
}

} // namespace

bool leftToRead(const storage::CaseRow& row, const core::ReaderId& reader) {
    for (std::size_t i = 0; i < row.readers.size(); ++i)
        if ((reader.empty() || row.readers[i] == reader) &&
            !(i < row.submitted.size() && row.submitted[i]))
            return true;
    return false;
}

void CaseTableModel::setCases(std::vector<storage::CaseRow> cases, core::ImageKind kind,
                              const std::vector<storage::WorklistItem>& own) {
    beginResetModel();
    m_cases = std::move(cases);
    m_own.clear();
    std::map<core::CaseId, std::size_t> places;
    for (const auto& item : own) {
        places.emplace(item.caseId, places.size());
        m_own.emplace(item.caseId, item);
    }
    std::stable_sort(m_cases.begin(), m_cases.end(), [&](const auto& a, const auto& b) {
        const auto at = [&](const storage::CaseRow& row) {
            const auto place = places.find(row.id);
            return std::pair(place == places.end() ? places.size() : place->second, row.id);
        };
        return at(a) < at(b);
    });
    m_kind = kind;
    endResetModel();
}

int CaseTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_cases.size());
}

int CaseTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString CaseTableModel::progress(const storage::CaseRow& row, std::size_t slot) const {
    if (slot >= row.readers.size())
        return QStringLiteral("–");
    const bool submitted = slot < row.submitted.size() && row.submitted[slot];
    const auto name = QString::fromStdString(row.readers[slot].text());
    return submitted ? tr("%1  ✓ submitted").arg(name) : name;
}

const storage::WorklistItem* CaseTableModel::own(const core::CaseId& id) const {
    const auto at = m_own.find(id);
    return at == m_own.end() ? nullptr : &at->second;
}

/// Of a cross-check and of a case that waits, what it means for whoever looks.
QString CaseTableModel::stateText(const storage::CaseRow& row) const {
    using enum storage::WorklistItem::State;
    const auto text = mark(row.state) + QStringLiteral("  ") + words(row.state);
    const auto* item = own(row.id);
    if (item && item->state == CrossCheck)
        return tr("%1: your turn").arg(text);
    if (item && item->state == Stated)
        return tr("%1: you have said").arg(text);
    if (item && item->state == Waiting)
        return tr("%1: waits for the first reading").arg(text);
    return text;
}

QString CaseTableModel::text(const storage::CaseRow& row, int column) const {
    switch (column) {
    case Case:
        return QString::fromStdString(row.id.text());
    case State:
        return stateText(row);
    case Kind:
        return words(m_kind);
    case Images:
        return QString::number(row.imageCount);
    case Minutes: {
        const auto* item = own(row.id);
        return item && item->activeMs > 0
                   ? QLocale().toString(static_cast<double>(item->activeMs) / 60'000, 'f', 1)
                   : QString();
    }
    case ReaderA:
        return progress(row, 0);
    case ReaderB:
        return progress(row, 1);
    case Exclusion:
        return row.exclusion ? words(*row.exclusion) : QString();
    default:
        return {};
    }
}

QVariant CaseTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& row = m_cases[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case StateRole:
        return static_cast<int>(row.state);
    case IdRole:
        return QString::fromStdString(row.id.text());
    case SortRole:
        if (index.column() == State)
            return static_cast<int>(row.state);
        if (index.column() == Images)
            return static_cast<int>(row.imageCount);
        if (index.column() == Minutes) {
            const auto* item = own(row.id);
            return QVariant::fromValue<qlonglong>(item ? item->activeMs : -1);
        }
        return text(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant(isNumber(index.column()) ? Qt::AlignRight | Qt::AlignVCenter
                                                 : Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant CaseTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(isNumber(section) ? Qt::AlignRight | Qt::AlignVCenter
                                          : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Case:
        return tr("Case");
    case State:
        return tr("State");
    case Kind:
        return tr("Kind");
    case Images:
        return tr("Images");
    case Minutes:
        return tr("My minutes");
    case ReaderA:
        return tr("Reader A");
    case ReaderB:
        return tr("Reader B");
    case Exclusion:
        return tr("Excluded because");
    default:
        return {};
    }
}

void CaseFilterModel::setShow(Show show) {
    m_show = show;
    invalidateFilter();
}

void CaseFilterModel::setReader(const core::ReaderId& reader) {
    m_reader = reader;
    invalidateFilter();
}

void CaseFilterModel::setText(const QString& text) {
    m_text = text.trimmed();
    invalidateFilter();
}

bool CaseFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto* model = static_cast<const CaseTableModel*>(sourceModel());
    const auto& item = model->cases()[static_cast<std::size_t>(row)];
    const auto state = item.state;
    const bool shown =
        m_show == Show::All || (m_show == Show::ToRead && leftToRead(item, m_reader)) ||
        (m_show == Show::CrossCheck && state == storage::CaseState::CrossCheck) ||
        (m_show == Show::ToAdjudicate && state == storage::CaseState::NeedsAdjudication) ||
        (m_show == Show::Settled && state == storage::CaseState::Settled) ||
        (m_show == Show::Excluded && state == storage::CaseState::Excluded);
    if (!shown || m_text.isEmpty())
        return shown;
    for (int column = 0; column < CaseTableModel::ColumnCount; ++column)
        if (model->index(row, column, parent)
                .data()
                .toString()
                .contains(m_text, Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace cw::gui
