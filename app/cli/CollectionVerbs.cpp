// SPDX-License-Identifier: Apache-2.0
// collection show, purpose, approve, request, record; cohort import, compare.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Cohort.h"
#include "app/workflow/Collection.h"

#include "anonymizer/Ledger.h"

#include <memory>

namespace cw::cli {
namespace {

using workflow::Collection;

struct CollectionArguments {
    std::string project, kind, text, by, number, title, from, to, document, step, what, day;
};

Json jsonOf(const Collection& collection, const std::string& today) {
    const auto& state = collection.state();
    Json json{{"purpose", nullptr},
              {"approvals", Json::array()},
              {"events", Json::array()},
              {"imports", Json::array()},
              {"cohorts", Json::array()},
              {"ledger_head", state.headHash},
              {"valid_approval", collection.approvalOn(today)},
              {"warning", collection.warningOn(today)}};
    if (const auto& p = state.purpose)
        json["purpose"] = {
            {"kind", p->kind}, {"text", p->text}, {"by", p->by}, {"recorded_at", p->recordedAt}};
    for (const auto& a : state.approvals)
        json["approvals"].push_back({{"number", a.number},
                                     {"title", a.title},
                                     {"from", a.from},
                                     {"to", a.to},
                                     {"document_sha256", a.documentSha256},
                                     {"by", a.by},
                                     {"recorded_at", a.recordedAt}});
    for (const auto& e : state.events)
        json["events"].push_back({{"step", workflow::name(e.step)},
                                  {"by", e.by},
                                  {"what", e.what},
                                  {"day", e.at},
                                  {"approval", e.approval},
                                  {"recorded_at", e.recordedAt}});
    for (const auto& i : state.imports)
        json["imports"].push_back(
            {{"at", i.at}, {"words", i.words}, {"approval", i.approval}, {"warning", i.warning}});
    for (const auto& c : state.cohorts)
        json["cohorts"].push_back({{"at", c.at}, {"by", c.by}, {"patients", c.patients}});
    return json;
}

/// The state after a change, or as it is.
Answer answerOf(const Collection& collection, const core::Clock& clock) {
    const auto today = anonymizer::koreanDay(clock());
    const auto& state = collection.state();
    Answer answer;
    answer.json = jsonOf(collection, today);
    answer.text = state.purpose ? "purpose: " + state.purpose->kind + ", " + state.purpose->text +
                                      " (" + state.purpose->by + ")\n"
                                : "purpose: none on record\n";
    for (const auto& a : state.approvals)
        answer.text += "approval " + a.number + ", " + a.from + " to " + a.to + ": " + a.title +
                       " (document " + a.documentSha256.substr(0, 12) + ")\n";
    for (const auto& e : state.events)
        answer.text += e.at + "  " + std::string(workflow::name(e.step)) + " by " + e.by + ": " +
                       e.what + (e.approval.empty() ? "" : " (" + e.approval + ")") + "\n";
    for (const auto& c : state.cohorts)
        answer.text +=
            c.at + "  cohort list of " + counted(c.patients, "patient") + " by " + c.by + "\n";
    for (const auto& i : state.imports)
        answer.text += i.at + "  import: " + i.words +
                       (i.warning.empty() ? " (" + i.approval + ")" : " - " + i.warning) + "\n";
    const auto warning = collection.warningOn(today);
    if (!warning.empty())
        answer.text += "warning: " + warning + "\n";
    answer.text += "ledger: " + state.headHash + "\n";
    answer.found = !warning.empty();
    return answer;
}

Result<Answer> show(const CollectionArguments& a, const Program& program) {
    CW_TRY(const auto collection, Collection::open(a.project, program.clock()));
    return answerOf(collection, program.clock());
}

Result<Answer> purpose(const CollectionArguments& a, const Program& program) {
    CW_TRY(auto collection, Collection::open(a.project, program.clock()));
    CW_CHECK(collection.setPurpose(a.kind, a.text, a.by));
    return answerOf(collection, program.clock());
}

Result<Answer> approve(const CollectionArguments& a, const Program& program) {
    CW_CHECK(checkReadable(a.document, "the document of the approval"));
    CW_TRY(auto collection, Collection::open(a.project, program.clock()));
    workflow::Approval approval;
    approval.number = a.number;
    approval.title = a.title;
    approval.from = a.from;
    approval.to = a.to;
    approval.by = a.by;
    CW_CHECK(collection.addApproval(std::move(approval), a.document));
    return answerOf(collection, program.clock());
}

Result<Answer> record(const CollectionArguments& a, const Program& program) {
    CW_CHECK(oneOf("--step", a.step, {"requested", "approved", "extracted"}));
    CW_TRY(auto collection, Collection::open(a.project, program.clock()));
    workflow::CollectionEvent event;
    event.step = *workflow::collectionStepFrom(a.step);
    event.by = a.by;
    event.what = a.what;
    event.at = a.day;
    event.approval = a.number;
    CW_CHECK(collection.addEvent(std::move(event)));
    return answerOf(collection, program.clock());
}

struct CohortArguments {
    std::string project, file, key, by = "steward";
    std::vector<std::string> issuers;
};

Result<Answer> importList(const CohortArguments& a) {
    CW_CHECK(checkReadable(a.file, "the cohort list"));
    CW_TRY(auto project, openProject(a.project));
    CW_TRY(const auto list, workflow::importCohort(project, a.file, a.key, a.issuers, a.by));
    Answer answer;
    answer.json = {{"patients", list.patients.size()}, {"warnings", list.warnings}};
    answer.text = "the cohort list has " + counted(list.patients.size(), "patient") + "\n";
    for (const auto& warning : list.warnings)
        answer.text += "  " + warning + "\n";
    answer.found = !list.warnings.empty();
    return answer;
}

Result<Answer> compareList(const CohortArguments& a) {
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto report, workflow::compareCohort(project));
    Answer answer;
    answer.json = {{"patients", report.patients},    {"came", report.came},
                   {"missing_rows", report.missing}, {"unlisted_cases", Json::array()},
                   {"incomplete", Json::array()},    {"contradictions", Json::array()},
                   {"sound", report.sound()}};
    answer.text = std::to_string(report.came) + " of " + counted(report.patients, "patient") +
                  " of the list came\n";
    for (const auto row : report.missing)
        answer.text += "  row " + std::to_string(row) + " of the list: nothing came\n";
    for (const auto& id : report.unlisted) {
        answer.json["unlisted_cases"].push_back(id.text());
        answer.text += "  " + id.text() + ": the patient is not on the list\n";
    }
    for (const auto& each : report.incomplete) {
        answer.json["incomplete"].push_back(
            {{"row", each.row}, {"case", each.caseId.text()}, {"missing", each.missing}});
        answer.text += "  row " + std::to_string(each.row) + ", " + each.caseId.text() +
                       ": missing or too few: " + each.missing + "\n";
    }
    for (const auto& each : report.contradictions) {
        answer.json["contradictions"].push_back({{"row", each.row},
                                                 {"case", each.caseId.text()},
                                                 {"cohort", each.cohort},
                                                 {"clinical", each.clinical}});
        answer.text += "  row " + std::to_string(each.row) + ", " + each.caseId.text() +
                       ": the list says " + each.cohort + ", the clinical table " + each.clinical +
                       "\n";
    }
    answer.found = !report.sound();
    return answer;
}

} // namespace

