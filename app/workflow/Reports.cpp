// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Reports.h"

#include "app/workflow/Collection.h"
#include "app/workflow/detail/ReportStore.h"
#include "core/Files.h"
#include "storage/CommonFolder.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kFormat = "concord-reports-1";

fs::path folderOf(const fs::path& project) { return storage::commonFolder(project) / "reports"; }

/// Case ids are ours ("C-0001"); any other text would be a path.
bool isPlain(const std::string& id) {
    return !id.empty() && std::ranges::all_of(id, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

struct CaseReports {
    std::vector<detail::StoredReport> reports;
    std::vector<std::string> visibleTo;
};

Result<CaseReports> readCase(const fs::path& file) {
    CaseReports kept;
    CW_TRY(const auto text, core::readText(file));
    try {
        const auto json = Json::parse(text);
        if (json.at("format") != kFormat)
            return fail(ErrorCode::Corrupt, "the reports of a case are of another format");
        kept.visibleTo = json.at("visible_to").get<std::vector<std::string>>();
        for (const auto& each : json.at("reports"))
            kept.reports.push_back(
                {each.at("id").get<std::string>(),
                 {each.at("kind").get<std::string>(), each.at("text").get<std::string>(),
                  each.at("cleaning").get<std::string>()}});
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "the reports of a case were changed and cannot be read");
    }
    return kept;
}

Result<void> writeCase(const fs::path& file, const core::CaseId& id, const CaseReports& kept) {
    Json json{{"format", kFormat},
              {"case", id.text()},
              {"visible_to", kept.visibleTo},
              {"reports", Json::array()}};
    for (const auto& each : kept.reports)
        json["reports"].push_back({{"id", each.id},
                                   {"kind", each.report.kind},
                                   {"text", each.report.text},
                                   {"cleaning", each.report.cleaning}});
    return core::writeWhole(file, json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<void> checkRole(const std::string& role) {
    if (std::ranges::find(reportRoles(), role) == reportRoles().end())
        return fail(ErrorCode::InvalidArgument,
                    "a role is one of coordinator, steward, reader, adjudicator, reviewer");
    return {};
}

} // namespace

const std::vector<std::string>& reportRoles() {
    static const std::vector<std::string> roles{"coordinator", "steward", "reader", "adjudicator",
                                                "reviewer"};
    return roles;
}

Result<std::vector<std::string>> rolesThatSeeReports(const fs::path& project) {
    std::error_code error;
    const auto file = folderOf(project) / "visibility.json";
    if (!fs::exists(file, error))
        return std::vector<std::string>{"adjudicator", "coordinator", "reviewer", "steward"};
    CW_TRY(const auto text, core::readText(file));
    const auto json = Json::parse(text, nullptr, false);
    std::vector<std::string> roles;
    if (!json.is_array())
        return fail(ErrorCode::Corrupt, "who may see the reports cannot be read");
    for (const auto& role : json)
        if (role.is_string())
            roles.push_back(role.get<std::string>());
    return roles;
}

Result<std::vector<ReportText>> reports(const Project& project, const core::CaseId& id,
                                        const std::string& role) {
    CW_CHECK(checkRole(role));
    const auto& store = project.store();
    CW_TRY(const auto row, store.caseRow(id));
    CW_TRY(const auto allowed, rolesThatSeeReports(store.folder()));
    const auto mayNot = [&](const std::vector<std::string>& roles) {
        return std::ranges::find(roles, role) == roles.end();
    };
    if (mayNot(allowed))
        return fail(ErrorCode::Forbidden, "this role does not see the reports in this project");
    std::error_code error;
    const auto file = folderOf(store.folder()) / (row.id.text() + ".json");
    if (!isPlain(row.id.text()) || !fs::exists(file, error))
        return std::vector<ReportText>();
    CW_TRY(const auto kept, readCase(file));
    if (mayNot(kept.visibleTo))
        return fail(ErrorCode::Forbidden, "this role does not see the reports of this case");
    std::vector<ReportText> texts;
    for (const auto& each : kept.reports)
        texts.push_back(each.report);
    return texts;
}

Result<void> allowReports(Project& project, const std::string& role, bool allowed,
                          const std::string& by) {
    CW_CHECK(checkRole(role));
    CW_CHECK(checkStaffText(by, "the name of who decides"));
    const auto& folder = project.store().folder();
    CW_TRY(auto roles, rolesThatSeeReports(folder));
    std::erase(roles, role);
    if (allowed)
        roles.push_back(role);
    std::ranges::sort(roles);
    std::error_code error;
    fs::create_directories(folderOf(folder), error);
    // The project's setting first when a role loses them, and last when it gets them: in
    // between it sees too little, never too much.
    const auto setting = folderOf(folder) / "visibility.json";
    const auto writeSetting = [&] { return core::writeWhole(setting, Json(roles).dump() + "\n"); };
    if (!allowed)
        CW_CHECK(writeSetting());
    CW_TRY(const auto rows, project.store().cases());
    for (const auto& row : rows) {
        const auto file = folderOf(folder) / (row.id.text() + ".json");
        if (!isPlain(row.id.text()) || !fs::exists(file, error))
            continue;
        CW_TRY(auto kept, readCase(file));
        kept.visibleTo = roles;
        CW_CHECK(writeCase(file, row.id, kept));
    }
    if (allowed)
        CW_CHECK(writeSetting());
    return project.store().audit(by, allowed ? "reports allowed" : "reports withdrawn", role);
}

Result<std::size_t> detail::addReports(const fs::path& project, const core::CaseId& id,
                                       std::vector<StoredReport> reports) {
    if (!isPlain(id.text()))
        return fail(ErrorCode::InvalidArgument, "a case of no usual name");
    std::error_code error;
    fs::create_directories(folderOf(project), error);
    const auto file = folderOf(project) / (id.text() + ".json");
    CaseReports kept;
    if (fs::exists(file, error)) {
        CW_TRY(kept, readCase(file));
    } else {
        CW_TRY(kept.visibleTo, rolesThatSeeReports(project));
    }
    std::size_t added = 0;
    for (auto& each : reports) {
        if (std::ranges::find(kept.reports, each.id, &StoredReport::id) != kept.reports.end())
            continue;
        kept.reports.push_back(std::move(each));
        ++added;
    }
    if (added > 0)
        CW_CHECK(writeCase(file, id, kept));
    return added;
}

} // namespace cw::workflow
