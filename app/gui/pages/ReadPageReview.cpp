// SPDX-License-Identifier: Apache-2.0
// ReadPage, the part that brings an image or a finding before the reader's eyes: review of one's
// own reading, thumbnails.
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/ReviewPanel.h"
#include "app/gui/panels/StatusLine.h"

#include <algorithm>

namespace cw::gui {

namespace {

constexpr double kFindingPart = 0.4;                   // of the viewport's shorter side
constexpr double kLowestZoom = 0.05, kHighestZoom = 2; // no microscopy of a microaneurysm

} // namespace

QWidget* ReadPage::makeReview(QWidget* panel) {
    m_review = new ReviewPanel(
        m_desk, m_project.kind(), [this](const core::ImageId& id) { return titleOf(id); },
        [this] { return m_form->missing(); }, panel);
    connect(m_review, &ReviewPanel::submitRequested, this, &ReadPage::submit);
    connect(m_review, &ReviewPanel::findingReached, this, &ReadPage::lookAt);
    connect(m_review, &ReviewPanel::endReached, this,
            [this] { m_hanging->hangAs(m_hanging->shown()); });
    connect(m_review, &ReviewPanel::ended, this, &ReadPage::lookAsBefore);
    return m_review;
}

bool ReadPage::toggleReview() {
    if (m_review->active())
        return m_review->end(), true;
    const auto state = m_desk.state();
    if (state != ReadingDesk::State::Editing && state != ReadingDesk::State::Submitted) {
        m_status.say(tr("There is no reading of yours to review here."), true);
        return true;
    }
    if (drawingView()) {
        m_status.say(tr("A shape is still open: Enter closes it, Esc drops it."), true);
        return true;
    }
    m_before = {m_desk.caseId(), m_hanging->shown(), panelVisible(), {}};
    for (const auto* view : m_hanging->views())
        m_before.views.emplace_back(view->view(), view->fitted());
    setPanelVisible(true);
    m_review->begin();
    return true;
}

bool ReadPage::reviewing() const { return m_review->active(); }

bool ReadPage::stepReview(int by) {
    if (m_review->active())
        m_review->step(by);
    return m_review->active();
}

/// The viewport of an image, hung if it was not: nullptr if no step shows it.
viewers::ImageView* ReadPage::bringUp(const core::ImageId& id) {
    auto* view = m_hanging->viewOf(id);
    if (!view)
        return nullptr;
    if (!m_hanging->bringUp(id))
        return nullptr;
    m_steps->showStep(m_hanging->shown());
    view->setFocus();
    return view;
}

void ReadPage::lookAt(const core::LesionId& id) {
    const auto* finding = m_desk.find(id);
    auto* view = finding ? bringUp(finding->image) : nullptr;
    if (!view)
        return;
    const auto bounds = core::boundsOf(finding->outline);
    auto seen = view->view();
    const double room = kFindingPart * std::min(seen.widgetWidth(), seen.widgetHeight());
    const double zoom = room / std::max({1.0, bounds.width(), bounds.height()});
    seen.setZoom(std::clamp(zoom, kLowestZoom, kHighestZoom));
    seen.setFocus({(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2});
    view->setFitted(false);
    view->setView(seen);
    selected(view, id);
}

/// Everything as it was hung and zoomed before the review, if it is still the same case.
void ReadPage::lookAsBefore() {
    setPanelVisible(m_before.panel);
    if (!(m_before.caseId == m_desk.caseId()) || m_before.views.size() != m_hanging->views().size())
        return;
    m_hanging->hangAs(m_before.shown);
    m_steps->showStep(m_hanging->shown());
    for (std::size_t i = 0; i < m_before.views.size(); ++i) {
        auto* view = m_hanging->views()[i];
        const auto& [seen, fitted] = m_before.views[i];
        const bool sameSize = seen.widgetWidth() == view->view().widgetWidth() &&
                              seen.widgetHeight() == view->view().widgetHeight();
        if (fitted || !sameSize)
            continue;
        view->setFitted(false);
        view->setView(seen);
    }
    refreshStatus();
}

} // namespace cw::gui
