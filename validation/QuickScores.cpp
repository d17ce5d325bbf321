// SPDX-License-Identifier: Apache-2.0
#include "validation/QuickScores.h"

#include <algorithm>

namespace cw::validation {

Result<std::vector<double>> quickScores(const Matrix& features, std::span<const int> labels,
                                        std::span<const int> folds, int k,
                                        const ModelSettings& settings, core::Seed seed) {
    std::vector<double> scores(labels.size(), 0);
    for (int fold = 0; fold < k; ++fold) {
        std::vector<std::size_t> trainingRows, testRows;
        std::vector<int> trainingLabels;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            (folds[i] == fold ? testRows : trainingRows).push_back(i);
            if (folds[i] != fold)
                trainingLabels.push_back(labels[i]);
        }
        const auto positives = std::ranges::count(trainingLabels, 1);
        if (positives == 0 || positives == std::ssize(trainingLabels))
            continue;
        CW_TRY(const auto part, trainAndScore(settings, features.selected(trainingRows),
                                              trainingLabels, features.selected(testRows), seed));
        for (std::size_t i = 0; i < testRows.size(); ++i)
            scores[testRows[i]] = part[i];
    }
    return scores;
}

} // namespace cw::validation
