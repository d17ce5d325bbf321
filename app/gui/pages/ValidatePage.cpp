// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/ValidatePage.h"

#include "app/gui/Words.h"
#include "app/gui/panels/RocPlot.h"
#include "app/gui/panels/StatusLine.h"
#include "app/gui/panels/ValidateForm.h"
#include "app/gui/panels/ValidationWords.h"

#include <QDesktopServices>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

namespace cw::gui {
namespace {

constexpr int kFormWidth = 340;
constexpr int kThumbnail = 40; ///< px

QString number(const std::optional<double>& value) {
    return value ? QString::number(*value, 'f', 3) : ValidatePage::tr("n/a");
}

QIcon pictureOf(const std::string& pngBase64) {
    QPixmap picture;
    picture.loadFromData(QByteArray::fromBase64(QByteArray::fromStdString(pngBase64)), "PNG");
    return QIcon(picture);
}

QTableWidget* tableOf(const QStringList& headings, const QString& name, QWidget* parent) {
    auto* table = new QTableWidget(0, static_cast<int>(headings.size()), parent);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(headings);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(26);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    return table;
}

} // namespace

ValidatePage::ValidatePage(ProjectAccess& project, StatusLine& status, QWidget* parent)
    : QWidget(parent), m_project(project), m_status(status), m_desk(project) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 0, 0);
    row->setSpacing(18);
    row->addWidget(makeResult(), 4);
    row->addWidget(makeSuspicious(), 5);
    auto* forms = new QFrame(this);
    forms->setProperty("role", "panel");
    forms->setFixedWidth(kFormWidth);
    auto* column = new QVBoxLayout(forms);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(16);
    m_form = new ValidateForm(project.kind(), forms);
    m_earlier = new QComboBox(forms);
    m_earlier->setObjectName("validateEarlier");
    m_earlier->setAccessibleName(tr("Earlier validations"));
    m_earlier->setPlaceholderText(tr("Earlier validations"));
    column->addWidget(m_form);
    column->addWidget(m_earlier);
    column->addStretch(1);
    row->addWidget(forms);
    connectDesk();
}

QWidget* ValidatePage::makeResult() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(10);
    m_verdict = new QLabel(box);
    m_verdict->setObjectName("validateVerdict");
    m_verdict->setProperty("role", "heading");
    m_verdict->setWordWrap(true);
    m_working = new QLabel(box);
    m_working->setObjectName("validateWork");
    m_working->setProperty("role", "dim");
    m_progress = new QProgressBar(box);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_roc = new RocPlot(box);
    m_folds = tableOf({tr("Fold"), tr("AUC"), tr("Sensitivity"), tr("Specificity"), tr("Images")},
                      tr("Folds"), box);
    m_folds->setObjectName("validateFoldTable");
    column->addWidget(m_verdict);
    column->addWidget(m_working);
    column->addWidget(m_progress);
    column->addWidget(m_roc, 3);
    column->addWidget(m_folds, 2);
    return box;
}

QWidget* ValidatePage::makeSuspicious() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(10);
    auto* row = new QHBoxLayout;
    auto* heading = new QLabel(tr("To look at again"), box);
    heading->setProperty("role", "heading");
    m_report = new QPushButton(tr("Open report"), box);
    m_report->setObjectName("validateReport");
    m_send = new QPushButton(tr("Send to re-reading"), box);
    m_send->setObjectName("validateSend");
    m_send->setToolTip(tr("The marked cases go back to both readers, who are not told why"));
    row->addWidget(heading);
    row->addStretch(1);
    row->addWidget(m_send);
    row->addWidget(m_report);
    m_suspicious = tableOf({tr("Case"), tr("Why"), tr("Reason")}, tr("To look at again"), box);
    m_suspicious->setObjectName("validateSuspicious");
    m_suspicious->setToolTip(tr("A click on the case, or Enter, opens it"));
    m_suspicious->setIconSize({kThumbnail, kThumbnail});
    m_suspicious->setColumnWidth(0, 140);
    m_suspicious->setColumnWidth(1, 130);
    auto* found = new QLabel(tr("What the checks found"), box);
    found->setProperty("role", "heading");
    m_findings = new QTextEdit(box);
    m_findings->setObjectName("validateFindings");
    m_findings->setAccessibleName(tr("What the checks found"));
    m_findings->setReadOnly(true);
    m_findings->setTabChangesFocus(true);
    column->addLayout(row);
    column->addWidget(m_suspicious, 3);
    column->addWidget(found);
    column->addWidget(m_findings, 2);
    m_report->setEnabled(false);
    m_send->setEnabled(false);
    return box;
}

