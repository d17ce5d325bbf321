// SPDX-License-Identifier: Apache-2.0
#include "app/gui/Roles.h"

#include <QCoreApplication>
#include <QStringList>

namespace cw::gui {

std::set<Workplace> allWorkplaces() {
    using enum Workplace;
    return {Intake, Worklist, Read, Compare, Inspect, Dataset, Validate, Audit};
}

std::set<Workplace> workplacesOf(const std::set<storage::Role>& roles) {
    using enum Workplace;
    using storage::Role;
    static const std::map<Role, std::set<Workplace>> kOwn{
        {Role::Reader, {Worklist, Read, Compare}},
        {Role::Adjudicator, {Worklist, Compare}},
        {Role::Steward, {Intake, Dataset, Validate}},
        // Reads nothing: who has the key to every reading would not be blind (decision 0115).
        {Role::Coordinator, {Intake, Worklist, Compare, Inspect, Dataset, Validate, Audit}},
        {Role::Reviewer, {Compare, Inspect, Dataset}}};
    std::set<Workplace> places;
    for (const auto role : roles)
        places.insert(kOwn.at(role).begin(), kOwn.at(role).end());
    return places;
}

Workplace firstOf(const std::set<Workplace>& places) {
    if (places.empty() || places.contains(Workplace::Worklist))
        return Workplace::Worklist;
    return places.contains(Workplace::Inspect) ? Workplace::Inspect : *places.begin();
}

QString words(storage::Role role) {
    switch (role) {
    case storage::Role::Coordinator:
        return QCoreApplication::translate("Roles", "Coordinator");
    case storage::Role::Steward:
        return QCoreApplication::translate("Roles", "Steward");
    case storage::Role::Reader:
        return QCoreApplication::translate("Roles", "Reader");
    case storage::Role::Adjudicator:
        return QCoreApplication::translate("Roles", "Adjudicator");
    case storage::Role::Reviewer:
        return QCoreApplication::translate("Roles", "Reviewer");
    }
    return {};
}

QString words(const std::set<storage::Role>& roles) {
    QStringList all;
    for (const auto role : roles)
        all << words(role);
    return all.join(QStringLiteral(", "));
}

} // namespace cw::gui
