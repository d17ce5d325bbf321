// SPDX-License-Identifier: Apache-2.0
#include "validation/torch/detail/ResidualNet.h"

#include <algorithm>
#include <cmath>

namespace cw::validation::detail {
namespace {

torch::nn::Conv2d convolution(int in, int out, int kernel, int stride) {
    return torch::nn::Conv2d(
        torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false));
}

/// Uniform in +-1/sqrt(inputs of a unit), libtorch's own rule, from our stream.
void drawWeights(torch::nn::Module& module, core::Random& random) {
    const torch::NoGradGuard noGradient;
    for (auto& one : module.named_parameters()) {
        torch::Tensor& weights = one.value();
        if (weights.dim() != 4)
            continue;
        const double bound =
            1 / std::sqrt(static_cast<double>(weights.size(1) * weights.size(2) * weights.size(3)));
        float* values = weights.data_ptr<float>();
        for (std::int64_t i = 0; i < weights.numel(); ++i)
            values[i] = static_cast<float>(random.uniform(-bound, bound));
        // Channels last: about a tenth faster on the CPU (validation.md 3.1).
        weights.set_data(weights.contiguous(at::MemoryFormat::ChannelsLast));
    }
}

} // namespace

BlockImpl::BlockImpl(int in, int out, int stride)
    : first(register_module("first", convolution(in, out, 3, stride))),
      second(register_module("second", convolution(out, out, 3, 1))),
      firstNorm(register_module("firstNorm", torch::nn::BatchNorm2d(out))),
      secondNorm(register_module("secondNorm", torch::nn::BatchNorm2d(out))) {
    if (stride != 1 || in != out) {
        skip = register_module("skip", convolution(in, out, 1, stride));
        skipNorm = register_module("skipNorm", torch::nn::BatchNorm2d(out));
    }
}

torch::Tensor BlockImpl::forward(const torch::Tensor& x) {
    auto y = secondNorm(second(firstNorm(first(x)).relu_()));
    y += skip.is_empty() ? x : skipNorm(skip(x));
    return y.relu_();
}

ResidualNetImpl::ResidualNetImpl(const NetShape& wanted, core::Random random)
    : shape(wanted),
      stem(register_module("stem", convolution(wanted.channels, wanted.width, 5, 2))),
      stemNorm(register_module("stemNorm", torch::nn::BatchNorm2d(wanted.width))) {
    int channels = shape.width;
    for (int stage = 0; stage < shape.stages; ++stage) {
        const int next = stage == 0 ? channels : 2 * channels;
        blocks.push_back(register_module("block" + std::to_string(stage + 1),
                                         Block(channels, next, stage == 0 ? 1 : 2)));
        channels = next;
    }
    head = register_module("head",
                           torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, 1, 1).bias(true)));
    drawWeights(*this, random);
    const torch::NoGradGuard noGradient;
    head->bias.zero_();
}

torch::Tensor ResidualNetImpl::map(torch::Tensor x, core::Random* random) {
    x = stemNorm(stem(x)).relu_();
    for (Block& block : blocks)
        x = block(x);
    if (is_training() && random != nullptr && shape.dropout > 0) {
        auto mask = torch::empty({x.size(0), x.size(1), 1, 1});
        float* values = mask.data_ptr<float>();
        for (std::int64_t i = 0; i < mask.numel(); ++i)
            values[i] =
                random->chance(shape.dropout) ? 0.F : static_cast<float>(1 / (1 - shape.dropout));
        x = x * mask.to(x.device());
    }
    return head(x);
}

torch::Tensor ResidualNetImpl::pooled(const torch::Tensor& map) const {
    const auto places = map.flatten(1);
    if (shape.highest <= 0)
        return places.mean(1);
    const auto count = std::max<std::int64_t>(
        1, std::llround(shape.highest * static_cast<double>(places.size(1))));
    return std::get<0>(places.topk(count, 1)).mean(1);
}

std::vector<torch::Tensor> stateOf(torch::nn::Module& module) {
    const torch::NoGradGuard noGradient;
    std::vector<torch::Tensor> state;
    for (const auto& one : module.parameters())
        state.push_back(one.clone());
    for (const auto& one : module.buffers())
        state.push_back(one.clone());
    return state;
}

void restore(torch::nn::Module& module, const std::vector<torch::Tensor>& state) {
    const torch::NoGradGuard noGradient;
    std::size_t at = 0;
    for (auto& one : module.parameters())
        one.copy_(state[at++]);
    for (auto& one : module.buffers())
        one.copy_(state[at++]);
}

} // namespace cw::validation::detail
