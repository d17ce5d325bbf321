// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/workflow/Project.h"

namespace cw::workflow {

/// What a comparison measured, for a statistician: every number of every pair, and per image what
/// the two marked altogether.
struct ComparisonTables {
    std::size_t cases = 0, lesions = 0, areas = 0;
    /// A line a pair of lesions or a lesion that one reader missed, as the stored comparison has it
    /// (decision 0123): areas, IoU, Dice, distances in px and, where the image says its size, in
    /// mm. What is not defined is an empty field.
    std::string lesionsCsv;
    /// A line an image and label: pixels (by their centres, core/Raster.h) that lie in any outline
    /// of A, of B and of both; IoU, Dice, and Cohen's kappa over all pixels of the image. Does not
    /// depend on how a reader or an import has cut an area into pieces (decision 0150).
    std::string areasCsv;
};

/// Of every compared case, by the readings that count now. Errors of the store; Forbidden as
/// CaseStore::bothReadings().
Result<ComparisonTables> comparisonTables(Project& project, const core::ProgressFn& progress = {});

} // namespace cw::workflow
