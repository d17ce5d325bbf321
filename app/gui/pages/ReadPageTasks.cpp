// SPDX-License-Identifier: Apache-2.0
// The pens of the reading page for what comes after the blind readings: an amendment in the
// cross-check, and the truth as the adjudicator draws it.
#include "app/gui/Words.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/StatusLine.h"
#include "app/gui/panels/TaskBanner.h"

namespace cw::gui {

void ReadPage::openAmendment(const core::CaseId& id, const core::ReaderId& reader) {
    if (!hang(id, reader, [&] { m_desk.openAmendment(id, reader); }))
        return;
    if (m_desk.problem())
        m_status.say(words(*m_desk.problem()), true);
}

void ReadPage::openRedrawing(const core::CaseId& id, const core::ReaderId& adjudicator,
                             std::optional<std::size_t> start) {
    if (!hang(id, adjudicator, [&] { m_desk.openRedrawing(id, adjudicator, start); }))
        return;
    if (m_desk.problem())
        m_status.say(words(*m_desk.problem()), true);
}

/// Readings that may be seen while drawing: only looked at, in their reader's colour.
std::vector<viewers::Shape> ReadPage::shapesBeside(const core::ImageId& id) const {
    std::vector<viewers::Shape> shapes;
    for (const auto& other : m_desk.beside())
        for (const auto& finding : other.findings)
            if (finding.image == id)
                shapes.push_back({finding, other.owner, lesionWords(finding.label)});
    return shapes;
}

QString ReadPage::submittedWords() const {
    switch (m_desk.task()) {
    case ReadingDesk::Task::Amendment:
        return tr("Amended. What you had submitted stays on record.");
    case ReadingDesk::Task::Redrawing:
        return tr("Decision recorded: the truth as you drew it.");
    case ReadingDesk::Task::Reading:
        break;
    }
    return tr("Submitted. Page Down opens the next case.");
}

} // namespace cw::gui
