// SPDX-License-Identifier: Apache-2.0
#include "app/gui/MainWindow.h"

#include "app/gui/CompareCase.h"
#include "app/gui/DiskWatch.h"
#include "app/gui/ReadingTime.h"
#include "app/gui/Roles.h"
#include "app/gui/Words.h"
#include "app/gui/pages/AuditPage.h"
#include "app/gui/pages/ComparePage.h"
#include "app/gui/pages/DatasetPage.h"
#include "app/gui/pages/InspectPage.h"
#include "app/gui/pages/IntakePage.h"
#include "app/gui/pages/NoticePage.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/pages/ValidatePage.h"
#include "app/gui/pages/WorklistPage.h"
#include "app/gui/panels/JournalBanner.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cw::gui {

MainWindow::MainWindow(std::unique_ptr<ProjectAccess> project, const Options& options,
                       const QString& problem, QWidget* parent)
    : QWidget(parent), m_project(std::move(project)), m_reader(options.reader.toStdString()),
      m_places(allWorkplaces()) {
    if (const auto* account = m_project ? m_project->account() : nullptr) {
        m_reader = core::ReaderId(account->name);
        m_places = workplacesOf(account->roles);
    }
    setObjectName("mainWindow");
    setWindowTitle(tr("Concord workstation"));
    m_keys = new KeyMap(this);
    m_rail = new Rail(this);
    m_stack = new QStackedWidget(this);
    m_status = new StatusLine(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(makeHeader(options));
    right->addWidget(m_stack, 1);
    middle->addLayout(right, 1);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    if (!m_project) {
        const bool failed = !problem.isEmpty();
        m_stack->addWidget(new NoticePage(
            failed ? tr("The project was not opened") : tr("No project is open"),
            failed ? problem
                   : tr("Name a project folder on the command line, or make the synthetic demo."),
            {"concord-workstation PROJECT --reader NAME", "concord demo ./demo-project"}, this));
        m_rail->setPlaces(m_places);
        m_rail->setEnabled(false);
        bindKeys(); // for the card to print
        m_keys->setActive(false);
        return;
    }
    m_loader = std::make_unique<PictureLoader>(*m_project);
    makePages();
    m_read->useHangingFolder(options.hanging.isEmpty() ? usualHangingFolder() : options.hanging);
    connectPages();
    connectSettling();
    bindKeys();
    connectSettings();
    m_rail->setPlaces(m_places);
    m_worklist->refresh();
    fillReaders();
    setReader(m_reader);
    show(firstOf(m_places));
}

MainWindow::~MainWindow() {
    delete m_time; // hands over what is left; the desk it watches goes with the pages
    // Pages hold references to the project and the loader.
    delete m_stack;
}

void MainWindow::makePages() {
    m_intake = new IntakePage(*m_project, *m_status, m_stack);
    m_worklist = new WorklistPage(*m_project, m_stack);
    m_read = new ReadPage(*m_project, *m_loader, *m_status, m_stack);
    m_compare = new ComparePage(*m_project, *m_loader, *m_status, m_stack);
    m_inspect = new InspectPage(*m_project, *m_loader, *m_status, m_stack);
    m_dataset = new DatasetPage(*m_project, *m_status, m_stack);
    m_audit = new AuditPage(*m_project, *m_status, m_stack);
    m_validate = new ValidatePage(*m_project, *m_status, m_stack);
    m_pages = {{Workplace::Intake, m_intake},     {Workplace::Worklist, m_worklist},
               {Workplace::Read, m_read},         {Workplace::Compare, m_compare},
               {Workplace::Inspect, m_inspect},   {Workplace::Dataset, m_dataset},
               {Workplace::Validate, m_validate}, {Workplace::Audit, m_audit}};
    for (const auto& [place, page] : m_pages)
        m_stack->addWidget(page);
}

void MainWindow::connectPages() {
    const auto say = [this](const Error& error) { m_status->say(words(error), true); };
    connect(m_rail, &Rail::chosen, this, &MainWindow::show);
    connect(m_worklist, &WorklistPage::openRequested, this, &MainWindow::openCase);
    connect(m_worklist, &WorklistPage::failed, this, say);
    connect(m_worklist, &WorklistPage::intakeRequested, this, [this] { show(Workplace::Intake); });
    connect(&m_read->desk(), &ReadingDesk::failed, m_disk, &DiskWatch::look);
    connect(m_read, &ReadPage::neighbourRequested, this, &MainWindow::neighbour);
    connect(m_read, &ReadPage::becameReady, this, [this] {
        m_read->prefetch(m_worklist->neighbour(m_read->caseId(), 1));
        if (reading())
            emit becameSettled();
    });
    connect(m_read, &ReadPage::submitted, this, [this, say](const core::CaseId& id) {
        const auto compared =
            m_project->with([&](workflow::Project& p) { return compareIfSubmitted(p, id); });
        if (!compared)
            say(compared.error());
        m_worklist->refresh();
    });
    connect(m_compare, &ComparePage::becameReady, this, [this] {
        if (comparing())
            emit becameSettled();
    });
    for (const auto changed : {&IntakePage::imported, &IntakePage::caseExcluded})
        connect(m_intake, changed, this, [this] { m_worklist->refresh(); });
    connect(m_intake, &IntakePage::openRequested, this, &MainWindow::openCase);
    connect(m_intake, &IntakePage::failed, this, say);
    connect(m_intake, &IntakePage::sheetChanged, this, [this] {
        if (m_place == Workplace::Intake)
            m_status->showHint(m_intake->keyHint());
    });
    connect(m_intake, &IntakePage::becameQuiet, this, [this] {
        if (takingIn())
            emit becameSettled();
    });
    connect(m_loader.get(), &PictureLoader::runningChanged, this, &MainWindow::showJobs);
    m_banner->watch(m_read->desk(), *this);
    connectRecords();
}

void MainWindow::showJobs() {
    const auto running = m_loader->running();
    m_jobs->setText(running == 0 ? QString() : tr("loading %1").arg(running));
}

void MainWindow::setReader(const core::ReaderId& reader) {
    m_reader = reader;
    applySettings();
    if (m_readers)
        m_readers->setCurrentText(QString::fromStdString(reader.text()));
    m_worklist->setReader(reader);
    m_inspect->setInspector(reader);
    if (!m_read->caseId().empty())
        m_read->desk().open(m_read->caseId(), reader);
    if (!m_compare->caseId().empty())
        m_compare->openCase(m_compare->caseId(), reader);
}

/// Who does not read looks at both readings instead. A case in cross-check
/// has been read: it opens where both readings are seen.
void MainWindow::openCase(const core::CaseId& id) {
    if (!m_places.contains(Workplace::Read)) {
        m_worklist->select(id);
        return show(Workplace::Compare);
    }
    m_read->openCase(id, m_reader);
    const auto row = m_project->with([&](workflow::Project& p) { return p.store().caseRow(id); });
    const bool settling = row && row->state == storage::CaseState::CrossCheck;
    show(settling ? Workplace::Compare : Workplace::Read);
}

core::CaseId MainWindow::caseForCompare() const {
    if (!m_read->caseId().empty())
        return m_read->caseId();
    return m_worklist->currentCase();
}

void MainWindow::show(Workplace place) {
    if (!m_places.contains(place)) {
        m_status->say(tr("Your role has no such workplace."), true);
        return;
    }
    m_place = place;
    if (m_time)
        m_time->setInSight(place == Workplace::Read);
    m_rail->setCurrent(place);
    m_stack->setCurrentWidget(m_pages.at(place));
    m_status->clear();
    showRole();
    switch (place) {
    case Workplace::Intake:
        m_status->showHint(m_intake->keyHint());
        break;
    case Workplace::Worklist:
        m_worklist->refresh();
        m_status->showHint(tr("Enter opens   Ctrl+K filter   F1 all keys"));
        break;
    case Workplace::Read:
        if (m_read->caseId().empty() && !m_worklist->currentCase().empty())
            m_read->openCase(m_worklist->currentCase(), m_reader);
        m_read->refreshStatus();
        break;
    case Workplace::Compare:
        if (const auto id = caseForCompare(); !id.empty())
            m_compare->openCase(id, m_reader);
        m_compare->takeFocus();
        m_status->showHint(
            tr("Tab next difference   A, B, R, X decide   S, E cross-check   F1 all keys"));
        break;
    case Workplace::Inspect:
        m_inspect->refresh();
        m_status->showHint(tr("A passed   X failed   Tab next image   F1 all keys"));
        break;
    case Workplace::Dataset:
        m_dataset->refresh();
        break;
    case Workplace::Validate:
        m_validate->refresh();
        m_status->showHint(tr("Ctrl+Enter validate   Enter opens the case   F1 all keys"));
        break;
    case Workplace::Audit:
        m_audit->refresh();
        break;
    default:
        break;
    }
}

bool MainWindow::settled() const {
    if (!m_project)
        return true;
    if (m_place == Workplace::Read)
        return m_read->ready();
    if (m_place == Workplace::Compare)
        return m_compare->ready();
    if (m_place == Workplace::Intake)
        return m_intake->quiet();
    if (inspecting())
        return m_inspect->ready();
    if (freezing())
        return m_dataset->quiet();
    if (validating())
        return m_validate->quiet();
    return true;
}

void MainWindow::neighbour(int step) {
    const auto from = comparing() ? m_compare->caseId() : m_read->caseId();
    const auto id = m_worklist->neighbour(from, step);
    if (id.empty()) {
        m_status->say(step > 0 ? tr("This is the last case of the list.")
                               : tr("This is the first case of the list."));
        return;
    }
    m_worklist->select(id);
    if (comparing())
        m_compare->openCase(id, m_reader);
    if (m_places.contains(Workplace::Read))
        m_read->openCase(id, m_reader);
    if (comparing())
        m_status->showPlace(QString::fromStdString(id.text()));
}

} // namespace cw::gui
