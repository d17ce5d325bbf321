// SPDX-License-Identifier: Apache-2.0
#include "validation/study/ModelFold.h"

#include "validation/stats/Calibration.h"
#include "validation/study/Units.h"

#include <algorithm>
#include <cmath>

namespace cw::validation {
namespace {

/// Inner scores brought together by unit, as the test part's will be: a threshold for single
/// pictures is not one for breasts.
std::vector<Scored> innerUnits(const std::vector<InnerScore>& inner,
                               std::span<const std::string> units) {
    std::vector<std::string> keys;
    std::vector<double> scores;
    std::vector<int> labels;
    for (const InnerScore& one : inner) {
        keys.push_back(units[one.row]);
        scores.push_back(one.score);
        labels.push_back(one.label);
    }
    std::vector<Scored> result;
    for (const UnitMean& unit : unitMeans(keys, scores))
        result.push_back({unit.score, unitLabel(unit, labels)});
    return result;
}

bool hasBothClasses(std::span<const Scored> scores) {
    const auto positive = [](const Scored& s) { return s.label == 1; };
    return std::any_of(scores.begin(), scores.end(), positive) &&
           !std::all_of(scores.begin(), scores.end(), positive);
}

Result<void> scoreTest(ModelFold& fold, const Scorer& scorer, const PreparedSet& set,
                       std::span<const std::size_t> testRows) {
    for (const std::size_t row : testRows)
        if (set.at(row).fault.empty())
            fold.testRows.push_back(row);
    CW_TRY(const auto scores, scorer.score(fold.testRows));
    if (scores.size() != fold.testRows.size())
        return fail(ErrorCode::Internal, "the model gave another number of scores than asked for");
    // A picture that this model cannot score (a missing side, an external list) is left out and
    // listed by the caller; an infinite score is a defect.
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (std::isinf(scores[i]))
            return fail(ErrorCode::Internal, "the model gave a score that is not finite");
        if (std::isnan(scores[i]))
            continue;
        rows.push_back(fold.testRows[i]);
        fold.scores.push_back(scores[i]);
    }
    fold.testRows = std::move(rows);
    return {};
}

} // namespace

Result<ModelFold> runModelFold(const ImageModel& model, const PreparedSet& set,
                               const Training& training, std::span<const std::size_t> testRows,
                               std::span<const std::string> units, const ModelContext& context,
                               const std::filesystem::path& saveTo) {
    CW_TRY(TrainedModel trained, model.train(set, training, context));
    ModelFold fold;
    fold.trainRows = training.rows.size();
    fold.settings = std::move(trained.settings);
    fold.note = std::move(trained.note);
    const auto inner = innerUnits(trained.inner, units);
    if (hasBothClasses(inner)) {
        CW_TRY(fold.operatingPoint, youden(inner));
        CW_TRY(const Platt platt, fitPlatt(inner));
        fold.plattSlope = platt.slope;
        fold.plattIntercept = platt.offset;
    } else {
        fold.note += std::string(fold.note.empty() ? "" : "; ") +
                     "the inner part lacks a class: the threshold is 0.5 and nothing is calibrated";
        fold.operatingPoint.threshold = 0.5;
    }
    CW_CHECK(scoreTest(fold, *trained.scorer, set, testRows));
    if (!saveTo.empty())
        CW_CHECK(trained.scorer->save(saveTo));
    return fold;
}

} // namespace cw::validation
