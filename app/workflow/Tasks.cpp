// SPDX-License-Identifier: Apache-2.0
#include "app/workflow/Tasks.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace cw::workflow {
namespace {

using Breast = std::pair<core::CaseId, core::Laterality>;

std::set<Breast> breastsWithFindings(const dataset::DatasetContent& content) {
    std::set<Breast> breasts;
    for (const auto& image : content.images)
        if (!image.findings.empty())
            breasts.insert({image.caseId, image.attributes.laterality});
    return breasts;
}

/// 1, 0, or nullopt with the reason why the image takes no part.
struct Answer {
    std::optional<int> label;
    std::string_view leftOut;
};

Answer mammographyLabel(const dataset::DatasetImage& image, std::string_view task,
                        const std::set<Breast>& drawn) {
    if (image.label.empty())
        return {{}, "image(s) without a diagnosis"};
    if (image.label != task)
        return {0, {}};
    const Breast mine{image.caseId, image.attributes.laterality};
    const bool caseDrawn = std::any_of(drawn.begin(), drawn.end(),
                                       [&](const Breast& b) { return b.first == image.caseId; });
    if (caseDrawn && !drawn.contains(mine))
        return {{}, "view(s) of the breast without a finding in a positive case"};
    return {1, {}};
}

Answer fundusLabel(const dataset::DatasetImage& image, std::string_view task) {
    if (image.label.empty())
        return {{}, "image(s) without a diagnosis"};
    if (image.label == "normal")
        return {0, {}};
    if (image.label == task || task == "disease")
        return {1, {}};
    return {{}, "image(s) of other diseases"};
}

validation::Sample sampleOf(const dataset::DatasetImage& image, int label) {
    validation::Sample sample;
    sample.image = image.id.text();
    sample.patient = image.patient.text();
    sample.label = label;
    sample.device = image.attributes.manufacturer;
    if (!image.attributes.model.empty())
        sample.device += (sample.device.empty() ? "" : " ") + image.attributes.model;
    sample.laterality = core::name(image.attributes.laterality);
    sample.view = image.attributes.kind == core::ImageKind::Fundus
                      ? core::name(image.attributes.field)
                      : core::name(image.attributes.view);
    return sample;
}

} // namespace

bool looksSynthetic(const dataset::DatasetImage& image) {
    auto text = image.attributes.manufacturer + " " + image.attributes.model;
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text.find("SYNTHETIC") != std::string::npos;
}

std::vector<std::string> taskNames(core::ImageKind kind) {
    if (kind == core::ImageKind::Fundus)
        return {"glaucoma", "amd", "dr", "rvo", "disease"};
    return {"malignant", "benign"};
}

Result<TaskSamples> samplesFor(const dataset::DatasetContent& content, std::string_view task) {
    const auto names = taskNames(content.kind);
    if (std::find(names.begin(), names.end(), task) == names.end()) {
        std::string list;
        for (const auto& name : names)
            list += (list.empty() ? "" : ", ") + name;
        return fail(ErrorCode::InvalidArgument, "unknown task; this project has " + list);
    }
    const bool fundus = content.kind == core::ImageKind::Fundus;
    TaskSamples result;
    if (fundus)
        result.sentence =
            (task == "disease" ? "any disease" : std::string(task)) + " against normal";
    else
        result.sentence = std::string(task) + " against " +
                          (task == "malignant" ? "normal + benign" : "normal + malignant");
    const auto drawn = breastsWithFindings(content);
    std::map<std::string_view, std::size_t> leftOut;
    for (const auto& image : content.images) {
        const auto answer =
            fundus ? fundusLabel(image, task) : mammographyLabel(image, task, drawn);
        if (answer.label)
            result.samples.push_back(sampleOf(image, *answer.label));
        else
            ++leftOut[answer.leftOut];
    }
    for (const auto& [reason, count] : leftOut)
        result.remarks.push_back("left out: " + std::to_string(count) + " " + std::string(reason));
    return result;
}

} // namespace cw::workflow
