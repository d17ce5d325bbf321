// SPDX-License-Identifier: Apache-2.0
// recipients: who may get a data set, and who got what.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/Project.h"
#include "core/Sha256.h"

#include <memory>

namespace cw::cli {
namespace {

struct Arguments {
    std::string project, approval, required;
    workflow::Recipient recipient;
};

Result<Answer> add(Arguments a) {
    if (!a.approval.empty()) {
        CW_CHECK(checkReadable(a.approval, "the approval's document"));
        CW_TRY(a.recipient.approvalSha256, core::sha256OfFile(a.approval));
    }
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(project.addRecipient(a.recipient));
    Answer answer;
    answer.json = {{"recipient", a.recipient.name},
                   {"irb", a.recipient.irb},
                   {"valid_from", a.recipient.validFrom},
                   {"valid_until", a.recipient.validUntil},
                   {"approval_sha256", a.recipient.approvalSha256}};
    answer.text = "the recipient is on record" +
                  std::string(a.approval.empty() ? ", without the approval's document" : "");
    return answer;
}

Result<Answer> list(const Arguments& a, const Program& program) {
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto record, project.recipients());
    const auto today = core::iso8601Utc(program.clock()()).substr(0, 10);
    Answer answer;
    answer.json = {{"required", record.required()},
                   {"recipients", Json::array()},
                   {"rows", Json::array()},
                   {"head", record.rows().empty() ? std::string() : record.rows().back().hash}};
    for (const auto& [name, recipient] : record.all()) {
        const bool valid = record.cleared(name, today).has_value();
        answer.json["recipients"].push_back({{"name", name},
                                             {"irb", recipient.irb},
                                             {"valid_from", recipient.validFrom},
                                             {"valid_until", recipient.validUntil},
                                             {"approval_sha256", recipient.approvalSha256},
                                             {"cleared_today", valid}});
        answer.text += name + "  IRB " + recipient.irb + " until " + recipient.validUntil +
                       (valid ? "" : "  (not cleared today)") + "\n";
    }
    for (const auto& row : record.rows()) {
        answer.json["rows"].push_back({{"number", row.number},
                                       {"at", row.at},
                                       {"kind", row.kind},
                                       {"fields", row.fields},
                                       {"hash", row.hash}});
        if (row.kind == "export")
            answer.text += row.at + "  version " + row.fields.at("version") + " as " +
                           row.fields.at("format") + " to " + row.fields.at("recipient") + "\n";
    }
    answer.text += counted(record.rows().size(), "row") + ", the chain holds; a recipient is " +
                   (record.required() ? "required" : "not required") + " for an export";
    return answer;
}

Result<Answer> require(const Arguments& a) {
    CW_CHECK(oneOf("SWITCH", a.required, {"on", "off"}));
    CW_TRY(auto project, openProject(a.project));
    CW_CHECK(project.requireRecipient(a.required == "on"));
    Answer answer;
    answer.json["required"] = a.required == "on";
    answer.text = a.required == "on" ? "no version leaves without a recipient on record"
                                     : "exports do not need a recipient";
    return answer;
}

} // namespace

void addRecipients(Program& program) {
    auto* verb = program.verb("recipients", "who may get a data set, and who got what",
                              "concord recipients list breast-2026");
    verb->require_subcommand(1);
    auto a = std::make_shared<Arguments>();
    auto* adding = program.verb(verb, "add", "a recipient with the approval of an ethics board",
                                "concord recipients add breast-2026 --name \"Lab A\" --irb "
                                "2026-0017 --valid-until 2027-12-31 --approval letter.pdf");
    adding->add_option("PROJECT", a->project, "the project's folder")->required();
    adding->add_option("--name", a->recipient.name, "person or house")->required();
    adding->add_option("--irb", a->recipient.irb, "number of the approval")->required();
    adding->add_option("--valid-from", a->recipient.validFrom, "first day, YYYY-MM-DD");
    adding->add_option("--valid-until", a->recipient.validUntil, "last day, YYYY-MM-DD")
        ->required();
    adding->add_option("--approval", a->approval, "the document: only its SHA-256 is kept");
    program.whenChosen(adding, [a] { return add(*a); });

    auto* listing = program.verb(verb, "list", "recipients and exports; checks the chain",
                                 "concord recipients list breast-2026");
    listing->add_option("PROJECT", a->project, "the project's folder")->required();
    program.whenChosen(listing, [a, &program] { return list(*a, program); });

    auto* requiring = program.verb(verb, "require", "whether an export needs a recipient",
                                   "concord recipients require breast-2026 on");
    requiring->add_option("PROJECT", a->project, "the project's folder")->required();
    requiring->add_option("SWITCH", a->required, "on or off")->required();
    program.whenChosen(requiring, [a] { return require(*a); });
}

} // namespace cw::cli
