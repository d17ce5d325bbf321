// SPDX-License-Identifier: Apache-2.0
#include "core/Sha256.h"
#include "imaging/Resample.h"
#include "validation/Csv.h"
#include "validation/Logistic.h"
#include "validation/Metrics.h"
#include "validation/Model.h"
#include "validation/models/ForeignNetwork.h"
#include "validation/models/InnerChoice.h"
#include "validation/models/LearnedModels.h"
#include "validation/models/detail/InnerSplit.h"
#include "validation/models/detail/RowSpace.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>

namespace cw::validation {
namespace {

constexpr std::size_t kBatch = 16;
constexpr std::size_t kKeptValues = 32U << 20; ///< features remembered between folds, 4 bytes each

/// 0..255 per channel of a pixel, in the order and number that the network takes.
void channelsOf(const std::uint8_t* pixel, int samples, const std::string& order, double* out) {
    if (order == "grey") {
        out[0] = samples == 1 ? pixel[0] : 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
        return;
    }
    for (int c = 0; c < 3; ++c)
        out[order == "bgr" ? 2 - c : c] = samples == 1 ? pixel[0] : pixel[c];
}

/// A picture as the network takes it, plane after plane.
Result<void> planesOf(const core::Image& image, const NetworkCard& card, float* out) {
    if (image.sampleType() != core::SampleType::U8 || image.width() != image.height())
        return fail(ErrorCode::InvalidArgument,
                    "a prepared picture is not square or not of 8 bits");
    CW_TRY(const auto small, image.width() == card.side ? Result<core::Image>(image)
                                                        : imaging::resized(image, card.side));
    const int samples = small.samplesPerPixel();
    const std::uint8_t* pixels = small.samples<std::uint8_t>().data();
    const std::size_t count =
        static_cast<std::size_t>(small.width()) * static_cast<std::size_t>(small.height());
    double value[3] = {};
    for (std::size_t i = 0; i < count; ++i) {
        channelsOf(pixels + i * static_cast<std::size_t>(samples), samples, card.channels, value);
        for (std::size_t c = 0; c < card.mean.size(); ++c)
            out[c * count + i] =
                static_cast<float>((value[c] / 255 - card.mean[c]) / card.deviation[c]);
    }
    return {};
}

/// One number a channel: maps are averaged over their places (global pooling).
Result<Matrix> featuresFrom(const NetworkOutput& output) {
    if (output.shape.size() < 2 || output.shape[0] < 1 || output.shape[1] < 1 ||
        output.values.empty())
        return fail(ErrorCode::Malformed, "the network gives no features a picture");
    Matrix features(static_cast<std::size_t>(output.shape[0]),
                    static_cast<std::size_t>(output.shape[1]));
    const std::size_t places = output.values.size() / features.values.size();
    for (std::size_t i = 0; i < features.values.size(); ++i) {
        double sum = 0;
        for (std::size_t p = 0; p < places; ++p)
            sum += static_cast<double>(output.values[i * places + p]);
        features.values[i] = sum / static_cast<double>(places);
        if (!(std::abs(features.values[i]) < 1e30))
            return fail(ErrorCode::Malformed, "the network gives a feature that is not finite");
    }
    return features;
}

/// Runs a network over rows of a set; what was computed once is kept for the next fold.
class NetworkRunner {
public:
    NetworkRunner(std::unique_ptr<ForeignNetwork> network, NetworkCard card, bool pooled)
        : m_network(std::move(network)), m_card(std::move(card)), m_pooled(pooled) {}

