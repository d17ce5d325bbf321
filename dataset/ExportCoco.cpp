// SPDX-License-Identifier: Apache-2.0
#include "dataset/ExportForms.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace cw::dataset {
namespace {

using Json = nlohmann::ordered_json;

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

Json imageJson(const DatasetImage& image, std::size_t id) {
    return {{"id", id},
            {"file_name", exportedName(image)},
            {"width", image.attributes.width},
            {"height", image.attributes.height},
            {"license", 1},
            {"case_id", image.caseId.text()},
            {"patient_key", image.patient.text()},
            {"label", image.label},
            {"laterality", core::name(image.attributes.laterality)},
            {"view", core::name(image.attributes.view)},
            {"field", core::name(image.attributes.field)},
            {"sha256", image.id.text()},
            {"answers", withoutComment(image.answers)}};
}

/// Image space and COCO's are the same: corner origin, no -0.5. area is the region's, never w * h.
Json annotationJson(const annotation::Finding& finding, std::size_t id, std::size_t imageId,
                    std::size_t categoryId) {
    Json outline = Json::array();
    for (const core::PointPx& point : finding.outline.vertices) {
        outline.push_back(point.x);
        outline.push_back(point.y);
    }
    const core::RectPx box = core::boundsOf(finding.outline);
    return {{"id", id},
            {"image_id", imageId},
            {"category_id", categoryId},
            {"segmentation", Json::array({std::move(outline)})},
            {"area", core::areaPx2(finding.outline)},
            {"bbox", {box.left, box.top, box.width(), box.height()}},
            {"iscrowd", 0},
            {"lesion_id", finding.id.text()},
            {"attributes", withoutComment(finding.attributes)}};
}

Json infoJson(const FrozenVersion& version) {
    return {{"description", "Concord data set, version " + version.name.text()},
            {"version", version.name.text()},
            {"year", std::atoi(version.createdAt.substr(0, 4).c_str())},
            {"contributor", ""},
            {"url", ""},
            {"date_created", version.createdAt},
            {"manifest_sha256", version.manifestSha256}};
}

Json categoriesJson(const std::vector<std::string>& categories, core::ImageKind kind) {
    Json json = Json::array();
    for (std::size_t i = 0; i < categories.size(); ++i) // ids from 1: 0 is background to many tools
        json.push_back(
            {{"id", i + 1}, {"name", categories[i]}, {"supercategory", core::name(kind)}});
    return json;
}

} // namespace

Result<std::vector<ExportedText>> cocoTexts(const FrozenVersion& version) {
    const auto categories = categoriesOf(version.content);
    Json images = Json::array(), annotations = Json::array();
    for (const DatasetImage& image : version.content.images) {
        images.push_back(imageJson(image, images.size() + 1));
        for (const annotation::Finding& finding : image.findings) {
            const auto at = std::ranges::find(categories, finding.label) - categories.begin();
            annotations.push_back(annotationJson(finding, annotations.size() + 1, images.size(),
                                                 static_cast<std::size_t>(at) + 1));
        }
    }
    const Json coco{
        {"info", infoJson(version)},
        {"licenses",
         {{{"id", 1}, {"name", "By agreement with the data set's owner"}, {"url", ""}}}},
        {"categories", categoriesJson(categories, version.content.kind)},
        {"images", std::move(images)},
        {"annotations", std::move(annotations)}};
    try {
        return std::vector<ExportedText>{
            {"annotations/instances_default.json", coco.dump() + "\n"}};
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the data set is not valid UTF-8");
    }
}

} // namespace cw::dataset
