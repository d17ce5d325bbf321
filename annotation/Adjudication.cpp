// SPDX-License-Identifier: Apache-2.0
#include "annotation/Adjudication.h"

#include "annotation/GoldOutline.h"
#include <algorithm>
#include <map>

namespace cw::annotation {
namespace {

constexpr Verdict kVerdicts[] = {Verdict::AgreeWithA, Verdict::AgreeWithB, Verdict::Redrawn,
                                 Verdict::Exclude};
constexpr ExclusionReason kReasons[] = {
    ExclusionReason::ReadersDisagree, ExclusionReason::ImageFaulty,
    ExclusionReason::ClinicalMismatch, ExclusionReason::Ineligible, ExclusionReason::Other};

/// What both said: the same answers, and of every lesion the outline that the rules make of both.
Consensus agreed(const Reading& a, const Reading& b, const Comparison& comparison) {
    Consensus consensus{a.caseId, "agreed", {}, a.findings};
    for (const auto& [key, value] : a.answers) {
        const auto same = b.answers.find(key);
        if (same != b.answers.end() && same->second == value)
            consensus.answers.emplace(key, value);
    }
    std::map<core::LesionId, core::LesionId> partner;
    for (const auto& pair : comparison.lesions)
        if (pair.a && pair.b)
            partner.emplace(*pair.a, *pair.b);
    for (auto& finding : consensus.findings) {
        const auto found = partner.find(finding.id);
        if (found == partner.end()) // the fovea's mark, which is not compared
            continue;
        const auto other = std::ranges::find(b.findings, found->second, &Finding::id);
        if (other != b.findings.end())
            finding.outline = goldOutline(finding.outline, other->outline, comparison.rules.gold);
    }
    return consensus;
}

Result<std::optional<Consensus>> decided(const Reading& a, const Reading& b,
                                         const Decision& decision) {
    if (decision.caseId != a.caseId)
        return fail(ErrorCode::InvalidArgument, "the decision is about another case");
    if (decision.adjudicator == a.reader || decision.adjudicator == b.reader)
        return fail(ErrorCode::Forbidden, "a reader cannot adjudicate a case of their own");
    const auto from = [](const Reading& reading, const char* origin) {
        return std::optional(Consensus{reading.caseId, origin, reading.answers, reading.findings});
    };
    switch (decision.verdict) {
    case Verdict::AgreeWithA:
        return from(a, "adjudicated:a");
    case Verdict::AgreeWithB:
        return from(b, "adjudicated:b");
    case Verdict::Redrawn:
        if (!decision.redrawn || decision.redrawn->caseId != a.caseId)
            return fail(ErrorCode::InvalidArgument, "the decision lacks the redrawn reading");
        return from(*decision.redrawn, "adjudicated:redrawn");
    case Verdict::Exclude:
        break;
    }
    return std::optional<Consensus>();
}

} // namespace

std::string_view name(Verdict verdict) {
    switch (verdict) {
    case Verdict::AgreeWithA:
        return "a";
    case Verdict::AgreeWithB:
        return "b";
    case Verdict::Redrawn:
        return "redrawn";
    case Verdict::Exclude:
        return "exclude";
    }
    return "";
}

std::string_view name(ExclusionReason reason) {
    switch (reason) {
    case ExclusionReason::ReadersDisagree:
        return "readers-disagree";
    case ExclusionReason::ImageFaulty:
        return "image-faulty";
    case ExclusionReason::ClinicalMismatch:
        return "clinical-mismatch";
    case ExclusionReason::Ineligible:
        return "ineligible";
    case ExclusionReason::Other:
        return "other";
    }
    return "";
}

std::optional<Verdict> verdictFrom(std::string_view text) {
    for (const auto verdict : kVerdicts)
        if (name(verdict) == text)
            return verdict;
    return std::nullopt;
}

std::optional<ExclusionReason> exclusionReasonFrom(std::string_view text) {
    for (const auto reason : kReasons)
        if (name(reason) == text)
            return reason;
    return std::nullopt;
}

Result<std::optional<Consensus>> settle(const Reading& a, const Reading& b,
                                        const Comparison& comparison, const Decision* decision) {
    if (comparison.caseId != a.caseId || comparison.a != a.id || comparison.b != b.id)
        return fail(ErrorCode::InvalidArgument, "the comparison is of other readings");
    if (decision != nullptr)
        return decided(a, b, *decision);
    if (comparison.agreement == Agreement::Agree)
        return agreed(a, b, comparison);
    return fail(ErrorCode::Forbidden, "the readers differ and nobody has decided yet");
}

} // namespace cw::annotation
