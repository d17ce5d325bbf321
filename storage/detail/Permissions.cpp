// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/Permissions.h"

#include <algorithm>
#include <array>

namespace cw::storage {

namespace {
constexpr std::array kRoles{Role::Coordinator, Role::Steward, Role::Reader, Role::Adjudicator,
                            Role::Reviewer};
}

std::string_view name(Role role) {
    switch (role) {
    case Role::Coordinator:
        return "coordinator";
    case Role::Steward:
        return "steward";
    case Role::Reader:
        return "reader";
    case Role::Adjudicator:
        return "adjudicator";
    case Role::Reviewer:
        return "reviewer";
    }
    return "";
}

std::optional<Role> roleFrom(std::string_view text) {
    for (const auto role : kRoles)
        if (name(role) == text)
            return role;
    return std::nullopt;
}

std::string rolesText(const std::set<Role>& roles) {
    std::vector<std::string_view> names;
    for (const auto role : roles)
        names.push_back(name(role));
    std::sort(names.begin(), names.end());
    std::string text;
    for (const auto& each : names)
        text += (text.empty() ? "" : ",") + std::string(each);
    return text;
}

namespace detail {
namespace {

constexpr bool o = false, X = true;
// clang-format off
constexpr bool kTable[kOperations][kRoles.size()] = {
    //                  coordinator  steward  reader  adjudicator  reviewer
    /* SeeCases       */ {X,         X,       X,      X,           X},
    /* SeeClinical    */ {X,         X,       o,      o,           X},
    /* Import         */ {o,         X,       o,      o,           o},
    /* Assign         */ {X,         o,       o,      o,           o},
    /* Read           */ {o,         o,       X,      o,           o},
    /* SeeReadings    */ {X,         X,       X,      X,           X},
    /* Compare        */ {X,         o,       o,      X,           o},
    /* Decide         */ {o,         o,       o,      X,           o},
    /* Inspect        */ {X,         o,       o,      o,           X},
    /* Exclude        */ {X,         o,       o,      o,           o},
    /* Freeze         */ {o,         X,       o,      o,           o},
    /* Remark         */ {X,         X,       o,      X,           X},
    /* SeeAudit       */ {X,         o,       o,      o,           o},
    /* ManageAccounts */ {X,         o,       o,      o,           o},
};
// clang-format on

} // namespace

bool allows(Role role, Operation operation) {
    return kTable[static_cast<std::size_t>(operation)][static_cast<std::size_t>(role)];
}

bool allows(const std::set<Role>& roles, Operation operation) {
    return std::any_of(roles.begin(), roles.end(),
                       [&](Role role) { return allows(role, operation); });
}

Result<void> require(const std::set<Role>& roles, Operation operation) {
    if (allows(roles, operation))
        return {};
    std::string able;
    for (const auto role : kRoles)
        if (allows(role, operation))
            able += (able.empty() ? "" : ", ") + std::string(name(role));
    return fail(ErrorCode::Forbidden, "your role does not allow this; it is for: " + able);
}

Result<void> checkCombination(const std::set<Role>& roles) {
    if (roles.empty())
        return fail(ErrorCode::InvalidArgument, "an account needs a role");
    const bool blind = roles.contains(Role::Reader) || roles.contains(Role::Adjudicator) ||
                       roles.contains(Role::Reviewer);
    if (roles.contains(Role::Coordinator) && blind)
        return fail(ErrorCode::InvalidArgument,
                    "a coordinator can open every reading, and cannot be reader, adjudicator or "
                    "reviewer as well");
    return {};
}

} // namespace detail
} // namespace cw::storage
