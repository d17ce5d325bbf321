// SPDX-License-Identifier: Apache-2.0
#include "validation/models/TabularModel.h"

#include "imaging/Asymmetry.h"
#include "validation/Csv.h"
#include "validation/QuickScores.h"
#include "validation/models/InnerChoice.h"

#include <algorithm>

namespace cw::validation {
namespace {

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

} // namespace

Result<void> Scorer::save(const std::filesystem::path&) const { return {}; }

Result<double> Scorer::scorePicture(const core::Image&) const {
    return fail(ErrorCode::Unsupported, "this model does not look at a network's pictures");
}

Result<std::unique_ptr<Scorer>> ImageModel::load(const PreparedSet&,
                                                 const std::filesystem::path&) const {
    return fail(ErrorCode::Unsupported, "this model keeps nothing to score with again");
}

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
    const auto scoresOf = [&](const ModelSettings& settings, const detail::InnerFolds& folds) {
        return folds.k < 2
                   ? trainAndScore(settings, features, training.labels, features, context.seed)
                   : quickScores(features, training.labels, folds.of, folds.k, settings,
                                 context.seed);
    };
    CW_TRY(InnerChoice choice, chosenByInnerFolds(training, m_kind, context.seed, scoresOf));
    TrainedModel trained;
    trained.inner = std::move(choice.inner);
    trained.settings = settingsText(choice.settings);
    trained.note = std::move(choice.note);
    trained.scorer = std::make_unique<TabularScorer>(std::move(all), training.rows, training.labels,
                                                     choice.settings, context.seed);
    return trained;
}

} // namespace cw::validation
