// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "validation/Metrics.h"
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace cw::validation::detail {

using Json = nlohmann::ordered_json;

/// A file of scores; columns that it lacks are empty.
struct ScoreTable {
    std::vector<Scored> scores;
    std::vector<double> second;
    std::vector<std::string> patients, folds, lateralities;

    std::vector<Scored> secondScores() const;
    /// The patients, or each row for itself.
    std::vector<std::string> clusters() const;
};

/// The sections of `concord metrics`, each an object (or list) under its own key; a section that
/// has no answer holds a "note" that says why. Keys: docs/command-line.md, metrics.
Json interval(const Interval& interval);
Json operatingPoints(const ScoreTable& table);
Json partial(const ScoreTable& table);
Json clustered(const ScoreTable& table, double threshold);
Json bootstrapped(const ScoreTable& table, double threshold);
Json crossValidated(const ScoreTable& table);
Json units(const ScoreTable& table);
Json calibrated(const ScoreTable& table);
Json unpaired(const ScoreTable& table);
Json mcNemarAt(const ScoreTable& table);
Json equivalent(const ScoreTable& table);

} // namespace cw::validation::detail
