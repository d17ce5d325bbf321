// SPDX-License-Identifier: Apache-2.0
// audit list, verify, export: the record of every change, and whether it is still the same.
#include "app/cli/OpenProject.h"
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "core/Files.h"

#include <charconv>
#include <memory>

namespace cw::cli {
namespace {

struct AuditArguments {
    std::string project, output;
    std::vector<std::string> heads;
};

Json jsonOf(const storage::CaseStore::AuditRow& row) {
    return {{"seq", row.seq},       {"at", row.at},         {"actor", row.actor},
            {"action", row.action}, {"detail", row.detail}, {"hash", row.hash}};
}

/// "17:ab12...": as verify prints it.
Result<storage::AuditHead> headFrom(const std::string& text) {
    storage::AuditHead head;
    const auto colon = text.find(':');
    const auto* end = text.data() + std::min(colon, text.size());
    const auto number = std::from_chars(text.data(), end, head.seq);
    const auto hash = colon == std::string::npos ? "" : text.substr(colon + 1);
    if (number.ec != std::errc() || number.ptr != end || hash.size() != 64)
        return fail(ErrorCode::InvalidArgument, "--head is a number, a colon and 64 hex digits");
    head.hash = hash;
    return head;
}

Result<Answer> list(const AuditArguments& a) {
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto trail, project.store().auditTrail());
    Answer answer;
    answer.json["rows"] = Json::array();
    for (const auto& row : trail) {
        answer.json["rows"].push_back(jsonOf(row));
        answer.text += std::to_string(row.seq) + "  " + row.at + "  " + row.actor + "  " +
                       row.action + (row.detail.empty() ? "" : ": " + row.detail) + "\n";
    }
    if (trail.empty())
        answer.text = "nothing has happened yet";
    return answer;
}

Result<Answer> verify(const AuditArguments& a) {
    std::vector<storage::AuditHead> anchors;
    for (const auto& text : a.heads) {
        CW_TRY(auto head, headFrom(text));
        anchors.push_back(std::move(head));
    }
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto verdict, project.store().verifyAudit(anchors));
    const auto head = std::to_string(verdict.head.seq) + ":" + verdict.head.hash;
    Answer answer;
    answer.found = verdict.firstBroken.has_value();
    answer.json = {{"sound", !answer.found},
                   {"rows", verdict.rows},
                   {"anchors", verdict.anchors},
                   {"head", head}};
    answer.text = counted(verdict.rows, "row") + " and " + counted(verdict.anchors, "anchor") +
                  ", " + (answer.found ? "THE CHAIN IS BROKEN" : "the chain holds");
    if (verdict.firstBroken) {
        answer.json["first_broken"] = *verdict.firstBroken;
        answer.json["why"] = verdict.why;
        answer.text += " at row " + std::to_string(*verdict.firstBroken) + ": " + verdict.why;
    }
    answer.text += "\nhead " + head + "\nkeep it elsewhere: verify --head takes it";
    return answer;
}

Result<Answer> exportTrail(const AuditArguments& a) {
    CW_TRY(const auto project, openProject(a.project, storage::Access::ReadOnly));
    CW_TRY(const auto trail, project.store().auditTrail());
    std::string lines;
    for (const auto& row : trail)
        lines += jsonOf(row).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    CW_CHECK(core::writeWhole(a.output, lines));
    Answer answer;
    answer.json["rows"] = trail.size();
    answer.text = "wrote " + counted(trail.size(), "row");
    return answer;
}

} // namespace

void addAudit(Program& program) {
    auto a = std::make_shared<AuditArguments>();
    auto* audit = program.verb("audit", "the record of every change, and whether it still holds",
                               "concord audit verify breast-2026 --user lee");
    audit->require_subcommand(1);
    const auto below = [&](const std::string& name, const std::string& what,
                           const std::string& example) {
        auto* verb = program.verb(audit, name, what, example);
        verb->add_option("PROJECT", a->project, "the project's folder")->required();
        return verb;
    };
    program.whenChosen(below("list", "who did what, and when", "concord audit list breast-2026"),
                       [a] { return list(*a); });
    auto* check =
        below("verify", "recomputes the chain; compares it with every frozen version's record",
              "concord audit verify breast-2026 --user lee");
    check->add_option("--head", a->heads, "SEQ:HASH as an earlier verify printed it; repeatable");
    program.whenChosen(check, [a] { return verify(*a); });
    auto* out = below("export", "the trail as JSON lines, with its hashes",
                      "concord audit export breast-2026 --output trail.jsonl");
    out->add_option("--output", a->output, "the file to write")->required();
    program.whenChosen(out, [a] { return exportTrail(*a); });
}

} // namespace cw::cli
