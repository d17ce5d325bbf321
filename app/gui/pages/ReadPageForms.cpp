// SPDX-License-Identifier: Apache-2.0
// The forms beside the pictures: the panel, and the same lesion on another image.
#include "app/gui/Words.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/StatusLine.h"

#include <QVBoxLayout>
#include <utility>

namespace cw::gui {

using Mode = viewers::PolygonTool::Mode;

QWidget* ReadPage::makePanel() {
    m_reading = new ReadingPanel(
        m_desk, m_project.kind(), [this](const core::ImageId& id) { return titleOf(id); },
        [this](const core::ImageId& id) { return sideOf(id); }, this);
    m_findings = &m_reading->findings();
    m_form = &m_reading->form();
    auto& described = m_reading->finding();
    connect(&described, &FindingForm::labelChosen, this,
            [this](const std::string& label) { m_labels[drawsSpecks()] = label; });
    connect(&described, &FindingForm::finished, this, [this] {
        if (m_hanging->current())
            m_hanging->current()->setFocus();
    });
    connect(&described.links(), &LesionLinks::refused, this,
            [this](const Error& why) { m_status.say(words(why), true); });
    connect(&described.links(), &LesionLinks::findingChosen, m_findings,
            &FindingsPanel::findingChosen);
    connect(m_form, &CaseForm::submitRequested, this, &ReadPage::submit);
    connect(m_findings, &FindingsPanel::findingChosen, this, [this](const core::LesionId& id) {
        const auto* finding = m_desk.find(id);
        auto* view = finding ? m_hanging->viewOf(finding->image) : nullptr;
        selected(view, id);
    });
    static_cast<QVBoxLayout*>(m_reading->layout())->insertWidget(0, makeReview(m_reading));
    return m_reading;
}

/// For the case that has just been hung.
void ReadPage::prepareForms() {
    m_linkFrom = {};
    m_linked.clear();
    m_labels.clear();
    m_findings->select({}); // ids begin anew in every case
    bool right = false, left = false;
    for (const auto& item : m_hanging->items()) {
        right |= item.attributes.laterality == core::Laterality::Right;
        left |= item.attributes.laterality == core::Laterality::Left;
    }
    m_form->setBothSides(right && left);
}

/// What Esc does before it cancels anything of the picture; false: nothing to do here.
bool ReadPage::leaveForms() {
    if (!m_linkFrom.empty()) {
        m_linkFrom = {};
        m_status.say(tr("No link."));
        return true;
    }
    if (!m_reading->holdsFocus() || !m_hanging->current())
        return false;
    m_hanging->current()->setFocus();
    return true;
}

core::Laterality ReadPage::sideOf(const core::ImageId& id) const {
    for (const auto& item : m_hanging->items())
        if (item.id == id)
            return item.attributes.laterality;
    return core::Laterality::Unknown;
}

/// The other outlines of the selected lesion stand out with it.
void ReadPage::showLinked() {
    std::set<core::LesionId> linked;
    if (const auto* finding = m_desk.find(m_findings->selected()))
        for (const auto* each : annotation::sameLesion(m_desk.findings(), *finding))
            if (each != finding)
                linked.insert(each->id);
    if (linked == m_linked)
        return;
    m_linked = std::move(linked);
    refreshShapes();
}

bool ReadPage::linkSelected() {
    const auto* finding = m_desk.find(m_findings->selected());
    if (m_desk.state() != ReadingDesk::State::Editing || !finding) {
        m_status.say(tr("Select a finding first, then K, then the same lesion elsewhere."));
        return true;
    }
    m_linkFrom = finding->id;
    setMode(Mode::Select);
    m_status.say(
        tr("Now select the same lesion on another image: click it, or Tab. Esc: no link."));
    return true;
}

/// Ends the wait for a second finding, with a link where there can be one.
bool ReadPage::linkTo(const core::LesionId& id) {
    if (m_linkFrom.empty() || id.empty() || id == m_linkFrom)
        return false;
    const auto from = std::exchange(m_linkFrom, {});
    const auto* first = m_desk.find(from);
    const auto* second = m_desk.find(id);
    if (!first || !second || !m_reading->finding().links().link(from, id))
        return false;
    m_status.say(tr("One lesion: %1 and %2. Ctrl+Z takes the link back.")
                     .arg(titleOf(m_desk.find(from)->image), titleOf(m_desk.find(id)->image)));
    return true;
}

} // namespace cw::gui
