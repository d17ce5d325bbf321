// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/models/ForeignNetwork.h"
#include "validation/models/LearnedModels.h"

#include <string_view>

namespace cw::validation {

/// What the library that sees libtorch puts in. Loading libtorch costs a second of processor time,
/// so that only the program that trains networks links it (decision 0192).
struct TorchHooks {
    Result<std::unique_ptr<ImageModel>> (*makeCnn)(const CnnOptions&) = nullptr;
    Result<std::unique_ptr<ImageModel>> (*makePatches)(const PatchOptions&) = nullptr;
    Result<std::unique_ptr<ForeignNetwork>> (*openTorchScript)(const std::filesystem::path&) =
        nullptr;
    const char* library = ""; ///< "libtorch 1.13.1"; empty in a program without it
};
TorchHooks& torchHooks();

/// Puts them in; defined in validation/torch. Called first thing by a program that links it.
void installTorch();

/// Whether a model (by its specification) is one that only such a program can train.
bool needsTorch(std::string_view specification);

} // namespace cw::validation
