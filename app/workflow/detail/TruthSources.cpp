// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/detail/TruthSources.h"

#include "core/Sha256.h"

#include <tuple>

namespace cw::workflow::detail {
namespace {

constexpr std::string_view kImageAction = "image ";       // of an import: "image <id>"
constexpr std::string_view kPathologyPart = "pathology_"; // clinical.csv: parts of the report
constexpr std::string_view kPathologyDays = "pathology_days_before_surgery"; // a rule's, no part

std::string columnOf(const storage::ClinicalRow& row, const char* column) {
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

dataset::ProgrammeFacts factsOf(const storage::ClinicalRow& row, const std::string& label) {
    dataset::ProgrammeFacts facts;
    facts.ageBand = dataset::ageBandOf(columnOf(row, "age"));
    facts.birads = columnOf(row, "birads");
    facts.laser = columnOf(row, "laser");
    if (label != "malignant") // of these alone the programme keeps the report's parts
        return facts;
    for (const auto& [column, value] : row)
        if (column.starts_with(kPathologyPart) && column != kPathologyDays && !value.empty())
            facts.pathology[column.substr(kPathologyPart.size())] = value;
    return facts;
}

/// "curation, PS3.15 2026c; profile sha256 9f0c...; key ...": name and hash; imports before had
/// none.
std::pair<std::string, std::string> profileIn(const std::string& detail) {
    constexpr std::string_view kHash = "; profile sha256 ";
    const auto at = detail.find(kHash);
    return {detail.substr(0, detail.find(';')),
            at == std::string::npos ? std::string() : detail.substr(at + kHash.size(), 64)};
}

} // namespace

Result<TruthSources> TruthSources::of(const storage::CaseStore& store) {
    TruthSources sources;
    CW_TRY(const auto trail, store.stewardTrail());
    CW_TRY(sources.m_clinical, store.allClinical());
    for (const auto& row : trail) {
        if (row.action.starts_with(kImageAction))
            sources.m_profiles[core::ImageId(row.action.substr(kImageAction.size()))] =
                profileIn(row.detail);
        sources.m_synthetic =
            sources.m_synthetic || (row.actor == "demo" && row.action == "synthetic");
    }
    return sources;
}

void TruthSources::describe(dataset::DatasetImage& image) const {
    if (const auto clinical = m_clinical.find(image.caseId); clinical != m_clinical.end())
        image.programme = factsOf(clinical->second, image.label);
    if (const auto profile = m_profiles.find(image.id); profile != m_profiles.end())
        std::tie(image.profile, image.profileSha256) = profile->second;
}

dataset::CaseProvenance TruthSources::describe(const annotation::Reading& a,
                                               const annotation::Reading& b,
                                               const annotation::Comparison& comparison,
                                               const annotation::Decision* decision,
                                               const annotation::Consensus& truth,
                                               const dataset::EligibilityVerdict& verdict) const {
    dataset::CaseProvenance from;
    from.caseId = a.caseId;
    from.origin = truth.origin;
    from.readerA = a.reader;
    from.readerB = b.reader;
    from.readingA = a.id.text();
    from.readingB = b.id.text();
    if (decision) {
        from.adjudicator = decision->adjudicator;
        from.adjudicationSha256 = core::sha256Hex(annotation::toJson(*decision));
    }
    const auto& rules = comparison.rules;
    from.thresholds = {{"agreeIou", rules.agreeIou},
                       {"partialIou", rules.partialIou},
                       {"admissibleIou", rules.admissibleIou},
                       {"centreDistanceMm", rules.centreDistanceMm},
                       {"centreDistanceDiscDiameters", rules.centreDistanceDiscDiameters},
                       {"centreDistancePx", rules.centreDistancePx},
                       {"smallLesionMm", rules.smallLesionMm},
                       {"smallLesionDiscDiameters", rules.smallLesionDiscDiameters}};
    from.eligibility = dataset::name(verdict.verdict);
    from.eligibilityRule = verdict.rule;
    return from;
}

} // namespace cw::workflow::detail
