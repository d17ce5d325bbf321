// SPDX-License-Identifier: Apache-2.0
#include "validation/models/TabularModel.h"

#include "imaging/Asymmetry.h"
#include "validation/Csv.h"
#include "validation/Folds.h"
#include "validation/Metrics.h"
#include "validation/QuickScores.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace cw::validation {
namespace {

constexpr int kInnerFolds = 5;

/// Trained once on the whole training part; scores come from the same rows every time, so nothing
/// is kept but the two matrices' selection.
class TabularScorer : public Scorer {
public:
    TabularScorer(Matrix all, std::vector<std::size_t> rows, std::vector<int> labels,
                  ModelSettings settings, core::Seed seed)
        : m_all(std::move(all)), m_rows(std::move(rows)), m_labels(std::move(labels)),
          m_settings(settings), m_seed(seed) {}

    Result<std::vector<double>> score(std::span<const std::size_t> rows) const override {
        return trainAndScore(m_settings, m_all.selected(m_rows), m_labels, m_all.selected(rows),
                             m_seed);
    }

private:
    Matrix m_all;
    std::vector<std::size_t> m_rows;
    std::vector<int> m_labels;
    ModelSettings m_settings;
    core::Seed m_seed;
};

int innerFoldsFor(const Training& training) {
    std::set<std::string> groups[2];
    for (std::size_t i = 0; i < training.rows.size(); ++i)
        groups[training.labels[i] == 1 ? 1 : 0].insert(training.groups[i]);
    return static_cast<int>(
        std::min<std::size_t>({std::size_t{kInnerFolds}, groups[0].size(), groups[1].size()}));
}

std::string settingsText(const ModelSettings& settings) {
    switch (settings.kind) {
    case ModelKind::Logistic:
        return "penalty " + shortest(settings.strength);
    case ModelKind::Svm:
        return "C " + shortest(settings.strength);
    case ModelKind::Forest:
        return shortest(settings.strength) + " trees";
    }
    return {};
}

Matrix sideBySide(const std::vector<Matrix>& parts) {
    std::size_t columns = 0;
    for (const Matrix& part : parts)
        columns += part.columns;
    Matrix result(parts.front().rows, columns);
    for (std::size_t row = 0; row < result.rows; ++row) {
        std::size_t at = 0;
        for (const Matrix& part : parts) {
            std::copy(part.row(row).begin(), part.row(row).end(), result.row(row).data() + at);
            at += part.columns;
        }
    }
    return result;
}

Result<Matrix> differenceOfSides(const PreparedSet& set, const Matrix& features,
                                 std::span<const Sample> cases) {
    CW_TRY(const auto names, set.columnsOf("features"));
    std::vector<imaging::ViewOfPatient> views;
    for (const Sample& one : cases)
        views.push_back({one.patient, one.laterality, one.view});
    CW_TRY(const auto pairs, imaging::asymmetry(views, names, features.values));
    // Of each feature's two columns the absolute one: which side has it says nothing of disease.
    const std::size_t columns = pairs.names.size();
    Matrix result(features.rows, columns / 2);
    for (std::size_t row = 0; row < result.rows; ++row)
        for (std::size_t c = 0; c < result.columns; ++c)
            result.row(row)[c] = pairs.values[row * columns + 2 * c + 1];
    return result;
}

struct Choice {
    ModelSettings settings;
    std::vector<double> inner; ///< one a training row; empty: no inner folds
    std::string note;
};

Result<Choice> choose(const Matrix& features, const Training& training, ModelKind kind,
                      core::Seed seed) {
    const auto candidates = candidateSettings(kind);
    Choice choice{candidates.front(), {}, ""};
    const int k = innerFoldsFor(training);
    if (k < 2) {
        choice.note = "too few patients for inner folds: the threshold comes from the scores of "
                      "the training part itself";
        CW_TRY(choice.inner,
               trainAndScore(choice.settings, features, training.labels, features, seed));
        return choice;
    }
    std::vector<Sample> samples(training.rows.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].image = std::to_string(i);
        samples[i].patient = training.groups[i];
        samples[i].label = training.labels[i];
    }
    CW_TRY(const auto folds, patientFolds(samples, k, seed));
    double best = -1;
    for (const ModelSettings& candidate : candidates) {
        CW_TRY(auto scores, quickScores(features, training.labels, folds, k, candidate, seed));
        std::vector<Scored> pooled;
        for (std::size_t i = 0; i < scores.size(); ++i)
            pooled.push_back({scores[i], training.labels[i]});
        CW_TRY(const Auc area, auc(pooled));
        // Ties keep the earlier, simpler candidate.
        if (area.auc > best + 1e-9) {
            best = area.auc;
            choice.settings = candidate;
            choice.inner = std::move(scores);
        }
    }
    return choice;
}

} // namespace

Result<void> Scorer::save(const std::filesystem::path&) const { return {}; }

TabularModel::TabularModel(std::string name, std::string about, ModelKind kind,
                           std::vector<std::string> blocks)
    : m_name(std::move(name)), m_about(std::move(about)), m_kind(kind),
      m_blocks(std::move(blocks)) {}

Result<Matrix> TabularModel::columnsOf(const PreparedSet& set,
                                       std::span<const Sample> cases) const {
    std::vector<Matrix> parts;
    for (const std::string& name : m_blocks) {
        auto block = set.block(name);
        if (!block && block.error().code == ErrorCode::NotFound)
            continue;
        CW_TRY(parts.emplace_back(), std::move(block));
        if (name == "features" && std::any_of(cases.begin(), cases.end(), [](const Sample& one) {
                return one.view == "CC" || one.view == "MLO";
            })) {
            CW_TRY(auto difference, differenceOfSides(set, parts.back(), cases));
            parts.push_back(std::move(difference));
        }
    }
    if (parts.empty())
        return fail(ErrorCode::NotFound,
                    "the pictures were prepared without what " + m_name + " looks at");
    return sideBySide(parts);
}

Result<TrainedModel> TabularModel::train(const PreparedSet& set, const Training& training,
                                         const ModelContext& context) const {
    CW_TRY(Matrix all, columnsOf(set, context.cases));
    const Matrix features = all.selected(training.rows);
    CW_TRY(Choice choice, choose(features, training, m_kind, context.seed));
    TrainedModel trained;
    for (std::size_t i = 0; i < choice.inner.size(); ++i)
        trained.inner.push_back({training.rows[i], training.labels[i], choice.inner[i]});
    trained.settings = settingsText(choice.settings);
    trained.note = std::move(choice.note);
    trained.scorer = std::make_unique<TabularScorer>(std::move(all), training.rows, training.labels,
                                                     choice.settings, context.seed);
    return trained;
}

} // namespace cw::validation