void ValidatePage::connectDesk() {
    connect(m_form, &ValidateForm::startRequested, this, [this](const workflow::StudyWish& wish) {
        m_timer.start();
        m_doneAtStart = 0;
        m_verdict->setText({});
        showFolds({});
        m_desk.start(wish);
    });
    connect(m_form, &ValidateForm::cancelRequested, &m_desk, &ValidationDesk::cancel);
    connect(&m_desk, &ValidationDesk::runningChanged, this, [this] {
        m_form->setRunning(m_desk.running());
        m_progress->setVisible(m_desk.running());
        if (!m_desk.running()) {
            m_working->setText({});
            emit becameQuiet();
        }
    });
    connect(&m_desk, &ValidationDesk::progressed, this, &ValidatePage::showState);
    connect(&m_desk, &ValidationDesk::finished, this, [this](const workflow::StudyOutcome& one) {
        showOutcome(one);
        showEarlier();
    });
    connect(&m_desk, &ValidationDesk::failed, this, [this](const Error& error) {
        if (error.code == ErrorCode::Cancelled)
            m_status.say(tr("Stopped. What is finished is kept; the same question goes on there."));
        else
            emit failed(error);
    });
    connect(m_report, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(QString::fromStdString(m_outcome.report.string())));
    });
    connect(m_suspicious, &QTableWidget::cellClicked, this, [this](int row, int column) {
        if (column == 0)
            openRow(row);
    });
    connect(m_suspicious, &QTableWidget::cellActivated, this,
            [this](int row, int) { openRow(row); });
    connect(m_suspicious, &QTableWidget::itemSelectionChanged, this, [this] {
        m_send->setEnabled(!m_suspicious->selectionModel()->selectedRows().isEmpty());
    });
    connect(m_send, &QPushButton::clicked, this, &ValidatePage::sendBack);
    connect(m_earlier, &QComboBox::activated, this, [this](int index) {
        const std::filesystem::path folder = m_earlier->itemData(index).toString().toStdString();
        auto outcome = m_project.with(
            [&](workflow::Project& p) { return workflow::readStudyOutcome(p, folder); });
        if (outcome)
            showOutcome(*outcome);
        else
            emit failed(outcome.error());
    });
}

void ValidatePage::showState(const workflow::StudyState& state) {
    if (m_doneAtStart == 0 && state.folds.empty())
        m_doneAtStart = state.done;
    m_progress->setMaximum(std::max(1, static_cast<int>(state.total)));
    m_progress->setValue(static_cast<int>(state.done));
    auto words = tr("%1 of %2 tasks").arg(state.done).arg(state.total);
    const auto fresh = static_cast<double>(state.done - std::min(state.done, m_doneAtStart));
    const double seconds = static_cast<double>(m_timer.elapsed()) / 1000;
    if (fresh >= 2 && seconds > 1) {
        const double left = seconds / fresh * static_cast<double>(state.total - state.done);
        words +=
            QStringLiteral("   ") + (left < 90 ? tr("about %1 s left").arg(qRound(left))
                                               : tr("about %1 min left").arg(qRound(left / 60)));
    }
    m_working->setText(words);
    showFolds(state.folds);
}

