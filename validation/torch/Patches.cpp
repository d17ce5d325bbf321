// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/models/LearnedModels.h"
#include "validation/models/detail/Augmentation.h"
#include "validation/models/detail/InnerSplit.h"
#include "validation/models/detail/Outlines.h"
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

using detail::Frame;
using detail::ResidualNet;

constexpr int kReduction = 8; ///< stem and two stages halve the map
constexpr int kTries = 40;

/// Where a patch's centre is drawn from.
enum class From { Outline, Elsewhere };

/// A kind of patch of one picture; its place is drawn anew each epoch.
struct PatchKind {
    std::size_t row = 0;
    From from = From::Elsewhere;
};

/// The outlines of one picture in its reduced pixels.
struct Marked {
    std::vector<core::Polygon> outlines;
};

/// Pictures of the training part and what was drawn on them.
struct PatchSource {
    detail::PictureCache* cache = nullptr;
    std::map<std::size_t, Marked> marked; ///< by row
    std::vector<PatchKind> kinds;         ///< by example
    int patch = 0;
};

core::PointPx pointIn(const core::Polygon& outline, core::Random& random) {
    const core::RectPx box = core::boundsOf(outline);
    for (int i = 0; i < kTries; ++i) {
        const core::PointPx point{random.uniform(box.left, box.right),
                                  random.uniform(box.top, box.bottom)};
        if (core::contains(outline, point))
            return point;
    }
    return core::centroid(outline); // a sliver
}

bool nearAnOutline(core::PointPx point, const Marked& marked, double margin) {
    return std::any_of(marked.outlines.begin(), marked.outlines.end(), [&](const auto& outline) {
        return core::contains(outline, point) || core::distanceToOutline(outline, point) < margin;
    });
}

/// Away from every outline; mostly where there is tissue, sometimes in the air, so that the air
/// scores low when the network slides over it.
core::PointPx pointElsewhere(const core::Image& image, const Marked& marked, double margin,
                             core::Random& random) {
    const auto pixels = image.samples<std::uint8_t>();
    core::PointPx point;
    const bool anywhere = random.chance(0.15);
    for (int i = 0; i < kTries; ++i) {
        point = {random.uniform(0, image.width()), random.uniform(0, image.height())};
        const auto at =
            static_cast<std::size_t>(point.y) * static_cast<std::size_t>(image.width()) +
            static_cast<std::size_t>(point.x);
        if ((anywhere || pixels[at] > 12) && !nearAnOutline(point, marked, margin))
            break;
    }
    return point;
}

Result<void> paintPatch(const PatchSource& source, std::size_t example, core::Random own,
                        bool shake, std::span<float> out) {
    const PatchKind& kind = source.kinds[example];
    CW_TRY(const auto image, source.cache->at(kind.row));
    const Marked& marked = source.marked.at(kind.row);
    core::PointPx centre;
    if (kind.from == From::Outline)
        centre = pointIn(marked.outlines[own.below(marked.outlines.size())], own);
    else
        centre = pointElsewhere(*image, marked, source.patch / 3.0, own);
    Frame frame{centre.x, centre.y, static_cast<double>(source.patch)};
    detail::Tone tone;
    if (shake) {
        const detail::Ranges ranges{.shift = 0};
        frame = detail::shaken(frame, ranges, own);
        tone = detail::toneFrom(ranges, own);
    }
    detail::paint(*image, frame, tone, own, source.patch, out);
    return {};
}

Result<core::Image> reducedOf(const PreparedSet& set, std::size_t row) {
    CW_TRY(core::Image image, set.reduced(row));
    if (image.samplesPerPixel() != 1)
        return fail(ErrorCode::InvalidArgument, "a reduced picture is not grey");
    return image;
}

