// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/gui/panels/Rail.h"
#include "storage/Accounts.h"

#include <QString>
#include <set>

namespace cw::gui {

/// The workplaces of somebody with these roles; of several roles, all of theirs. The window hides
/// the others so that nobody is sent to where the store would refuse him: the rule is the store's.
std::set<Workplace> workplacesOf(const std::set<storage::Role>& roles);
/// All of them: of a project without accounts.
std::set<Workplace> allWorkplaces();
/// Where the window begins: the worklist where there is one, else the first.
Workplace firstOf(const std::set<Workplace>& places);
QString words(storage::Role role);
/// "Reader, Adjudicator"
QString words(const std::set<storage::Role>& roles);

} // namespace cw::gui
