// SPDX-License-Identifier: Apache-2.0
#include "annotation/Adjudication.h"
#include "annotation/detail/JsonFields.h"
#include "annotation/detail/ReadingJson.h"

namespace cw::annotation {
namespace {

using detail::Json;
using detail::JsonFields;

constexpr const char* kDecisionSchema = "concord-decision-1";
constexpr const char* kConsensusSchema = "concord-consensus-1";

} // namespace

std::string toJson(const Decision& decision) {
    Json::Object form{{"schema", Json(kDecisionSchema)},
                      {"case", Json(decision.caseId.text())},
                      {"adjudicator", Json(decision.adjudicator.text())},
                      {"verdict", Json(name(decision.verdict))},
                      {"decidedAt", Json(decision.decidedAt)},
                      {"comment", Json(decision.comment)}};
    if (decision.verdict == Verdict::Exclude)
        form.emplace("reason", Json(name(decision.reason)));
    if (decision.redrawn)
        form.emplace("redrawn", detail::json(*decision.redrawn, detail::WithId::Yes));
    return written(Json(std::move(form)));
}

Result<Decision> decisionFromJson(std::string_view json) {
    CW_TRY(const auto value, detail::parsed(json));
    JsonFields fields(value);
    Decision decision;
    if (fields.text("schema") != kDecisionSchema)
        fields.complain();
    decision.caseId = core::CaseId(fields.text("case"));
    decision.adjudicator = core::ReaderId(fields.text("adjudicator"));
    const auto verdict = verdictFrom(fields.text("verdict"));
    const auto reason = fields.optionalText("reason");
    decision.decidedAt = fields.text("decidedAt");
    decision.comment = fields.text("comment");
    const auto* redrawn = fields.optional("redrawn");
    const bool excludes = verdict == Verdict::Exclude;
    if (!verdict || excludes != reason.has_value() || (reason && !exclusionReasonFrom(*reason)) ||
        (verdict == Verdict::Redrawn && redrawn == nullptr))
        fields.complain();
    CW_CHECK(fields.finished());
    decision.verdict = *verdict;
    if (reason)
        decision.reason = *exclusionReasonFrom(*reason);
    if (redrawn != nullptr) {
        CW_TRY(decision.redrawn, detail::readingFrom(*redrawn));
    }
    return decision;
}

std::string toJson(const Consensus& consensus) {
    Json::Array findings;
    for (const auto& finding : consensus.findings)
        findings.push_back(detail::json(finding));
    return written(Json(Json::Object{{"schema", Json(kConsensusSchema)},
                                     {"case", Json(consensus.caseId.text())},
                                     {"origin", Json(consensus.origin)},
                                     {"answers", detail::json(consensus.answers)},
                                     {"findings", Json(std::move(findings))}}));
}

Result<Consensus> consensusFromJson(std::string_view json) {
    CW_TRY(const auto value, detail::parsed(json));
    JsonFields fields(value);
    Consensus consensus;
    if (fields.text("schema") != kConsensusSchema)
        fields.complain();
    consensus.caseId = core::CaseId(fields.text("case"));
    consensus.origin = fields.text("origin");
    consensus.answers = fields.texts("answers");
    const auto& findings = fields.array("findings");
    CW_CHECK(fields.finished());
    CW_TRY(consensus.findings, detail::findingsFrom(findings));
    return consensus;
}

} // namespace cw::annotation
