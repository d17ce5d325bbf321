// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "imaging/FundusViews.h"
#include "imaging/Resample.h"
#include "validation/models/LearnedModels.h"
#include "validation/models/detail/Augmentation.h"
#include "validation/models/detail/InnerSplit.h"
#include "validation/models/detail/PictureCache.h"
#include "validation/torch/detail/TorchModels.h"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "validation/torch/detail/Fit.h"

namespace cw::validation {
namespace {

using detail::ResidualNet;
using detail::RowUnits;

/// What the network is shown: the same for training and scoring.
struct Input {
    int side = 0, channels = 1;
    bool flips = true;
    bool evenLight = false;
};

Result<core::Image> shownTo(const Input& input, core::Image picture) {
    if (picture.width() > input.side) {
        CW_TRY(picture, imaging::resized(picture, input.side));
    }
    if (!input.evenLight)
        return picture;
    return imaging::fundusView(picture, imaging::FundusView::Normalised);
}

Result<core::Image> inputOf(const PreparedSet& set, std::size_t row, const Input& input) {
    CW_TRY(core::Image image, set.input(row));
    if (image.width() != image.height() || image.samplesPerPixel() != input.channels)
        return fail(ErrorCode::InvalidArgument,
                    "the prepared pictures are not all square with the same number of channels");
    return shownTo(input, std::move(image));
}

detail::Painter plainPainter(detail::PictureCache& cache, const Input& input) {
    return [&cache, input](std::size_t row, std::span<float> out) -> Result<void> {
        CW_TRY(const auto image, cache.at(row));
        core::Random none(0);
        detail::paint(*image, detail::wholeOf(*image), {}, none, input.side, out);
        return {};
    };
}

detail::Painter shakenPainter(detail::PictureCache& cache, const Input& input,
                              core::Random random) {
    return [&cache, input, random](std::size_t row, std::span<float> out) -> Result<void> {
        CW_TRY(const auto image, cache.at(row));
        core::Random own = random.stream("picture", row);
        const detail::Ranges ranges{.flips = input.flips};
        const auto frame = detail::shaken(detail::wholeOf(*image), ranges, own);
        const auto tone = detail::toneFrom(ranges, own);
        detail::paint(*image, frame, tone, own, input.side, out);
        return {};
    };
}

class CnnScorer : public Scorer {
public:
    CnnScorer(PreparedSet set, RowUnits units, Input input)
        : m_set(std::move(set)), m_units(std::move(units)), m_input(input) {}

    void add(ResidualNet net) { m_nets.push_back(std::move(net)); }
    std::size_t members() const { return m_nets.size(); }

    Result<std::vector<double>> score(std::span<const std::size_t> rows) const override {
        return detail::guarded("the network could not score the pictures",
                               [&]() -> Result<std::vector<double>> {
                                   std::vector<double> sum(rows.size(), 0);
                                   for (std::size_t m = 0; m < m_nets.size(); ++m) {
                                       CW_TRY(const auto part, scoreBy(m, rows));
                                       for (std::size_t i = 0; i < sum.size(); ++i)
                                           sum[i] += part[i] / static_cast<double>(m_nets.size());
                                   }
                                   return sum;
                               });
    }

    /// The scores of one network; every row of a unit gets the mean of the unit's logits.
    Result<std::vector<double>> scoreBy(std::size_t member,
                                        std::span<const std::size_t> rows) const {
        detail::calmTorch();
        std::map<std::size_t, double> logits;
        for (const std::size_t row : rows)
            for (const std::size_t other : m_units.rows[m_units.unitOf[row]])
                if (m_set.at(other).fault.empty())
                    logits[other] = 0;
        std::vector<std::size_t> needed;
        for (const auto& [row, unused] : logits)
            needed.push_back(row);
        detail::PictureCache cache(m_set.size(), 0,
                                   [&](std::size_t row) { return inputOf(m_set, row, m_input); });
        ResidualNet net = m_nets[member];
        CW_TRY(const auto values, detail::logitsOf(net, needed, plainPainter(cache, m_input),
                                                   m_input.side, m_input.flips));
        for (std::size_t i = 0; i < needed.size(); ++i)
            logits[needed[i]] = values[i];
        std::vector<double> scores;
        for (const std::size_t row : rows)
            scores.push_back(meanOf(row, logits));
        return scores;
    }

    /// Without the other pictures of its unit, and as it lies: a heat map is of one picture, and
    /// its mirror images would cost three times as much again.
    Sees sees() const override { return Sees::Input; }
    Result<double> scorePicture(const core::Image& picture) const override {
        return detail::guarded("the network could not score a picture", [&]() -> Result<double> {
            detail::calmTorch();
            detail::PictureCache cache(1, 0,
                                       [&](std::size_t) { return shownTo(m_input, picture); });
            const std::size_t only[] = {0};
            double sum = 0;
            for (ResidualNet net : m_nets) {
                CW_TRY(const auto logits, detail::logitsOf(net, only, plainPainter(cache, m_input),
                                                           m_input.side, false));
                sum += logits.front();
            }
            return sum / static_cast<double>(m_nets.size());
        });
    }

