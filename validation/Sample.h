// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>

namespace cw::validation {

/// One row of a validation manifest: a picture, whose it is and what it is said to show.
struct Sample {
    std::string image, patient;
    int label = 0;
    std::string device = {}, laterality = {}, view = {}; ///< empty where unknown
    std::string accession = {}, site = {}, sex = {};     ///< likewise
    std::optional<double> age = {};                      ///< years
    std::optional<int> fold = {}; ///< 1..k where the manifest brings its own folds
    /// The manifest's other columns by heading (lower case), e.g. "density", "severity", "year".
    std::map<std::string, std::string> more = {};
};

} // namespace cw::validation
