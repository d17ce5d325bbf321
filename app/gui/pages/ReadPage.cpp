// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/ReadPage.h"

#include "app/gui/TechniqueWords.h"
#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"
#include "app/gui/panels/TaskBanner.h"
#include "app/gui/panels/ThumbnailStrip.h"
#include "app/workflow/Examinations.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cw::gui {

using Mode = viewers::PolygonTool::Mode;

ReadPage::ReadPage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
                   QWidget* parent)
    : QWidget(parent), m_project(project), m_loader(loader), m_status(status), m_desk(project) {
    m_hanging = new viewers::HangingView(this);
    m_hanging->setObjectName("hanging");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* centre = new QVBoxLayout;
    centre->setSpacing(0);
    centre->addWidget(makeTools());
    m_task = new TaskBanner(m_desk, this);
    centre->addWidget(m_task);
    connect(m_task, &TaskBanner::leaveRequested, this, &ReadPage::compareRequested);
    connect(m_task, &TaskBanner::written, this, [this] {
        if (m_hanging->current())
            m_hanging->current()->setFocus();
    });
    auto* hung = new QHBoxLayout; // the tools go over both: they need the width
    hung->setSpacing(0);
    hung->addWidget(makeThumbnails());
    auto* pictures = new QVBoxLayout;
    pictures->setSpacing(0);
    pictures->addWidget(m_hanging, 1);
    m_pictures = pictures;
    makeMeasures(*pictures);
    makeAside(*pictures);
    hung->addLayout(pictures, 1);
    centre->addLayout(hung, 1);
    row->addLayout(centre, 1);
    m_panel = makePanel();
    row->addWidget(m_panel);
    connectHanging();
    connectPen();
    connect(&m_desk, &ReadingDesk::changed, this, &ReadPage::deskChanged);
    connect(&m_desk, &ReadingDesk::failed, this,
            [this](const Error& error) { m_status.say(words(error), true); });
    connect(&m_desk, &ReadingDesk::submitted, this, &ReadPage::submitted);
    connect(&m_desk, &ReadingDesk::journalChanged, this, [this] {
        if (isVisible())
            m_status.showSaved(m_desk.savedAt(), m_desk.notOnDiskSince());
    });
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const core::ImageId& id, auto picture, auto view) {
                if (view != workflow::FundusView::Colour || !m_hanging->viewOf(id) ||
                    !m_hung.insert(id).second)
                    return;
                m_hanging->setPicture(id, picture);
                m_thumbnails->setPicture(id, picture, m_hanging->viewOf(id)->place().orientation);
                refreshShapes();
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const core::ImageId& id, const Error& error, auto view) {
                if (view != workflow::FundusView::Colour || m_hung.contains(id))
                    return;
                m_hanging->setFailure(id, tr("This image cannot be shown"),
                                      words(error) + QLatin1Char(' ') +
                                          tr("The other images of the case are not affected. Tell "
                                             "the data steward; the case can be excluded."));
            });
}

QToolButton* ReadPage::makeTool(QWidget* bar, const QString& words, const QString& key,
                                const char* name) {
    auto* button = new QToolButton(bar);
    button->setObjectName(name);
    button->setText(words);
    button->setProperty("role", "tool");
    button->setToolTip(QStringLiteral("%1   %2").arg(words, key));
    button->setAccessibleName(words);
    button->setFocusPolicy(Qt::NoFocus); // keys stay with the picture
    bar->layout()->addWidget(button);
    return button;
}