    /// One row of numbers a row asked for; NaN for a picture with a fault.
    Result<Matrix> valuesOf(const PreparedSet& set, std::span<const std::size_t> rows,
                            const core::CancelToken* cancel) const {
        std::map<std::size_t, std::vector<float>> values;
        std::vector<std::size_t> missing;
        for (const std::size_t row : rows)
            if (set.at(row).fault.empty() && !recalled(set.at(row), values[row]))
                missing.push_back(row);
        std::sort(missing.begin(), missing.end());
        missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
        for (std::size_t begin = 0; begin < missing.size(); begin += kBatch) {
            if (cancel != nullptr && cancel->cancelled())
                return fail(ErrorCode::Cancelled, "the scoring was cancelled");
            const auto part =
                std::span(missing).subspan(begin, std::min(kBatch, missing.size() - begin));
            CW_TRY(const Matrix computed, run(set, part));
            for (std::size_t i = 0; i < part.size(); ++i) {
                values[part[i]].assign(computed.row(i).begin(), computed.row(i).end());
                remember(set.at(part[i]), values[part[i]]);
            }
        }
        return tableOf(rows, values);
    }

    const NetworkCard& card() const { return m_card; }

private:
    static Result<Matrix> tableOf(std::span<const std::size_t> rows,
                                  const std::map<std::size_t, std::vector<float>>& values) {
        std::size_t columns = 0;
        for (const auto& [row, own] : values)
            columns = std::max(columns, own.size());
        Matrix table(rows.size(), columns);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto found = values.find(rows[i]);
            const bool known = found != values.end() && !found->second.empty();
            if (known && found->second.size() != columns)
                return fail(ErrorCode::Malformed,
                            "the network gives another number of features for another picture");
            for (std::size_t c = 0; c < columns; ++c)
                table.row(i)[c] = known ? static_cast<double>(found->second[c])
                                        : std::numeric_limits<double>::quiet_NaN();
        }
        return table;
    }

    Result<Matrix> run(const PreparedSet& set, std::span<const std::size_t> rows) const {
        const std::size_t each = m_card.mean.size() * static_cast<std::size_t>(m_card.side) *
                                 static_cast<std::size_t>(m_card.side);
        std::vector<float> pixels(rows.size() * each);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            CW_TRY(const auto image, set.input(rows[i]));
            CW_CHECK(planesOf(image, m_card, pixels.data() + i * each));
        }
        const auto forward = [&] {
            return m_network->forward(pixels, static_cast<int>(rows.size()),
                                      static_cast<int>(m_card.mean.size()), m_card.side);
        };
        CW_TRY(const NetworkOutput output, forward());
        CW_CHECK(checkOnce(output, forward));
        if (output.shape.empty() || output.shape[0] != static_cast<std::int64_t>(rows.size()))
            return fail(ErrorCode::Malformed, "the network does not answer picture by picture");
        if (m_pooled)
            return featuresFrom(output);
        CW_TRY(const auto scores, scoresFrom(output, m_card));
        Matrix column(rows.size(), 1);
        column.values = scores;
        return column;
    }

    /// The first batch runs twice: a network that was saved in training mode, with dropout, would
    /// give other scores each time, and no fold could be repeated.
    template <class Forward>
    Result<void> checkOnce(const NetworkOutput& output, const Forward& forward) const {
        {
            const std::lock_guard lock(m_mutex);
            if (m_checked)
                return {};
        }
        CW_TRY(const NetworkOutput again, forward());
        if (again.shape != output.shape || again.values != output.values)
            return fail(ErrorCode::InvalidArgument,
                        "the network gives other numbers for the same pictures when it runs again "
                        "(was it saved in training mode?)");
        const std::lock_guard lock(m_mutex);
        m_checked = true;
        return {};
    }

    bool recalled(const PreparedPicture& picture, std::vector<float>& values) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_kept.find(picture.image + '\n' + picture.pixelSha256);
        if (picture.pixelSha256.empty() || found == m_kept.end())
            return false;
        values = found->second;
        return true;
    }

    void remember(const PreparedPicture& picture, const std::vector<float>& values) const {
        const std::lock_guard lock(m_mutex);
        if (picture.pixelSha256.empty() || m_keptValues + values.size() > kKeptValues)
            return;
        if (m_kept.emplace(picture.image + '\n' + picture.pixelSha256, values).second)
            m_keptValues += values.size();
    }

    std::unique_ptr<ForeignNetwork> m_network;
    NetworkCard m_card;
    bool m_pooled;
    mutable std::mutex m_mutex;
    mutable bool m_checked = false;
    mutable std::map<std::string, std::vector<float>> m_kept;
    mutable std::size_t m_keptValues = 0;
};

