// SPDX-License-Identifier: Apache-2.0
#include "app/gui/pages/ComparePage.h"

#include "app/gui/CaseClaim.h"
#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace cw::gui {

constexpr int kPanelWidth = 390;

ComparePage::ComparePage(ProjectAccess& project, PictureLoader& loader, StatusLine& status,
                         QWidget* parent)
    : QWidget(parent), m_project(project), m_loader(loader), m_status(status),
      m_claim(new CaseClaim(project, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* centre = new QVBoxLayout;
    centre->setSpacing(0);
    m_panes = new ComparePanes(status, this);
    centre->addWidget(makeBar());
    centre->addWidget(m_panes, 1);
    row->addLayout(centre, 1);
    row->addWidget(makePanel());
    connectPanel();
    connectLoader();
    for (auto* line : findChildren<QLineEdit*>())
        line->installEventFilter(this);
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event) {
    const bool escape = event->type() == QEvent::KeyPress &&
                        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (!escape)
        return QWidget::eventFilter(watched, event);
    takeFocus();
    return true;
}

QWidget* ComparePage::makeBar() {
    auto* bar = new QWidget(this);
    bar->setObjectName("toolStrip");
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* tools = new QHBoxLayout(bar);
    tools->setContentsMargins(12, 3, 8, 3);
    m_title = new QLabel(bar);
    m_imageBar = new QWidget(bar);
    m_imageBar->setLayout(new QHBoxLayout);
    m_imageBar->layout()->setContentsMargins(16, 0, 0, 0);
    m_imageBar->layout()->setSpacing(2);
    tools->addWidget(m_title);
    tools->addWidget(m_imageBar);
    tools->addStretch(1);
    m_overlay = new QToolButton(bar);
    m_overlay->setObjectName("overlay");
    m_overlay->setProperty("role", "tool");
    m_overlay->setCheckable(true);
    m_overlay->setChecked(true);
    m_overlay->setText(tr("Overlay"));
    m_overlay->setToolTip(tr("Third pane: both readings over each other   Shift+V"));
    m_overlay->setFocusPolicy(Qt::NoFocus);
    tools->addWidget(m_overlay);
    m_shapes = new ShapesMenu(bar);
    tools->addWidget(m_shapes);
    connect(m_overlay, &QToolButton::clicked, this, [this] { toggleOverlay(); });
    connect(m_panes, &ComparePanes::overlayShown, m_overlay, &QToolButton::setChecked);
    connect(m_shapes, &ShapesMenu::changed, m_panes, &ComparePanes::setShapeVisibility);
    return bar;
}

QWidget* ComparePage::makePanel() {
    auto* panel = new QFrame(this);
    panel->setProperty("role", "panel");
    panel->setFixedWidth(kPanelWidth);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(9);
    m_agreement = new QLabel(panel);
    m_agreement->setObjectName("agreement");
    m_agreement->setProperty("role", "heading");
    m_agreement->setWordWrap(true);
    m_blind = new QLabel(panel);
    m_blind->setObjectName("blind");
    m_blind->setProperty("role", "dim");
    m_blind->setWordWrap(true);
    m_differences = new DifferenceList(panel);
    m_form = new FormComparison(panel);
    m_spring = new QWidget(panel); // holds the words at the top while there is no list
    m_crossCheck = new CrossCheckPanel(panel);
    m_decision = new DecisionPanel(panel);
    column->addWidget(m_agreement);
    column->addWidget(m_blind);
    column->addWidget(m_differences, 3);
    column->addWidget(m_form, 2);
    column->addWidget(m_spring, 1);
    column->addWidget(m_crossCheck);
    column->addWidget(m_decision);
    return panel;
}

void ComparePage::connectPanel() {
    connect(m_differences, &DifferenceList::chosen, this, &ComparePage::goTo);
    connect(m_decision, &DecisionPanel::decided, this, &ComparePage::decide);
    connect(m_decision, &DecisionPanel::redrawRequested, this,
            [this](std::optional<std::size_t> start) { emit redrawRequested(m_case, start); });
    connect(m_crossCheck, &CrossCheckPanel::standRequested, this, &ComparePage::letStand);
    connect(m_crossCheck, &CrossCheckPanel::amendRequested, this,
            [this] { emit amendRequested(m_case); });
}

bool ComparePage::isShown(const core::ImageId& id) const {
    return m_image < m_compared.images.size() && m_compared.images[m_image].id == id;
}

void ComparePage::connectLoader() {
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const core::ImageId& id, auto picture, auto view) {
                if (view != workflow::FundusView::Colour || !isShown(id))
                    return;
                m_panes->setPicture(picture);
                m_ready = true;
                if (m_aim)
                    m_panes->zoomTo(*m_aim);
                m_aim.reset();
                emit becameReady();
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const core::ImageId& id, const Error& error) {
                if (!isShown(id))
                    return;
                m_panes->setMessage(tr("This image cannot be shown"), words(error));
                m_ready = true;
                emit becameReady();
            });
}

