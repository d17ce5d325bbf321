// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/AuditRecord.h"

#include <algorithm>
#include <utility>

namespace cw::workflow {
namespace {

constexpr std::pair<std::string_view, AuditTopic> kTopics[] = {
    {"image ", AuditTopic::Intake},
    {"import", AuditTopic::Intake},
    {"intake", AuditTopic::Intake},
    {"refine", AuditTopic::Intake},
    {"eligibility", AuditTopic::Intake},
    {"rules adopted", AuditTopic::Intake},
    {"synthetic", AuditTopic::Intake},
    {"collection", AuditTopic::Intake},
    {"assign", AuditTopic::Readings},
    {"open cross-check", AuditTopic::Truth}, // before "open "
    {"close cross-check", AuditTopic::Truth},
    {"open ", AuditTopic::Readings},
    {"submit ", AuditTopic::Readings},
    {"release ", AuditTopic::Readings},
    {"stand by ", AuditTopic::Readings},
    {"amend ", AuditTopic::Readings},
    {"unsign ", AuditTopic::Readings},
    {"take over ", AuditTopic::Readings},
    {"reopen ", AuditTopic::Truth},
    {"compare", AuditTopic::Truth},
    {"adjudicate ", AuditTopic::Truth},
    {"decide ", AuditTopic::Truth},
    {"exclude ", AuditTopic::Truth},
    {"pass ", AuditTopic::Truth},
    {"fail ", AuditTopic::Truth},
    {"inspect", AuditTopic::Truth},
    {"draw sample", AuditTopic::Truth},
    {"freeze", AuditTopic::Versions},
    {"version ", AuditTopic::Versions},
    {"recipient", AuditTopic::Versions},
    {"export", AuditTopic::Versions},
};

std::string field(std::string_view text) {
    // What a spreadsheet would run; a quotation mark of its own keeps it text.
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    std::string out = formula ? "\"'" : "\"";
    for (const char c : text) {
        out += c;
        if (c == '"')
            out += c;
    }
    return out + '"';
}

} // namespace

AuditTopic topicOf(const storage::CaseStore::AuditRow& row) {
    const auto named = [](std::string_view text) {
        return std::ranges::find_if(kTopics,
                                    [&](const auto& each) { return text.starts_with(each.first); });
    };
    // Without accounts a program's part stands where the person would: "freeze", "version v1".
    for (const std::string_view text : {std::string_view(row.action), std::string_view(row.actor)})
        if (const auto found = named(text); found != std::end(kTopics))
            return found->second;
    return AuditTopic::Settings;
}

std::string auditCsv(const std::vector<storage::CaseStore::AuditRow>& trail) {
    std::string csv = "\xEF\xBB\xBFnumber,time,who,action,detail,hash\r\n";
    for (const auto& row : trail)
        csv += std::to_string(row.seq) + ',' + field(row.at) + ',' + field(row.actor) + ',' +
               field(row.action) + ',' + field(row.detail) + ',' + field(row.hash) + "\r\n";
    return csv;
}

} // namespace cw::workflow
