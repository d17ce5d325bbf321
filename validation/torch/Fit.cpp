// SPDX-License-Identifier: Apache-2.0
#include "validation/torch/detail/Fit.h"

#include <algorithm>
#include <cmath>
#include <malloc.h>
#include <mutex>
#include <numbers>
#include <numeric>

namespace cw::validation::detail {
namespace {

constexpr std::size_t kScoringBatch = 32;

bool cancelled(const FitPlan& plan) { return plan.cancel != nullptr && plan.cancel->cancelled(); }

/// n x channels x side x side over interleaved memory, so that convolutions see channels last.
Result<torch::Tensor> painted(std::span<const std::size_t> examples, const Painter& painter,
                              int side, int channels) {
    const auto n = static_cast<std::int64_t>(examples.size());
    auto pixels = torch::empty({n, side, side, channels});
    const std::size_t size = static_cast<std::size_t>(side) * static_cast<std::size_t>(side) *
                             static_cast<std::size_t>(channels);
    float* at = pixels.data_ptr<float>();
    for (const std::size_t example : examples) {
        CW_CHECK(painter(example, {at, size}));
        at += size;
    }
    return pixels.permute({0, 3, 1, 2}).to(torchDevice());
}

/// Means of runs of logits, one a unit, as a product with a matrix of shares.
torch::Tensor unitMeans(const torch::Tensor& logits, const std::vector<std::size_t>& sizes) {
    if (static_cast<std::size_t>(logits.size(0)) == sizes.size())
        return logits;
    auto shares =
        torch::zeros({static_cast<std::int64_t>(sizes.size()), logits.size(0)}, torch::kFloat);
    std::int64_t column = 0;
    for (std::size_t unit = 0; unit < sizes.size(); ++unit)
        for (std::size_t i = 0; i < sizes[unit]; ++i)
            shares[static_cast<std::int64_t>(unit)][column++] =
                1.F / static_cast<float>(sizes[unit]);
    return shares.to(logits.device()).mv(logits);
}

struct Batch {
    std::vector<std::size_t> examples, sizes;
    std::vector<int> labels;
};

/// Units in the given order, so many that a batch has at least `size` examples; a short rest joins
/// the batch before it, because means over two or three pictures teach batch norm nothing.
std::vector<Batch> batchesOf(const Examples& examples, const std::vector<std::size_t>& order,
                             std::size_t size) {
    std::vector<Batch> batches;
    for (const std::size_t unit : order) {
        if (batches.empty() || batches.back().examples.size() >= size)
            batches.emplace_back();
        Batch& batch = batches.back();
        const auto& rows = examples.units[unit];
        batch.examples.insert(batch.examples.end(), rows.begin(), rows.end());
        batch.sizes.push_back(rows.size());
        batch.labels.push_back(examples.labels[unit]);
    }
    if (batches.size() > 1 && batches.back().examples.size() < std::max<std::size_t>(size / 4, 4)) {
        Batch rest = std::move(batches.back());
        batches.pop_back();
        Batch& last = batches.back();
        last.examples.insert(last.examples.end(), rest.examples.begin(), rest.examples.end());
        last.sizes.insert(last.sizes.end(), rest.sizes.begin(), rest.sizes.end());
        last.labels.insert(last.labels.end(), rest.labels.begin(), rest.labels.end());
    }
    return batches;
}

/// Weight of each class: both count the same in the sum.
struct Balance {
    float of[2] = {1, 1};
    explicit Balance(const std::vector<int>& labels) {
        const auto ones = static_cast<double>(std::ranges::count(labels, 1));
        const auto all = static_cast<double>(labels.size());
        if (ones > 0 && ones < all) {
            of[0] = static_cast<float>(all / (2 * (all - ones)));
            of[1] = static_cast<float>(all / (2 * ones));
        }
    }
};

torch::Tensor lossOf(const torch::Tensor& logits, const std::vector<int>& labels,
                     const Balance& balance) {
    std::vector<float> targets, weights;
    for (const int label : labels) {
        targets.push_back(static_cast<float>(label));
        weights.push_back(balance.of[label == 1 ? 1 : 0]);
    }
    return torch::binary_cross_entropy_with_logits(
        logits, torch::tensor(targets).to(logits.device()),
        torch::tensor(weights).to(logits.device()), {}, at::Reduction::Mean);
}

/// Up over the first third by a half cosine, then down to nearly nothing (Smith 2018).
double rateAt(double share, double highest) {
    constexpr double kRise = 0.3;
    const auto between = [](double from, double to, double t) {
        return from + (to - from) * (1 - std::cos(std::numbers::pi * t)) / 2;
    };
    return share < kRise ? between(highest / 25, highest, share / kRise)
                         : between(highest, highest / 1e4, (share - kRise) / (1 - kRise));
}

/// No decay of what only shifts or scales.
torch::optim::AdamW optimiser(ResidualNet& net, const FitPlan& plan) {
    std::vector<torch::Tensor> weights, rest;
    for (const auto& one : net->parameters())
        (one.dim() == 4 ? weights : rest).push_back(one);
    const torch::optim::AdamWOptions options(plan.learningRate);
    std::vector<torch::optim::OptimizerParamGroup> groups;
    groups.emplace_back(
        weights, std::make_unique<torch::optim::AdamWOptions>(
                     torch::optim::AdamWOptions(plan.learningRate).weight_decay(plan.weightDecay)));
    groups.emplace_back(rest, std::make_unique<torch::optim::AdamWOptions>(
                                  torch::optim::AdamWOptions(plan.learningRate).weight_decay(0)));
    return torch::optim::AdamW(std::move(groups), options);
}

void setRate(torch::optim::AdamW& optimiser, double rate) {
    for (auto& group : optimiser.param_groups())
        static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
}

class Fitting {
public:
    Fitting(ResidualNet& net, const Examples& learn, const Examples& watch, const FitPlan& plan)
        : m_net(net), m_learn(learn), m_watch(watch), m_plan(plan), m_balance(learn.labels),
          m_optimiser(optimiser(net, plan)) {}

