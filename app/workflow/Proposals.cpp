// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Proposals.h"

#include "core/Files.h"
#include "core/Sha256.h"
#include "storage/CommonFolder.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json; // sorted keys
constexpr const char* kSchema = "concord-proposals-1";
constexpr const char* kPolicySchema = "concord-proposal-policy-1";
constexpr const char* kDeclinedSchema = "concord-declined-proposals-1";

fs::path folderOf(const Project& project) {
    return storage::commonFolder(project.store().folder()) / "proposals";
}
fs::path fileOf(const Project& project, const core::CaseId& id) {
    return folderOf(project) / (id.text() + ".json");
}

/// A file a reader: two who decline at the same time do not write over each other. By a hash, for a
/// reader's id may hold what a file's name may not.
fs::path declinedFile(const Project& project, const core::CaseId& id,
                      const core::ReaderId& reader) {
    return folderOf(project) /
           (id.text() + ".declined-" + core::sha256Hex(reader.text()).substr(0, 16) + ".json");
}

Json outlineJson(const Proposal& proposal) {
    Json outline = Json::array();
    for (const core::PointPx& point : proposal.finding.outline.vertices)
        outline.push_back({point.x, point.y});
    return outline;
}

/// What is proposed, whichever file says it and under whichever number.
std::string contentOf(const Proposal& proposal) {
    const Json content{proposal.model, proposal.finding.image.text(), proposal.finding.label,
                       outlineJson(proposal)};
    return core::sha256Hex(content.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Json toJson(const Proposal& proposal) {
    return {{"id", proposal.id},
            {"model", proposal.model},
            {"fileSha256", proposal.fileSha256},
            {"importedAt", proposal.importedAt},
            {"image", proposal.finding.image.text()},
            {"label", proposal.finding.label},
            {"attributes", proposal.finding.attributes},
            {"outline", outlineJson(proposal)}};
}

/// Throws Json::exception on anything that is missing or of another kind.
Proposal fromJson(const Json& json) {
    Proposal proposal;
    proposal.id = json.at("id").get<std::string>();
    proposal.model = json.at("model").get<std::string>();
    proposal.fileSha256 = json.at("fileSha256").get<std::string>();
    proposal.importedAt = json.at("importedAt").get<std::string>();
    proposal.finding.id = core::LesionId(proposal.id);
    proposal.finding.image = core::ImageId(json.at("image").get<std::string>());
    proposal.finding.label = json.at("label").get<std::string>();
    proposal.finding.attributes = json.at("attributes").get<std::map<std::string, std::string>>();
    for (const Json& point : json.at("outline"))
        proposal.finding.outline.vertices.push_back(
            {point.at(0).get<double>(), point.at(1).get<double>()});
    return proposal;
}

Result<void> store(const Project& project, const core::CaseId& id,
                   const std::vector<Proposal>& proposals) {
    Json list = Json::array();
    for (const Proposal& proposal : proposals)
        list.push_back(toJson(proposal));
    const Json json{{"schema", kSchema}, {"caseId", id.text()}, {"proposals", std::move(list)}};
    std::error_code error;
    fs::create_directories(folderOf(project), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make the folder of the proposals");
    try {
        return core::writeWhole(fileOf(project, id), json.dump(1) + "\n");
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the proposals is not valid UTF-8");
    }
}

/// The entries of the reader's file, checked; none where there is no file.
Result<Json> declinedEntries(const Project& project, const core::CaseId& id,
                             const core::ReaderId& reader) {
    const auto text = core::readText(declinedFile(project, id, reader));
    if (!text && text.error().code == ErrorCode::NotFound)
        return Json::array();
    if (!text)
        return tl::unexpected<Error>(text.error());
    try {
        Json json = Json::parse(*text);
        if (json.at("schema") != kDeclinedSchema || json.at("caseId") != id.text() ||
            json.at("reader") != reader.text())
            return fail(ErrorCode::Corrupt, "the declined proposals of a case are not its own");
        for (const Json& entry : json.at("declined"))
            (void)entry.at("content").get_ref<const std::string&>();
        return std::move(json.at("declined"));
    } catch (const Json::exception&) {
        return fail(ErrorCode::Corrupt, "the declined proposals of a case cannot be read");
    }
}

bool isAmong(const Json& declined, const std::string& content) {
    return std::ranges::any_of(declined,
                               [&](const Json& entry) { return entry["content"] == content; });
}

Result<void> checkModel(const std::string& model) {
    const bool plain = std::ranges::all_of(
        model, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; });
    if (model.empty() || model.size() > 64 || !plain)
        return fail(ErrorCode::InvalidArgument, "a model's name is 1 to 64 of A-Z a-z 0-9 - _ .");
    return {};
}

Result<void> propose(Project& project, const ImportedCase& entry, const std::string& model,
                     const std::string& fileSha256) {
    CW_TRY(auto proposals, listProposals(project, entry.caseId));
    if (std::ranges::any_of(proposals, [&](const Proposal& p) {
            return p.model == model && p.fileSha256 == fileSha256;
        }))
        return fail(ErrorCode::Conflict, "this file of this model has been taken already");
    const auto now = core::iso8601Utc(project.clock()());
    for (const auto& finding : entry.findings) {
        const std::string id = "P" + std::to_string(proposals.size() + 1);
        proposals.push_back({id, model, fileSha256, now, finding});
    }
    return store(project, entry.caseId, proposals);
}

} // namespace

Result<std::vector<Proposal>> listProposals(const Project& project, const core::CaseId& id) {
    CW_TRY(const auto row, project.store().caseRow(id)); // also: the id may name a file
    const auto text = core::readText(fileOf(project, row.id));
    if (!text && text.error().code == ErrorCode::NotFound)
        return std::vector<Proposal>();
    if (!text)
        return tl::unexpected<Error>(text.error());
    try {
        const Json json = Json::parse(*text);
        if (json.at("schema") != kSchema || json.at("caseId") != id.text())
            return fail(ErrorCode::Corrupt, "the proposals of a case are not its own");
        std::vector<Proposal> proposals;
        for (const Json& entry : json.at("proposals"))
            proposals.push_back(fromJson(entry));
        return proposals;
    } catch (const Json::exception&) {
        return fail(ErrorCode::Corrupt, "the proposals of a case cannot be read");
    }
}

Result<AnnotationImportReport> importProposals(Project& project, dataset::AnnotationSet set,
                                               const ImageNames& names,
                                               const dataset::LabelMap& labels,
                                               const std::string& model,
                                               const std::string& fileSha256) {
    CW_CHECK(checkModel(model));
    AnnotationImportReport report;
    CW_TRY(const auto cases, importedCases(project, std::move(set), names, labels, report));
    std::size_t proposed = 0;
    for (const ImportedCase& entry : cases) {
        AnnotationImportReport::CaseOutcome outcome{entry.caseId, entry.findings.size(), 0, {}};
        if (entry.findings.empty())
            continue;
        if (const auto done = propose(project, entry, model, fileSha256); !done) {
            if (done.error().code != ErrorCode::Conflict)
                return tl::unexpected<Error>(done.error());
            outcome.refused = done.error();
        } else {
            proposed += entry.findings.size();
        }
        report.cases.push_back(std::move(outcome));
    }
    CW_CHECK(project.store().audit("proposals", "model " + model,
                                   std::to_string(proposed) + " proposed, file " + fileSha256));
    return report;
}

namespace {

/// Forbidden where the case is not on that reader's worklist.
Result<bool> hiddenFrom(const Project& project, const core::CaseId& id,
                        const core::ReaderId& reader) {
    CW_TRY(const auto row, project.store().caseRow(id));
    if (std::ranges::count(row.readers, reader) == 0)
        return fail(ErrorCode::Forbidden, "this case is not on that reader's worklist");
    const bool blind =
        row.submitted.size() != row.readers.size() ||
        std::ranges::count(row.submitted, true) != static_cast<std::ptrdiff_t>(row.readers.size());
    CW_TRY(const auto policy, proposalsWhileBlind(project));
    return blind && policy == ProposalsWhileBlind::Hidden;
}

} // namespace

Result<std::vector<Proposal>> proposalsVisibleTo(const Project& project, const core::CaseId& id,
                                                 const core::ReaderId& reader) {
    CW_TRY(const auto hidden, hiddenFrom(project, id, reader));
    if (hidden)
        return std::vector<Proposal>();
    CW_TRY(auto all, listProposals(project, id));
    CW_TRY(const auto declined, declinedEntries(project, id, reader));
    std::erase_if(all, [&](const Proposal& p) { return isAmong(declined, contentOf(p)); });
    return all;
}

Result<void> declineProposal(const Project& project, const core::CaseId& id,
                             const core::ReaderId& reader, const std::string& proposalId) {
    CW_TRY(const auto all, listProposals(project, id));
    const auto proposal = std::ranges::find(all, proposalId, &Proposal::id);
    if (proposal == all.end())
        return fail(ErrorCode::NotFound, "the case has no proposal of that number");
    CW_TRY(const auto hidden, hiddenFrom(project, id, reader));
    if (hidden)
        return fail(ErrorCode::Forbidden,
                    "proposals are hidden until both readings have been submitted");
    CW_TRY(auto declined, declinedEntries(project, id, reader));
    const auto content = contentOf(*proposal);
    if (isAmong(declined, content))
        return {};
    declined.push_back({{"proposal", proposalId},
                        {"model", proposal->model},
                        {"content", content},
                        {"declinedAt", core::iso8601Utc(project.clock()())}});
    const Json json{{"schema", kDeclinedSchema},
                    {"caseId", id.text()},
                    {"reader", reader.text()},
                    {"declined", std::move(declined)}};
    return core::writeWhole(declinedFile(project, id, reader),
                            json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<std::set<std::string>> declinedBy(const Project& project, const core::CaseId& id,
                                         const core::ReaderId& reader) {
    CW_TRY(const auto all, listProposals(project, id));
    CW_TRY(const auto declined, declinedEntries(project, id, reader));
    std::set<std::string> numbers;
    for (const Proposal& proposal : all)
        if (isAmong(declined, contentOf(proposal)))
            numbers.insert(proposal.id);
    return numbers;
}

Result<ProposalsWhileBlind> proposalsWhileBlind(const Project& project) {
    const auto text = core::readText(folderOf(project) / "policy.json");
    if (!text && text.error().code == ErrorCode::NotFound)
        return ProposalsWhileBlind::Hidden;
    if (!text)
        return tl::unexpected<Error>(text.error());
    const Json json = Json::parse(*text, nullptr, false);
    if (!json.is_object() || json.value("schema", "") != kPolicySchema ||
        !json.contains("whileBlind"))
        return fail(ErrorCode::Corrupt, "the rule about proposals cannot be read");
    return json["whileBlind"] == "shown" ? ProposalsWhileBlind::Shown : ProposalsWhileBlind::Hidden;
}

Result<void> setProposalsWhileBlind(Project& project, ProposalsWhileBlind policy) {
    const char* word = policy == ProposalsWhileBlind::Shown ? "shown" : "hidden";
    std::error_code error;
    fs::create_directories(folderOf(project), error);
    if (error)
        return fail(ErrorCode::IoFailure, "cannot make the folder of the proposals");
    const Json json{{"schema", kPolicySchema}, {"whileBlind", word}};
    CW_CHECK(core::writeWhole(folderOf(project) / "policy.json", json.dump(1) + "\n"));
    return project.store().audit("proposals", "policy", std::string("while blind: ") + word);
}

Result<core::LesionId> confirmProposal(const Project& project, annotation::ReadingSession& session,
                                       const std::string& proposalId) {
    CW_TRY(const auto all, listProposals(project, session.caseId()));
    const auto proposal = std::ranges::find(all, proposalId, &Proposal::id);
    if (proposal == all.end())
        return fail(ErrorCode::NotFound, "the case has no proposal of that number");
    CW_TRY(const auto hidden, hiddenFrom(project, session.caseId(), session.reader()));
    if (hidden)
        return fail(ErrorCode::Forbidden,
                    "proposals are hidden until both readings have been submitted");
    const auto already = [&](const annotation::Finding& finding) {
        const auto id = finding.attributes.find(kProposalKey);
        return id != finding.attributes.end() && id->second == proposalId;
    };
    if (std::ranges::any_of(session.findings(), already))
        return fail(ErrorCode::Conflict, "this proposal is in the reading already");
    annotation::Finding finding = proposal->finding;
    finding.id = session.nextLesionId();
    finding.attributes[kOriginKey] = "proposal:" + proposal->model;
    finding.attributes[kProposalKey] = proposalId;
    const auto id = finding.id;
    CW_CHECK(session.apply(annotation::AddFinding{std::move(finding)}));
    return id;
}

} // namespace cw::workflow
