// SPDX-License-Identifier: Apache-2.0
// ledger verify, show, add, certificate.
#include "anonymizer/Ledger.h"
#include "app/cli/Program.h"
#include "app/cli/Prompt.h"
#include "app/cli/Verbs.h"
#include "core/Files.h"
#include "core/Sha256.h"

#include <algorithm>
#include <memory>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;
using anonymizer::Ledger;

struct LedgerArguments {
    std::string file, head, vault, steward, stewardFile, job, kind, output;
    std::string operatorName, role, decision, reason, irb, recipient, medium, period, leakReport;
    std::string what = "data", method, at, by, text, measures, foundBy;
    std::vector<std::string> jobs;
};

Result<Answer> verify(const LedgerArguments& a, const Program& program) {
    CW_CHECK(checkReadable(a.file, "the ledger"));
    std::vector<anonymizer::LedgerAnchor> anchors;
    if (!a.vault.empty()) {
        CW_CHECK(checkReadable(a.vault, "the vault"));
        CW_TRY(auto secret, passphrase({a.stewardFile, "CONCORD_STEWARD_PASSPHRASE",
                                        "the steward, " + a.steward}));
        CW_TRY(const auto vault,
               anonymizer::Vault::open(a.vault, {a.steward, std::move(secret)}, program.clock()));
        anchors = vault.anchors();
    }
    CW_TRY(const auto check, Ledger::verify(a.file, a.head, anchors));
    Answer answer;
    answer.json = {{"ledger", check.ledgerId}, {"rows", check.rows},      {"head", check.headHash},
                   {"sound", check.sound()},   {"faults", Json::array()}, {"notes", check.notes}};
    answer.text = "ledger " + check.ledgerId + ": " + counted(check.rows, "row") + ", " +
                  (check.sound() ? "the chain holds" : "THE CHAIN IS BROKEN") + "\n";
    for (const auto& fault : check.faults) {
        answer.json["faults"].push_back({{"row", fault.row}, {"what", fault.what}});
        answer.text += "  " + (fault.row > 0 ? "row " + std::to_string(fault.row) + " " : "") +
                       fault.what + "\n";
    }
    for (const auto& note : check.notes)
        answer.text += "  note: " + note + "\n";
    answer.text += "head " + check.headHash + "\nkeep this hash elsewhere: verify --head takes it";
    answer.found = !check.sound();
    return answer;
}

Json jsonOf(const anonymizer::JobState& job) {
    return {{"job", job.job},
            {"purpose", job.purpose},
            {"operators", job.operators},
            {"ended", job.ended},
            {"instances_out", job.instancesOut},
            {"held", job.held},
            {"leaks", job.leaks},
            {"decision", job.decision},
            {"reviewer", job.reviewer},
            {"recipients", job.recipients},
            {"period_until", job.periodUntil},
            {"expired", job.expired},
            {"destroyed_at", job.destroyedAt},
            {"keep_until", job.keepUntil},
            {"key_id", job.keyId}};
}

std::string lineOf(const anonymizer::JobState& job) {
    std::string line = job.job + ": " + std::to_string(job.instancesOut) + " files, ";
    line += !job.ended             ? "not ended"
            : job.decision.empty() ? "no decision yet"
                                   : job.decision + " by " + job.reviewer;
    if (!job.periodUntil.empty())
        line += ", until " + job.periodUntil;
    if (job.expired)
        line += " (OVER: destroy it, or agree on a longer period)";
    if (!job.destroyedAt.empty())
        line += ", destroyed " + job.destroyedAt + ", record kept until " + job.keepUntil;
    return line + "\n";
}

