// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/ReadPage.h"

#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"
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
    centre->addWidget(m_hanging, 1);
    row->addLayout(centre, 1);
    m_panel = makePanel();
    row->addWidget(m_panel);
    connectHanging();
    connect(&m_desk, &ReadingDesk::changed, this, &ReadPage::deskChanged);
    connect(&m_desk, &ReadingDesk::failed, this,
            [this](const Error& error) { m_status.say(words(error), true); });
    connect(&m_desk, &ReadingDesk::submitted, this, &ReadPage::submitted);
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const core::ImageId& id, auto picture, auto view) {
                if (view != workflow::FundusView::Colour || !m_hanging->viewOf(id) ||
                    !m_hung.insert(id).second)
                    return;
                m_hanging->setPicture(id, std::move(picture));
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
    auto* modes = new QButtonGroup(this);
    const std::tuple<Mode, QString, QString, const char*> tools[] = {
        {Mode::Select, tr("Select"), "V", "tool-select"},
        {Mode::Polygon, tr("Polygon"), "P", "tool-polygon"},
        {Mode::Freehand, tr("Freehand"), "F", "tool-freehand"}};
    for (const auto& [mode, words, key, name] : tools) {
        auto* button = makeTool(bar, words, key, name);
        button->setCheckable(true);
        button->setChecked(mode == Mode::Select);
        modes->addButton(button);
        m_modes[mode] = button;
        connect(button, &QToolButton::clicked, this, [this, wanted = mode] { setMode(wanted); });
    }
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
    connect(makeTool(bar, tr("Fit"), "0", "fit"), &QToolButton::clicked, m_hanging,
            &viewers::HangingView::fit);
    connect(makeTool(bar, QStringLiteral("1:1"), "9", "oneToOne"), &QToolButton::clicked, m_hanging,
            &viewers::HangingView::oneToOne);
    connect(makeTool(bar, tr("Invert"), "I", "invert"), &QToolButton::clicked, m_hanging,
            &viewers::HangingView::toggleInvert);
    row->addStretch(1);
    connect(makeTool(bar, tr("‹ Previous case"), "PgUp", "previous"), &QToolButton::clicked, this,
            [this] { emit neighbourRequested(-1); });
    connect(makeTool(bar, tr("Next case ›"), "PgDn", "next"), &QToolButton::clicked, this,
            [this] { emit neighbourRequested(1); });
    return bar;
}

QWidget* ReadPage::makePanel() {
    auto* panel = new QFrame(this);
    panel->setProperty("role", "panel");
    panel->setFixedWidth(290);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_findings = new FindingsPanel(
        m_desk, m_project.kind(), [this](const core::ImageId& id) { return titleOf(id); }, panel);
    m_form = new CaseForm(m_desk, m_project.kind(), panel);
    auto* line = new QFrame(panel);
    line->setProperty("role", "line");
    column->addWidget(m_findings, 1);
    column->addWidget(line);
    column->addWidget(m_form);
    connect(m_form, &CaseForm::submitRequested, this, &ReadPage::submit);
    connect(m_findings, &FindingsPanel::findingChosen, this, [this](const core::LesionId& id) {
        const auto* finding = m_desk.find(id);
        auto* view = finding ? m_hanging->viewOf(finding->image) : nullptr;
        selected(view, id);
    });
    return panel;
}