/// The whole picture at once: the mean of the highest places, each the mean of one patch.
Result<double> slideOver(ResidualNet& net, const core::Image& image, int patch, int highest) {
    const torch::NoGradGuard noGradient;
    const int width = std::max(image.width(), patch), height = std::max(image.height(), patch);
    auto pixels = torch::full({1, 1, height, width}, -2.F); // black, as patches have it outside
    float* out = pixels.data_ptr<float>();
    const auto bytes = image.samples<std::uint8_t>();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width()) +
                            static_cast<std::size_t>(x);
            out[static_cast<std::ptrdiff_t>(y) * width + x] =
                (static_cast<float>(bytes[at]) / 255.F - 0.5F) / 0.25F;
        }
    const auto map = net->map(pixels.to(detail::torchDevice()));
    const auto window = std::min<std::int64_t>({patch / kReduction, map.size(2), map.size(3)});
    const auto places = torch::avg_pool2d(map, window, 1).flatten();
    const auto count = std::min<std::int64_t>(highest, places.size(0));
    return static_cast<double>(std::get<0>(places.topk(count)).mean().item<float>());
}

class PatchScorer : public Scorer {
public:
    PatchScorer(PreparedSet set, ResidualNet net, const PatchOptions& options)
        : m_set(std::move(set)), m_net(std::move(net)), m_options(options) {}

    Result<std::vector<double>> score(std::span<const std::size_t> rows) const override {
        return detail::guarded(
            "the network could not score the pictures", [&]() -> Result<std::vector<double>> {
                detail::calmTorch();
                ResidualNet net = m_net;
                std::vector<double> scores;
                for (const std::size_t row : rows) {
                    if (!m_set.at(row).fault.empty()) {
                        scores.push_back(std::numeric_limits<double>::quiet_NaN());
                        continue;
                    }
                    CW_TRY(const auto image, reducedOf(m_set, row));
                    CW_TRY(const double score,
                           slideOver(net, image, m_options.patch, m_options.highest));
                    if (!std::isfinite(score))
                        return fail(ErrorCode::Internal,
                                    "the network gave a score that is not finite");
                    scores.push_back(score);
                }
                return scores;
            });
    }

    Sees sees() const override { return Sees::Reduced; }

    Result<double> scorePicture(const core::Image& picture) const override {
        return detail::guarded("the network could not score a picture", [&]() -> Result<double> {
            if (picture.sampleType() != core::SampleType::U8 || picture.samplesPerPixel() != 1)
                return fail(ErrorCode::InvalidArgument, "a reduced picture is not grey");
            detail::calmTorch();
            ResidualNet net = m_net;
            return slideOver(net, picture, m_options.patch, m_options.highest);
        });
    }

    Result<void> save(const std::filesystem::path& folder) const override {
        return detail::guarded("the network could not be written", [&]() -> Result<void> {
            std::ostringstream bytes;
            torch::save(m_net.ptr(), bytes);
            CW_CHECK(core::writeWhole(folder / "patches-1.pt", std::string_view(bytes.str())));
            const nlohmann::json card = {{"patch", m_options.patch},
                                         {"highest", m_options.highest},
                                         {"channels", 1},
                                         {"width", m_net->shape.width},
                                         {"stages", m_net->shape.stages},
                                         {"mean", 0.5},
                                         {"std", 0.25}};
            return core::writeWhole(folder / "patches.json", card.dump(1) + "\n");
        });
    }

private:
    PreparedSet m_set;
    ResidualNet m_net;
    PatchOptions m_options;
};

detail::NetShape shapeOf(const PatchOptions& options) {
    return {.width = options.width, .stages = 3, .highest = 0};
}