Result<Answer> show(const LedgerArguments& a, const Program& program) {
    CW_CHECK(checkReadable(a.file, "the ledger"));
    CW_TRY(const auto rows, Ledger::read(a.file));
    Answer answer;
    answer.json = {{"rows", Json::array()}, {"jobs", Json::array()}};
    for (const auto& row : rows) {
        if (!a.job.empty() && row.job != a.job)
            continue;
        answer.json["rows"].push_back(Json::parse(row.json, nullptr, false));
        answer.text += std::to_string(row.number) + "  " + row.timeUtc + "  " + row.kind + "  " +
                       row.role + " " + row.operatorName + (row.job.empty() ? "" : "  " + row.job) +
                       "\n";
    }
    for (const auto& job : anonymizer::jobsOf(rows, anonymizer::koreanDay(program.clock()()))) {
        if (!a.job.empty() && job.job != a.job)
            continue;
        answer.json["jobs"].push_back(jsonOf(job));
        answer.text += lineOf(job);
        answer.found = answer.found || job.expired;
    }
    return answer;
}

Result<void> addRow(Ledger& ledger, const LedgerArguments& a, const anonymizer::Actor& who) {
    if (a.kind == "release") {
        CW_CHECK(oneOf("--decision", a.decision, {"approve", "refuse"}));
        std::string report;
        if (!a.leakReport.empty()) {
            CW_TRY(const auto bytes, core::readFile(a.leakReport));
            report = core::sha256Hex(bytes);
        }
        return ledger.append(anonymizer::ReleaseRow{a.job, who, a.decision == "approve", a.reason,
                                                    a.irb, a.recipient, a.medium, a.period,
                                                    report});
    }
    if (a.kind == "destruction")
        return ledger.append(anonymizer::DestructionRow{a.job, who, a.what, a.method, a.at, a.by});
    auto jobs = a.jobs;
    if (!a.job.empty())
        jobs.push_back(a.job);
    return ledger.append(anonymizer::IncidentRow{jobs, who, a.foundBy, a.text, a.measures});
}

/// Who received what, by the row that was just written.
void addRecall(Answer& answer, const fs::path& file) {
    const auto rows = Ledger::read(file);
    if (!rows || rows->empty())
        return;
    const Json row = Json::parse(rows->back().json, nullptr, false);
    answer.json["recall"] = row.value("recall", Json::array());
    answer.text += "stop its use, get it back, destroy it:\n";
    for (const auto& entry : answer.json["recall"]) {
        answer.text += "  " + entry.value("job", std::string()) + ":";
        for (const auto& recipient : entry.value("recipients", Json::array()))
            answer.text += " " + recipient.get<std::string>() + ";";
        answer.text += "\n";
    }
}

Result<Answer> add(const LedgerArguments& a, const Program& program) {
    CW_CHECK(oneOf("KIND", a.kind, {"release", "destruction", "incident"}));
    CW_CHECK(checkReadable(a.file, "the ledger"));
    const auto role = anonymizer::roleFrom(a.role);
    if (!role)
        return fail(ErrorCode::InvalidArgument, "--role is one of steward, reviewer, reader");
    CW_TRY(auto ledger, Ledger::open(a.file, program.clock()));
    CW_CHECK(addRow(ledger, a, {a.operatorName, *role}));
    Answer answer;
    const auto head = ledger.head();
    answer.json = {{"row", head.rows}, {"head", head.hash}, {"notes", ledger.notes()}};
    answer.text = "row " + std::to_string(head.rows) + ", head " + head.hash + "\n";
    for (const auto& note : ledger.notes())
        answer.text += "  note: " + note + "\n";
    if (a.kind == "incident")
        addRecall(answer, a.file);
    return answer;
}

Result<Answer> certificate(const LedgerArguments& a) {
    CW_CHECK(checkReadable(a.file, "the ledger"));
    const auto extension = fs::path(a.output).extension();
    if (extension != ".html" && extension != ".md")
        return fail(ErrorCode::InvalidArgument, "--output ends in .html or .md");
    CW_TRY(const auto check, Ledger::verify(a.file));
    if (!check.sound())
        return fail(ErrorCode::Corrupt,
                    "the ledger's chain is broken: nothing is certified from it");
    CW_TRY(const auto rows, Ledger::read(a.file));
    using anonymizer::DocumentFormat;
    CW_TRY(const auto text,
           anonymizer::destructionCertificate(rows, a.job,
                                              extension == ".html" ? DocumentFormat::Html
                                                                   : DocumentFormat::Markdown));
    CW_CHECK(core::writeWhole(a.output, text));
    Answer answer;
    answer.json = {{"job", a.job}, {"sha256", core::sha256Hex(text)}};
    answer.text = "wrote the certificate of " + a.job;
    return answer;
}

