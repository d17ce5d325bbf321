// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Project.h"
#include "core/Files.h"
#include "storage/CommonFolder.h"

namespace cw::workflow {
namespace {

constexpr const char* kRulesFile = "eligibility.rules";
constexpr std::uintmax_t kMostBytes = 1 << 20; ///< the reader of rules says what is too much

using Answers = std::optional<std::map<std::string, std::string>>;

/// What was agreed or decided about a case; nothing before that, or where it is excluded.
Result<Answers> settledAnswers(const storage::CaseRow& row,
                               const std::map<core::CaseId, storage::CaseReadings>& all) {
    if (row.state != storage::CaseState::Settled && row.state != storage::CaseState::Compared)
        return Answers();
    const auto own = all.find(row.id);
    if (own == all.end() || !own->second.comparison)
        return Answers();
    const auto& [a, b, comparison, decision] = own->second;
    CW_TRY(const auto truth,
           annotation::settle(a, b, *comparison, decision ? &*decision : nullptr));
    return truth ? Answers(truth->answers) : Answers();
}

} // namespace

Result<dataset::EligibilityRules> Project::eligibilityRules() const {
    const auto text =
        core::readText(storage::commonFolder(m_store->folder()) / kRulesFile, kMostBytes);
    if (!text && text.error().code == ErrorCode::NotFound)
        return dataset::programmeRules();
    if (!text)
        return tl::unexpected(text.error());
    return dataset::eligibilityRulesFrom(*text);
}

Result<dataset::EligibilityRules> Project::adoptEligibilityRules(std::string_view text) {
    CW_TRY(auto rules, dataset::eligibilityRulesFrom(text));
    CW_CHECK(core::writeWhole(storage::commonFolder(m_store->folder()) / kRulesFile, text));
    CW_CHECK(m_store->audit("eligibility", "rules adopted", rules.sha256));
    return rules;
}

Result<std::vector<dataset::EligibilityVerdict>> Project::eligibility() const {
    CW_TRY(const auto rules, eligibilityRules());
    return eligibility(rules);
}

Result<std::vector<dataset::EligibilityVerdict>>
Project::eligibility(const dataset::EligibilityRules& rules) const {
    CW_TRY(const auto cases, this->cases()); // first: of every case in it the rest is there
    CW_TRY(const auto images, m_store->allImages());
    CW_TRY(auto clinical, m_store->allClinical());
    std::map<core::CaseId, storage::CaseReadings> readings;
    if (dataset::asksForAnswers(m_store->kind(), rules)) {
        CW_TRY(readings, m_store->allReadings());
    }
    std::vector<dataset::EligibilityVerdict> verdicts;
    verdicts.reserve(cases.size());
    for (const auto& row : cases) {
        dataset::CaseFacts facts;
        facts.caseId = row.id;
        facts.kind = m_store->kind();
        if (const auto own = images.find(row.id); own != images.end())
            for (const auto& image : own->second)
                facts.images.push_back(image.attributes);
        if (const auto own = clinical.find(row.id); own != clinical.end())
            facts.clinical = std::move(own->second);
        CW_TRY(facts.answers, settledAnswers(row, readings));
        verdicts.push_back(dataset::eligibility(facts, rules));
    }
    return verdicts;
}

} // namespace cw::workflow
