// SPDX-License-Identifier: Apache-2.0
// ReadPage: hanging protocols and their steps.
#include "app/gui/ReaderSettings.h"
#include "app/gui/pages/ReadPage.h"
#include "app/gui/panels/StatusLine.h"

#include <algorithm>

namespace cw::gui {

void ReadPage::useHangingFolder(const QString& folder) {
    m_hangingFiles = hangingFiles(m_project.kind(), folder);
    m_hanging->setProtocol(m_hangingFiles.protocols.front());
    m_steps->setProtocols(m_hangingFiles.protocols, m_hanging->protocol().id);
    m_steps->showStep(m_hanging->shown());
    chooseHanging(m_desk.reader());
}

/// The one that this reader chose, else the built-in or what stands for it.
void ReadPage::chooseHanging(const core::ReaderId& reader) {
    const auto& protocols = m_hangingFiles.protocols;
    const auto wanted = reader.empty()
                            ? std::string()
                            : ReaderSettings(reader).hanging(m_project.kind()).toStdString();
    const auto it = std::find_if(protocols.begin(), protocols.end(),
                                 [&](const auto& each) { return each.id == wanted; });
    const auto& chosen = it == protocols.end() ? protocols.front() : *it;
    if (chosen == m_hanging->protocol())
        return;
    m_hanging->setProtocol(chosen);
    m_steps->setProtocols(protocols, chosen.id);
    m_steps->showStep(m_hanging->shown());
}

void ReadPage::rememberHanging(const QString& id) {
    if (!m_desk.reader().empty())
        ReaderSettings(m_desk.reader()).setHanging(m_project.kind(), id);
    chooseHanging(m_desk.reader());
    refreshStatus();
}

bool ReadPage::setStep(int key) {
    if (!m_hanging->setStep(key))
        m_status.say(tr("This case has no image for that step."));
    m_steps->showStep(m_hanging->shown()); // a button that was pressed for nothing springs back
    return true;
}

bool ReadPage::pressStep(int key) {
    const auto shown = m_hanging->shown();
    if (key != shown.step || m_hanging->maximised() || (shown.pages == 1 && shown.parts == 1))
        setStep(key);
    else
        m_hanging->nextOfStep();
    m_steps->showStep(m_hanging->shown());
    if (m_hanging->step() == key) // else it was said why not
        sayStep();
    return true;
}

/// Where a step has more to show than fits at once: what is seen, and how to go on.
void ReadPage::sayStep() {
    const auto shown = m_hanging->shown();
    if (shown.pages == 1 && shown.parts == 1)
        return;
    if (shown.parts > 1)
        m_status.say(tr("Image %1 of %2, part %3 of %4. The same key again shows the next.")
                         .arg(shown.page)
                         .arg(shown.pages)
                         .arg(shown.part)
                         .arg(shown.parts));
    else
        m_status.say(tr("Page %1 of %2. The same key again shows the next.")
                         .arg(shown.page)
                         .arg(shown.pages));
}

} // namespace cw::gui