using Runner = std::shared_ptr<const NetworkRunner>;

class ExternalScorer : public Scorer {
public:
    ExternalScorer(PreparedSet set, Runner runner)
        : m_set(std::move(set)), m_runner(std::move(runner)) {}
    Result<std::vector<double>> score(std::span<const std::size_t> rows) const override {
        CW_TRY(const Matrix scores, m_runner->valuesOf(m_set, rows, nullptr));
        if (scores.columns == 0) // faults only
            return std::vector<double>(rows.size(), std::numeric_limits<double>::quiet_NaN());
        return scores.values;
    }

private:
    PreparedSet m_set;
    Runner m_runner;
};

/// The logistic head on standardised features.
class HeadScorer : public Scorer {
public:
    HeadScorer(PreparedSet set, Runner runner, Standardisation standard, Logistic head)
        : m_set(std::move(set)), m_runner(std::move(runner)), m_standard(std::move(standard)),
          m_head(std::move(head)) {}
    Result<std::vector<double>> score(std::span<const std::size_t> rows) const override {
        CW_TRY(Matrix features, m_runner->valuesOf(m_set, rows, nullptr));
        std::vector<double> scores(rows.size(), std::numeric_limits<double>::quiet_NaN());
        if (features.columns == 0)
            return scores;
        if (features.columns != m_head.weights.size())
            return fail(ErrorCode::Malformed,
                        "the network gives another number of features for another picture");
        const Matrix standardised = m_standard.applied(features);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (m_set.at(rows[i]).fault.empty())
                scores[i] = m_head.logit(standardised.row(i));
        return scores;
    }

private:
    PreparedSet m_set;
    Runner m_runner;
    Standardisation m_standard;
    Logistic m_head;
};

bool hasBothClasses(const Training& training) {
    return std::ranges::count(training.labels, 1) > 0 && std::ranges::count(training.labels, 0) > 0;
}

class ExternalModel : public ImageModel {
public:
    ExternalModel(std::string file, std::string sha256, Runner runner)
        : m_file(std::move(file)), m_sha256(std::move(sha256)), m_runner(std::move(runner)) {}
    std::string name() const override { return "external"; }
    std::string about() const override {
        return "a network that was brought along (" + m_file +
               "), used as it is; which patients it was trained on is not known here";
    }
    Result<TrainedModel> train(const PreparedSet& set, const Training& training,
                               const ModelContext& context) const override {
        if (!hasBothClasses(training))
            return fail(ErrorCode::InvalidArgument,
                        "the training part lacks one of the two classes");
        CW_TRY(const Matrix scores, m_runner->valuesOf(set, training.rows, context.cancel));
        TrainedModel model;
        for (std::size_t i = 0; i < training.rows.size(); ++i)
            if (set.at(training.rows[i]).fault.empty())
                model.inner.push_back({training.rows[i], training.labels[i], scores.row(i)[0]});
        model.settings = "sha256 " + m_sha256 + ", " + std::to_string(m_runner->card().side) +
                         " px " + m_runner->card().channels;
        model.scorer = std::make_unique<ExternalScorer>(set, m_runner);
        return model;
    }

private:
    std::string m_file, m_sha256;
    Runner m_runner;
};

