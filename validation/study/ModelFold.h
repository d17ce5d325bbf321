// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/models/ImageModel.h"
#include "validation/study/StudyResult.h"

namespace cw::validation {

/// What one model made of one fold. Nobody below was given a label of the test part.
struct ModelFold {
    std::vector<std::size_t> testRows; ///< those that could be scored
    std::vector<double> scores;        ///< of testRows
    OperatingPoint operatingPoint;     ///< Youden on inner scores of units
    /// probability = 1 / (1 + exp(-(slope * score + intercept))), fitted to inner scores of units
    /// (Platt 1999).
    double plattSlope = 1, plattIntercept = 0;
    std::size_t trainRows = 0;
    std::string settings, note;
};

/// Trains on the training part, then scores the test rows. `units`: one key a row of the set.
/// Errors: as ImageModel::train; Internal if a model gives a score that is not finite.
Result<ModelFold> runModelFold(const ImageModel& model, const PreparedSet& set,
                               const Training& training, std::span<const std::size_t> testRows,
                               std::span<const std::string> units, const ModelContext& context,
                               const std::filesystem::path& saveTo = {});

} // namespace cw::validation