void addCollection(Program& program) {
    auto* verb = program.verb("collection", "why, by whose leave and by whom images were collected",
                              "concord collection show breast-2026");
    verb->require_subcommand(1);
    auto a = std::make_shared<CollectionArguments>();
    const auto sub = [&](const char* name, const char* description, const char* example,
                         Result<Answer> (*run)(const CollectionArguments&, const Program&)) {
        auto* made = program.verb(verb, name, description, example);
        made->add_option("PROJECT", a->project, "the project's folder")->required();
        program.whenChosen(made, [a, run, &program] { return run(*a, program); });
        return made;
    };
    sub("show", "everything on record; status 1 when no approval is valid today",
        "concord collection show breast-2026", show);
    auto* why = sub("purpose", "records what the data are for",
                    "concord collection purpose breast-2026 --kind research --text \"early "
                    "cancer in dense breasts\" --by kim",
                    purpose);
    why->add_option("--kind", a->kind, "statistics, research, archiving or consent")->required();
    why->add_option("--text", a->text, "in words; names no patient")->required();
    why->add_option("--by", a->by, "who records it")->required();
    auto* leave = sub("approve", "records the approval of an ethics board",
                      "concord collection approve breast-2026 --number IRB-2026-0113 --title "
                      "\"Dense breasts\" --from 2026-01-01 --to 2026-12-31 --document irb.pdf "
                      "--by kim",
                      approve);
    leave->add_option("--number", a->number, "of the approval")->required();
    leave->add_option("--title", a->title, "of the study")->required();
    leave->add_option("--from", a->from, "first day, YYYY-MM-DD")->required();
    leave->add_option("--to", a->to, "last day, YYYY-MM-DD")->required();
    leave->add_option("--document", a->document, "its document, whose SHA-256 is kept")->required();
    leave->add_option("--by", a->by, "who records it")->required();
    const auto eventOptions = [&](CLI::App* made) {
        made->add_option("--by", a->by, "who did it")->required();
        made->add_option("--what", a->what, "in words; names no patient")->required();
        made->add_option("--at", a->day, "the day, YYYY-MM-DD; default today");
        made->add_option("--approval", a->number, "number of an approval on record");
    };
    auto* ask = sub("request", "records that images were asked for",
                    "concord collection request breast-2026 --by kim --what \"mammograms of the "
                    "cohort\" --approval IRB-2026-0113",
                    [](const CollectionArguments& given, const Program& program_) {
                        auto request = given;
                        request.step = "requested";
                        return record(request, program_);
                    });
    eventOptions(ask);
    auto* note = sub("record", "records a step: requested, approved or extracted",
                     "concord collection record breast-2026 --step extracted --by lee --what "
                     "\"6000 files from the PACS\" --at 2026-03-02",
                     record);
    note->add_option("--step", a->step, "requested, approved or extracted")->required();
    eventOptions(note);
}

void addCohort(Program& program) {
    auto* verb = program.verb("cohort", "the list of patients that images were asked for",
                              "concord cohort compare breast-2026");
    verb->require_subcommand(1);
    auto a = std::make_shared<CohortArguments>();
    auto* in = program.verb(verb, "import", "takes a list, its patients replaced by pseudonyms",
                            "concord cohort import breast-2026 cohort.csv --key breast-2026.key");
    in->add_option("PROJECT", a->project, "the project's folder")->required();
    in->add_option("FILE", a->file, "CSV: patient_id, issuer, label, images")->required();
    in->add_option("--key", a->key, "key file of the import, outside the project")->required();
    in->add_option("--issuer", a->issuers, "issuers of the patient IDs that the images carry");
    in->add_option("--by", a->by, "who imports it");
    program.whenChosen(in, [a] { return importList(*a); });
    auto* against = program.verb(verb, "compare", "what came, against the list",
                                 "concord cohort compare breast-2026");
    against->add_option("PROJECT", a->project, "the project's folder")->required();
    program.whenChosen(against, [a] { return compareList(*a); });
}

} // namespace cw::cli