void addAddVerb(Program& program, CLI::App* ledger, const std::shared_ptr<LedgerArguments>& a) {
    auto* add = program.verb(ledger, "add", "a release decision, a destruction, an incident",
                             "concord ledger add destruction site.ledger --job J-20261123-8Q2M7K "
                             "--operator kim --role steward --method \"overwritten and shredded\"");
    add->add_option("KIND", a->kind, "release, destruction or incident")->required();
    add->add_option("FILE", a->file, "the ledger")->required();
    add->add_option("--operator", a->operatorName, "who writes this")->required();
    add->add_option("--role", a->role, "steward or reviewer")->required();
    add->add_option("--job", a->job, "which job");
    add->add_option("--decision", a->decision, "release: approve or refuse");
    add->add_option("--reason", a->reason, "release: the review's words");
    add->add_option("--irb", a->irb, "release: number of the DRB's minutes");
    add->add_option("--recipient", a->recipient, "release: who gets it");
    add->add_option("--medium", a->medium, "release: on what");
    add->add_option("--period", a->period, "release: until when, YYYY-MM-DD");
    add->add_option("--leak-report", a->leakReport,
                    "release: report of leakscan, where the run's gate was off");
    add->add_option("--what", a->what, "destruction: data, vault, key or all; default data");
    add->add_option("--method", a->method, "destruction: how");
    add->add_option("--at", a->at, "destruction: the day, YYYY-MM-DD; default today");
    add->add_option("--by", a->by, "destruction: by whom, if not the operator");
    add->add_option("--jobs", a->jobs, "incident: which jobs; default all");
    add->add_option("--text", a->text, "incident: what was found");
    add->add_option("--measures", a->measures, "incident: what was done");
    add->add_option("--found-by", a->foundBy, "incident: who found it");
    program.whenChosen(add, [a, &program] { return cli::add(*a, program); });
}

} // namespace

void addLedger(Program& program) {
    auto* ledger = program.verb("ledger", "the append-only record of runs and decisions",
                                "concord ledger verify site.ledger");
    ledger->require_subcommand(1);
    auto a = std::make_shared<LedgerArguments>();

    auto* verify = program.verb(ledger, "verify", "finds rows that were changed or removed",
                                "concord ledger verify site.ledger --vault site.vault --steward "
                                "kim");
    verify->add_option("FILE", a->file, "the ledger")->required();
    verify->add_option("--head", a->head, "a hash of an earlier verify, kept elsewhere");
    auto* vault = verify->add_option("--vault", a->vault, "knows where the ledger stood");
    auto* steward = verify->add_option("--steward", a->steward, "opens the vault");
    vault->needs(steward);
    verify->add_option("--steward-passphrase-file", a->stewardFile, "for scripts");
    program.whenChosen(verify, [a, &program] { return cli::verify(*a, program); });

    auto* show = program.verb(ledger, "show", "rows, and where every job stands",
                              "concord ledger show site.ledger --job J-20261123-8Q2M7K");
    show->add_option("FILE", a->file, "the ledger")->required();
    show->add_option("--job", a->job, "this job alone");
    program.whenChosen(show, [a, &program] { return cli::show(*a, program); });

    addAddVerb(program, ledger, a);

    auto* certify = program.verb(ledger, "certificate", "certificate of destruction, two languages",
                                 "concord ledger certificate site.ledger J-20261123-8Q2M7K "
                                 "--output certificate.html");
    certify->add_option("FILE", a->file, "the ledger")->required();
    certify->add_option("JOB", a->job, "which job")->required();
    certify->add_option("--output", a->output, "ends in .html or .md")->required();
    program.whenChosen(certify, [a] { return cli::certificate(*a); });
}

} // namespace cw::cli
