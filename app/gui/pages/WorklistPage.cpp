// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/WorklistPage.h"

#include "app/gui/pages/NoticePage.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {

WorklistPage::WorklistPage(ProjectAccess& project, QWidget* parent)
    : QWidget(parent), m_project(project) {
    m_model = new CaseTableModel(this);
    m_filter = new CaseFilterModel(this);
    m_filter->setSourceModel(m_model);
    m_filter->setSortRole(CaseTableModel::SortRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    column->addWidget(makeFilterBar());
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeTable());
    m_stack->addWidget(makeEmptyState());
    m_nothing = new QLabel(m_stack);
    m_nothing->setObjectName("nothing");
    m_nothing->setProperty("role", "dim");
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_stack->addWidget(m_nothing);
    column->addWidget(m_stack, 1);
    m_left = new QLabel(this);
    m_left->setObjectName("left");
    m_left->setProperty("role", "dim");
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_left->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // long, and cut at the end
    m_crossChecks = new CrossCheckBar(m_project, this);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_left, 1);
    foot->addWidget(m_crossChecks);
    column->addLayout(foot);
    column->addWidget(m_bar);
    connect(m_crossChecks, &CrossCheckBar::failed, this, &WorklistPage::failed);
    connect(m_crossChecks, &CrossCheckBar::done, this, [this](const QString& summary) {
        refresh();
        emit said(summary);
    });
}

QWidget* WorklistPage::makeFilterBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* group = new QButtonGroup(this);
    const std::pair<CaseFilterModel::Show, QString> chips[] = {
        {CaseFilterModel::Show::All, tr("All")},
        {CaseFilterModel::Show::ToRead, tr("To read")},
        {CaseFilterModel::Show::CrossCheck, tr("Cross-check")},
        {CaseFilterModel::Show::ToAdjudicate, tr("To adjudicate")},
        {CaseFilterModel::Show::Settled, tr("Settled")},
        {CaseFilterModel::Show::Excluded, tr("Excluded")}};
    for (const auto& [show, text] : chips) {
        auto* chip = new QToolButton(bar);
        chip->setText(text);
        chip->setCheckable(true);
        chip->setProperty("role", "chip");
        chip->setChecked(show == CaseFilterModel::Show::All);
        group->addButton(chip);
        row->addWidget(chip);
        m_chips.push_back({show, text, chip});
        connect(chip, &QToolButton::clicked, this, [this, wanted = show] {
            m_shown = wanted;
            m_filter->setShow(wanted);
            refreshBar();
        });
    }
    row->addStretch(1);
    m_search = new QLineEdit(bar);
    m_search->setObjectName("search");
    m_search->setPlaceholderText(tr("Filter: case, state, reader   Ctrl+K"));
    m_search->setAccessibleName(tr("Filter the worklist"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(300);
    m_search->installEventFilter(this);
    row->addWidget(m_search);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        if (m_filter->rowCount() > 0 && !m_table->currentIndex().isValid())
            m_table->selectRow(0);
        refreshBar();
    });
    return bar;
}

QWidget* WorklistPage::makeTable() {
    m_table = new QTableView(this);
    m_table->setObjectName("cases");
    m_table->setAccessibleName(tr("Worklist"));
    m_table->setModel(m_filter);
    m_table->setSortingEnabled(true);
    // In the order of the worklist until a heading is clicked, and again at the third click.
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int widths[] = {110, 210, 130, 80, 100, 210, 210};
    for (int i = 0; i < 7; ++i)
        m_table->setColumnWidth(i, widths[i]);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this, [this] { openCurrent(); });
    return m_table;
}

QWidget* WorklistPage::makeEmptyState() {
    auto* page = new NoticePage(
        tr("This project has no cases yet"),
        tr("Cases come from a hospital export, and are de-identified on their way in. To try the "
           "program without patient data, make the synthetic demo."),
        {"concord import PROJECT EXPORT-FOLDER", "concord demo ./demo-project"}, this);
    auto* intake = new QPushButton(tr("Take in a hospital export   Ctrl+1"), page);
    intake->setObjectName("toIntake");
    intake->setProperty("role", "primary");
    page->addButton(intake);
    connect(intake, &QPushButton::clicked, this, &WorklistPage::intakeRequested);
    return page;
}

void WorklistPage::refresh() {
    auto cases = m_project.with([](workflow::Project& p) { return p.store().cases(); });
    if (!cases) {
        emit failed(cases.error());
        return;
    }
    showCases(std::move(*cases));
}

/// In the order of the reader's own worklist, which is asked for anew.
void WorklistPage::showCases(std::vector<storage::CaseRow> cases) {
    const auto current = currentCase();
    m_own.clear();
    if (!m_reader.empty())
        if (auto own = m_project.with([this](workflow::Project& p) {
                return storage::CaseProcess(p.store()).worklist(m_reader);
            }))
            m_own = std::move(*own);
    m_model->setCases(std::move(cases), m_project.kind(), m_own);
    select(current);
    if (!m_table->currentIndex().isValid() && m_filter->rowCount() > 0)
        m_table->selectRow(0);
    refreshBar();
}

