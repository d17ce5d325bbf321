// SPDX-License-Identifier: Apache-2.0
// claims: who has which case in hand, and giving one free whose program has died.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"

#include <algorithm>
#include <memory>

namespace cw::cli {
namespace {

struct ClaimArguments {
    std::string project, caseId, purpose, by;
};

Result<Answer> listed(const ClaimArguments& a) {
    CW_TRY(auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto claims, project.store().claims());
    Answer answer;
    answer.json = {{"claims", Json::array()}};
    for (const auto& claim : claims) {
        answer.json["claims"].push_back({{"case", claim.caseId.text()},
                                         {"purpose", claim.purpose},
                                         {"holder", claim.holder},
                                         {"workstation", claim.workstation},
                                         {"taken_at", claim.takenAt},
                                         {"seen_at", claim.seenAt}});
        answer.text += claim.caseId.text() + "  " + claim.purpose + "  " + claim.holder + " at " +
                       claim.workstation + "  since " + claim.takenAt + ", alive " + claim.seenAt +
                       "\n";
    }
    answer.text += counted(claims.size(), "case") + " in hand";
    return answer;
}

/// With accounts the store knows who asks; the coordinator alone takes from somebody else.
Result<void> mayRelease(const workflow::Project& project, const storage::Claim& claim) {
    const auto* actor = project.store().actor();
    if (actor && actor->name != claim.holder && !actor->roles.contains(storage::Role::Coordinator))
        return fail(ErrorCode::Forbidden, "the coordinator gives free what somebody else has");
    return {};
}

Result<Answer> released(const ClaimArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    auto& store = project.store();
    CW_TRY(const auto claims, store.claims());
    const auto held = std::ranges::find_if(claims, [&](const storage::Claim& claim) {
        return claim.caseId.text() == a.caseId && claim.purpose == a.purpose;
    });
    if (held == claims.end())
        return fail(ErrorCode::NotFound, "nobody has that case in hand for that purpose");
    CW_CHECK(mayRelease(project, *held));
    // By way of taking it over, which is what the audit trail notes.
    auto own = *held;
    own.holder = a.by;
    own.workstation = "command line";
    own.token = "release " + held->token;
    CW_TRY(const auto taken, store.takeOver(own, std::chrono::minutes(0)));
    CW_CHECK(store.release(taken));
    Answer answer;
    answer.json = {{"case", a.caseId}, {"purpose", a.purpose}, {"was_held_by", held->holder}};
    answer.text = a.caseId + " is free for " + a.purpose;
    return answer;
}

} // namespace

void addClaims(Program& program) {
    auto a = std::make_shared<ClaimArguments>();
    auto* verb = program.verb("claims", "who has which case in hand at this moment",
                              "concord claims list breast-2026");
    verb->require_subcommand(1);
    auto* list = program.verb(verb, "list", "cases in hand: what for, who, where, since when",
                              "concord claims list breast-2026");
    list->add_option("PROJECT", a->project, "the project's folder")->required();
    program.whenChosen(list, [a] { return listed(*a); });
    auto* release = program.verb(
        verb, "release", "gives a case free whose program has died; on record",
        "concord claims release breast-2026 --case C-0004 --purpose adjudication --by lead");
    release->add_option("PROJECT", a->project, "the project's folder")->required();
    release->add_option("--case", a->caseId, "the case")->required();
    release->add_option("--purpose", a->purpose, "the piece of work, as listed")->required();
    release->add_option("--by", a->by, "who gives it free; with accounts: who is logged in")
        ->required();
    program.whenChosen(release, [a] { return released(*a); });
}

} // namespace cw::cli