QWidget* ReadPage::makeTools() {
    auto* bar = new QWidget(this);
    bar->setObjectName("toolStrip");
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 3, 8, 3);
    row->setSpacing(2);
    const std::tuple<Mode, QString, QString, const char*> tools[] = {
        {Mode::Select, tr("Select"), "V", "tool-select"},
        {Mode::Polygon, tr("Polygon"), "P", "tool-polygon"},
        {Mode::Freehand, tr("Freehand"), "F", "tool-freehand"}};
    for (const auto& [mode, words, key, name] : tools) {
        auto* button = makeTool(bar, words, key, name);
        button->setCheckable(true);
        button->setChecked(mode == Mode::Select);
        m_modes[mode] = button;
        connect(button, &QToolButton::clicked, this, [this, wanted = mode] { setMode(wanted); });
    }
    m_pens = new PenMenu(bar);
    row->addWidget(m_pens);
    row->addSpacing(18);
    const bool mammography = m_project.kind() == core::ImageKind::Mammography;
    m_steps = new StepStrip(bar);
    row->addWidget(m_steps);
    connect(m_steps, &StepStrip::pressed, this, &ReadPage::pressStep);
    connect(m_steps, &StepStrip::protocolChosen, this,
            [this](const QString& id) { rememberHanging(id); });
    useHangingFolder({});
    row->addSpacing(18);
    if (!mammography) {
        m_looks = new FundusStrip(m_loader, *m_hanging, bar);
        row->addWidget(m_looks);
        row->addSpacing(18);
        connect(m_looks, &FundusStrip::refused, this,
                [this](const Error& error) { m_status.say(words(error), true); });
    }
    QToolButton* windows = nullptr;
    if (mammography) { // a fundus project has its views here instead; these are in its Look menu
        connect(makeTool(bar, tr("Fit"), "0", "fit"), &QToolButton::clicked, m_hanging,
                &viewers::HangingView::fit);
        connect(makeTool(bar, QStringLiteral("1:1"), "9", "oneToOne"), &QToolButton::clicked,
                m_hanging, &viewers::HangingView::oneToOne);
        connect(makeTool(bar, tr("Invert"), "I", "invert"), &QToolButton::clicked, m_hanging,
                &viewers::HangingView::toggleInvert);
        windows = makeTool(bar, tr("Window"), "W   Shift+W", "windowMenu");
    }
    auto* looking = makeTool(bar, tr("Look"), "M   8   U   T", "lookMenu");
    looking->setToolTip(mammography ? tr("Magnifier M   True size 8   Curtains U   Words T")
                                    : tr("Fit 0   Magnifier M   True size 8   Words T"));
    m_lookTools = new LookTools(*m_hanging, m_status, windows, looking, mammography);
    m_shapes = new ShapesMenu(bar);
    row->addWidget(m_shapes);
    row->addStretch(1);
    for (const auto& [sign, words, key, name, step] :
         {std::tuple{"‹", tr("Previous case"), "PgUp", "previous", -1},
          {"›", tr("Next case"), "PgDn", "next", 1}}) {
        auto* button = makeTool(bar, words, key, name);
        button->setText(QString::fromUtf8(sign)); // the words are in the tooltip
        connect(button, &QToolButton::clicked, this,
                [this, by = step] { emit neighbourRequested(by); });
    }
    return bar;
}

void ReadPage::connectHanging() {
    using viewers::HangingView;
    using viewers::ImageView;
    connect(m_hanging, &HangingView::editProposed, this, &ReadPage::propose);
    connect(m_hanging, &HangingView::refused, this, &ReadPage::explain);
    connect(m_hanging, &HangingView::selectionChanged, this, &ReadPage::selected);
    connect(m_hanging, &HangingView::currentChanged, this, [this] { refreshStatus(); });
    connect(m_hanging, &HangingView::viewChanged, this, [this] {
        if (isVisible())
            m_status.showView(m_hanging->current());
    });
    connect(m_hanging, &HangingView::viewChanged, this, &ReadPage::refreshThumbnails);
    connect(m_hanging, &HangingView::viewChanged, this,
            [this] { m_steps->showStep(m_hanging->shown()); });
    connect(m_hanging, &HangingView::pointerMoved, this,
            [this](ImageView* view, bool inside, double x, double y) {
                m_status.showPointer(view, inside, x, y);
            });
    connect(m_hanging, &HangingView::allPicturesThere, this, [this] {
        refreshShapes();
        refreshStatus();
        emit becameReady();
    });
}

void ReadPage::openCase(const core::CaseId& id, const core::ReaderId& reader) {
    hang(id, reader, [&] { m_desk.open(id, reader); });
}

