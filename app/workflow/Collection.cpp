// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Collection.h"

#include "anonymizer/Ledger.h"
#include "anonymizer/detail/TextPatterns.h"
#include "app/workflow/detail/ChainedLog.h"
#include "app/workflow/detail/KoreanText.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "storage/CommonFolder.h"

#include <algorithm>
#include <array>

namespace cw::workflow {
namespace {

namespace fs = std::filesystem;
using detail::ChainedLog;
using Row = ChainedLog::Row;

constexpr std::array<std::pair<CollectionStep, std::string_view>, 3> kSteps{
    {{CollectionStep::Requested, "requested"},
     {CollectionStep::Approved, "approved"},
     {CollectionStep::Extracted, "extracted"}}};

Result<ChainedLog> openLog(const fs::path& project) {
    auto log = ChainedLog::open(storage::commonFolder(project) / "collection" / "ledger.jsonl",
                                "concord-collection-1");
    if (!log)
        return within(log.error(), "the ledger of the collection");
    return log;
}

std::string textIn(const Row& row, const char* key) { return row.at(key).get<std::string>(); }

/// Throws on a row of another form.
void takeRow(const Row& row, CollectionState& state) {
    const auto event = textIn(row, "event");
    const auto at = textIn(row, "at");
    if (event == "purpose") {
        state.purpose = Purpose{textIn(row, "kind"), textIn(row, "text"), textIn(row, "by"), at};
    } else if (event == "approval") {
        state.approvals.push_back({textIn(row, "number"), textIn(row, "title"), textIn(row, "from"),
                                   textIn(row, "to"), textIn(row, "document_sha256"),
                                   textIn(row, "by"), at});
    } else if (event == "import") {
        state.imports.push_back(
            {at, textIn(row, "words"), textIn(row, "approval"), textIn(row, "warning")});
    } else if (event == "cohort") {
        state.cohorts.push_back({at, textIn(row, "by"), row.at("patients").get<std::size_t>()});
    } else {
        state.events.push_back({collectionStepFrom(event).value(), textIn(row, "by"),
                                textIn(row, "what"), textIn(row, "day"), textIn(row, "approval"),
                                at});
    }
}

Row rowOf(const Approval& a) {
    return {{"event", "approval"}, {"number", a.number}, {"title", a.title},
            {"from", a.from},      {"to", a.to},         {"document_sha256", a.documentSha256},
            {"by", a.by},          {"at", a.recordedAt}};
}
Row rowOf(const CollectionEvent& e) {
    return {{"event", name(e.step)},  {"by", e.by},        {"what", e.what}, {"day", e.at},
            {"approval", e.approval}, {"at", e.recordedAt}};
}
Row rowOf(const CollectedImport& i) {
    return {{"event", "import"},
            {"at", i.at},
            {"words", i.words},
            {"approval", i.approval},
            {"warning", i.warning}};
}

/// collection.json: the state as it stands.
std::string summaryJson(const CollectionState& state) {
    Row json{{"format", "concord-collection-1"}, {"ledger_head", state.headHash},
             {"approvals", Row::array()},        {"events", Row::array()},
             {"imports", Row::array()},          {"purpose", nullptr},
             {"cohorts", Row::array()}};
    if (const auto& p = state.purpose)
        json["purpose"] = {
            {"kind", p->kind}, {"text", p->text}, {"by", p->by}, {"at", p->recordedAt}};
    for (const auto& each : state.approvals)
        json["approvals"].push_back(rowOf(each));
    for (const auto& each : state.events)
        json["events"].push_back(rowOf(each));
    for (const auto& each : state.imports)
        json["imports"].push_back(rowOf(each));
    for (const auto& each : state.cohorts)
        json["cohorts"].push_back({{"at", each.at}, {"by", each.by}, {"patients", each.patients}});
    return json.dump() + "\n";
}

} // namespace

std::string_view name(CollectionStep step) {
    return std::ranges::find(kSteps, step, &decltype(kSteps)::value_type::first)->second;
}
std::optional<CollectionStep> collectionStepFrom(std::string_view text) {
    const auto found = std::ranges::find(kSteps, text, &decltype(kSteps)::value_type::second);
    return found == kSteps.end() ? std::nullopt : std::optional(found->first);
}

Result<void> checkStaffText(const std::string& text, const std::string& what) {
    if (text.empty())
        return fail(ErrorCode::InvalidArgument, what + " is missing");
    if (text.size() > 4000 || !detail::isUtf8(text))
        return fail(ErrorCode::InvalidArgument, what + " is too long, or not UTF-8");
    if (!anonymizer::registrationNumbersIn(text).empty() ||
        !anonymizer::telephoneNumbersIn(text).empty() || !anonymizer::mailAddressesIn(text).empty())
        return fail(ErrorCode::InvalidArgument, what + " holds a number or address of a person");
    return {};
}

Collection::Collection(fs::path project, core::Clock clock)
    : m_project(std::move(project)), m_clock(std::move(clock)) {}

Result<Collection> Collection::open(const fs::path& project, core::Clock clock) {
    std::error_code error;
    if (!fs::is_directory(project, error))
        return fail(ErrorCode::NotFound, "there is no project in this folder");
    Collection collection(project, std::move(clock));
    CW_CHECK(collection.reload());
    return collection;
}

Result<void> Collection::reload() {
    CW_TRY(const auto log, openLog(m_project));
    CollectionState state;
    try {
        for (const auto& row : log.rows())
            takeRow(row, state);
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "the ledger of the collection has a row of no known form");
    }
    state.headHash = log.head();
    m_state = std::move(state);
    return {};
}

