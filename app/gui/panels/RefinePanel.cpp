// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/RefinePanel.h"

#include "app/gui/panels/RefineWords.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr int kLongestReason = 600; ///< characters; the store takes 2,000 bytes
constexpr int kNameWidth = 160;

QString text(const core::CaseId& id) { return QString::fromStdString(id.text()); }

} // namespace

RefinePanel::RefinePanel(RefineDesk& desk, const storage::Account* account, QWidget* parent)
    : QWidget(parent), m_desk(desk) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    auto* top = new QHBoxLayout;
    m_heading = new QLabel(this);
    m_heading->setObjectName("refineHeading");
    m_heading->setProperty("role", "heading");
    auto* back = new QPushButton(tr("Back   Esc"), this);
    back->setObjectName("refineBack");
    top->addWidget(m_heading, 1);
    top->addWidget(back);
    column->addLayout(top);
    m_table = new QTableWidget(0, ColumnCount, this);
    m_table->setObjectName("refineTable");
    m_table->setAccessibleName(tr("Suspicions about images"));
    m_table->setToolTip(tr("A click on a case, or Enter, opens it"));
    m_table->setHorizontalHeaderLabels(
        {tr("Case"), tr("Other case"), tr("Severity"), tr("Kind"), tr("What is suspicious")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setColumnWidth(Kind, 170);
    column->addWidget(m_table, 1);
    column->addWidget(makeForm());
    // A name in a project with accounts is the account's: it cannot be somebody else's.
    if (account) {
        m_by->setText(QString::fromStdString(account->name));
        m_by->setReadOnly(true);
    }
    connect(back, &QPushButton::clicked, this, &RefinePanel::closed);
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row, int cell) {
        if (cell == First || cell == Other)
            openCell(row, cell);
    });
    connect(m_table, &QTableWidget::cellActivated, this,
            [this](int row, int cell) { openCell(row, cell == Other ? Other : First); });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &RefinePanel::showChosen);
    connect(&m_desk, &RefineDesk::finished, this, &RefinePanel::refresh);
    refresh();
}

QWidget* RefinePanel::makeForm() {
    auto* form = new QWidget(this);
    auto* row = new QHBoxLayout(form);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_by = new QLineEdit(form);
    m_by->setObjectName("refineBy");
    m_by->setPlaceholderText(tr("Who decides"));
    m_by->setAccessibleName(tr("Who decides"));
    m_by->setFixedWidth(kNameWidth);
    m_reason = new QLineEdit(form);
    m_reason->setObjectName("refineReason");
    m_reason->setMaxLength(kLongestReason);
    m_reason->setPlaceholderText(tr("Reason (needed; names no patient)"));
    m_reason->setAccessibleName(tr("Reason of the decision"));
    m_case = new QComboBox(form);
    m_case->setObjectName("refineCase");
    m_case->setAccessibleName(tr("Which case is left out"));
    m_fine = new QPushButton(tr("Fine"), form);
    m_fine->setObjectName("refineFine");
    m_fine->setToolTip(tr("Nothing is wrong; it is not asked again"));
    m_duplicate = new QPushButton(tr("Duplicate"), form);
    m_duplicate->setObjectName("refineDuplicate");
    m_duplicate->setToolTip(tr("It is a copy; the chosen case, if any, is left out"));
    m_exclude = new QPushButton(tr("Exclude"), form);
    m_exclude->setObjectName("refineExclude");
    m_exclude->setToolTip(tr("The case is left out of the data set; this is not taken back"));
    row->addWidget(m_by);
    row->addWidget(m_reason, 1);
    row->addWidget(m_case);
    using workflow::RefineVerdict;
    for (const auto& [button, verdict] : {std::pair{m_fine, RefineVerdict::Fine},
                                          {m_duplicate, RefineVerdict::Duplicate},
                                          {m_exclude, RefineVerdict::Exclude}}) {
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, v = verdict] { decide(v); });
    }
    for (auto* edit : {m_by, m_reason})
        connect(edit, &QLineEdit::textChanged, this, [this] { emit said({}, false); });
    return form;
}

