// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/IntakePage.h"

#include "app/gui/IntakeWords.h"
#include "app/gui/panels/IntakeForm.h"
#include "app/gui/panels/IntakePreviewPanel.h"
#include "app/gui/panels/IntakeReportPanel.h"
#include "app/gui/panels/RefineBar.h"
#include "app/gui/panels/RefinePanel.h"
#include "app/gui/panels/ReleaseBar.h"
#include "app/gui/panels/RunBar.h"
#include "app/gui/panels/StatusLine.h"
#include "app/gui/panels/WritingPanel.h"

#include <QDropEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace cw::gui {
namespace {

constexpr int kFormWidth = 320;

/// Beside the project, not in it: <project>.key.
QString keyBeside(const std::filesystem::path& project) {
    auto folder = std::filesystem::absolute(project).lexically_normal();
    if (!folder.has_filename())
        folder = folder.parent_path();
    return QString::fromStdString(
        (folder.parent_path() / (folder.filename().string() + ".key")).string());
}

QFrame* line(QWidget* parent) {
    auto* frame = new QFrame(parent);
    frame->setProperty("role", "line");
    return frame;
}

} // namespace

IntakePage::IntakePage(ProjectAccess& project, StatusLine& status, QWidget* parent)
    : QWidget(parent), m_status(status), m_desk(new IntakeDesk(project, this)),
      m_refine(new RefineDesk(project, this)) {
    setAcceptDrops(true);
    m_stack = new QStackedWidget(this);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    auto* sheet = new QWidget(this);
    auto* row = new QHBoxLayout(sheet);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* panel = new QFrame(sheet);
    panel->setProperty("role", "panel");
    panel->setFixedWidth(kFormWidth);
    auto* panelColumn = new QVBoxLayout(panel);
    panelColumn->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(panel);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form = new IntakeForm(keyBeside(project.folder()), scroll);
    m_form->setAutoFillBackground(false);
    scroll->setWidget(m_form);
    scroll->viewport()->setAutoFillBackground(false);
    panelColumn->addWidget(scroll);
    row->addWidget(panel);
    row->addWidget(makeCentre(), 1);
    m_report = new IntakeReportPanel(*m_desk, m_stack);
    m_stack->addWidget(sheet);
    m_stack->addWidget(m_report);
    m_suspicions = new RefinePanel(*m_refine, project.account(), m_stack);
    m_stack->addWidget(m_suspicions);
    connect(m_stack, &QStackedWidget::currentChanged, this, &IntakePage::sheetChanged);
    connectDesk();
    connectRefinement();
    refreshLists();
}

IntakePage::~IntakePage() = default;

QWidget* IntakePage::makeCentre() {
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(10);
    auto* splitter = new QSplitter(Qt::Vertical, centre);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    m_preview = new IntakePreviewPanel(*m_desk, splitter);
    auto* lower = new QWidget(splitter);
    auto* lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 10, 0, 0);
    lowerColumn->setSpacing(10);
    m_runBar = new RunBar(*m_desk, lower);
    lowerColumn->addWidget(m_runBar);
    lowerColumn->addWidget(makeLists(), 1);
    splitter->addWidget(m_preview);
    splitter->addWidget(lower);
    splitter->setSizes({390, 470});
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 5);
    column->addWidget(splitter, 1);
    column->addWidget(line(centre));
    m_release = new ReleaseBar(*m_desk, centre);
    column->addWidget(m_release);
    m_refineBar = new RefineBar(*m_refine, centre);
    column->addWidget(m_refineBar);
    return centre;
}

QTableView* IntakePage::makeTable(const char* name, const QString& words, IntakeItemModel* model) {
    auto* table = new QTableView(this);
    table->setObjectName(name);
    table->setAccessibleName(words);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(26);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->setColumnWidth(0, 110);
    return table;
}

QWidget* IntakePage::makeLists() {
    auto* lists = new QSplitter(Qt::Horizontal, this);
    lists->setChildrenCollapsible(false);
    lists->setHandleWidth(12);
    lists->setStyleSheet("QSplitter::handle { background: transparent; }");
    using State = workflow::IntakeItem::State;
    const auto pathOf = [this](const std::string& token) {
        return m_desk->isOpen() ? QString::fromStdString(m_desk->intake()->pathOf(token).string())
                                : QString();
    };
    m_done = new IntakeItemModel({State::Done}, pathOf, this);
    m_quarantined =
        new IntakeItemModel({State::Quarantined, State::Leaked, State::Held}, pathOf, this);
    auto* files = new QSplitter(Qt::Vertical, lists);
    files->setChildrenCollapsible(false);
    files->setHandleWidth(8);
    lists->addWidget(files);
    const auto list = [&](QLabel*& heading, QTableView* table) {
        auto* box = new QWidget(files);
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(6);
        heading = new QLabel(box);
        heading->setProperty("role", "heading");
        column->addWidget(heading);
        column->addWidget(table, 1);
        files->addWidget(box);
    };
    list(m_doneHeading, makeTable("done", tr("Done"), m_done));
    list(m_quarantinedHeading, makeTable("quarantined", tr("Not written"), m_quarantined));
    m_doneHeading->setObjectName("doneHeading");
    m_quarantinedHeading->setObjectName("quarantinedHeading");
    m_writing = new WritingPanel(*m_desk, lists);
    lists->addWidget(m_writing);
    lists->setSizes({430, 740});
    lists->setStretchFactor(0, 3);
    lists->setStretchFactor(1, 5);
    return lists;
}