/// open: the desk, once the pictures of the case have their places. False: it cannot be hung.
bool ReadPage::hang(const core::CaseId& id, const core::ReaderId& reader,
                    const std::function<void()>& open) {
    const auto images = m_project.with([&](workflow::Project& p) { return p.store().images(id); });
    if (!images) {
        m_status.say(words(images.error()), true);
        return false;
    }
    const auto order = m_project.with(
        [&](workflow::Project& p) { return workflow::examOrder(p.store(), *images); });
    if (!order) {
        m_status.say(words(order.error()), true);
        return false;
    }
    std::vector<viewers::HangingView::Item> items;
    for (std::size_t i = 0; i < images->size(); ++i) {
        const auto& a = (*images)[i].attributes;
        items.push_back({(*images)[i].id, a, techniqueWords(a), badgeWords(a.warnings),
                         order->exams[i], order->known});
    }
    m_hung.clear();
    if (m_looks)
        m_looks->caseOpened();
    chooseHanging(reader);
    m_hanging->setCase(std::move(items));
    prepareForms();
    m_steps->showStep(m_hanging->shown());
    open();
    caseOpenedAside();
    refreshThumbnails();
    for (const auto& image : *images)
        m_loader.request(image.id);
    if (m_hanging->current())
        m_hanging->current()->setFocus();
    refreshStatus();
    if (!m_hangingFiles.faults.isEmpty()) // once: the built-in protocol stands in
        m_status.say(m_hangingFiles.faults.takeFirst(), true);
    return true;
}

void ReadPage::prefetch(const core::CaseId& id) {
    if (id.empty())
        return;
    const auto images = m_project.with([&](workflow::Project& p) { return p.store().images(id); });
    if (images)
        for (const auto& image : *images)
            m_loader.request(image.id, PictureLoader::Priority::Ahead);
}

QString ReadPage::titleOf(const core::ImageId& id) const {
    for (const auto& item : m_hanging->items())
        if (item.id == id)
            return QString::fromStdString(viewers::titleOf(item.attributes));
    return {};
}

void ReadPage::deskChanged() {
    const bool editing = m_desk.state() == ReadingDesk::State::Editing;
    for (auto* view : m_hanging->views())
        view->tool().setReadOnly(!editing);
    for (auto& [mode, button] : m_modes)
        button->setEnabled(editing || mode == Mode::Select);
    m_pens->setEditing(editing);
    if (!editing)
        setMode(Mode::Select);
    showLinked();
    refreshShapes();
    refreshStatus();
    refreshThumbnails();
}

void ReadPage::refreshStatus() {
    if (!isVisible())
        return; // a case may be loading behind the Compare page, whose line it is then
    const auto* view = m_hanging->current();
    QString place = QString::fromStdString(m_desk.caseId().text());
    std::optional<core::SpacingMm> spacing;
    for (std::size_t i = 0; i < m_hanging->views().size(); ++i)
        if (m_hanging->views()[i] == view) {
            const auto& attributes = m_hanging->items()[i].attributes;
            place += QLatin1Char(' ') + QString::fromStdString(viewers::titleOf(attributes));
            if (attributes.field != core::FundusField::Wide) // no mm there: not the same all over
                spacing = attributes.spacing;
        }
    m_status.showPlace(place);
    if (view)
        m_status.showScale(spacing, m_desk.find(view->tool().selected()));
    m_status.showView(view);
    m_status.showSaved(m_desk.savedAt(), m_desk.notOnDiskSince());
    m_status.showHint(m_desk.state() == ReadingDesk::State::Editing
                          ? tr("P polygon   F freehand   V select   Ctrl+Z undo   F1 all keys")
                          : tr("F1 all keys"));
}

void ReadPage::propose(const annotation::Edit& edit) {
    const auto mode =
        m_hanging->views().empty() ? Mode::Select : m_hanging->views().front()->tool().mode();
    const auto before = m_desk.findings().size();
    const bool adds = std::holds_alternative<annotation::AddFinding>(edit);
    const auto landmark = m_landmarks && adds ? m_landmarks->take() : std::string();
    if (!m_desk.apply(edit, landmark.empty() ? firstLabel(mode) : landmark))
        return;
    if (mode == Mode::Split || mode == Mode::Merge)
        setMode(Mode::Select); // done once; the next click is not meant to cut again
    if (m_desk.findings().size() <= before)
        return;
    if (!landmark.empty())
        setMode(Mode::Select); // there is one of it: the next outline would be of something else
    // A finding that has just been drawn is the one to describe.
    if (const auto* addition = std::get_if<annotation::AddFinding>(&edit)) {
        const auto& findings = m_desk.findings();
        for (auto it = findings.rbegin(); it != findings.rend(); ++it)
            if (it->outline == addition->finding.outline) {
                selected(m_hanging->viewOf(it->image), it->id);
                return;
            }
    }
}

