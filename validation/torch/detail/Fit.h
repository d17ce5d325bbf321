// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "core/Result.h"

#include <functional>
#include <span>

#include "validation/torch/detail/ResidualNet.h"

namespace cw::validation::detail {

/// Paints one example, side x side x channels floats, interleaved.
using Painter = std::function<Result<void>(std::size_t example, std::span<float> out)>;

/// What a network learns from or is watched on: units of examples whose mean logit has a label.
struct Examples {
    std::vector<std::vector<std::size_t>> units;
    std::vector<int> labels; ///< one a unit
};

struct FitPlan {
    int side = 0, channels = 1;
    int epochs = 10, patience = 6, batch = 32;
    double learningRate = 3e-3, weightDecay = 1e-2;
    core::Random random{1};
    /// Training pictures of an epoch (1, 2, ...), changed at random; and as they are.
    std::function<Painter(int epoch)> shaken;
    Painter plain;
    std::function<void(int epoch)> onEpoch;
    const core::CancelToken* cancel = nullptr;
};

struct FitResult {
    int epochs = 0, best = 0; ///< run; whose weights were kept
    double loss = 0;          ///< held out, classes weighted alike
};

/// AdamW with one cycle of the learning rate; both classes weigh the same. The epoch with the
/// smallest loss on `watch` is kept, the last one if watch is empty. Cancelled, Internal
/// (diverged), or what a painter said.
Result<FitResult> fit(ResidualNet& net, const Examples& learn, const Examples& watch,
                      const FitPlan& plan);

/// One logit an example, in the order asked for; with flips, the mean over the four mirror images.
Result<std::vector<double>> logitsOf(ResidualNet& net, std::span<const std::size_t> examples,
                                     const Painter& painter, int side, bool flips);

/// One thread, denormals flushed, deterministic kernels: for the calling thread, before any work.
void calmTorch();
torch::Device torchDevice(); ///< a graphics card if libtorch has one
/// Runs work at the module's edge: exceptions of libtorch become Internal or TooLarge.
template <class Work>
auto guarded(const char* sentence, const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory for the network");
    } catch (const std::exception&) {
        return fail(ErrorCode::Internal, sentence);
    }
}

} // namespace cw::validation::detail