void IntakePage::connectDesk() {
    connect(m_form, &IntakeForm::planChanged, this, &IntakePage::openPlan);
    connect(m_form, &IntakeForm::factsChanged, this, [this] {
        m_desk->setFacts(m_form->facts());
        m_release->refresh();
        m_status.say({}); // what was asked for may be there now
    });
    connect(m_preview, &IntakePreviewPanel::valuesShownChanged, this, [this](bool shown) {
        m_done->setPathsShown(shown);
        m_quarantined->setPathsShown(shown);
    });
    connect(m_runBar, &RunBar::runRequested, this, &IntakePage::run);
    connect(m_release, &ReleaseBar::reportRequested, this, [this] {
        m_report->refresh();
        m_stack->setCurrentWidget(m_report);
    });
    connect(m_report, &IntakeReportPanel::closed, this, &IntakePage::cancel);
    connect(m_report, &IntakeReportPanel::said, this,
            [this](const QString& sentence, bool amber) { m_status.say(sentence, amber); });
    connect(m_desk, &IntakeDesk::workChanged, this, [this] {
        m_form->setLocked(m_desk->work() == IntakeDesk::Work::Running ||
                          m_desk->work() == IntakeDesk::Work::Releasing);
        refreshLists();
    });
    connect(m_desk, &IntakeDesk::opened, this, [this] { m_form->showProblem({}); });
    connect(m_desk, &IntakeDesk::ran, this, [this] {
        refreshLists();
        if (m_desk->status().count(workflow::IntakeItem::State::Held) > 0)
            m_writing->table()->setFocus(); // what waits for a person comes next
    });
    connect(m_desk, &IntakeDesk::failed, this, [this](const Error& error) {
        const auto sentence = intakeErrorWords(error);
        m_status.say(sentence, true);
        if (!m_desk->isOpen())
            m_form->showProblem(sentence);
    });
    connect(m_desk, &IntakeDesk::released, this, &IntakePage::tellReleased);
}

void IntakePage::connectRefinement() {
    connect(m_refineBar, &RefineBar::listRequested, this, [this] {
        m_suspicions->suggestName(QString::fromStdString(m_form->facts().operatorName));
        m_suspicions->refresh();
        m_stack->setCurrentWidget(m_suspicions);
    });
    connect(m_refineBar, &RefineBar::failed, this, &IntakePage::failed);
    connect(m_suspicions, &RefinePanel::closed, this, &IntakePage::cancel);
    connect(m_suspicions, &RefinePanel::failed, this, &IntakePage::failed);
    connect(m_suspicions, &RefinePanel::openRequested, this, &IntakePage::openRequested);
    connect(m_suspicions, &RefinePanel::said, this,
            [this](const QString& sentence, bool amber) { m_status.say(sentence, amber); });
    connect(m_refine, &RefineDesk::decided, this, [this](const workflow::Suspicion& one) {
        if (!one.excluded.empty())
            emit caseExcluded();
    });
    connect(m_refine, &RefineDesk::failed, this, [this](const Error& error) {
        if (error.code == ErrorCode::Cancelled)
            m_status.say(tr("Stopped. Images that were looked at are not looked at again."));
        else
            emit failed(error);
    });
    const auto tellQuiet = [this] {
        if (quiet())
            emit becameQuiet();
    };
    connect(m_refine, &RefineDesk::runningChanged, this, tellQuiet);
    connect(m_desk, &IntakeDesk::becameQuiet, this, tellQuiet);
}

void IntakePage::openPlan() {
    m_form->showProblem({});
    if (m_form->complete())
        m_desk->open(m_form->plan());
    else
        m_desk->close();
}

void IntakePage::refreshLists() {
    const auto& status = m_desk->status();
    m_done->show(status);
    m_quarantined->show(status);
    m_doneHeading->setText(tr("Done") + QStringLiteral("   %1").arg(m_done->rowCount()));
    m_quarantinedHeading->setText(tr("Not written") +
                                  QStringLiteral("   %1").arg(m_quarantined->rowCount()));
}

void IntakePage::tellReleased(const workflow::ReleaseOutcome& outcome) {
    m_release->refresh();
    auto sentence = tr("Released: %1 images.").arg(outcome.images);
    if (outcome.alreadyThere > 0)
        sentence += QLatin1Char(' ') + tr("Already there: %1.").arg(outcome.alreadyThere);
    if (!outcome.refused.empty())
        sentence += QLatin1Char(' ') + tr("Refused: %1 (%2)")
                                           .arg(outcome.refused.size())
                                           .arg(reasonWords(outcome.refused.front()));
    m_status.say(sentence, !outcome.refused.empty());
    emit imported();
    if (m_release->intoProject())
        m_refine->start(RefineDesk::Scope::NewImages);
}

void IntakePage::setSource(const QString& folder) { m_form->setSource(folder); }

bool IntakePage::run() {
    if (!m_desk->isOpen() || m_desk->work() != IntakeDesk::Work::None)
        return false;
    m_stack->setCurrentIndex(0);
    m_desk->run(m_form->passphrase());
    return true;
}

bool IntakePage::decide(workflow::WritingVerdict verdict, bool everywhere) {
    return stepsInSight() && m_writing->decide(verdict, everywhere);
}

bool IntakePage::showText() { return stepsInSight() && m_writing->showText(); }

bool IntakePage::stepsInSight() const { return m_stack->currentIndex() == 0; }

QString IntakePage::keyHint() const {
    return stepsInSight() ? tr("Ctrl+Enter run   H hide   K keep   D hide on device   F1 all keys")
                          : tr("Esc back to the steps   F1 all keys");
}

bool IntakePage::cancel() {
    if (m_stack->currentIndex() == 0)
        return false;
    m_stack->setCurrentIndex(0);
    return true;
}

void IntakePage::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedPath(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void IntakePage::dropEvent(QDropEvent* event) {
    setSource(droppedPath(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace cw::gui