/// The scorer that save() left in the folder of its fold.
Result<std::unique_ptr<Scorer>> loadedScorer(const PreparedSet& set,
                                             const std::filesystem::path& folder) {
    CW_TRY(const auto text, core::readText(folder / "patches.json"));
    const auto card = nlohmann::json::parse(text);
    PatchOptions options;
    options.patch = card.at("patch").get<int>();
    options.highest = card.at("highest").get<int>();
    options.width = card.at("width").get<int>();
    CW_TRY(const auto bytes, core::readText(folder / "patches-1.pt", 1U << 30));
    ResidualNet net(shapeOf(options), core::Random(1));
    std::istringstream stream(bytes);
    auto weights = net.ptr();
    torch::load(weights, stream);
    net->to(detail::torchDevice());
    net->eval(); // the means of its training, not those of a picture by itself
    return std::make_unique<PatchScorer>(set, net, options);
}

class Patches : public ImageModel {
public:
    explicit Patches(const PatchOptions& options) : m_options(options) {}
    std::string name() const override { return "patches"; }
    std::string about() const override {
        return "a small network for patches, learned from the outlines that readers drew on each "
               "fold's training part, then slid over the whole picture";
    }

    Result<TrainedModel> train(const PreparedSet& set, const Training& given,
                               const ModelContext& context) const override {
        CW_TRY(const auto outlines, detail::readOutlines(context.outlines));
        return detail::guarded("libtorch could not train the network", [&] {
            detail::calmTorch();
            return trained(set, detail::withoutFaults(set, given), outlines, context);
        });
    }

    Result<std::unique_ptr<Scorer>> load(const PreparedSet& set, std::span<const Sample>,
                                         const std::filesystem::path& folder) const override {
        return detail::guarded("the network of a fold cannot be read",
                               [&] { return loadedScorer(set, folder); });
    }

private:
    /// Outlines of one row in its reduced picture.
    static Result<Marked> markedOn(const PreparedSet& set, std::size_t row,
                                   const detail::Outlines& outlines) {
        const auto found = outlines.find(set.at(row).image);
        if (found == outlines.end() || found->second.empty())
            return Marked{};
        if (set.at(row).width < 1 || set.at(row).height < 1)
            return fail(ErrorCode::InvalidArgument,
                        "the size of a picture with outlines is not known");
        CW_TRY(const auto reduced, set.reduced(row));
        return Marked{detail::scaled(found->second,
                                     static_cast<double>(reduced.width()) / set.at(row).width,
                                     static_cast<double>(reduced.height()) / set.at(row).height)};
    }

    /// Patches of a part of the training rows. A positive picture without an outline gives none:
    /// where its lesion lies is not known.
    detail::Examples examplesOf(PatchSource& source, const Training& training,
                                std::span<const std::size_t> positions) const {
        detail::Examples examples;
        const auto add = [&](std::size_t row, From from, int label) {
            examples.units.push_back({source.kinds.size()});
            examples.labels.push_back(label);
            source.kinds.push_back({row, from});
        };
        std::size_t positives = 0;
        std::vector<std::size_t> negatives;
        for (const std::size_t position : positions) {
            const std::size_t row = training.rows[position];
            const bool outlined = !source.marked.at(row).outlines.empty();
            if (training.labels[position] == 0)
                negatives.push_back(row);
            else if (outlined)
                for (int i = 0; i < m_options.perPicture; ++i, ++positives) {
                    add(row, From::Outline, 1);
                    if (i % 2 == 0)
                        add(row, From::Elsewhere, 0);
                }
        }
        const auto wanted = static_cast<std::size_t>(static_cast<double>(positives) *
                                                     std::max(m_options.negatives - 0.5, 0.5));
        for (std::size_t i = 0; i < std::max(wanted, negatives.size()) && !negatives.empty(); ++i) {
            const std::size_t row = negatives[i % negatives.size()];
            const bool benign = !source.marked.at(row).outlines.empty();
            add(row, benign && i / negatives.size() % 2 == 0 ? From::Outline : From::Elsewhere, 0);
        }
        return examples;
    }

