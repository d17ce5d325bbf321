// SPDX-License-Identifier: Apache-2.0
// Private to validation_torch: the only header here that names libtorch.
#pragma once
#include "core/Random.h"

#include <memory>
#include <vector>

// Last: its macros and those of glog collide with other headers.
#include <torch/torch.h>

namespace cw::validation::detail {

struct NetShape {
    int channels = 1, width = 16;
    int stages = 4;       ///< residual blocks; each but the first halves the map
    double highest = 0;   ///< share of places that a picture's score is the mean of; 0: all
    double dropout = 0.2; ///< of the last features' channels, while training
};

/// Two 3x3 convolutions around a shortcut (He 2016, basic block).
struct BlockImpl : torch::nn::Module {
    BlockImpl(int in, int out, int stride);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::Conv2d first{nullptr}, second{nullptr}, skip{nullptr};
    torch::nn::BatchNorm2d firstNorm{nullptr}, secondNorm{nullptr}, skipNorm{nullptr};
};
TORCH_MODULE(Block);

/// 5x5/2 stem, basic blocks, a 1x1 convolution to a map of logits, then pooling.
struct ResidualNetImpl : torch::nn::Module {
    /// Weights come from the stream, not from libtorch's global generator.
    ResidualNetImpl(const NetShape& shape, core::Random random);
    /// A logit a place: n x 1 x h x w. The stream is asked for dropout, while training only.
    torch::Tensor map(torch::Tensor x, core::Random* random = nullptr);
    torch::Tensor pooled(const torch::Tensor& map) const; ///< n
    torch::Tensor forward(const torch::Tensor& x, core::Random* random = nullptr) {
        return pooled(map(x, random));
    }

    NetShape shape;
    torch::nn::Conv2d stem{nullptr}, head{nullptr};
    torch::nn::BatchNorm2d stemNorm{nullptr};
    std::vector<Block> blocks;
};
TORCH_MODULE(ResidualNet);

/// Weights and running means, to go back to the best epoch.
std::vector<torch::Tensor> stateOf(torch::nn::Module& module);
void restore(torch::nn::Module& module, const std::vector<torch::Tensor>& state);

} // namespace cw::validation::detail
