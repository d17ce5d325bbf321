// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "GuiFixture.h"

#include "app/gui/Workstation.h"

#include <QLabel>
#include <QLineEdit>

namespace cw::testing {

/// The project of GuiTest with an account of every role: "boss", "stew", "ann" and "ben" (who read
/// both cases), "judge", "review". The password of each is "password of NAME".
class PartyTest : public GuiTest {
protected:
    void SetUp() override;
    static storage::Login login(const std::string& name);
    workflow::Project as(const std::string& name) const;
    /// That account's password in a file that nobody else may read.
    QString passwordFile(const std::string& name) const;
    /// The window as that account.
    void enter(const std::string& name);
    /// A reading of the case with one square, through the store. Drafts stay open.
    enum class Then { Submit, LeaveOpen };
    void read(const std::string& reader, const char* caseId, const std::string& label,
              const std::string& comment, Then then = Then::Submit, double left = 800);
    /// Both readers say the same of the case, and it is compared.
    void settle(const char* caseId);

    QTemporaryDir m_secrets;
};

} // namespace cw::testing
