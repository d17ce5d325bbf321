// SPDX-License-Identifier: Apache-2.0
#include "validation/models/InnerChoice.h"

#include "validation/Metrics.h"

namespace cw::validation {
namespace {

std::vector<InnerScore> innerOf(const Training& training, const std::vector<double>& scores) {
    std::vector<InnerScore> inner;
    for (std::size_t i = 0; i < scores.size(); ++i)
        inner.push_back({training.rows[i], training.labels[i], scores[i]});
    return inner;
}

} // namespace

Result<InnerChoice> chosenByInnerFolds(const Training& training, ModelKind kind, core::Seed seed,
                                       const InnerScoring& scoresOf) {
    const auto candidates = candidateSettings(kind);
    InnerChoice choice{candidates.front(), {}, ""};
    CW_TRY(const auto folds, detail::innerFolds(training, seed));
    if (folds.k < 2) {
        choice.note = "too few patients for inner folds: the threshold comes from the scores of "
                      "the training part itself";
        CW_TRY(const auto scores, scoresOf(choice.settings, folds));
        choice.inner = innerOf(training, scores);
        return choice;
    }
    double best = -1;
    for (const ModelSettings& candidate : candidates) {
        CW_TRY(const auto scores, scoresOf(candidate, folds));
        std::vector<Scored> pooled;
        for (std::size_t i = 0; i < scores.size(); ++i)
            pooled.push_back({scores[i], training.labels[i]});
        CW_TRY(const Auc area, auc(pooled));
        if (area.auc > best + 1e-9) {
            best = area.auc;
            choice.settings = candidate;
            choice.inner = innerOf(training, scores);
        }
    }
    return choice;
}

} // namespace cw::validation
