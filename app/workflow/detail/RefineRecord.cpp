// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/RefineRecord.h"
#include "storage/CommonFolder.h"

#include <algorithm>
#include <array>

namespace cw::workflow {
namespace {

template <class Value>
using Name = std::pair<Value, std::string_view>;

constexpr std::array<Name<SuspicionKind>, 11> kKinds{
    {{SuspicionKind::SamePixels, "same-pixels"},
     {SuspicionKind::NearDuplicate, "near-duplicate"},
     {SuspicionKind::SamePatient, "same-patient"},
     {SuspicionKind::LookAlike, "look-alike"},
     {SuspicionKind::MissingView, "missing-view"},
     {SuspicionKind::DoubledView, "doubled-view"},
     {SuspicionKind::MixedLaterality, "mixed-laterality"},
     {SuspicionKind::Laterality, "laterality"},
     {SuspicionKind::Blank, "blank"},
     {SuspicionKind::Saturated, "saturated"},
     {SuspicionKind::Unreadable, "unreadable"}}};
constexpr std::array<Name<Severity>, 3> kSeverities{
    {{Severity::High, "high"}, {Severity::Medium, "medium"}, {Severity::Low, "low"}}};
constexpr std::array<Name<RefineVerdict>, 3> kVerdicts{{{RefineVerdict::Fine, "fine"},
                                                        {RefineVerdict::Duplicate, "duplicate"},
                                                        {RefineVerdict::Exclude, "exclude"}}};
constexpr std::array<Name<SuspicionState>, 4> kStates{{{SuspicionState::Open, "open"},
                                                       {SuspicionState::Dismissed, "dismissed"},
                                                       {SuspicionState::Confirmed, "confirmed"},
                                                       {SuspicionState::Resolved, "resolved"}}};

template <class Table, class Value>
std::string_view nameIn(const Table& table, Value value) {
    const auto found = std::ranges::find(table, value, &Table::value_type::first);
    return found == table.end() ? std::string_view() : found->second;
}
template <class Table>
auto valueIn(const Table& table, std::string_view name)
    -> std::optional<typename Table::value_type::first_type> {
    const auto found = std::ranges::find(table, name, &Table::value_type::second);
    if (found == table.end())
        return std::nullopt;
    return found->first;
}

} // namespace

std::string_view name(SuspicionKind kind) { return nameIn(kKinds, kind); }
std::string_view name(Severity severity) { return nameIn(kSeverities, severity); }
std::string_view name(SuspicionState state) { return nameIn(kStates, state); }
std::optional<RefineVerdict> refineVerdictFrom(std::string_view text) {
    return valueIn(kVerdicts, text);
}

namespace detail {
namespace {

/// Throws Json::exception or std::out_of_range on a row of another form.
void takeRow(const ChainedLog::Row& row, std::map<std::string, Suspicion>& known) {
    const auto event = row.at("event").get<std::string>();
    const auto id = row.at("id").get<std::string>();
    if (event == "found") {
        Suspicion suspicion;
        suspicion.id = id;
        suspicion.kind = valueIn(kKinds, row.at("kind").get<std::string>()).value();
        suspicion.severity = valueIn(kSeverities, row.at("severity").get<std::string>()).value();
        for (const auto& each : row.at("cases"))
            suspicion.cases.emplace_back(each.get<std::string>());
        for (const auto& each : row.at("images"))
            suspicion.images.emplace_back(each.get<std::string>());
        suspicion.measures = row.at("measures").get<std::map<std::string, std::string>>();
        suspicion.words = row.at("words").get<std::string>();
        suspicion.foundAt = row.at("at").get<std::string>();
        known.insert_or_assign(id, std::move(suspicion));
        return;
    }
    auto& suspicion = known.at(id);
    if (event == "resolved") {
        suspicion.state = SuspicionState::Resolved;
        return;
    }
    suspicion.verdict = row.at("verdict").get<std::string>();
    const auto verdict = valueIn(kVerdicts, suspicion.verdict).value();
    suspicion.state =
        verdict == RefineVerdict::Fine ? SuspicionState::Dismissed : SuspicionState::Confirmed;
    suspicion.by = row.at("by").get<std::string>();
    suspicion.reason = row.at("reason").get<std::string>();
    suspicion.decidedAt = row.at("at").get<std::string>();
    suspicion.excluded = core::CaseId(row.at("excluded").get<std::string>());
}

} // namespace

Result<ChainedLog> openRefineLog(const std::filesystem::path& project) {
    auto log = ChainedLog::open(storage::commonFolder(project) / "refinement" / "suspicions.jsonl",
                                "concord-refinement-1");
    if (!log)
        return within(log.error(), "the record of refinement");
    return log;
}

Result<std::map<std::string, Suspicion>> suspicionsIn(const ChainedLog& log) {
    std::map<std::string, Suspicion> known;
    try {
        for (const auto& row : log.rows())
            takeRow(row, known);
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "the record of refinement has a row of no known form");
    }
    return known;
}

ChainedLog::Row foundRow(const Suspicion& suspicion, const std::string& at) {
    ChainedLog::Row row{{"event", "found"},
                        {"id", suspicion.id},
                        {"kind", name(suspicion.kind)},
                        {"severity", name(suspicion.severity)},
                        {"cases", nlohmann::json::array()},
                        {"images", nlohmann::json::array()},
                        {"measures", suspicion.measures},
                        {"words", suspicion.words},
                        {"at", at}};
    for (const auto& id : suspicion.cases)
        row["cases"].push_back(id.text());
    for (const auto& id : suspicion.images)
        row["images"].push_back(id.text());
    return row;
}

ChainedLog::Row resolvedRow(const std::string& id, const std::string& at) {
    return {{"event", "resolved"}, {"id", id}, {"at", at}};
}

ChainedLog::Row decidedRow(const RefineDecision& decision, const core::CaseId& excluded,
                           const std::string& at) {
    return {{"event", "decided"},
            {"id", decision.id},
            {"verdict", nameIn(kVerdicts, decision.verdict)},
            {"by", decision.by},
            {"reason", decision.reason},
            {"excluded", excluded.text()},
            {"at", at}};
}

} // namespace detail
} // namespace cw::workflow
