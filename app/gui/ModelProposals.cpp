// SPDX-License-Identifier: Apache-2.0
#include "app/gui/ModelProposals.h"

#include "app/gui/Words.h"

#include <QCoreApplication>
#include <algorithm>

namespace cw::gui {

QString words(const workflow::Proposal& proposal) {
    return QCoreApplication::translate("ModelProposals", "%1 %2, proposed by the model %3")
        .arg(QString::fromStdString(proposal.id), lesionWords(proposal.finding.label),
             QString::fromStdString(proposal.model));
}

ModelProposals::ModelProposals(ProjectAccess& project, ReadingDesk& desk, QObject* parent)
    : QObject(parent), m_project(project), m_desk(desk) {}

void ModelProposals::caseOpened() {
    m_all.clear();
    m_current.clear();
    const auto state = m_desk.state();
    if (state == ReadingDesk::State::Editing || state == ReadingDesk::State::Submitted) {
        auto visible = m_project.with([this](workflow::Project& p) {
            return workflow::proposalsVisibleTo(p, m_desk.caseId(), m_desk.reader());
        });
        if (visible)
            m_all = std::move(*visible);
        else if (visible.error().code != ErrorCode::Forbidden)
            emit failed(visible.error());
    }
    emit changed();
}

bool ModelProposals::confirmed(const workflow::Proposal& proposal) const {
    return std::ranges::any_of(m_desk.findings(), [&](const annotation::Finding& finding) {
        const auto id = finding.attributes.find(workflow::kProposalKey);
        return id != finding.attributes.end() && id->second == proposal.id;
    });
}

std::vector<const workflow::Proposal*> ModelProposals::open() const {
    std::vector<const workflow::Proposal*> left;
    for (const auto& proposal : m_all)
        if (!confirmed(proposal))
            left.push_back(&proposal);
    return left;
}

const workflow::Proposal* ModelProposals::current() const {
    for (const auto* proposal : open())
        if (proposal->id == m_current)
            return proposal;
    return nullptr;
}

bool ModelProposals::next() {
    const auto left = open();
    if (left.empty())
        return false;
    const auto at = std::ranges::find(left, m_current, &workflow::Proposal::id);
    const auto* chosen = at == left.end() || at + 1 == left.end() ? left.front() : *(at + 1);
    m_current = chosen->id;
    emit changed();
    return true;
}

bool ModelProposals::confirm() {
    const auto* proposal = current();
    if (!proposal || !m_desk.confirmProposal(proposal->id))
        return false;
    m_current.clear();
    emit changed();
    return true;
}

bool ModelProposals::dismiss() {
    const auto* proposal = current();
    if (!proposal)
        return false;
    const std::string id = proposal->id;
    const auto done = m_project.with([&](workflow::Project& p) {
        return workflow::declineProposal(p, m_desk.caseId(), m_desk.reader(), id);
    });
    if (!done) {
        emit failed(done.error());
        return false;
    }
    std::erase_if(m_all, [&](const workflow::Proposal& p) { return p.id == id; });
    m_current.clear();
    emit changed();
    return true;
}

} // namespace cw::gui