void RefinePanel::suggestName(const QString& name) {
    if (m_by->text().isEmpty())
        m_by->setText(name);
}

const workflow::Suspicion* RefinePanel::chosen() const {
    const auto rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty() || rows.front().row() >= static_cast<int>(m_shown.size()))
        return nullptr;
    return &m_shown[static_cast<std::size_t>(rows.front().row())];
}

void RefinePanel::refresh() {
    auto open = m_desk.open();
    if (!open)
        return emit failed(open.error());
    const auto* before = chosen();
    const auto kept = before ? before->id : std::string();
    const int at = std::max(0, m_table->currentRow());
    m_shown = std::move(*open);
    {
        const QSignalBlocker quiet(m_table);
        m_table->setRowCount(static_cast<int>(m_shown.size()));
        for (int row = 0; row < m_table->rowCount(); ++row)
            showRow(row);
        m_table->clearSelection();
    }
    m_heading->setText(tr("Suspicions about images") + QStringLiteral("   %1").arg(m_shown.size()));
    // What was chosen stays chosen; what was decided gives its place to the next.
    const auto same = std::ranges::find(m_shown, kept, &workflow::Suspicion::id);
    const auto row = same != m_shown.end() ? static_cast<int>(same - m_shown.begin())
                                           : std::min(at, m_table->rowCount() - 1);
    if (row >= 0)
        m_table->selectRow(row);
    showChosen();
}

void RefinePanel::showRow(int row) {
    const auto& one = m_shown[static_cast<std::size_t>(row)];
    const QStringList cells{one.cases.empty() ? QString() : text(one.cases[0]),
                            one.cases.size() < 2 ? QString() : text(one.cases[1]),
                            severityWords(one.severity), kindWords(one.kind), sentenceWords(one)};
    for (int column = 0; column < cells.size(); ++column) {
        auto* item = new QTableWidgetItem(cells[column]);
        item->setToolTip(cells[column]);
        m_table->setItem(row, column, item);
    }
}

void RefinePanel::showChosen() {
    const auto* one = chosen();
    for (auto* button : {m_fine, m_duplicate, m_exclude})
        button->setEnabled(one != nullptr);
    m_case->clear();
    const bool several = one && one->cases.size() > 1;
    m_case->setVisible(several);
    if (!several)
        return;
    m_case->addItem(tr("No case is left out"), QString());
    for (const auto& id : one->cases)
        m_case->addItem(tr("%1 is left out").arg(text(id)), text(id));
}

void RefinePanel::openCell(int row, int column) {
    if (row < 0 || row >= static_cast<int>(m_shown.size()))
        return;
    const auto& cases = m_shown[static_cast<std::size_t>(row)].cases;
    if (const auto which = static_cast<std::size_t>(column); which < cases.size())
        emit openRequested(cases[which]);
}

void RefinePanel::decide(workflow::RefineVerdict verdict) {
    const auto* one = chosen();
    if (!one)
        return;
    workflow::RefineDecision decision;
    decision.id = one->id;
    decision.verdict = verdict;
    decision.by = m_by->text().trimmed().toStdString();
    decision.reason = m_reason->text().trimmed().toStdString();
    const auto left = m_case->currentData().toString();
    if (verdict != workflow::RefineVerdict::Fine)
        decision.excludedCase = core::CaseId(left.toStdString());
    const auto ask = [this](QWidget* widget, const QString& sentence) {
        widget->setFocus();
        emit said(sentence, true);
    };
    if (decision.by.empty())
        return ask(m_by, tr("Say who decides."));
    if (decision.reason.empty())
        return ask(m_reason, tr("Say why: the reason goes on record."));
    if (verdict == workflow::RefineVerdict::Exclude && one->cases.size() > 1 && left.isEmpty())
        return ask(m_case, tr("Say which of the cases is left out."));
    const auto after = m_desk.decide(decision);
    if (!after)
        return emit failed(after.error());
    m_reason->clear();
    refresh();
    m_table->setFocus();
    emit said(after->excluded.empty() ? tr("On record.")
                                      : tr("On record; %1 is left out.").arg(text(after->excluded)),
              false);
}

} // namespace cw::gui