    detail::FitPlan planFor(const PatchSource& source, const ModelContext& context) const {
        detail::FitPlan plan;
        plan.side = m_options.patch;
        plan.epochs = plan.patience = m_options.epochs;
        plan.batch = m_options.batch;
        plan.learningRate = m_options.learningRate;
        plan.weightDecay = m_options.weightDecay;
        plan.random = core::Random(context.seed).stream("patches");
        plan.shaken = [&source, random = plan.random](int epoch) -> detail::Painter {
            const auto now = random.stream("change", static_cast<std::uint64_t>(epoch));
            return [&source, now](std::size_t example, std::span<float> out) {
                return paintPatch(source, example, now.stream("patch", example), true, out);
            };
        };
        plan.plain = [&source, random = plan.random.stream("held out")](std::size_t example,
                                                                        std::span<float> out) {
            return paintPatch(source, example, random.stream("patch", example), false, out);
        };
        plan.onEpoch = [this, &context](int epoch) {
            if (context.progress)
                context.progress(static_cast<std::size_t>(epoch),
                                 static_cast<std::size_t>(m_options.epochs), "epochs");
        };
        plan.cancel = context.cancel;
        return plan;
    }

    Result<TrainedModel> trained(const PreparedSet& set, const Training& training,
                                 const detail::Outlines& outlines,
                                 const ModelContext& context) const {
        CW_TRY(const auto split, detail::heldOutPart(training, context.seed, 0));
        detail::PictureCache cache(set.size(), m_options.cacheBytes,
                                   [&](std::size_t row) { return reducedOf(set, row); });
        PatchSource source{&cache, {}, {}, m_options.patch};
        std::size_t bare = 0, positive = 0;
        for (std::size_t i = 0; i < training.rows.size(); ++i) {
            CW_TRY(source.marked[training.rows[i]], markedOn(set, training.rows[i], outlines));
            positive += training.labels[i] == 1;
            bare += training.labels[i] == 1 && source.marked[training.rows[i]].outlines.empty();
        }
        const auto learn = examplesOf(source, training, split.learn);
        if (std::ranges::count(learn.labels, 1) == 0)
            return fail(ErrorCode::InvalidArgument,
                        "the model of patches learns from outlines, and no positive picture of the "
                        "training part has one");
        auto watch =
            split.note.empty() ? examplesOf(source, training, split.heldOut) : detail::Examples{};
        if (std::ranges::count(watch.labels, 1) == 0)
            watch = {};
        const auto plan = planFor(source, context);
        ResidualNet net(shapeOf(m_options), plan.random.stream("weights"));
        net->to(detail::torchDevice());
        CW_TRY(const auto done, detail::fit(net, learn, watch, plan));
        auto result = resultOf(set, training, split, net);
        if (!result)
            return result;
        result->settings = "epoch " + std::to_string(done.best) + " of " +
                           std::to_string(done.epochs) + ", patches of " +
                           std::to_string(m_options.patch) + " px";
        if (bare > 0)
            result->note += (result->note.empty() ? "" : "; ") + std::to_string(bare) + " of " +
                            std::to_string(positive) +
                            " positive training pictures have no outline; nothing was learned from "
                            "them";
        return result;
    }

    Result<TrainedModel> resultOf(const PreparedSet& set, const Training& training,
                                  const detail::InnerSplit& split, const ResidualNet& net) const {
        TrainedModel result;
        result.note = split.note;
        result.scorer = std::make_unique<PatchScorer>(set, net, m_options);
        std::vector<std::size_t> rows;
        for (const std::size_t position : split.heldOut)
            rows.push_back(training.rows[position]);
        CW_TRY(const auto scores, result.scorer->score(rows));
        for (std::size_t i = 0; i < rows.size(); ++i)
            result.inner.push_back({rows[i], training.labels[split.heldOut[i]], scores[i]});
        return result;
    }

    PatchOptions m_options;
};

} // namespace

Result<std::unique_ptr<ImageModel>> detail::makeTorchPatches(const PatchOptions& options) {
    return std::make_unique<Patches>(options);
}

} // namespace cw::validation
