// SPDX-License-Identifier: Apache-2.0
#include "app/gui/CaseClaim.h"

#include <QSysInfo>
#include <QUuid>

namespace cw::gui {

CaseClaim::CaseClaim(ProjectAccess& project, QObject* parent)
    : QObject(parent), m_project(project),
      m_token(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString()) {
    m_alive.setInterval(std::chrono::minutes(1));
    connect(&m_alive, &QTimer::timeout, this, [this] {
        if (m_claim)
            static_cast<void>(m_project.with(
                [this](workflow::Project& opened) { return opened.store().claim(*m_claim); }));
    });
}

CaseClaim::~CaseClaim() { release(); }

Result<void> CaseClaim::take(const core::CaseId& id, const std::string& purpose,
                             const std::string& holder) {
    if (m_claim && m_claim->caseId == id && m_claim->purpose == purpose &&
        m_claim->holder == holder)
        return {};
    release();
    const storage::Claim wanted{id, purpose, holder, QSysInfo::machineHostName().toStdString(),
                                {}, {},      m_token};
    CW_TRY(m_claim, m_project.with([&](workflow::Project& opened) {
        return opened.store().takeOver(wanted, kSilence);
    }));
    m_alive.start();
    return {};
}

void CaseClaim::release() {
    m_alive.stop();
    if (!m_claim)
        return;
    // Should that fail, the claim ends by itself after a while.
    static_cast<void>(m_project.with(
        [this](workflow::Project& opened) { return opened.store().release(*m_claim); }));
    m_claim.reset();
}

} // namespace cw::gui