void WorklistPage::refreshBar() {
    int done = 0, left = 0;
    std::size_t adjudicate = 0, crossChecks = 0;
    for (const auto& row : m_model->cases()) {
        done +=
            row.state == storage::CaseState::Settled || row.state == storage::CaseState::Excluded;
        adjudicate += row.state == storage::CaseState::NeedsAdjudication;
        crossChecks += row.state == storage::CaseState::CrossCheck;
        left += leftToRead(row, m_reader);
    }
    m_crossChecks->setCounts(adjudicate, crossChecks);
    const int all = m_model->rowCount();
    m_progress = progressOf(m_reader, m_model->cases(), m_own, QDate::currentDate());
    // Who reads sees his own way to go; who only looks the project's.
    const bool own = m_progress.assigned > 0;
    m_bar->setMaximum(std::max(1, own ? static_cast<int>(m_progress.assigned) : all));
    m_bar->setValue(own ? static_cast<int>(m_progress.submitted) : done);
    m_bar->setAccessibleName(own ? tr("Your submitted cases") : tr("Settled and excluded cases"));
    const auto reading = own ? tr("%1 left for you to read, %2 submitted today")
                                   .arg(m_progress.left())
                                   .arg(m_progress.today)
                             : tr("%1 to read").arg(left);
    refreshChips();
    refreshState();
    m_left->setText(tr("%1 of %2 cases finished   ·   %3   ·   %4 to adjudicate   ·   %5 shown")
                        .arg(done)
                        .arg(all)
                        .arg(reading)
                        .arg(adjudicate)
                        .arg(m_filter->rowCount()) +
                    minutesWords());
    m_crossChecks->setBy(m_reader.text());
    m_crossChecks->setVisible(coordinates());
}

/// The reader's own work alone: nobody is timed by a colleague.
QString WorklistPage::minutesWords() const {
    std::int64_t all = 0;
    for (const auto& item : m_own)
        all += item.activeMs;
    if (all <= 0)
        return {};
    return QStringLiteral("   ·   ") +
           tr("%1 min of reading")
               .arg(QLocale().toString(static_cast<double>(all) / 60'000, 'f', 1));
}

/// With accounts by role; in an open project whoever reads none of the cases.
bool WorklistPage::coordinates() const {
    const bool may = m_project.with([](workflow::Project& p) {
        const auto* actor = p.store().actor();
        return !actor || actor->roles.contains(storage::Role::Coordinator);
    });
    return may && m_progress.assigned == 0 && !m_model->cases().empty();
}

void WorklistPage::refreshChips() {
    CaseFilterModel counting;
    counting.setSourceModel(m_model);
    counting.setReader(m_reader);
    for (const auto& [show, text, button] : m_chips) {
        counting.setShow(show);
        button->setText(QStringLiteral("%1  %2").arg(text).arg(counting.rowCount()));
    }
}

void WorklistPage::refreshState() {
    const bool empty = m_model->rowCount() == 0, nothing = m_filter->rowCount() == 0;
    m_nothing->setText(nothing ? whyNothingIsShown() : QString());
    m_stack->setCurrentIndex(empty ? 1 : nothing ? 2 : 0);
}

/// Never an empty list: what it means that nothing is shown, and what next.
QString WorklistPage::whyNothingIsShown() const {
    if (!m_search->text().trimmed().isEmpty())
        return tr("No case matches what is typed above.");
    if (m_shown != CaseFilterModel::Show::ToRead)
        return tr("No case is in this state.");
    if (m_reader.empty())
        return tr("Nothing is left to read in this project.");
    if (m_progress.assigned == 0)
        return tr("No case is assigned to you. The data steward assigns cases.");
    return tr("✓ You have submitted all %1 cases assigned to you.").arg(m_progress.assigned);
}

void WorklistPage::setReader(const core::ReaderId& reader) {
    m_reader = reader;
    m_filter->setReader(reader);
    showCases(m_model->cases()); // another worklist, in another order
}

void WorklistPage::focusSearch() {
    m_search->setFocus();
    m_search->selectAll();
}

core::CaseId WorklistPage::currentCase() const {
    const auto index = m_table->currentIndex();
    return core::CaseId(index.data(CaseTableModel::IdRole).toString().toStdString());
}

void WorklistPage::select(const core::CaseId& id) {
    for (int row = 0; row < m_filter->rowCount(); ++row)
        if (m_filter->index(row, 0).data(CaseTableModel::IdRole).toString().toStdString() ==
            id.text())
            m_table->selectRow(row);
}

core::CaseId WorklistPage::neighbour(const core::CaseId& id, int step) const {
    const int rows = m_filter->rowCount();
    for (int row = 0; row < rows; ++row)
        if (m_filter->index(row, 0).data(CaseTableModel::IdRole).toString().toStdString() ==
                id.text() &&
            row + step >= 0 && row + step < rows)
            return core::CaseId(m_filter->index(row + step, 0)
                                    .data(CaseTableModel::IdRole)
                                    .toString()
                                    .toStdString());
    return {};
}

void WorklistPage::openCurrent() {
    if (const auto id = currentCase(); !id.empty())
        emit openRequested(id);
}

bool WorklistPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (enter && static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier) {
            openCurrent();
            return true;
        }
        if (watched == m_search && (key == Qt::Key_Down || key == Qt::Key_Escape)) {
            m_table->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cw::gui