Result<void> Collection::write(const std::string& rowJson) {
    CW_TRY(auto log, openLog(m_project));
    CW_CHECK(log.append({Row::parse(rowJson)}));
    CW_CHECK(reload());
    return core::writeWhole(storage::commonFolder(m_project) / "collection.json",
                            summaryJson(m_state));
}

Result<void> Collection::setPurpose(const std::string& kind, const std::string& text,
                                    const std::string& by) {
    const auto& kinds = anonymizer::purposes();
    if (std::ranges::find(kinds, kind) == kinds.end())
        return fail(ErrorCode::InvalidArgument,
                    "the purpose is one of statistics, research, archiving, consent");
    CW_CHECK(checkStaffText(text, "the purpose in words"));
    CW_CHECK(checkStaffText(by, "the name of who records it"));
    const Row row{{"event", "purpose"},
                  {"kind", kind},
                  {"text", text},
                  {"by", by},
                  {"at", core::iso8601Utc(m_clock())}};
    return write(row.dump());
}

Result<void> Collection::addApproval(Approval approval, const fs::path& document) {
    CW_CHECK(checkStaffText(approval.number, "the number of the approval"));
    CW_CHECK(checkStaffText(approval.title, "the title of the approval"));
    CW_CHECK(checkStaffText(approval.by, "the name of who records it"));
    for (const auto& [day, what] : {std::pair{approval.from, "the first day of the approval"},
                                    {approval.to, "the last day of the approval"}}) {
        CW_CHECK(anonymizer::checkDay(day, what));
        if (day.empty())
            return fail(ErrorCode::InvalidArgument, std::string(what) + " is missing");
    }
    if (approval.to < approval.from)
        return fail(ErrorCode::InvalidArgument, "the approval ends before it begins");
    auto hash = core::sha256OfFile(document);
    if (!hash)
        return within(hash.error(), "the document of the approval");
    approval.documentSha256 = std::move(*hash);
    for (const auto& known : m_state.approvals)
        if (known.number == approval.number && known.from == approval.from &&
            known.to == approval.to && known.documentSha256 == approval.documentSha256)
            return fail(ErrorCode::Conflict, "this approval is on record already");
    approval.recordedAt = core::iso8601Utc(m_clock());
    return write(rowOf(approval).dump());
}

Result<void> Collection::addEvent(CollectionEvent event) {
    CW_CHECK(checkStaffText(event.by, "the name of who did it"));
    CW_CHECK(checkStaffText(event.what, "what was done"));
    CW_CHECK(anonymizer::checkDay(event.at, "the day"));
    if (event.at.empty())
        event.at = anonymizer::koreanDay(m_clock());
    if (!event.approval.empty() && std::ranges::find(m_state.approvals, event.approval,
                                                     &Approval::number) == m_state.approvals.end())
        return fail(ErrorCode::NotFound, "no approval of that number is on record");
    event.recordedAt = core::iso8601Utc(m_clock());
    return write(rowOf(event).dump());
}

Result<void> Collection::noteCohort(const std::string& by, std::size_t patients) {
    CW_CHECK(checkStaffText(by, "the name of who imports the list"));
    const Row row{{"event", "cohort"},
                  {"by", by},
                  {"patients", patients},
                  {"at", core::iso8601Utc(m_clock())}};
    return write(row.dump());
}

std::string Collection::approvalOn(const std::string& day) const {
    for (auto at = m_state.approvals.rbegin(); at != m_state.approvals.rend(); ++at)
        if (at->from <= day && day <= at->to)
            return at->number;
    return {};
}

std::string Collection::warningOn(const std::string& day) const {
    if (m_state.approvals.empty() || !approvalOn(day).empty())
        return {};
    const bool later = std::ranges::any_of(
        m_state.approvals, [&](const Approval& approval) { return day < approval.from; });
    return later ? "no approval on record is valid today: one begins later"
                 : "the approval on record has expired";
}

Result<void> Collection::noteImport(const std::string& words) {
    if (m_state.approvals.empty())
        return {};
    const auto day = anonymizer::koreanDay(m_clock());
    return write(
        rowOf(CollectedImport{core::iso8601Utc(m_clock()), words, approvalOn(day), warningOn(day)})
            .dump());
}

} // namespace cw::workflow
