// SPDX-License-Identifier: Apache-2.0
#include "core/Files.h"
#include "validation/models/ForeignNetwork.h"
#include "validation/torch/detail/TorchModels.h"

#include <mutex>
#include <sstream>

#include "validation/torch/detail/Fit.h"

#include <torch/script.h>

namespace cw::validation {
namespace {

class TorchScriptNetwork : public ForeignNetwork {
public:
    explicit TorchScriptNetwork(torch::jit::Module module) : m_module(std::move(module)) {}

    Result<NetworkOutput> forward(std::span<const float> pixels, int n, int channels,
                                  int side) const override {
        const std::lock_guard lock(m_mutex); // a module may keep state between two calls
        try {
            detail::calmTorch();
            const torch::InferenceMode inference;
            auto input = torch::empty({n, channels, side, side});
            std::copy(pixels.begin(), pixels.end(), input.data_ptr<float>());
            const auto answer = m_module.forward({input});
            if (!answer.isTensor())
                return fail(ErrorCode::Malformed, "the TorchScript network gives no tensor");
            const auto values = answer.toTensor().to(torch::kFloat).cpu().contiguous();
            NetworkOutput output;
            output.shape.assign(values.sizes().begin(), values.sizes().end());
            output.values.assign(values.data_ptr<float>(),
                                 values.data_ptr<float>() + values.numel());
            return output;
        } catch (const std::exception&) {
            return fail(ErrorCode::Malformed,
                        "the TorchScript network does not take a picture of this size and depth");
        }
    }

private:
    mutable std::mutex m_mutex;
    mutable torch::jit::Module m_module;
};

} // namespace

Result<std::unique_ptr<ForeignNetwork>> detail::openWithTorch(const std::filesystem::path& file) {
    CW_TRY(const auto bytes, core::readFile(file, std::uintmax_t{2} << 30));
    try {
        detail::calmTorch();
        std::istringstream stream(
            std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
        torch::jit::Module module = torch::jit::load(stream, torch::kCPU);
        module.eval();
        return std::make_unique<TorchScriptNetwork>(std::move(module));
    } catch (const std::exception&) {
        return fail(ErrorCode::Malformed, "the file is no TorchScript network");
    }
}

} // namespace cw::validation
