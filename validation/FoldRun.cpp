// SPDX-License-Identifier: Apache-2.0
#include "validation/FoldRun.h"

#include <algorithm>
#include <set>

namespace cw::validation {
namespace {

constexpr int kInnerFolds = 5;

/// Training rows with their labels; the only labels below this line.
struct Training {
    Matrix features;
    std::vector<Sample> samples;
    std::vector<int> labels;
};

/// How many inner folds the training part allows: as many as the rarer class has patients.
int innerFoldsFor(std::span<const Sample> samples) {
    std::set<std::string> patients[2];
    for (const Sample& sample : samples)
        patients[sample.label == 1 ? 1 : 0].insert(sample.patient);
    return static_cast<int>(
        std::min<std::size_t>({std::size_t{kInnerFolds}, patients[0].size(), patients[1].size()}));
}

std::vector<Scored> scored(std::span<const double> scores, std::span<const int> labels) {
    std::vector<Scored> result;
    for (std::size_t i = 0; i < scores.size(); ++i)
        result.push_back({scores[i], labels[i]});
    return result;
}

/// Scores of the training rows that were not made by a model that saw them.
Result<std::vector<Scored>> innerScores(const Training& training, std::span<const int> inner, int k,
                                        const ModelSettings& settings, core::Seed seed) {
    CW_TRY(const auto scores,
           quickScores(training.features, training.labels, inner, k, settings, seed));
    return scored(scores, training.labels);
}

struct Choice {
    ModelSettings settings;
    OperatingPoint operatingPoint;
    std::string note;
};

/// Settings by the pooled inner AUC (ties keep the earlier, simpler candidate), then the threshold
/// from the same inner scores.
Result<Choice> choose(const Training& training, ModelKind kind, core::Seed seed) {
    const auto candidates = candidateSettings(kind);
    const int k = innerFoldsFor(training.samples);
    Choice choice{candidates.front(), {}, ""};
    if (k < 2) {
        choice.note =
            "too few patients for inner folds: the threshold comes from the scores of the "
            "training part itself";
        CW_TRY(const auto scores, trainAndScore(choice.settings, training.features, training.labels,
                                                training.features, seed));
        CW_TRY(choice.operatingPoint, youden(scored(scores, training.labels)));
        return choice;
    }
    CW_TRY(const auto inner, patientFolds(training.samples, k, seed));
    double best = -1;
    for (const ModelSettings& candidate : candidates) {
        CW_TRY(const auto scores, innerScores(training, inner, k, candidate, seed));
        CW_TRY(const Auc area, auc(scores));
        if (area.auc > best + 1e-9) {
            best = area.auc;
            choice.settings = candidate;
            CW_TRY(choice.operatingPoint, youden(scores));
        }
    }
    return choice;
}

} // namespace

Result<FoldScores> runFold(const Matrix& features, std::span<const Sample> samples,
                           std::span<const int> folds, int fold, ModelKind kind, core::Seed seed) {
    FoldScores result;
    std::vector<std::size_t> trainingRows;
    for (std::size_t i = 0; i < samples.size(); ++i)
        (folds[i] == fold ? result.testRows : trainingRows).push_back(i);
    Training training{features.selected(trainingRows), {}, {}};
    for (const std::size_t row : trainingRows) {
        training.samples.push_back(samples[row]);
        training.labels.push_back(samples[row].label);
    }
    result.trainSize = trainingRows.size();
    const core::Seed own =
        core::Random(seed).stream("fold", static_cast<std::uint64_t>(fold)).next();
    CW_TRY(Choice choice, choose(training, kind, own));
    CW_TRY(result.scores, trainAndScore(choice.settings, training.features, training.labels,
                                        features.selected(result.testRows), own));
    result.operatingPoint = choice.operatingPoint;
    result.chosen = choice.settings;
    result.note = std::move(choice.note);
    return result;
}

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
