// SPDX-License-Identifier: Apache-2.0
#include "dataset/ExportForms.h"

#include <algorithm>
#include <set>

namespace cw::dataset {
namespace {

/// The menu's labels always have the same ids; labels from elsewhere follow in the alphabet.
std::vector<std::string> categoriesOf(const DatasetContent& content) {
    auto labels = annotation::lesionLabels(content.kind == core::ImageKind::Mammography);
    std::set<std::string> others;
    for (const DatasetImage& image : content.images)
        for (const annotation::Finding& finding : image.findings)
            if (std::ranges::count(labels, finding.label) == 0)
                others.insert(finding.label);
    labels.insert(labels.end(), others.begin(), others.end());
    return labels;
}

AnnotatedImage imageOf(const DatasetImage& image) {
    AnnotatedImage result;
    result.name = exportedName(image);
    result.width = image.attributes.width;
    result.height = image.attributes.height;
    result.id = image.id;
    result.answers = withoutComment(image.answers);
    if (!image.label.empty())
        result.tags.push_back(image.label);
    result.facts = {{"case_id", image.caseId.text()},
                    {"patient_key", image.patient.text()},
                    {"label", image.label},
                    {"laterality", std::string(core::name(image.attributes.laterality))},
                    {"view", std::string(core::name(image.attributes.view))},
                    {"field", std::string(core::name(image.attributes.field))}};
    return result;
}

} // namespace

AnnotationSet annotationsOf(const FrozenVersion& version) {
    AnnotationSet set;
    set.version = version.name.text();
    set.createdAt = version.createdAt;
    set.manifestSha256 = version.manifestSha256;
    set.kind = core::name(version.content.kind);
    set.categories = categoriesOf(version.content);
    for (const DatasetImage& image : version.content.images) {
        for (const annotation::Finding& finding : image.findings) {
            AnnotatedShape shape;
            shape.image = set.images.size();
            shape.label = finding.label;
            shape.regions.push_back({finding.outline, {}});
            shape.attributes = withoutComment(finding.attributes);
            shape.id = finding.id.text();
            set.shapes.push_back(std::move(shape));
        }
        set.images.push_back(imageOf(image));
    }
    return set;
}

} // namespace cw::dataset