    Result<FitResult> run() {
        FitResult result;
        std::vector<torch::Tensor> best;
        for (int epoch = 1; epoch <= m_plan.epochs; ++epoch) {
            CW_CHECK(learnOnce(epoch));
            result.epochs = epoch;
            if (m_plan.onEpoch)
                m_plan.onEpoch(epoch);
            if (m_watch.units.empty()) {
                result.best = epoch;
                continue;
            }
            CW_TRY(const double loss, watched());
            if (best.empty() || loss < result.loss) {
                best = stateOf(*m_net);
                result.loss = loss;
                result.best = epoch;
            } else if (epoch - std::max(result.best, m_plan.epochs / 2) >= m_plan.patience) {
                break;
            }
        }
        if (!best.empty())
            restore(*m_net, best);
        m_net->eval();
        return result;
    }

private:
    Result<void> learnOnce(int epoch) {
        m_net->train();
        core::Random random = m_plan.random.stream("epoch", static_cast<std::uint64_t>(epoch));
        std::vector<std::size_t> order(m_learn.units.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        random.shuffle(order);
        const Painter painter = m_plan.shaken(epoch);
        const auto batches = batchesOf(m_learn, order, static_cast<std::size_t>(m_plan.batch));
        for (std::size_t i = 0; i < batches.size(); ++i) {
            if (cancelled(m_plan))
                return fail(ErrorCode::Cancelled, "the training was cancelled");
            const double share =
                (epoch - 1 + static_cast<double>(i) / static_cast<double>(batches.size())) /
                m_plan.epochs;
            setRate(m_optimiser, rateAt(share, m_plan.learningRate));
            CW_CHECK(step(batches[i], painter, random));
        }
        return {};
    }

    Result<void> step(const Batch& batch, const Painter& painter, core::Random& random) {
        CW_TRY(const auto pixels, painted(batch.examples, painter, m_plan.side, m_plan.channels));
        m_optimiser.zero_grad();
        const auto logits = unitMeans(m_net->forward(pixels, &random), batch.sizes);
        const auto loss = lossOf(logits, batch.labels, m_balance);
        if (!std::isfinite(loss.item<float>()))
            return fail(ErrorCode::Internal, "the training diverged");
        loss.backward();
        torch::nn::utils::clip_grad_norm_(m_net->parameters(), 5);
        m_optimiser.step();
        return {};
    }

    Result<double> watched() {
        m_net->eval();
        double sum = 0;
        for (std::size_t unit = 0; unit < m_watch.units.size(); ++unit) {
            if (unit % kScoringBatch != 0)
                continue;
            const std::size_t end = std::min(unit + kScoringBatch, m_watch.units.size());
            std::vector<std::size_t> examples, sizes;
            std::vector<int> labels;
            for (std::size_t u = unit; u < end; ++u) {
                const auto& rows = m_watch.units[u];
                examples.insert(examples.end(), rows.begin(), rows.end());
                sizes.push_back(rows.size());
                labels.push_back(m_watch.labels[u]);
            }
            const torch::NoGradGuard noGradient;
            CW_TRY(const auto pixels,
                   painted(examples, m_plan.plain, m_plan.side, m_plan.channels));
            const auto logits = unitMeans(m_net->forward(pixels), sizes);
            sum += static_cast<double>(lossOf(logits, labels, m_balance).item<float>()) *
                   static_cast<double>(labels.size());
        }
        return sum / static_cast<double>(m_watch.units.size());
    }

    ResidualNet& m_net;
    const Examples &m_learn, &m_watch;
    const FitPlan& m_plan;
    Balance m_balance;
    torch::optim::AdamW m_optimiser;
};

} // namespace

Result<FitResult> fit(ResidualNet& net, const Examples& learn, const Examples& watch,
                      const FitPlan& plan) {
    return Fitting(net, learn, watch, plan).run();
}

Result<std::vector<double>> logitsOf(ResidualNet& net, std::span<const std::size_t> examples,
                                     const Painter& painter, int side, bool flips) {
    const torch::NoGradGuard noGradient;
    std::vector<double> logits;
    for (std::size_t begin = 0; begin < examples.size(); begin += kScoringBatch) {
        const auto part = examples.subspan(begin, std::min(kScoringBatch, examples.size() - begin));
        CW_TRY(const auto pixels, painted(part, painter, side, net->shape.channels));
        auto sum = net->forward(pixels);
        if (flips)
            sum = (sum + net->forward(pixels.flip({3})) + net->forward(pixels.flip({2})) +
                   net->forward(pixels.flip({2, 3}))) /
                  4;
        sum = sum.cpu().contiguous();
        for (std::int64_t i = 0; i < sum.size(0); ++i)
            logits.push_back(static_cast<double>(sum.data_ptr<float>()[i]));
    }
    if (!std::all_of(logits.begin(), logits.end(), [](double v) { return std::isfinite(v); }))
        return fail(ErrorCode::Internal, "the network gave a score that is not finite");
    return logits;
}

void calmTorch() {
    static std::once_flag once;
    std::call_once(once, [] {
        // Each step allocates and frees the same few megabytes; given back to the system and asked
        // for again they cost up to a fifth of the time.
        ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
        ::mallopt(M_TRIM_THRESHOLD, 512 << 20);
        try {
            at::set_num_interop_threads(1);
        } catch (const std::exception&) { // somebody else has used libtorch already
        }
        at::globalContext().setDeterministicAlgorithms(true, false);
        at::globalContext().setBenchmarkCuDNN(false);
    });
    at::set_num_threads(1);
    at::globalContext().setFlushDenormal(true);
}

torch::Device torchDevice() {
    static const bool card = torch::cuda::is_available();
    return card ? torch::Device(torch::kCUDA) : torch::Device(torch::kCPU);
}

} // namespace cw::validation::detail
