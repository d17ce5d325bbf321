// SPDX-License-Identifier: Apache-2.0
#include "validation/models/TabularModel.h"

#include "core/Files.h"
#include "imaging/Asymmetry.h"
#include "validation/Csv.h"
#include "validation/QuickScores.h"
#include "validation/models/InnerChoice.h"

#include <algorithm>
#include <optional>

namespace cw::validation {
namespace {

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

bool hasBreasts(std::span<const Sample> cases) {
    return std::any_of(cases.begin(), cases.end(),
                       [](const Sample& one) { return one.view == "CC" || one.view == "MLO"; });
}

Result<Matrix> differenceOfSides(const std::vector<std::string>& names, const Matrix& features,
                                 std::span<const Sample> cases) {
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

constexpr const char* kFile = "tabular.json";

/// What stands beside a model of the content, so that a changed picture can be scored too.
struct Content {
    std::vector<std::string> names; ///< of the first columns; differences of sides may follow
    std::vector<Sample> cases;      ///< of breasts, which are also compared with the other one
};

class TabularScorer : public Scorer {
public:
    TabularScorer(Matrix all, FittedModel model)
        : m_all(std::move(all)), m_model(std::move(model)) {}
    void lookAt(Content content) { m_content = std::move(content); }

    Result<std::vector<double>> score(std::span<const std::size_t> rows) const override {
        return m_model.scores(m_all.selected(rows));
    }

    Sees sees() const override { return m_content ? Sees::Features : Sees::Nothing; }

    Result<double> scoreFeatures(std::size_t row, std::span<const double> values) const override {
        if (!m_content || values.size() != m_content->names.size())
            return Scorer::scoreFeatures(row, values);
        Matrix changed(1, values.size());
        std::copy(values.begin(), values.end(), changed.row(0).begin());
        if (!m_content->cases.empty()) {
            CW_TRY(auto difference, differenceWith(row, values));
            changed = sideBySide({std::move(changed), std::move(difference)});
        }
        CW_TRY(const auto scores, m_model.scores(changed));
        return scores.front();
    }

    Result<void> save(const std::filesystem::path& folder) const override {
        if (!m_content)
            return {};
        return core::writeWhole(folder / kFile, m_model.toJson());
    }

private:
    /// The row's differences to the other side, were its own features these.
    Result<Matrix> differenceWith(std::size_t row, std::span<const double> values) const {
        std::vector<std::size_t> rows;
        std::vector<Sample> cases;
        std::size_t at = 0;
        for (std::size_t i = 0; i < m_content->cases.size(); ++i) {
            if (m_content->cases[i].patient != m_content->cases[row].patient)
                continue;
            if (i == row)
                at = rows.size();
            rows.push_back(i);
            cases.push_back(m_content->cases[i]);
        }
        Matrix features(rows.size(), values.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            std::ranges::copy(m_all.row(rows[i]).first(values.size()), features.row(i).begin());
        std::copy(values.begin(), values.end(), features.row(at).begin());
        CW_TRY(const Matrix difference, differenceOfSides(m_content->names, features, cases));
        return difference.selected(std::vector<std::size_t>{at});
    }

    Matrix m_all;
    FittedModel m_model;
    std::optional<Content> m_content;
};

} // namespace

Result<void> Scorer::save(const std::filesystem::path&) const { return {}; }

Result<double> Scorer::scorePicture(const core::Image&) const {
    return fail(ErrorCode::Unsupported, "this model does not look at a network's pictures");
}

Result<double> Scorer::scoreFeatures(std::size_t, std::span<const double>) const {
    return fail(ErrorCode::Unsupported, "this model does not look at measures of the content");
}

Result<std::unique_ptr<Scorer>> ImageModel::load(const PreparedSet&, std::span<const Sample>,
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
        if (name == "features" && hasBreasts(cases)) {
            CW_TRY(const auto names, set.columnsOf(name));
            CW_TRY(auto difference, differenceOfSides(names, parts.back(), cases));
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
    CW_TRY(auto model,
           FittedModel::fittedTo(choice.settings, features, training.labels, context.seed));
    CW_TRY(trained.scorer, scorerOf(set, context.cases, std::move(all), std::move(model)));
    return trained;
}

Result<std::unique_ptr<Scorer>> TabularModel::load(const PreparedSet& set,
                                                   std::span<const Sample> cases,
                                                   const std::filesystem::path& folder) const {
    if (!looksAtContent())
        return ImageModel::load(set, cases, folder);
    CW_TRY(const auto json, core::readText(folder / kFile, 1U << 30));
    CW_TRY(auto model, FittedModel::fromJson(json));
    CW_TRY(auto all, columnsOf(set, cases));
    return scorerOf(set, cases, std::move(all), std::move(model));
}

bool TabularModel::looksAtContent() const {
    return m_blocks == std::vector<std::string>{"features"};
}

Result<std::unique_ptr<Scorer>> TabularModel::scorerOf(const PreparedSet& set,
                                                       std::span<const Sample> cases, Matrix all,
                                                       FittedModel model) const {
    auto scorer = std::make_unique<TabularScorer>(std::move(all), std::move(model));
    if (looksAtContent()) {
        Content content;
        CW_TRY(content.names, set.columnsOf("features"));
        if (hasBreasts(cases))
            content.cases.assign(cases.begin(), cases.end());
        scorer->lookAt(std::move(content));
    }
    return scorer;
}

} // namespace cw::validation
