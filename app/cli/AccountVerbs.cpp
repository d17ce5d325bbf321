// SPDX-License-Identifier: Apache-2.0
// account add, list, disable, enable, role, password: who may log in to a project.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"

#include <memory>

namespace cw::cli {
namespace {

struct AccountArguments {
    std::string project, name, newPasswordFile;
    std::vector<std::string> roles;
};

Result<std::set<storage::Role>> rolesOf(const std::vector<std::string>& words) {
    std::set<storage::Role> roles;
    for (const auto& word : words) {
        CW_CHECK(oneOf("--roles", word,
                       {"coordinator", "steward", "reader", "adjudicator", "reviewer"}));
        roles.insert(*storage::roleFrom(word));
    }
    return roles;
}

Result<Answer> addOne(const AccountArguments& a) {
    CW_TRY(const auto roles, rolesOf(a.roles));
    CW_TRY(auto project, openProject(a.project));
    const bool first = project.store().actor() == nullptr;
    CW_TRY(const auto login, newLogin(a.name, a.newPasswordFile));
    CW_CHECK(project.store().addAccount(login, roles));
    Answer answer;
    answer.json = {{"account", a.name}, {"roles", a.roles}, {"first", first}};
    answer.text = "added " + a.name + ": " + storage::rolesText(roles);
    if (first)
        answer.text += "\nthe project has accounts from now on: every verb takes --user. "
                       "If every coordinator's password is lost, sealed readings stay sealed.";
    return answer;
}

Result<Answer> list(const AccountArguments& a) {
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto accounts, project.store().accounts());
    Answer answer;
    answer.json["accounts"] = Json::array();
    for (const auto& account : accounts) {
        Json roles = Json::array();
        for (const auto role : account.roles)
            roles.push_back(storage::name(role));
        answer.json["accounts"].push_back(
            {{"name", account.name}, {"roles", roles}, {"disabled", account.disabled}});
        answer.text += account.name + "  " + storage::rolesText(account.roles) +
                       (account.disabled ? "  (disabled)" : "") + "\n";
    }
    if (accounts.empty())
        answer.text = "no accounts: an open project, in which everybody is who they say";
    return answer;
}

Result<Answer> setDisabled(const AccountArguments& a, bool disabled) {
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(project.store().setDisabled(a.name, disabled));
    Answer answer;
    answer.json = {{"account", a.name}, {"disabled", disabled}};
    answer.text = a.name + (disabled ? " cannot log in any more" : " can log in again");
    return answer;
}

Result<Answer> setRoles(const AccountArguments& a) {
    CW_TRY(const auto roles, rolesOf(a.roles));
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(project.store().setRoles(a.name, roles));
    Answer answer;
    answer.json = {{"account", a.name}, {"roles", a.roles}};
    answer.text = a.name + ": " + storage::rolesText(roles);
    return answer;
}

Result<Answer> setPassword(const AccountArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto login, newLogin(a.name, a.newPasswordFile));
    CW_CHECK(project.store().setPassword(login));
    Answer answer;
    answer.json = {{"account", a.name}};
    answer.text = "the password of " + a.name + " is changed";
    return answer;
}

} // namespace

void addAccount(Program& program) {
    auto a = std::make_shared<AccountArguments>();
    auto* account = program.verb("account", "who may log in to a project, and as what",
                                 "concord account add breast-2026 kim --roles reader --user lee");
    account->require_subcommand(1);
    const auto below = [&](const std::string& name, const std::string& what,
                           const std::string& example) {
        auto* verb = program.verb(account, name, what, example);
        verb->add_option("PROJECT", a->project, "the project's folder")->required();
        return verb;
    };
    const auto named = [&](CLI::App* verb) {
        verb->add_option("NAME", a->name, "the account's name")->required();
        return verb;
    };
    const auto withRoles = [&](CLI::App* verb) {
        verb->add_option("--roles", a->roles,
                         "coordinator, steward, reader, adjudicator, reviewer; several by comma")
            ->required()
            ->delimiter(',');
        return verb;
    };
    const auto withPassword = [&](CLI::App* verb) {
        verb->add_option("--new-password-file", a->newPasswordFile,
                         "the new password, for scripts; else it is asked for twice");
        return verb;
    };

    program.whenChosen(
        withPassword(withRoles(named(
            below("add", "a new account; the first one is a coordinator's and closes the project",
                  "concord account add breast-2026 lee --roles coordinator")))),
        [a] { return addOne(*a); });
    program.whenChosen(below("list", "the accounts and their roles",
                             "concord account list breast-2026 --user lee"),
                       [a] { return list(*a); });
    program.whenChosen(named(below("disable", "no login any more; what was done stays",
                                   "concord account disable breast-2026 kim --user lee")),
                       [a] { return setDisabled(*a, true); });
    program.whenChosen(named(below("enable", "takes a disabling back",
                                   "concord account enable breast-2026 kim --user lee")),
                       [a] { return setDisabled(*a, false); });
    program.whenChosen(withRoles(named(below(
                           "role", "gives an account other roles",
                           "concord account role breast-2026 kim --roles adjudicator --user lee"))),
                       [a] { return setRoles(*a); });
    program.whenChosen(withPassword(named(below(
                           "password", "a new password: one's own, or as coordinator anybody's",
                           "concord account password breast-2026 kim --user kim"))),
                       [a] { return setPassword(*a); });
}

} // namespace cw::cli
