// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/models/ForeignNetwork.h"
#include "validation/models/LearnedModels.h"

namespace cw::validation::detail {

Result<std::unique_ptr<ImageModel>> makeTorchCnn(const CnnOptions& options);
Result<std::unique_ptr<ImageModel>> makeTorchPatches(const PatchOptions& options);
Result<std::unique_ptr<ForeignNetwork>> openWithTorch(const std::filesystem::path& file);

} // namespace cw::validation::detail
