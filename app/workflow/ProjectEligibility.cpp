// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Project.h"
#include "core/Files.h"

namespace cw::workflow {
namespace {

constexpr const char* kRulesFile = "eligibility.rules";
constexpr std::uintmax_t kMostBytes = 1 << 20; ///< the reader of rules says what is too much

using Answers = std::optional<std::map<std::string, std::string>>;

/// What was agreed or decided about a case; nothing before that, or where it is excluded.
Result<Answers> settledAnswers(const storage::CaseStore& store, const storage::CaseRow& row) {
    if (row.state != storage::CaseState::Settled && row.state != storage::CaseState::Compared)
        return Answers();
    CW_TRY(const auto comparison, store.comparison(row.id));
    CW_TRY(const auto decision, store.decision(row.id));
    if (!comparison)
        return Answers();
    CW_TRY(const auto readings, store.bothReadings(row.id));
    CW_TRY(const auto truth, annotation::settle(readings.first, readings.second, *comparison,
                                                decision ? &*decision : nullptr));
    return truth ? Answers(truth->answers) : Answers();
}

} // namespace

Result<dataset::EligibilityRules> Project::eligibilityRules() const {
    const auto text = core::readText(m_store->folder() / kRulesFile, kMostBytes);
    if (!text && text.error().code == ErrorCode::NotFound)
        return dataset::programmeRules();
    if (!text)
        return tl::unexpected(text.error());
    return dataset::eligibilityRulesFrom(*text);
}

Result<dataset::EligibilityRules> Project::adoptEligibilityRules(std::string_view text) {
    CW_TRY(auto rules, dataset::eligibilityRulesFrom(text));
    CW_CHECK(core::writeWhole(m_store->folder() / kRulesFile, text));
    CW_CHECK(m_store->audit("eligibility", "rules adopted", rules.sha256));
    return rules;
}

Result<std::vector<dataset::EligibilityVerdict>> Project::eligibility() const {
    CW_TRY(const auto rules, eligibilityRules());
    return eligibility(rules);
}

Result<std::vector<dataset::EligibilityVerdict>>
Project::eligibility(const dataset::EligibilityRules& rules) const {
    CW_TRY(const auto cases, m_store->cases());
    const bool afterReading = dataset::asksForAnswers(m_store->kind(), rules);
    std::vector<dataset::EligibilityVerdict> verdicts;
    verdicts.reserve(cases.size());
    for (const auto& row : cases) {
        dataset::CaseFacts facts;
        facts.caseId = row.id;
        facts.kind = m_store->kind();
        CW_TRY(const auto images, m_store->images(row.id));
        for (const auto& image : images)
            facts.images.push_back(image.attributes);
        CW_TRY(auto clinical, m_store->clinical(row.id));
        if (clinical)
            facts.clinical = std::move(*clinical);
        if (afterReading) {
            CW_TRY(facts.answers, settledAnswers(*m_store, row));
        }
        verdicts.push_back(dataset::eligibility(facts, rules));
    }
    return verdicts;
}

} // namespace cw::workflow