    Result<void> save(const std::filesystem::path& folder) const override {
        return detail::guarded("the network could not be written", [&]() -> Result<void> {
            for (std::size_t m = 0; m < m_nets.size(); ++m) {
                std::ostringstream bytes;
                torch::save(m_nets[m].ptr(), bytes);
                CW_CHECK(core::writeWhole(folder / ("cnn-" + std::to_string(m + 1) + ".pt"),
                                          std::string_view(bytes.str())));
            }
            const auto& shape = m_nets.front()->shape;
            const nlohmann::json card = {{"side", m_input.side},
                                         {"channels", m_input.channels},
                                         {"width", shape.width},
                                         {"stages", shape.stages},
                                         {"highest", shape.highest},
                                         {"mean", 0.5},
                                         {"std", 0.25},
                                         {"flips", m_input.flips},
                                         {"even_light", m_input.evenLight},
                                         {"networks", m_nets.size()}};
            return core::writeWhole(folder / "cnn.json", card.dump(1) + "\n");
        });
    }

private:
    double meanOf(std::size_t row, const std::map<std::size_t, double>& logits) const {
        if (!m_set.at(row).fault.empty())
            return std::numeric_limits<double>::quiet_NaN();
        double sum = 0;
        std::size_t count = 0;
        for (const std::size_t other : m_units.rows[m_units.unitOf[row]])
            if (const auto found = logits.find(other); found != logits.end()) {
                sum += found->second;
                ++count;
            }
        return sum / static_cast<double>(count);
    }

    PreparedSet m_set;
    RowUnits m_units;
    Input m_input;
    std::vector<ResidualNet> m_nets;
};

/// The scorer that save() left in the folder of its fold.
Result<std::unique_ptr<Scorer>> loadedScorer(const PreparedSet& set,
                                             const std::filesystem::path& folder) {
    CW_TRY(const auto text, core::readText(folder / "cnn.json"));
    const auto card = nlohmann::json::parse(text);
    const Input input{card.at("side").get<int>(), card.at("channels").get<int>(),
                      card.at("flips").get<bool>(), card.at("even_light").get<bool>()};
    const detail::NetShape shape{.channels = input.channels,
                                 .width = card.at("width").get<int>(),
                                 .stages = card.at("stages").get<int>(),
                                 .highest = card.at("highest").get<double>()};
    auto scorer = std::make_unique<CnnScorer>(set, detail::singleRows(set.size()), input);
    for (std::size_t m = 0; m < card.at("networks").get<std::size_t>(); ++m) {
        CW_TRY(const auto bytes,
               core::readText(folder / ("cnn-" + std::to_string(m + 1) + ".pt"), 1U << 30));
        ResidualNet net(shape, core::Random(1));
        std::istringstream stream(bytes);
        auto weights = net.ptr();
        torch::load(weights, stream);
        net->to(detail::torchDevice());
        net->eval(); // the means of its training, not those of a picture by itself
        scorer->add(net);
    }
    if (scorer->members() == 0)
        return fail(ErrorCode::Corrupt, "the fold kept no network");
    return scorer;
}

/// Rows of a part brought together by unit; a unit is positive if one of its pictures is.
detail::Examples examplesOf(const Training& training, std::span<const std::size_t> positions,
                            const RowUnits& units) {
    std::map<std::size_t, std::size_t> known;
    detail::Examples examples;
    for (const std::size_t position : positions) {
        const std::size_t row = training.rows[position];
        const auto [at, added] = known.emplace(units.unitOf[row], examples.units.size());
        if (added) {
            examples.units.emplace_back();
            examples.labels.push_back(0);
        }
        examples.units[at->second].push_back(row);
        examples.labels[at->second] |= training.labels[position];
    }
    return examples;
}

class Cnn : public ImageModel {
public:
    explicit Cnn(const CnnOptions& options) : m_options(options) {}
    std::string name() const override { return "cnn"; }
    std::string about() const override {
        return "a small residual network (" + std::to_string(m_options.width) +
               " channels), trained from scratch on each fold's training part; it knows no other "
               "pictures than these";
    }

    Result<TrainedModel> train(const PreparedSet& set, const Training& training,
                               const ModelContext& context) const override {
        return detail::guarded(
            "libtorch could not train the network", [&]() -> Result<TrainedModel> {
                detail::calmTorch();
                return trained(set, detail::withoutFaults(set, training), context);
            });
    }

    Result<std::unique_ptr<Scorer>> load(const PreparedSet& set, std::span<const Sample>,
                                         const std::filesystem::path& folder) const override {
        return detail::guarded("the network of a fold cannot be read",
                               [&] { return loadedScorer(set, folder); });
    }

private:
    Result<Input> inputFor(const PreparedSet& set, const Training& training) const {
        if (training.rows.empty())
            return fail(ErrorCode::InvalidArgument,
                        "the training part lacks one of the two classes");
        CW_TRY(const core::Image first, set.input(training.rows.front()));
        const int channels = first.samplesPerPixel();
        int side = m_options.side;
        if (side == 0)
            side = channels == 3 ? kCnnColourSide : kCnnGreySide;
        if (m_options.evenLight && channels != 3)
            return fail(ErrorCode::InvalidArgument, "even=yes is for colour photographs");
        return Input{std::min(side, first.width()), channels, m_options.flips, m_options.evenLight};
    }

