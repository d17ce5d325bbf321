// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Model.h"
#include "validation/models/ImageModel.h"

namespace cw::validation {

/// A classifier on named numbers of each picture. Settings are chosen by inner folds of the
/// training part (5, fewer if a class has fewer groups), by the mean AUC of the inner folds; the
/// inner scores of the chosen setting give threshold and calibration.
class TabularModel : public ImageModel {
public:
    /// blocks: columns side by side. For breasts, the difference of a picture's features to those
    /// of the same view of the other side is added when the block "features" is among them.
    TabularModel(std::string name, std::string about, ModelKind kind,
                 std::vector<std::string> blocks);

    std::string name() const override { return m_name; }
    std::string about() const override { return m_about; }
    Result<TrainedModel> train(const PreparedSet& set, const Training& training,
                               const ModelContext& context) const override;
    /// Of a model of the content alone: what decides is kept, no row of the training part but an
    /// SVM's support vectors.
    Result<std::unique_ptr<Scorer>> load(const PreparedSet& set, std::span<const Sample> cases,
                                         const std::filesystem::path& folder) const override;

    /// All columns that the model looks at, one row a row of the set. Blocks that no picture has
    /// are passed over; NotFound if none is left.
    Result<Matrix> columnsOf(const PreparedSet& set, std::span<const Sample> cases) const;

private:
    bool looksAtContent() const;
    Result<std::unique_ptr<Scorer>> scorerOf(const PreparedSet& set, std::span<const Sample> cases,
                                             Matrix all, FittedModel model) const;

    std::string m_name, m_about;
    ModelKind m_kind;
    std::vector<std::string> m_blocks;
};

} // namespace cw::validation
