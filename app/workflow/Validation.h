// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Progress.h"
#include "validation/CrossValidation.h"

#include <filesystem>
#include <optional>

namespace cw::workflow {

/// Cross-validates the images that a manifest names (columns image,patient,label), relative to the
/// manifest's folder. features: what to look for; guessed from the first readable pictures (colour
/// means fundus) when absent. plan.features and plan.dataset are filled in.
Result<validation::ValidationResult>
validateManifest(const std::filesystem::path& manifest,
                 std::optional<validation::FeatureKind> features, validation::ValidationPlan plan,
                 const core::ProgressFn& progress = {}, const core::CancelToken* cancel = nullptr);

} // namespace cw::workflow