void ComparePage::chooseImage(std::size_t index) {
    const auto buttons = m_imageBar->findChildren<QToolButton*>();
    if (index < static_cast<std::size_t>(buttons.size()))
        buttons[static_cast<int>(index)]->setChecked(true);
    if (index >= m_compared.images.size() || index == m_image)
        return;
    m_image = index;
    m_aim.reset();
    const auto& image = m_compared.images[index];
    m_panes->setImage(image);
    m_status.showScale(image.attributes.spacing, nullptr);
    m_ready = false;
    m_loader.request(image.id);
}

void ComparePage::goTo(const DifferenceList::Place& place) {
    m_form->lookAt(place.answer);
    if (!place.image)
        return;
    chooseImage(*place.image);
    if (m_ready)
        m_panes->zoomTo(place.box);
    else // its picture is on the way, and would be fitted over the zoom
        m_aim = place.box;
}

bool ComparePage::choose(const std::string& verdict) {
    // What the last choice asked for goes, and must not leave the focus in the next text field.
    if (window()->focusWidget() && m_decision->isAncestorOf(window()->focusWidget()))
        takeFocus();
    if (!m_decision->isEnabled()) {
        claimCase(); // the other may be done by now; if not, it is said again
        return true;
    }
    return m_decision->choose(verdict);
}

bool ComparePage::record() {
    if (!m_crossCheck->confirm() && m_decision->isEnabled())
        m_decision->confirm();
    return true;
}

void ComparePage::decide(const annotation::Decision& decision) {
    const auto outcome =
        m_project.with([&](workflow::Project& p) { return p.adjudicate(decision); });
    if (!outcome) {
        m_status.say(words(outcome.error()), true);
        return;
    }
    m_status.say(tr("Decision recorded."));
    reload();
}

void ComparePage::letStand(const QString& reason) {
    const auto outcome = m_project.with([&](workflow::Project& p) {
        return storage::CaseProcess(p.store()).stand(m_case, m_compared.viewer,
                                                     reason.toStdString());
    });
    if (!outcome) {
        m_status.say(words(outcome.error()), true);
        return;
    }
    m_status.say(tr("Recorded: your reading stands. Page Down opens the next case."));
    reload();
}

bool ComparePage::leaveForm() {
    const auto* focused = window()->focusWidget();
    if (!focused || !isAncestorOf(focused) || focused == &side(0))
        return false;
    takeFocus();
    return true;
}

bool ComparePage::toggleOverlay() {
    if (!m_panes->setOverlayWanted(!m_panes->showsOverlay()))
        m_status.say(m_compared.bothVisible() ? tr("The window is too narrow for a third pane.")
                                              : tr("There are not two readings to be seen yet."));
    return true;
}

bool ComparePage::toggleOutlines() {
    m_shapes->toggleOutlinesOnly();
    return true;
}

} // namespace cw::gui
