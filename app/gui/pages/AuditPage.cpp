// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/AuditPage.h"

#include "app/gui/SaveFile.h"
#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"
#include "core/Files.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::gui {
namespace {

constexpr int kHeadDigits = 16; // of the hash: enough to compare by eye with a printed report

} // namespace

AuditPage::AuditPage(ProjectAccess& project, StatusLine& status, QWidget* parent)
    : QWidget(parent), m_project(project), m_status(status) {
    m_model = new AuditTableModel(this);
    m_filter = new AuditFilterModel(this);
    m_filter->setSourceModel(m_model);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    auto* heading = new QLabel(tr("Audit trail"), this);
    heading->setProperty("role", "heading");
    auto* text = new QLabel(tr("Who did what, and when. Newest first. Each line is chained to the "
                               "one before it: an edited, added or missing line is found."),
                            this);
    text->setProperty("role", "dim");
    text->setWordWrap(true);
    m_table = new QTableView(this);
    m_table->setObjectName("audit");
    m_table->setAccessibleName(tr("Audit trail"));
    m_table->setModel(m_filter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int widths[] = {190, 160, 420};
    for (int i = 0; i < 3; ++i)
        m_table->setColumnWidth(i, widths[i]);
    m_verdict = new QLabel(this);
    m_verdict->setObjectName("auditVerdict");
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_verdict->hide();
    column->addWidget(heading);
    column->addWidget(text);
    column->addWidget(makeBar());
    column->addWidget(m_verdict);
    column->addWidget(m_table, 1);
}

QWidget* AuditPage::makeBar() {
    using workflow::AuditTopic;
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* group = new QButtonGroup(this);
    const std::pair<std::optional<AuditTopic>, QString> chips[] = {
        {std::nullopt, tr("All")},
        {AuditTopic::Intake, tr("Intake")},
        {AuditTopic::Readings, tr("Readings")},
        {AuditTopic::Truth, tr("Truth")},
        {AuditTopic::Versions, tr("Versions")},
        {AuditTopic::Settings, tr("Accounts and settings")}};
    for (const auto& [topic, words] : chips) {
        auto* chip = new QToolButton(bar);
        chip->setObjectName(QStringLiteral("topic-%1").arg(topic ? static_cast<int>(*topic) : -1));
        chip->setText(words);
        chip->setCheckable(true);
        chip->setChecked(!topic);
        chip->setProperty("role", "chip");
        group->addButton(chip);
        row->addWidget(chip);
        m_chips.push_back({topic, words, chip});
        connect(chip, &QToolButton::clicked, this,
                [this, wanted = topic] { m_filter->setTopic(wanted); });
    }
    row->addStretch(1);
    m_search = new QLineEdit(bar);
    m_search->setObjectName("auditSearch");
    m_search->setPlaceholderText(tr("Filter: who, what, case"));
    m_search->setAccessibleName(tr("Filter the audit trail"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(300);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        refreshCounts();
    });
    auto* verify = new QPushButton(tr("Verify   Ctrl+Enter"), bar);
    verify->setObjectName("auditVerify");
    verify->setProperty("role", "primary");
    auto* save = new QPushButton(tr("Export as table   Ctrl+P"), bar);
    save->setObjectName("auditExport");
    connect(verify, &QPushButton::clicked, this, &AuditPage::verify);
    connect(save, &QPushButton::clicked, this, &AuditPage::askToExport);
    row->addWidget(m_search);
    row->addWidget(save);
    row->addWidget(verify);
    return bar;
}

void AuditPage::refresh() {
    auto trail = m_project.with([](workflow::Project& p) { return p.store().auditTrail(); });
    if (!trail)
        return emit failed(trail.error());
    if (trail->size() != m_model->trail().size())
        m_verdict->hide(); // it was about a shorter trail
    m_model->setTrail(std::move(*trail));
    refreshCounts();
}

void AuditPage::refreshCounts() {
    AuditFilterModel counting;
    counting.setSourceModel(m_model);
    counting.setText(m_search->text());
    for (const auto& [topic, words, button] : m_chips) {
        counting.setTopic(topic);
        button->setText(QStringLiteral("%1  %2").arg(words).arg(counting.rowCount()));
    }
}

void AuditPage::focusSearch() {
    m_search->setFocus();
    m_search->selectAll();
}

bool AuditPage::verify() {
    const auto verdict =
        m_project.with([](workflow::Project& p) { return p.store().verifyAudit(); });
    if (!verdict) {
        emit failed(verdict.error());
        return true;
    }
    const bool whole = !verdict->firstBroken;
    m_verdict->setProperty("role", whole ? "dim" : "amber");
    m_verdict->setStyleSheet(whole ? QString() : QStringLiteral("color: #E6B450"));
    const auto head = QString::fromStdString(verdict->head.hash).left(kHeadDigits);
    m_verdict->setText(
        whole ? tr("✓ The trail is whole: %1 lines, compared with %2 frozen versions. It ends "
                   "with line %3, checksum %4.")
                    .arg(verdict->rows)
                    .arg(verdict->anchors)
                    .arg(verdict->head.seq)
                    .arg(head)
              : tr("▲ The trail is broken at line %1: it was edited, put in, or lines before it "
                   "are missing. The %2 lines before it hold.")
                    .arg(*verdict->firstBroken)
                    .arg(verdict->rows));
    m_verdict->show();
    return true;
}

bool AuditPage::askToExport() {
    askWhereToSave(this, tr("Audit trail as table"), tr("Concord audit trail") + ".csv",
                   {tr("Table") + " (*.csv)"},
                   [this](const std::filesystem::path& file) { exportTo(file); });
    return true;
}

void AuditPage::exportTo(const std::filesystem::path& file) {
    const auto csv = workflow::auditCsv(m_model->trail());
    if (const auto done = core::writeWhole(file, std::string_view(csv)); !done)
        return emit failed(done.error());
    m_status.say(tr("The trail is saved: %1 lines.").arg(m_model->trail().size()));
}

} // namespace cw::gui
