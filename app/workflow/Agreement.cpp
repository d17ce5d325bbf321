// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Agreement.h"

#include "agreement/FromReadings.h"
#include "storage/CaseProcess.h"

#include <algorithm>

namespace cw::workflow {
namespace {

bool isThere(const std::vector<std::string>& sentences, const std::string& sentence) {
    return std::find(sentences.begin(), sentences.end(), sentence) != sentences.end();
}

/// The settled diagnosis, or nothing.
Result<std::string> settledClass(const storage::CaseStore& store, const core::CaseId& id,
                                 const annotation::Reading& a, const annotation::Reading& b,
                                 const annotation::Comparison& comparison) {
    CW_TRY(const auto decision, store.decision(id));
    const auto truth = annotation::settle(a, b, comparison, decision ? &*decision : nullptr);
    if (!truth && truth.error().code != ErrorCode::Forbidden)
        return tl::unexpected(truth.error());
    if (!truth || !*truth) // not decided yet, or excluded
        return std::string();
    const auto diagnosis = (*truth)->answers.find("diagnosis");
    return diagnosis == (*truth)->answers.end() ? std::string() : diagnosis->second;
}

/// The pair of two readings on the images of a case.
class CasePairs {
public:
    CasePairs(Project& project, const storage::CaseRow& row,
              const std::vector<storage::StoredImage>& images)
        : m_kind(project.store().kind()), m_row(row) {
        for (const auto& image : images)
            m_images.emplace(image.id, image.attributes);
    }
    const annotation::ComparedImages& images() const { return m_images; }

    agreement::ReadPair pair(const annotation::Reading& first, const annotation::Reading& second,
                             const annotation::Comparison& comparison,
                             agreement::Stage stage) const {
        const auto attributesOf =
            [&](const core::ImageId& id) -> std::optional<core::ImageAttributes> {
            const auto found = m_images.find(id);
            return found == m_images.end() ? std::nullopt : std::optional(found->second);
        };
        // The comparison names the reading that it took as A.
        const bool turned = comparison.a == second.id;
        auto pair = agreement::pairOf(turned ? second : first, turned ? first : second, comparison,
                                      stage, m_kind, attributesOf);
        pair.patient = m_row.patient.text();
        return pair;
    }

private:
    core::ImageKind m_kind;
    const storage::CaseRow& m_row;
    annotation::ComparedImages m_images;
};

void noteRules(agreement::AgreementData& data, const annotation::Comparison& comparison) {
    for (auto& rule : agreement::rulesInWords(comparison.rules))
        if (!isThere(data.rules, rule))
            data.rules.push_back(std::move(rule));
}

/// The blind readings, and behind them what both say now; false: the case has not been compared.
Result<bool> addCase(agreement::AgreementData& data, Project& project, const storage::CaseRow& row,
                     bool& crossChecked, std::vector<agreement::ReadPair>& after) {
    auto& store = project.store();
    const storage::CaseProcess process(store);
    CW_TRY(const auto comparison, store.comparison(row.id));
    CW_TRY(const auto first, process.firstComparison(row.id));
    if (!comparison || !first)
        return false;
    CW_TRY(const auto images, store.images(row.id));
    CW_TRY(const auto blind, store.bothReadings(row.id));
    CW_TRY(const auto now, process.readingsThatCount(row.id));
    CW_TRY(const auto check, process.crossCheck(row.id));
    crossChecked = crossChecked || (check && check->closed);
    CW_TRY(const auto caseClass, settledClass(store, row.id, now.first, now.second, *comparison));
    const CasePairs pairs(project, row, images);
    using agreement::Stage;
    data.pairs.push_back(pairs.pair(blind.first, blind.second, *first, Stage::BeforeCrossCheck));
    after.push_back(pairs.pair(now.first, now.second, *comparison, Stage::AfterCrossCheck));
    data.pairs.back().caseClass = after.back().caseClass = caseClass;
    noteRules(data, *comparison);
    return true;
}

/// The first and the second time that somebody read the same case, who did not know it.
Result<void> addRepeats(agreement::AgreementData& data, Project& project,
                        const std::map<core::CaseId, storage::CaseRow>& rows) {
    auto& store = project.store();
    CW_TRY(const auto aliases, storage::CaseProcess(store).aliases());
    for (const auto& alias : aliases) {
        const auto row = rows.find(alias.original);
        if (alias.kind != storage::AliasKind::Repeat || !alias.reading || row == rows.end())
            continue;
        CW_TRY(const auto blind, store.bothReadings(alias.original));
        const auto& own = blind.first.reader == alias.reader ? blind.first : blind.second;
        auto again = *alias.reading;
        again.caseId = alias.original;
        again.reader = core::ReaderId(alias.reader.text() + " (again)");
        again = annotation::sealed(std::move(again));
        CW_TRY(const auto images, store.images(alias.original));
        CW_TRY(const auto earlier, store.comparison(alias.original));
        const CasePairs pairs(project, row->second, images);
        CW_TRY(const auto comparison,
               annotation::compare(own, again,
                                   earlier ? earlier->rules : annotation::ComparisonRules{},
                                   pairs.images()));
        // The comparison takes the names in order; A is the first time here, whatever it is called.
        data.repeats.push_back(
            pairs.pair(own, again, comparison, agreement::Stage::BeforeCrossCheck));
    }
    return {};
}

} // namespace

Result<agreement::AgreementData> agreementData(Project& project, const core::ProgressFn& progress,
                                               const core::CancelToken* cancel) {
    CW_TRY(const auto cases, project.cases());
    agreement::AgreementData data;
    data.scales = agreement::scalesOf(project.store().kind());
    std::vector<agreement::ReadPair> after;
    std::map<core::CaseId, storage::CaseRow> rows;
    std::size_t waiting = 0, done = 0;
    bool crossChecked = false;
    for (const auto& row : cases) {
        if (cancel && cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the report was stopped");
        if (progress)
            progress(++done, cases.size(), "cases");
        rows.emplace(row.id, row);
        CW_TRY(const bool compared, addCase(data, project, row, crossChecked, after));
        waiting += !compared;
    }
    if (crossChecked)
        std::move(after.begin(), after.end(), std::back_inserter(data.pairs));
    CW_CHECK(addRepeats(data, project, rows));
    if (data.rules.size() > 1)
        data.remarks.push_back("Not all cases were compared by the same thresholds.");
    if (waiting > 0)
        data.remarks.push_back(
            std::to_string(waiting) +
            (waiting == 1 ? " case of the project has" : " cases of the project have") +
            " no comparison yet.");
    return data;
}

} // namespace cw::workflow
