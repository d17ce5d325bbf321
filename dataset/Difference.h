// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dataset/Dataset.h"
#include <map>
#include <string>
#include <vector>

namespace cw::dataset {

/// What is another in a version b than in a version a of the same project. Cases and images are
/// matched by their ids, findings by their lesion ids on the same image.
struct VersionDifference {
    core::VersionName a, b;
    struct Changed {
        std::string what; ///< a case, an image, a lesion, a setting
        std::string before, after;
        bool operator==(const Changed&) const = default;
    };
    std::vector<core::CaseId> casesAdded, casesRemoved;
    std::vector<core::ImageId> imagesAdded, imagesRemoved; ///< of cases that are in both
    std::vector<Changed> labels;                           ///< case: its class
    std::vector<Changed> answers;                          ///< "C-0001 density"
    /// "C-0001 image 0f3a...: lesion L1": label, or the outline's area in px2 and its vertices.
    std::vector<Changed> findings;
    std::vector<Changed> sources;  ///< case: its readings or decision are others
    std::vector<Changed> excluded; ///< case: reason before and after; "" = was, is not excluded
    std::vector<Changed> settings; ///< rules, thresholds, software, profile, licence, terms ...
    bool empty() const;
    bool operator==(const VersionDifference&) const = default;
};
VersionDifference difference(const FrozenVersion& a, const FrozenVersion& b);

/// Sentences, one a line: what a person wants to know first comes first.
std::string inWords(const VersionDifference& difference);
/// The same, whole, as canonical JSON ("concord-difference-1").
Result<std::string> toJson(const VersionDifference& difference);

} // namespace cw::dataset