void ReadPage::connectHanging() {
    using viewers::HangingView;
    using viewers::ImageView;
    connect(m_hanging, &HangingView::editProposed, this, &ReadPage::propose);
    connect(m_hanging, &HangingView::refused, this, &ReadPage::explain);
    connect(m_hanging, &HangingView::selectionChanged, this, &ReadPage::selected);
    connect(m_hanging, &HangingView::currentChanged, this, [this] { refreshStatus(); });
    connect(m_hanging, &HangingView::viewChanged, this,
            [this] { m_status.showView(m_hanging->current()); });
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
    const auto images = m_project.with([&](workflow::Project& p) { return p.store().images(id); });
    if (!images) {
        m_status.say(words(images.error()), true);
        return;
    }
    const auto order = m_project.with(
        [&](workflow::Project& p) { return workflow::examOrder(p.store(), *images); });
    if (!order) {
        m_status.say(words(order.error()), true);
        return;
    }
    std::vector<viewers::HangingView::Item> items;
    for (std::size_t i = 0; i < images->size(); ++i) {
        const auto& a = (*images)[i].attributes;
        const auto caption = QString::fromStdString(a.manufacturer + " " + a.model).trimmed();
        items.push_back(
            {(*images)[i].id, a, caption, badgeWords(a.warnings), order->exams[i], order->known});
    }
    m_hung.clear();
    if (m_looks)
        m_looks->caseOpened();
    chooseHanging(reader);
    m_hanging->setCase(std::move(items));
    m_steps->showStep(m_hanging->shown());
    m_desk.open(id, reader);
    for (const auto& image : *images)
        m_loader.request(image.id);
    if (m_hanging->current())
        m_hanging->current()->setFocus();
    refreshStatus();
    if (!m_hangingFiles.faults.isEmpty()) // once: the built-in protocol stands in
        m_status.say(m_hangingFiles.faults.takeFirst(), true);
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
    if (!editing)
        setMode(Mode::Select);
    refreshShapes();
    refreshStatus();
}

void ReadPage::refreshShapes() {
    for (const auto& item : m_hanging->items()) {
        std::vector<viewers::Shape> own;
        for (const auto& finding : m_desk.findings())
            if (finding.image == item.id)
                own.push_back({finding, m_desk.owner(), lesionWords(finding.label)});
        if (auto* view = m_hanging->viewOf(item.id))
            view->setShapes(item.id, std::move(own), {});
    }
}

void ReadPage::refreshStatus() {
    const auto* view = m_hanging->current();
    QString place = QString::fromStdString(m_desk.caseId().text());
    std::optional<core::SpacingMm> spacing;
    for (std::size_t i = 0; i < m_hanging->views().size(); ++i)
        if (m_hanging->views()[i] == view) {
            const auto& attributes = m_hanging->items()[i].attributes;
            place += QLatin1Char(' ') + QString::fromStdString(viewers::titleOf(attributes));
            spacing = attributes.spacing;
        }
    m_status.showPlace(place);
    if (view)
        m_status.showScale(spacing, m_desk.find(view->tool().selected()));
    m_status.showView(view);
    m_status.showSaved(m_desk.savedAt());
    m_status.showHint(m_desk.state() == ReadingDesk::State::Editing
                          ? tr("P polygon   F freehand   V select   Ctrl+Z undo   F1 all keys")
                          : tr("F1 all keys"));
}

void ReadPage::propose(const annotation::Edit& edit) {
    const auto labels = annotation::lesionLabels(m_project.kind() == core::ImageKind::Mammography);
    const auto before = m_desk.findings().size();
    if (!m_desk.apply(edit, labels.front()) || m_desk.findings().size() <= before)
        return;
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

bool ReadPage::setMode(Mode mode) {
    if (m_desk.state() != ReadingDesk::State::Editing)
        mode = Mode::Select;
    m_hanging->setMode(mode);
    m_modes.at(mode)->setChecked(true);
    return true;
}

bool ReadPage::closeShape() {
    auto* view = drawingView();
    if (view)
        view->take(view->tool().close());
    return view != nullptr;
}

bool ReadPage::cancel() {
    auto* view = drawingView() ? drawingView() : selectionView();
    if (!view)
        return false;
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

bool ReadPage::nextWindow() {
    const auto chosen = m_hanging->nextWindow();
    if (!chosen)
        return false;
    using Kind = viewers::Picture::Choice::Kind;
    const auto what = chosen->kind == Kind::VoiLut   ? tr("VOI LUT of the file")
                      : chosen->kind == Kind::Window ? tr("Window of the file")
                                                     : tr("Full range of the image");
    const auto named = chosen->explanation.isEmpty()
                           ? what
                           : QStringLiteral("%1: %2").arg(what, chosen->explanation);
    m_status.say(QStringLiteral("%1 (%2/%3)").arg(named).arg(chosen->number).arg(chosen->count));
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
    if (m_desk.submit())
        m_status.say(tr("Submitted. Page Down opens the next case."));
    return true;
}

} // namespace cw::gui
