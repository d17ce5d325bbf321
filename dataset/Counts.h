// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Dataset.h"
#include <map>
#include <string>

namespace cw::dataset {

/// How many of what a version holds. "" as a key: not known.
struct Counts {
    std::size_t cases = 0, images = 0, findings = 0, patients = 0;
    std::map<std::string, std::size_t> casesByClass, casesByAgeBand, excludedByReason;
    std::map<std::string, std::size_t> imagesByClass, imagesByDevice, imagesByView, imagesBySide,
        imagesByField, findingsByLabel;
    bool operator==(const Counts&) const = default;
};
Counts countsOf(const DatasetContent& content);

/// "GIOTTO, model 3"; "" if neither maker nor model is known.
std::string deviceOf(const core::ImageAttributes& attributes);

} // namespace cw::dataset
