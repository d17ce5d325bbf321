// SPDX-License-Identifier: Apache-2.0
#include "validation/models/TorchHooks.h"
#include "validation/torch/detail/TorchModels.h"

#include <torch/version.h>

namespace cw::validation {

void installTorch() {
    torchHooks() = {detail::makeTorchCnn, detail::makeTorchPatches, detail::openWithTorch,
                    "libtorch " TORCH_VERSION};
}

} // namespace cw::validation
