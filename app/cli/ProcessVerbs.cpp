// SPDX-License-Identifier: Apache-2.0
// worklist, crosscheck, unsign, reopen, policy: the course of double reading.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/DoubleReading.h"

#include <memory>

namespace cw::cli {
namespace {

struct ProcessArguments {
    std::string project, reader, caseId, by, reason, remaining, inspection;
    annotation::ComparisonRules rules;
};

std::string minutes(std::int64_t milliseconds) {
    const auto tenths = (milliseconds + 3000) / 6000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

Result<Answer> worklist(const ProcessArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto items,
           storage::CaseProcess(project.store()).worklist(core::ReaderId(a.reader)));
    Answer answer;
    answer.json = {{"reader", a.reader}, {"items", Json::array()}};
    for (const auto& item : items) {
        answer.json["items"].push_back({{"case", item.caseId.text()},
                                        {"state", storage::name(item.state)},
                                        {"first_side", item.rightSideFirst ? "right" : "left"},
                                        {"active_ms", item.activeMs},
                                        {"submitted_at", item.submittedAt}});
        answer.text += item.caseId.text() + "  " + std::string(storage::name(item.state)) + "  " +
                       minutes(item.activeMs) + " min\n";
    }
    answer.text += counted(items.size(), "case") + " on the worklist";
    return answer;
}

Result<Answer> openAll(const ProcessArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto opened, workflow::openCrossChecks(project, a.by));
    Answer answer;
    answer.json = {{"opened", opened}};
    answer.text = "opened " + counted(opened, "cross-check");
    return answer;
}

Result<Answer> stand(const ProcessArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(storage::CaseProcess(project.store())
                 .stand(core::CaseId(a.caseId), core::ReaderId(a.reader), a.reason));
    Answer answer;
    answer.json = {{"case", a.caseId}, {"reader", a.reader}, {"amended", false}};
    answer.text = "the reading of " + a.caseId + " stands";
    return answer;
}

Result<Answer> closeAll(const ProcessArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto s, workflow::closeCrossChecks(project, a.rules));
    Answer answer;
    answer.json = {{"closed", s.closed},
                   {"agree", s.agree},
                   {"excluded", s.excluded},
                   {"to_adjudicate", s.toAdjudicate},
                   {"waiting", s.waiting}};
    answer.text = counted(s.closed, "cross-check") + " closed: " + std::to_string(s.agree) +
                  " agree now, " + std::to_string(s.excluded) + " excluded, " +
                  std::to_string(s.toAdjudicate) + " go to an adjudicator; " +
                  std::to_string(s.waiting) + " wait for a reader";
    return answer;
}

Result<Answer> unsign(const ProcessArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(storage::CaseProcess(project.store())
                 .unsign(core::CaseId(a.caseId), core::ReaderId(a.reader), a.by, a.reason));
    Answer answer;
    answer.json = {{"case", a.caseId}, {"reader", a.reader}};
    answer.text = "the submission of " + a.caseId + " is taken back; the reading stays on record";
    return answer;
}

Result<Answer> reopen(const ProcessArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(storage::CaseProcess(project.store()).reopen(core::CaseId(a.caseId), a.by, a.reason));
    Answer answer;
    answer.json = {{"case", a.caseId}};
    answer.text = a.caseId + " goes back to both readers; what was said stays on record";
    return answer;
}

Result<workflow::ReadingPolicy> changed(workflow::ReadingPolicy policy, const ProcessArguments& a) {
    if (!a.remaining.empty()) {
        CW_CHECK(oneOf("--remaining", a.remaining, {"exclude", "adjudicate"}));
        policy.remaining = a.remaining == "exclude" ? workflow::RemainingDisagreement::Exclude
                                                    : workflow::RemainingDisagreement::Adjudicate;
    }
    if (!a.inspection.empty()) {
        CW_CHECK(oneOf("--inspection", a.inspection, {"none", "peer", "manager", "audit"}));
        policy.inspection = storage::inspectionStepFrom(a.inspection);
    }
    return policy;
}