    detail::NetShape shapeFor(const Input& input) const {
        const bool highest = m_options.pooling == Pooling::Highest ||
                             (m_options.pooling == Pooling::Auto && input.channels == 1);
        return {.channels = input.channels,
                .width = m_options.width,
                .highest = highest ? m_options.highestShare : 0};
    }

    RowUnits unitsFor(const PreparedSet& set, const ModelContext& context) const {
        const bool known = context.cases.size() == set.size();
        const bool fuse =
            m_options.fusion == Fusion::Breast ||
            (m_options.fusion == Fusion::Auto && detail::namesBreastViews(context.cases));
        return known && fuse ? detail::breasts(set, context.cases) : detail::singleRows(set.size());
    }

    /// More of them where the training part is small: a hundred steps teach a network nothing.
    int epochsFor(std::size_t trainingRows) const {
        constexpr std::size_t kMost = 60;
        const std::size_t learned = trainingRows - trainingRows / 5; // a fifth is held out
        const auto batch = static_cast<std::size_t>(m_options.batch);
        const std::size_t steps = std::max<std::size_t>(1, (learned + batch - 1) / batch);
        const auto least = static_cast<std::size_t>(m_options.leastSteps);
        return std::max(m_options.epochs,
                        static_cast<int>(std::min(kMost, (least + steps - 1) / steps)));
    }

    detail::FitPlan planFor(detail::PictureCache& cache, const Input& input,
                            const ModelContext& context, int member, int epochs) const {
        detail::FitPlan plan;
        plan.side = input.side;
        plan.channels = input.channels;
        plan.epochs = epochs;
        plan.patience = m_options.patience * epochs / m_options.epochs;
        plan.batch = m_options.batch;
        plan.learningRate = m_options.learningRate;
        plan.weightDecay = m_options.weightDecay;
        plan.random = core::Random(context.seed).stream("cnn", static_cast<std::uint64_t>(member));
        plan.plain = plainPainter(cache, input);
        plan.shaken = [this, &cache, input, random = plan.random](int epoch) {
            if (!m_options.augment)
                return plainPainter(cache, input);
            return shakenPainter(cache, input,
                                 random.stream("change", static_cast<std::uint64_t>(epoch)));
        };
        plan.onEpoch = [this, &context, member, epochs](int epoch) {
            if (context.progress)
                context.progress(static_cast<std::size_t>(member * epochs + epoch),
                                 static_cast<std::size_t>(m_options.members * epochs), "epochs");
        };
        plan.cancel = context.cancel;
        return plan;
    }

    Result<TrainedModel> trained(const PreparedSet& set, const Training& training,
                                 const ModelContext& context) const {
        CW_TRY(const Input input, inputFor(set, training));
        const RowUnits units = unitsFor(set, context);
        detail::PictureCache cache(set.size(), m_options.cacheBytes,
                                   [&](std::size_t row) { return inputOf(set, row, input); });
        auto scorer = std::make_unique<CnnScorer>(set, units, input);
        TrainedModel result;
        for (int member = 0; member < m_options.members; ++member) {
            CW_TRY(const auto split, detail::heldOutPart(training, context.seed, member));
            const auto plan =
                planFor(cache, input, context, member, epochsFor(training.rows.size()));
            ResidualNet net(shapeFor(input), plan.random.stream("weights"));
            net->to(detail::torchDevice());
            const auto learn = examplesOf(training, split.learn, units);
            const auto watch = split.note.empty() ? examplesOf(training, split.heldOut, units)
                                                  : detail::Examples{};
            CW_TRY(const auto done, detail::fit(net, learn, watch, plan));
            scorer->add(net);
            CW_CHECK(addInner(result, *scorer, training, split));
            result.note = split.note;
            result.settings += (member == 0 ? "epoch " : ", ") + std::to_string(done.best) +
                               " of " + std::to_string(done.epochs);
        }
        result.settings += ", " + std::to_string(input.side) + " px";
        result.scorer = std::move(scorer);
        return result;
    }

    static Result<void> addInner(TrainedModel& result, const CnnScorer& scorer,
                                 const Training& training, const detail::InnerSplit& split) {
        std::vector<std::size_t> rows;
        for (const std::size_t position : split.heldOut)
            rows.push_back(training.rows[position]);
        CW_TRY(const auto scores, scorer.scoreBy(scorer.members() - 1, rows));
        for (std::size_t i = 0; i < rows.size(); ++i)
            result.inner.push_back({rows[i], training.labels[split.heldOut[i]], scores[i]});
        return {};
    }

    CnnOptions m_options;
};

} // namespace

Result<std::unique_ptr<ImageModel>> detail::makeTorchCnn(const CnnOptions& options) {
    return std::make_unique<Cnn>(options);
}

} // namespace cw::validation
