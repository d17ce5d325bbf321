// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dataset/Dataset.h"
#include "validation/Sample.h"

#include <string>
#include <string_view>
#include <vector>

namespace cw::workflow {

/// A question put to a data set, with the images that answer it.
struct TaskSamples {
    std::string sentence; ///< "malignant against normal + benign", for the report
    std::vector<validation::Sample> samples;
    std::vector<std::string> remarks; ///< what was left out and why
};

/// The tasks a kind of project knows: "malignant", "benign" / "glaucoma", "amd", "dr", "rvo",
/// "disease".
std::vector<std::string> taskNames(core::ImageKind kind);

/// docs/decisions/0061. Mammography: a view of a case with the task's label is positive; where the
/// readers drew findings in one breast only, the other breast's views are left out, because nobody
/// said that it is healthy. Fundus: the task's disease against normal, other diseases left out.
/// InvalidArgument: not a task of this kind.
Result<TaskSamples> samplesFor(const dataset::DatasetContent& content, std::string_view task);

/// Whether the image calls itself synthetic in its manufacturer or model, as the phantom's do.
bool looksSynthetic(const dataset::DatasetImage& image);

} // namespace cw::workflow
