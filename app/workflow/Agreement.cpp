// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Agreement.h"

#include "agreement/FromReadings.h"

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

Result<agreement::ReadPair> pairOfCase(const storage::CaseStore& store, const storage::CaseRow& row,
                                       const annotation::Comparison& comparison) {
    CW_TRY(const auto readings, store.bothReadings(row.id));
    CW_TRY(const auto images, store.images(row.id));
    const auto attributesOf = [&](const core::ImageId& id) -> std::optional<core::ImageAttributes> {
        for (const auto& image : images)
            if (image.id == id)
                return image.attributes;
        return std::nullopt;
    };
    // The comparison names the reading that it took as A.
    const bool turned = comparison.a == readings.second.id;
    const auto& a = turned ? readings.second : readings.first;
    const auto& b = turned ? readings.first : readings.second;
    auto pair = agreement::pairOf(a, b, comparison, agreement::Stage::BeforeCrossCheck,
                                  store.kind(), attributesOf);
    pair.patient = row.patient.text();
    CW_TRY(pair.caseClass, settledClass(store, row.id, a, b, comparison));
    return pair;
}

} // namespace

Result<agreement::AgreementData> agreementData(const Project& project,
                                               const core::ProgressFn& progress,
                                               const core::CancelToken* cancel) {
    const auto& store = project.store();
    CW_TRY(const auto cases, store.cases());
    agreement::AgreementData data;
    data.scales = agreement::scalesOf(store.kind());
    std::size_t waiting = 0, done = 0;
    for (const auto& row : cases) {
        if (cancel && cancel->cancelled())
            return fail(ErrorCode::Cancelled, "the report was stopped");
        if (progress)
            progress(++done, cases.size(), "cases");
        CW_TRY(const auto comparison, store.comparison(row.id));
        if (!comparison) {
            ++waiting;
            continue;
        }
        CW_TRY(auto pair, pairOfCase(store, row, *comparison));
        data.pairs.push_back(std::move(pair));
        for (auto& rule : agreement::rulesInWords(comparison->rules))
            if (!isThere(data.rules, rule))
                data.rules.push_back(std::move(rule));
    }
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
