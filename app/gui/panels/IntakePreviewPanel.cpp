// SPDX-License-Identifier: Apache-2.0
#include "app/gui/panels/IntakePreviewPanel.h"

#include "app/gui/IntakeWords.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace cw::gui {

IntakePreviewPanel::IntakePreviewPanel(IntakeDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_model = new PreviewTableModel(this);
    m_filter = new QSortFilterProxyModel(this);
    m_filter->setSourceModel(m_model);
    m_filter->setFilterKeyColumn(-1);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_stack = new QStackedWidget(this);
    column->addWidget(makeBar());
    m_note = new QLabel(this);
    m_note->setObjectName("previewNote");
    m_note->setProperty("role", "dim");
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_table = new QTableView(this);
    m_table->setObjectName("preview");
    m_table->setAccessibleName(tr("What will change"));
    m_table->setModel(m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int widths[] = {330, 210, 120, 250};
    for (int i = 0; i < 4; ++i)
        m_table->setColumnWidth(i, widths[i]);
    m_stack->addWidget(m_note);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    say(tr("Choose a source folder: what would change in each of its files is shown here, before "
           "anything is written."));

    connect(&m_desk, &IntakeDesk::opened, this, &IntakePreviewPanel::fillFiles);
    connect(&m_desk, &IntakeDesk::previewed, this,
            [this](int file, bool withValues, const workflow::IntakePreview& preview) {
                if (file == m_files->currentIndex() && withValues == valuesShown())
                    show(preview);
            });
    connect(&m_desk, &IntakeDesk::previewFailed, this, [this](int file, const Error& error) {
        if (file != m_files->currentIndex())
            return;
        workflow::IntakeItem item;
        item.state = workflow::IntakeItem::State::Quarantined;
        item.reason = error.sentence();
        say(tr("This file would be quarantined. %1").arg(reasonWords(item)));
    });
    connect(&m_desk, &IntakeDesk::workChanged, this, [this] {
        if (m_desk.isOpen())
            return;
        const QSignalBlocker quiet(m_files);
        m_files->clear();
        m_model->show({}, false);
        m_count->clear();
        if (m_desk.work() == IntakeDesk::Work::Opening)
            say(tr("Reading the folder …"));
    });
}

QWidget* IntakePreviewPanel::makeBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* heading = new QLabel(tr("What will change"), bar);
    heading->setProperty("role", "heading");
    row->addWidget(heading);
    m_files = new QComboBox(bar);
    m_files->setObjectName("previewFile");
    m_files->setAccessibleName(tr("File to preview"));
    // The widest of many thousand names must not be measured.
    m_files->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_files->setMinimumContentsLength(26);
    auto* list = new QListView(m_files);
    list->setUniformItemSizes(true);
    m_files->setView(list);
    row->addWidget(m_files);
    m_values = new QToolButton(bar);
    m_values->setObjectName("showValues");
    m_values->setText(tr("Show values"));
    m_values->setToolTip(
        tr("Shows the patient's data and the names of the files on this screen, nowhere else."));
    m_values->setCheckable(true);
    m_values->setProperty("role", "chip");
    row->addWidget(m_values);
    m_count = new QLabel(bar);
    m_count->setObjectName("previewCount");
    m_count->setProperty("role", "dim");
    row->addWidget(m_count);
    row->addStretch(1);
    m_search = new QLineEdit(bar);
    m_search->setObjectName("previewFilter");
    m_search->setPlaceholderText(tr("Filter: attribute, change, rule"));
    m_search->setAccessibleName(tr("Filter the preview"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(260);
    row->addWidget(m_search);
    connect(m_search, &QLineEdit::textChanged, m_filter,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_files, &QComboBox::currentIndexChanged, this, &IntakePreviewPanel::request);
    connect(m_values, &QToolButton::toggled, this, [this](bool shown) {
        const int current = m_files->currentIndex();
        fillFiles();
        m_files->setCurrentIndex(current);
        emit valuesShownChanged(shown);
    });
    return bar;
}

void IntakePreviewPanel::fillFiles() {
    if (!m_desk.isOpen())
        return;
    const auto& files = m_desk.intake()->files();
    {
        const QSignalBlocker quiet(m_files);
        QStringList names;
        names.reserve(static_cast<qsizetype>(files.size()));
        for (std::size_t i = 0; i < files.size(); ++i)
            names << (valuesShown() ? QString::fromStdString(files[i].string())
                                    : tr("File %1 of %2").arg(i + 1).arg(files.size()));
        m_files->clear();
        m_files->addItems(names);
    }
    if (files.empty())
        say(tr("The folder holds no files."));
    else
        request();
}

void IntakePreviewPanel::request() { m_desk.preview(m_files->currentIndex(), valuesShown()); }

void IntakePreviewPanel::show(const workflow::IntakePreview& preview) {
    m_model->show(preview.changes, valuesShown());
    m_count->setText(tr("%1 attributes").arg(preview.changes.size()));
    m_stack->setCurrentWidget(m_table);
}

void IntakePreviewPanel::say(const QString& text) {
    m_note->setText(text);
    m_model->show({}, valuesShown()); // what was shown, values perhaps, is another file's
    m_count->clear();
    m_stack->setCurrentWidget(m_note);
}

} // namespace cw::gui
