// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/ProjectAccess.h"

#include <QObject>
#include <QTimer>
#include <optional>

namespace cw::gui {

/// The case that somebody has in hand at this window for one piece of work (storage::Claim): taken
/// when it is opened, said again every minute, given free when another one is opened or the page is
/// left. A program that died holds a case for kSilence at most.
class CaseClaim : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::minutes kSilence{10};

    explicit CaseClaim(ProjectAccess& project, QObject* parent = nullptr);
    ~CaseClaim() override;

    /// Gives free what was held before. Conflict: somebody else has it for the same work.
    Result<void> take(const core::CaseId& id, const std::string& purpose,
                      const std::string& holder);
    void release();

private:
    ProjectAccess& m_project;
    QTimer m_alive;
    std::string m_token; ///< of this window: the same person at another one is another
    std::optional<storage::Claim> m_claim;
};

} // namespace cw::gui
