// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/Polygon.h"
#include <map>
#include <string>
#include <vector>

namespace cw::annotation {

/// One lesion as one reader sees it on one image. Plain data; polygon in image space (stored,
/// unflipped). attributes: field's standard terms, e.g. {"shape","irregular"}.
struct Finding {
    core::LesionId id;
    core::ImageId image;
    std::string label; ///< "mass", "calcification", "asymmetry", "distortion"; "exudate", "haemorrhage", ...
    core::Polygon outline;
    std::map<std::string, std::string> attributes;
    bool operator==(const Finding&) const = default;
};

/// Answers about the case as a whole. Keys: "assessment" (BI-RADS 0-6, 4A-4C), "density" (a-d),
/// "diagnosis" (normal, benign, malignant / normal, glaucoma, amd, dr, rvo), "imageType" (1-3),
/// "gradability", "comment"; all of them, their words and codes: Vocabulary.h. Absent = not
/// answered.
using CaseAnswers = std::map<std::string, std::string>;

/// The labels that may be given, in the order that numbers the categories of exported data sets.
std::vector<std::string> lesionLabels(bool mammography);

} // namespace cw::annotation