void ValidatePage::showFolds(const std::vector<workflow::FoldLine>& folds) {
    m_roc->setFolds(folds);
    m_folds->setRowCount(static_cast<int>(folds.size()));
    for (int row = 0; row < m_folds->rowCount(); ++row) {
        const auto& fold = folds[static_cast<std::size_t>(row)];
        const QStringList cells{QString::number(fold.fold), number(fold.auc),
                                number(fold.sensitivity), number(fold.specificity),
                                QString::number(fold.images)};
        for (int column = 0; column < cells.size(); ++column)
            m_folds->setItem(row, column, new QTableWidgetItem(cells[column]));
    }
}

void ValidatePage::showOutcome(const workflow::StudyOutcome& outcome) {
    m_outcome = outcome;
    m_verdict->setText((outcome.passed ? QStringLiteral("✓ ") : QStringLiteral("▲ ")) +
                       verdictWords(outcome));
    showFolds(outcome.folds);
    QStringList lines;
    for (const auto& finding : outcome.findings)
        lines << QStringLiteral("▲ ") + findingWords(finding);
    for (const QString& limit : limitWords(outcome))
        lines << QStringLiteral("○ ") + limit;
    m_findings->setPlainText(lines.join(QStringLiteral("\n\n")));
    m_report->setEnabled(true);
    const QSignalBlocker quiet(m_suspicious);
    m_suspicious->setRowCount(static_cast<int>(outcome.suspicious.size()));
    for (int row = 0; row < m_suspicious->rowCount(); ++row) {
        const auto& one = outcome.suspicious[static_cast<std::size_t>(row)];
        const QStringList cells{QString::fromStdString(one.caseId.text()), checkWords(one.check),
                                reasonWords(one)};
        for (int column = 0; column < cells.size(); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setToolTip(cells[column]);
            if (column == 0 && !one.thumbnail.empty())
                item->setIcon(pictureOf(one.thumbnail));
            m_suspicious->setItem(row, column, item);
        }
        m_suspicious->setRowHeight(row, kThumbnail + 6);
    }
    m_suspicious->clearSelection();
    m_send->setEnabled(false);
}

void ValidatePage::openRow(int row) {
    if (row < 0 || row >= static_cast<int>(m_outcome.suspicious.size()))
        return;
    if (const auto& id = m_outcome.suspicious[static_cast<std::size_t>(row)].caseId; !id.empty())
        emit openRequested(id);
}

void ValidatePage::sendBack() {
    std::vector<workflow::SuspiciousRow> rows;
    for (const auto& index : m_suspicious->selectionModel()->selectedRows())
        rows.push_back(m_outcome.suspicious[static_cast<std::size_t>(index.row())]);
    const auto* account = m_project.account();
    const std::string by = account ? account->name : std::string("study lead");
    std::vector<std::string> refused;
    const auto sent = m_project.with(
        [&](workflow::Project& p) { return workflow::sendToRereading(p, rows, by, refused); });
    if (!sent)
        return emit failed(sent.error());
    auto words = tr("%1 cases went back to both readers.").arg(*sent);
    if (!refused.empty())
        words += QStringLiteral(" ") + tr("%1 stay as they are.").arg(refused.size());
    m_status.say(words, !refused.empty());
    emit sentBack();
}

void ValidatePage::showEarlier() {
    m_earlier->clear();
    for (const auto& folder : workflow::finishedStudies(m_project.folder()))
        m_earlier->addItem(QString::fromStdString(folder.filename().string()),
                           QString::fromStdString(folder.string()));
    m_earlier->setCurrentIndex(-1);
    m_earlier->setVisible(m_earlier->count() > 0);
}

void ValidatePage::refresh() {
    auto versions = m_project.with([](workflow::Project& p) { return p.store().versions(); });
    if (!versions)
        return emit failed(versions.error());
    std::vector<std::string> names;
    for (const auto& version : *versions)
        names.push_back(version.name.text());
    std::ranges::reverse(names);
    m_form->setVersions(names);
    if (quiet())
        showEarlier();
    if (names.empty())
        m_verdict->setText(tr("There is no frozen version yet: freeze one first."));
}

bool ValidatePage::start() { return quiet() && (m_form->start(), true); }

} // namespace cw::gui