class BackboneModel : public ImageModel {
public:
    BackboneModel(std::string file, std::string sha256, Runner runner)
        : m_file(std::move(file)), m_sha256(std::move(sha256)), m_runner(std::move(runner)) {}
    std::string name() const override { return "backbone"; }
    std::string about() const override {
        return "features of a network that was brought along (" + m_file +
               "), frozen, under a logistic regression trained on each fold's training part";
    }
    Result<TrainedModel> train(const PreparedSet& set, const Training& given,
                               const ModelContext& context) const override;

private:
    std::string m_file, m_sha256;
    Runner m_runner;
};

/// Each row scored by a head that had not seen its group.
std::vector<double> innerScores(const Matrix& features, const Training& training,
                                const detail::InnerFolds& folds, double penalty) {
    std::vector<double> scores(training.rows.size(), 0);
    if (folds.k < 2) {
        const Logistic head = Logistic::fittedTo(features, training.labels, penalty);
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] = head.logit(features.row(i));
    }
    for (int fold = 0; fold < folds.k && folds.k >= 2; ++fold) {
        std::vector<std::size_t> learn;
        std::vector<int> labels;
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (folds.of[i] != fold) {
                learn.push_back(i);
                labels.push_back(training.labels[i]);
            }
        const Logistic head = Logistic::fittedTo(features.selected(learn), labels, penalty);
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (folds.of[i] == fold)
                scores[i] = head.logit(features.row(i));
    }
    return scores;
}

Result<TrainedModel> BackboneModel::train(const PreparedSet& set, const Training& given,
                                          const ModelContext& context) const {
    const Training training = detail::withoutFaults(set, given);
    if (!hasBothClasses(training))
        return fail(ErrorCode::InvalidArgument, "the training part lacks one of the two classes");
    CW_TRY(const Matrix all, m_runner->valuesOf(set, training.rows, context.cancel));
    const Standardisation standard = Standardisation::fittedOn(all);
    const Matrix standardised = standard.applied(all);
    // Inner folds see the whole training part's mean and deviation of each feature, not its labels;
    // that lets thousands of features be turned into as many as there are pictures, once.
    const detail::RowSpace space(standardised);
    const auto scoresOf = [&](const ModelSettings& settings,
                              const detail::InnerFolds& folds) -> Result<std::vector<double>> {
        return innerScores(space.coordinates(), training, folds, settings.strength);
    };
    CW_TRY(InnerChoice choice,
           chosenByInnerFolds(training, ModelKind::Logistic, context.seed, scoresOf));
    const Logistic inSpace =
        Logistic::fittedTo(space.coordinates(), training.labels, choice.settings.strength);
    Logistic head;
    head.weights = space.weightsOf(inSpace.weights);
    head.intercept = inSpace.intercept;
    TrainedModel model;
    model.inner = std::move(choice.inner);
    model.settings = "sha256 " + m_sha256 + ", penalty " + shortest(choice.settings.strength) +
                     ", " + std::to_string(all.columns) + " features";
    model.note = std::move(choice.note);
    model.scorer = std::make_unique<HeadScorer>(set, m_runner, standard, std::move(head));
    return model;
}

} // namespace

Result<std::unique_ptr<ImageModel>> makeExternal(const std::filesystem::path& file,
                                                 bool frozenBackbone) {
    const std::string ending = file.extension().string();
    if (ending != ".onnx" && ending != ".pt" && ending != ".pth")
        return fail(ErrorCode::InvalidArgument,
                    "a network is a TorchScript file (.pt, .pth) or an ONNX file (.onnx)");
    CW_TRY(const std::string sha256, core::sha256OfFile(file));
    CW_TRY(NetworkCard card, readNetworkCard(file));
    CW_TRY(auto network, ending == ".onnx" ? openOnnx(file) : openTorchScript(file));
    auto runner =
        std::make_shared<NetworkRunner>(std::move(network), std::move(card), frozenBackbone);
    const std::string shown = file.filename().string();
    if (frozenBackbone)
        return std::make_unique<BackboneModel>(shown, sha256, std::move(runner));
    return std::make_unique<ExternalModel>(shown, sha256, std::move(runner));
}

} // namespace cw::validation