void ReadPage::explain(viewers::PolygonTool::Refusal why) {
    using Refusal = viewers::PolygonTool::Refusal;
    if (why == Refusal::TooFewVertices)
        m_status.say(tr("An outline needs at least three corners."), true);
    else if (why == Refusal::EdgesCross)
        m_status.say(tr("The edges of an outline may not cross: move or take back a corner."),
                     true);
    else if (why == Refusal::NothingSelected)
        m_status.say(tr("Nothing is selected."), true);
    else if (why == Refusal::Apart)
        m_status.say(tr("These outlines do not touch: nothing to merge."), true);
    else if (why == Refusal::NotAcross)
        m_status.say(tr("The line must cross one outline exactly twice, from outside to outside."),
                     true);
}

/// One finding is selected in the whole case: in one view and in the list.
void ReadPage::selected(viewers::ImageView* view, const core::LesionId& id) {
    if (m_selecting)
        return;
    const QScopedValueRollback once(m_selecting, true);
    for (auto* each : m_hanging->views()) {
        const auto wanted = each == view ? id : core::LesionId{};
        if (!(each->tool().selected() == wanted)) {
            each->tool().select(wanted);
            each->toolChanged();
        }
    }
    m_findings->select(id);
    showLinked();
    linkTo(id);
    if (m_measures)
        m_measures->select(id);
    refreshStatus();
}

viewers::ImageView* ReadPage::drawingView() const {
    for (auto* view : m_hanging->views())
        if (view->tool().state() != viewers::PolygonTool::State::Idle)
            return view;
    return nullptr;
}

viewers::ImageView* ReadPage::selectionView() const {
    for (auto* view : m_hanging->views())
        if (!view->tool().selected().empty())
            return view;
    return nullptr;
}

bool ReadPage::closeShape() {
    auto* view = drawingView();
    if (view)
        view->take(view->tool().close());
    return view != nullptr;
}

bool ReadPage::cancel() {
    if (reviewing() && !drawingView())
        return toggleReview();
    if (m_landmarks && !drawingView() && m_landmarks->forget())
        return true;
    if (!drawingView() && leaveForms())
        return true;
    auto* view = drawingView() ? drawingView() : selectionView();
    if (!view)
        return m_lookTools->cancel();
    view->tool().cancel();
    view->toolChanged();
    return true;
}

bool ReadPage::removeSelected() {
    if (auto* view = selectionView())
        view->take(view->tool().removeSelected());
    return true;
}

bool ReadPage::undo() {
    if (auto* view = drawingView(); view && view->tool().undoPoint()) {
        view->toolChanged();
        return true;
    }
    if (!m_desk.undo())
        m_status.say(tr("There is nothing to undo."));
    return true;
}

bool ReadPage::redo() {
    if (!m_desk.redo())
        m_status.say(tr("There is nothing to redo."));
    return true;
}

bool ReadPage::selectNext() {
    if (stepReview(1))
        return true;
    const auto& findings = m_desk.findings();
    if (findings.empty())
        return false;
    std::size_t next = 0;
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (findings[i].id == m_findings->selected())
            next = (i + 1) % findings.size();
    const auto id = findings[next].id;
    selected(m_hanging->viewOf(findings[next].image), id);
    return true;
}

bool ReadPage::nextLook() {
    if (!m_looks)
        return false;
    m_looks->chooseNext();
    return true;
}

bool ReadPage::holdOriginal(bool held) { return m_looks && m_looks->holdOriginal(held); }

bool ReadPage::submit() {
    if (m_desk.state() != ReadingDesk::State::Editing)
        return true;
    if (const auto missing = m_form->missing(); !missing.isEmpty()) {
        m_status.say(missing, true);
        return true;
    }
    if (drawingView()) {
        m_status.say(tr("A shape is still open: Enter closes it, Esc drops it."), true);
        return true;
    }
    if (const auto missing = m_task->missing(); !missing.isEmpty()) {
        m_status.say(missing, true);
        return true;
    }
    if (m_desk.submit(m_task->reason()))
        m_status.say(submittedWords());
    return true;
}

} // namespace cw::gui
