// SPDX-License-Identifier: Apache-2.0
// The window's top line: project, version, role, who; and the pages of what is on record.
#include "app/gui/DiskWatch.h"
#include "app/gui/MainWindow.h"
#include "app/gui/Roles.h"
#include "app/gui/Words.h"
#include "app/gui/pages/AuditPage.h"
#include "app/gui/pages/DatasetPage.h"
#include "app/gui/pages/InspectPage.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/pages/ValidatePage.h"
#include "app/gui/pages/WorklistPage.h"
#include "app/gui/panels/JournalBanner.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <set>

namespace cw::gui {

QWidget* MainWindow::makeHeader(const Options& options) {
    auto* header = new QWidget(this);
    header->setObjectName("header");
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(40);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(12);
    const auto folder = QString::fromStdString(std::filesystem::path(options.project.toStdString())
                                                   .lexically_normal()
                                                   .filename()
                                                   .string());
    auto* name = new QLabel(m_project ? folder : tr("Concord"), header);
    row->addWidget(name);
    if (!m_project)
        return row->addStretch(1), header;
    auto* kind = new QLabel(words(m_project->kind()), header);
    kind->setProperty("role", "dim");
    row->addWidget(kind);
    m_version = new QLabel(header);
    m_version->setObjectName("version");
    m_version->setProperty("role", "dim");
    row->addWidget(m_version);
    showVersion();
    row->addStretch(1);
    m_banner = new JournalBanner(header);
    row->addWidget(m_banner, 0, Qt::AlignVCenter);
    m_disk = new DiskWatch([folder = m_project->folder()] { return freeBytes(folder); }, header);
    row->addWidget(m_disk);
    m_jobs = new QLabel(header);
    m_jobs->setObjectName("jobs");
    m_jobs->setProperty("role", "dim");
    row->addWidget(m_jobs);
    if (m_project->account())
        addAccount(*header);
    else
        addReaders(*header);
    return header;
}

/// Nobody logs in: everybody says who he is, and nothing is hidden from anybody.
void MainWindow::addReaders(QWidget& headerWidget) {
    auto* header = &headerWidget;
    auto* row = header->layout();
    auto* open = new QLabel(tr("open project: everybody sees everything"), header);
    open->setObjectName("openProject");
    open->setProperty("role", "dim");
    row->addWidget(open);
    m_role = new QLabel(tr("Reader"), header);
    m_role->setObjectName("role");
    m_role->setProperty("role", "dim");
    row->addWidget(m_role);
    m_readers = new QComboBox(header);
    m_readers->setObjectName("readers");
    m_readers->setEditable(true);
    m_readers->setInsertPolicy(QComboBox::NoInsert);
    m_readers->lineEdit()->setPlaceholderText(tr("nobody: only looking"));
    m_readers->setFixedWidth(220);
    m_readers->setAccessibleName(tr("Who reads"));
    m_readers->setToolTip(
        tr("Who reads or decides. A name that is no reader of a case may decide it."));
    m_role->setBuddy(m_readers);
    row->addWidget(m_readers);
    const auto chosen = [this] {
        const core::ReaderId wanted(m_readers->currentText().trimmed().toStdString());
        if (!(wanted == m_reader))
            setReader(wanted);
    };
    connect(m_readers, &QComboBox::activated, this, chosen);
    connect(m_readers->lineEdit(), &QLineEdit::editingFinished, this, chosen);
}

void MainWindow::addAccount(QWidget& header) {
    const auto& account = *m_project->account();
    m_role = new QLabel(words(account.roles), &header);
    m_role->setObjectName("role");
    m_role->setProperty("role", "dim");
    auto* name = new QLabel(QString::fromStdString(account.name), &header);
    name->setObjectName("account");
    auto* change = new QPushButton(tr("Change user"), &header);
    change->setObjectName("changeUser");
    change->setToolTip(tr("Log out, and let somebody else log in   Ctrl+L"));
    for (QWidget* widget : {static_cast<QWidget*>(m_role), static_cast<QWidget*>(name),
                            static_cast<QWidget*>(change)})
        header.layout()->addWidget(widget);
    connect(change, &QPushButton::clicked, this, &MainWindow::userChangeRequested);
}

void MainWindow::showVersion() {
    const auto versions =
        m_project->with([](workflow::Project& p) { return p.store().versions(); });
    m_version->setText(
        versions && !versions->empty()
            ? tr("version %1").arg(QString::fromStdString(versions->back().name.text()))
            : tr("no version yet"));
}

/// Without accounts who takes in is the steward; nobody reads on that page.
void MainWindow::showRole() {
    if (!m_readers)
        return;
    const bool steward = takingIn();
    m_role->setText(steward ? tr("Role: steward") : tr("Reader"));
    m_readers->setVisible(!steward);
}

bool MainWindow::readyToLeave() {
    if (!m_project || m_read->desk().flush())
        return true;
    m_status->say(tr("Edits are not on disk yet: nobody else can log in before they are."), true);
    return false;
}

/// The project is in the hands of a worker: whatever asks it would wait.
void MainWindow::setBusy(bool busy) {
    m_rail->setEnabled(!busy);
    m_keys->setActive(!busy);
    for (auto* button : findChildren<QPushButton*>("changeUser"))
        button->setEnabled(!busy);
    if (!busy && settled())
        emit becameSettled();
}

void MainWindow::connectRecords() {
    const auto say = [this](const Error& error) { m_status->say(words(error), true); };
    connect(m_dataset, &DatasetPage::failed, this, say);
    connect(m_dataset, &DatasetPage::busyChanged, this, &MainWindow::setBusy);
    connect(m_dataset, &DatasetPage::frozen, this, &MainWindow::showVersion);
    connect(m_validate, &ValidatePage::failed, this, say);
    connect(m_validate, &ValidatePage::openRequested, this, &MainWindow::openCase);
    connect(m_validate, &ValidatePage::sentBack, this, [this] { m_worklist->refresh(); });
    connect(m_validate, &ValidatePage::becameQuiet, this, [this] {
        if (validating())
            emit becameSettled();
    });
    connect(m_audit, &AuditPage::failed, this, say);
    connect(m_inspect, &InspectPage::failed, this, say);
    connect(m_inspect, &InspectPage::inspected, this, [this] { m_worklist->refresh(); });
    connect(m_inspect, &InspectPage::becameReady, this, [this] {
        if (inspecting())
            emit becameSettled();
    });
}

void MainWindow::fillReaders() {
    if (!m_readers)
        return;
    std::set<std::string> names;
    for (const auto& row : m_worklist->cases())
        for (const auto& reader : row.readers)
            names.insert(reader.text());
    m_readers->addItem(QString());
    for (const auto& name : names)
        m_readers->addItem(QString::fromStdString(name));
}

} // namespace cw::gui
