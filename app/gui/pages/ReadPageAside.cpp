// SPDX-License-Identifier: Apache-2.0
// ReadPage, the part that shows what others said of the case, where the project lets the reader see
// it: a model's proposals, the hospital's reports.
#include "annotation/SameLesion.h"
#include "app/gui/ModelProposals.h"
#include "app/gui/Words.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/ReportsPanel.h"
#include "app/gui/panels/StatusLine.h"

#include <algorithm>

namespace cw::gui {

void ReadPage::makeAside(QBoxLayout& column) {
    m_reports = new ReportsPanel(m_project, this);
    column.addWidget(m_reports);
    connect(m_reports, &ReportsPanel::foldRequested, this, &ReadPage::reportsFoldRequested);
    m_proposals = new ModelProposals(m_project, m_desk, this);
    connect(m_proposals, &ModelProposals::changed, this, &ReadPage::refreshShapes);
    connect(m_proposals, &ModelProposals::failed, this,
            [this](const Error& error) { m_status.say(words(error), true); });
    connect(m_hanging, &viewers::HangingView::pointerMoved, this,
            [this](viewers::ImageView* view, bool inside, double x, double y) {
                if (view)
                    view->setToolTip(inside ? originAt(view->imageId(), {x, y}) : QString());
            });
}

void ReadPage::caseOpenedAside() {
    m_proposals->caseOpened();
    m_reports->openCase(m_desk.caseId());
}

void ReadPage::setReportsFolded(bool folded) { m_reports->setFolded(folded); }

bool ReadPage::reportsFolded() const { return m_reports->folded(); }

bool ReadPage::hasReports() const { return m_reports->has(); }

/// Where an outline under the pointer comes from, if a model drew it.
QString ReadPage::originAt(const core::ImageId& image, core::PointPx at) const {
    for (const auto* proposal : m_proposals->open())
        if (proposal->finding.image == image && core::contains(proposal->finding.outline, at))
            return words(*proposal);
    for (const auto& finding : m_desk.findings()) {
        const auto origin = finding.attributes.find(workflow::kOriginKey);
        if (origin == finding.attributes.end() || !(finding.image == image) ||
            !core::contains(finding.outline, at))
            continue;
        const auto model = QString::fromStdString(origin->second).section(QLatin1Char(':'), 1);
        return tr("Confirmed from the model %1").arg(model);
    }
    return {};
}

std::vector<viewers::Shape> ReadPage::proposedOn(const core::ImageId& image) const {
    std::vector<viewers::Shape> shapes;
    const auto* current = m_proposals->current();
    for (const auto* proposal : m_proposals->open())
        if (proposal->finding.image == image)
            shapes.push_back({proposal->finding, viewers::ShapeOwner::Model,
                              QStringLiteral("%1  %2").arg(QString::fromStdString(proposal->id),
                                                           lesionWords(proposal->finding.label)),
                              proposal == current});
    return shapes;
}

bool ReadPage::nextProposal() {
    if (!m_proposals->next()) {
        m_status.say(tr("No proposal of a model is to be seen for this case."));
        return true;
    }
    const auto& proposal = *m_proposals->current();
    if (m_hanging->viewOf(proposal.finding.image))
        bringUp(proposal.finding.image);
    m_status.say(words(proposal) + QStringLiteral("   ") +
                 tr("Shift+A confirms, Shift+Del dismisses."));
    return true;
}

bool ReadPage::confirmProposal() {
    const auto* proposal = m_proposals->current();
    if (!proposal)
        return nextProposal();
    const auto image = proposal->finding.image;
    if (!m_proposals->confirm())
        return true;
    // As one that was drawn: the next thing is to describe it.
    const auto& findings = m_desk.findings();
    const auto newest =
        std::ranges::max_element(findings, annotation::drawnBefore, &annotation::Finding::id);
    if (newest != findings.end())
        selected(m_hanging->viewOf(image), newest->id);
    m_status.say(tr("Confirmed: it is your finding now. Ctrl+Z takes it back."));
    return true;
}

bool ReadPage::dismissProposal() {
    if (m_proposals->dismiss())
        m_status.say(tr("Dismissed: it stays out of your sight, also when it is proposed again."));
    return true;
}

} // namespace cw::gui
