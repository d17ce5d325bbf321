// SPDX-License-Identifier: Apache-2.0
// The pen on the reading page: modes, copying, smoothing, what of the outlines is shown.
#include "app/gui/pages/ReadPage.h"

#include "app/gui/ModelProposals.h"
#include "app/gui/Words.h"
#include "app/gui/panels/StatusLine.h"
#include "app/workflow/EdgePaths.h"

namespace cw::gui {

using Mode = viewers::PolygonTool::Mode;

bool ReadPage::setMode(Mode mode) {
    if (m_desk.state() != ReadingDesk::State::Editing)
        mode = Mode::Select;
    // Any outlining pen may draw disc and cup; every other change of tool is a change of mind.
    const bool outlines = mode == Mode::Polygon || mode == Mode::Freehand ||
                          mode == Mode::LiveWire || mode == Mode::Ellipse;
    if (m_landmarks && (!outlines || m_landmarks->expected() == "fovea"))
        m_landmarks->forget();
    m_hanging->setMode(mode);
    // An exclusive group keeps one button down: none of the three while another pen is on.
    for (auto& [each, button] : m_modes) {
        button->setAutoExclusive(false);
        button->setChecked(each == mode);
    }
    m_pens->showMode(mode);
    const auto hint = hintOf(mode);
    if (!hint.isEmpty() || m_status.message() == m_penHint)
        m_status.say(hint); // what the last pen said does not outlive it
    m_penHint = hint;
    return true;
}

QString ReadPage::hintOf(Mode mode) const {
    switch (mode) {
    case Mode::LiveWire:
        return tr("Live wire: click along the edge; Enter closes.");
    case Mode::Ellipse:
        return tr("Ellipse: drag from corner to corner of its box.");
    case Mode::Point:
        return tr("Point: one click a lesion; [ and ] or Shift and wheel change its size.");
    case Mode::Cluster:
        return tr("Cluster: click every calcification; Enter draws the outline around them.");
    case Mode::Sculpt:
        return tr("Sculpt: push the border from inside or outside; [ and ] change the brush.");
    case Mode::Split:
        return tr("Split: draw a line across the finding.");
    case Mode::Merge:
        return tr("Merge: click one finding, then the other.");
    default:
        return {};
    }
}

/// What a new outline is called until the reader says so.
std::string ReadPage::firstLabel(Mode mode) const {
    const bool mammography = m_project.kind() == core::ImageKind::Mammography;
    const bool specks = mode == Mode::Point || mode == Mode::Cluster;
    if (const auto last = m_labels.find(specks); last != m_labels.end())
        return last->second;
    if (specks)
        return mammography ? "calcification" : "microaneurysm";
    return annotation::lesionLabels(mammography).front();
}

bool ReadPage::drawsSpecks() const {
    const auto& views = m_hanging->views();
    const auto mode = views.empty() ? Mode::Select : views.front()->tool().mode();
    return mode == Mode::Point || mode == Mode::Cluster;
}

bool ReadPage::smooth() {
    if (auto* view = selectionView())
        view->take(view->tool().smoothSelected(1 / view->view().zoom()));
    else
        explain(viewers::PolygonTool::Refusal::NothingSelected);
    return true;
}

bool ReadPage::simplify() {
    if (auto* view = selectionView())
        view->take(view->tool().simplifySelected(1 / view->view().zoom()));
    else
        explain(viewers::PolygonTool::Refusal::NothingSelected);
    return true;
}

bool ReadPage::copyFinding() {
    const auto* view = selectionView();
    const auto* finding = view ? m_desk.find(view->tool().selected()) : nullptr;
    if (!finding) {
        explain(viewers::PolygonTool::Refusal::NothingSelected);
        return true;
    }
    m_copied = *finding;
    // Each finding is a lesion of its own until the reader links them.
    m_copied->attributes.erase(annotation::kLesionKey);
    m_status.say(tr("Copied. Ctrl+V puts it where the pointer is, on any image of the case."));
    return true;
}

bool ReadPage::pasteFinding() {
    auto* view = m_hanging->current();
    for (auto* each : m_hanging->views())
        if (each->isVisible() && each->underMouse())
            view = each;
    if (!m_copied || !view || !view->picture())
        return false;
    const auto at = view->underMouse() ? view->tool().pointer() : view->view().focus();
    view->take(view->tool().paste(*m_copied, at));
    return true;
}

bool ReadPage::growReach(double factor) {
    bool any = false;
    for (auto* view : m_hanging->views())
        if (view->tool().reach()) {
            view->tool().growReach(factor);
            view->toolChanged();
            any = true;
        }
    return any;
}

bool ReadPage::toggleOutlines() {
    m_shapes->toggleOutlinesOnly();
    return true;
}

void ReadPage::connectPen() {
    connect(m_pens, &PenMenu::modeChosen, this, &ReadPage::setMode);
    connect(m_pens, &PenMenu::deedChosen, this, [this](PenMenu::Deed deed) {
        switch (deed) {
        case PenMenu::Deed::Smooth:
            return smooth();
        case PenMenu::Deed::Simplify:
            return simplify();
        case PenMenu::Deed::Copy:
            return copyFinding();
        case PenMenu::Deed::Paste:
            return pasteFinding();
        }
        return false;
    });
    connect(m_shapes, &ShapesMenu::changed, m_hanging, &viewers::HangingView::setShapeVisibility);
}

/// The live wire sees the pixels of the picture that hangs there, in whatever look.
void ReadPage::giveTracer(viewers::ImageView& view) {
    view.tool().setEdgeTracer([&view](core::PointPx seed, double pixelSize) -> viewers::EdgePath {
        if (!view.picture())
            return {};
        return workflow::edgePathsFrom(view.picture()->image(), seed, pixelSize);
    });
}

void ReadPage::refreshShapes() {
    std::set<std::string> labels;
    for (const auto& finding : m_desk.findings())
        labels.insert(finding.label);
    std::set<viewers::ShapeOwner> owners{m_desk.owner()};
    for (const auto& other : m_desk.beside()) {
        owners.insert(other.owner);
        for (const auto& finding : other.findings)
            labels.insert(finding.label);
    }
    for (const auto* proposal : m_proposals->open()) {
        labels.insert(proposal->finding.label);
        owners.insert(viewers::ShapeOwner::Model);
    }
    m_shapes->setContent(labels, owners);
    const auto numbers = annotation::lesionNumbers(m_desk.findings());
    for (const auto& item : m_hanging->items()) {
        std::vector<viewers::Shape> own;
        for (const auto& finding : m_desk.findings())
            if (finding.image == item.id)
                own.push_back({finding, m_desk.owner(),
                               QStringLiteral("%1  %2")
                                   .arg(numbers.at(finding.id))
                                   .arg(lesionWords(finding.label)),
                               m_linked.contains(finding.id)});
        if (auto* view = m_hanging->viewOf(item.id)) {
            auto beside = shapesBeside(item.id);
            for (auto& proposed : proposedOn(item.id))
                beside.push_back(std::move(proposed));
            view->setShapes(item.id, std::move(own), std::move(beside));
            view->setShapeVisibility(m_shapes->visibility());
            giveTracer(*view);
        }
    }
}

} // namespace cw::gui