Result<Answer> policy(const ProcessArguments& a) {
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto before, workflow::readingPolicy(project.store()));
    CW_TRY(const auto after, changed(before, a));
    if (!(after == before))
        CW_CHECK(workflow::setReadingPolicy(project, after, a.by));
    const bool exclude = after.remaining == workflow::RemainingDisagreement::Exclude;
    const auto inspection =
        after.inspection ? std::string(storage::name(*after.inspection)) : std::string("none");
    Answer answer;
    answer.json = {{"remaining", exclude ? "exclude" : "adjudicate"}, {"inspection", inspection}};
    answer.text =
        std::string("what still differs after a cross-check is ") +
        (exclude ? "excluded" : "adjudicated") +
        (after.inspection ? "; only what has passed the step \"" + inspection + "\" is frozen"
                          : "; no inspection is asked for before a version is frozen");
    return answer;
}

} // namespace

void addWorklist(Program& program) {
    auto a = std::make_shared<ProcessArguments>();
    auto* verb = program.verb("worklist", "what a reader has to read, in the order of that reader",
                              "concord worklist breast-2026 --reader kim");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("--reader", a->reader, "whose worklist")->required();
    program.whenChosen(verb, [a] { return worklist(*a); });
}

void addCrossCheck(Program& program) {
    auto a = std::make_shared<ProcessArguments>();
    auto* verb = program.verb("crosscheck", "both readers see both readings and may amend theirs",
                              "concord crosscheck open breast-2026");
    verb->require_subcommand(1);
    auto* open = program.verb(verb, "open", "for every case on which the readers differ",
                              "concord crosscheck open breast-2026");
    open->add_option("PROJECT", a->project, "the project's folder")->required();
    open->add_option("--by", a->by, "who opens it, in a project without accounts");
    program.whenChosen(open, [a] { return openAll(*a); });

    auto* stands = program.verb(verb, "stand", "a reader's reading stands as it is",
                                "concord crosscheck stand breast-2026 --reader kim --case C-0004");
    stands->add_option("PROJECT", a->project, "the project's folder")->required();
    stands->add_option("--reader", a->reader, "whose reading")->required();
    stands->add_option("--case", a->caseId, "the case")->required();
    stands->add_option("--reason", a->reason, "why");
    program.whenChosen(stands, [a] { return stand(*a); });

    auto* close =
        program.verb(verb, "close", "compares again where both had their say; applies the policy",
                     "concord crosscheck close breast-2026");
    close->add_option("PROJECT", a->project, "the project's folder")->required();
    program.whenChosen(close, [a] { return closeAll(*a); });
}

void addUnsign(Program& program) {
    auto a = std::make_shared<ProcessArguments>();
    auto* verb = program.verb(
        "unsign", "takes a reader's submission back, with a reason",
        "concord unsign breast-2026 --case C-0004 --reader kim --reason 'wrong side drawn'");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("--case", a->caseId, "the case")->required();
    verb->add_option("--reader", a->reader, "whose submission")->required();
    verb->add_option("--reason", a->reason, "why; kept for good")->required();
    verb->add_option("--by", a->by, "who does it, in a project without accounts");
    program.whenChosen(verb, [a] { return unsign(*a); });
}

void addReopen(Program& program) {
    auto a = std::make_shared<ProcessArguments>();
    auto* verb = program.verb("reopen", "sends a case back to both readers, with a reason",
                              "concord reopen breast-2026 --case C-0004 --reason 'image replaced'");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("--case", a->caseId, "the case")->required();
    verb->add_option("--reason", a->reason, "why; kept for good")->required();
    verb->add_option("--by", a->by, "who does it, in a project without accounts");
    program.whenChosen(verb, [a] { return reopen(*a); });
}

void addPolicy(Program& program) {
    auto a = std::make_shared<ProcessArguments>();
    auto* verb =
        program.verb("policy", "shows or changes how the project settles its readings",
                     "concord policy breast-2026 --remaining exclude --inspection manager");
    verb->add_option("PROJECT", a->project, "the project's folder")->required();
    verb->add_option("--remaining", a->remaining,
                     "what still differs after a cross-check: exclude or adjudicate");
    verb->add_option("--inspection", a->inspection,
                     "the step a case must have passed to be frozen: none, peer, manager, audit");
    verb->add_option("--by", a->by, "who changes it, in a project without accounts");
    program.whenChosen(verb, [a] { return policy(*a); });
}

} // namespace cw::cli
