// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/RunLength.h"
#include "dataset/formats/Writers.h"
#include "dataset/formats/detail/Writing.h"

#include <nlohmann/json.hpp>

namespace cw::dataset {
namespace {

using Json = nlohmann::ordered_json;

Json imageJson(const AnnotatedImage& image, std::size_t id) {
    Json json{{"id", id},
              {"file_name", image.name},
              {"width", image.width},
              {"height", image.height},
              {"license", 1}};
    for (const auto& [key, value] : image.facts)
        json[key] = value;
    if (image.id)
        json["sha256"] = image.id->text();
    json["answers"] = image.answers;
    return json;
}

Json flat(const core::Polygon& outline) {
    Json list = Json::array();
    for (const core::PointPx& point : outline.vertices) {
        list.push_back(point.x);
        list.push_back(point.y);
    }
    return list;
}

/// Outlines cannot say a hole: then the pixels, as pycocotools packs them.
Result<Json> segmentation(const AnnotatedShape& shape, const AnnotatedImage& image) {
    if (shape.kind == ShapeKind::Box)
        return Json::array();
    if (!detail::hasHoles(shape)) {
        Json parts = Json::array();
        for (const Region& region : shape.regions)
            parts.push_back(flat(region.outline));
        return parts;
    }
    CW_TRY(const auto bitmap, bitmapOf(shape.regions, image.width, image.height));
    return Json{{"size", {image.height, image.width}},
                {"counts", textOf(runsOf(bitmap, image.width, image.height))}};
}

/// Image space and COCO's are the same: corner origin, no -0.5. area is the region's, never w * h.
Result<Json> annotationJson(const AnnotationSet& set, const AnnotatedShape& shape, std::size_t id) {
    const core::RectPx box = boundsOf(shape);
    CW_TRY(auto area, segmentation(shape, set.images[shape.image]));
    Json attributes = shape.attributes;
    if (attributes.is_null())
        attributes = Json::object();
    if (shape.occluded)
        attributes["occluded"] = true;
    Json json{{"id", id},
              {"image_id", shape.image + 1},
              {"category_id", detail::categoryOf(set, shape.label) + 1},
              {"segmentation", std::move(area)},
              {"area", areaPx2(shape)},
              {"bbox", {box.left, box.top, box.width(), box.height()}},
              {"iscrowd", shape.crowd ? 1 : 0},
              {"lesion_id", shape.id},
              {"attributes", std::move(attributes)}};
    if (!shape.group.empty())
        json["group"] = shape.group;
    return json;
}

Json infoJson(const AnnotationSet& set) {
    return {{"description", "Concord data set, version " + set.version},
            {"version", set.version},
            {"year", std::atoi(set.createdAt.substr(0, 4).c_str())},
            {"contributor", ""},
            {"url", ""},
            {"date_created", set.createdAt},
            {"manifest_sha256", set.manifestSha256}};
}

Json categoriesJson(const AnnotationSet& set) {
    Json json = Json::array();
    for (std::size_t i = 0; i < set.categories.size(); ++i) // ids from 1: 0 is background to many
        json.push_back({{"id", i + 1}, {"name", set.categories[i]}, {"supercategory", set.kind}});
    return json;
}

} // namespace

Result<WriteLosses> writeCoco(const AnnotationSet& set, const FileSink& sink) {
    CW_CHECK(detail::checkTexts(set));
    WriteLosses losses;
    Json images = Json::array(), annotations = Json::array();
    for (const AnnotatedImage& image : set.images)
        images.push_back(imageJson(image, images.size() + 1));
    for (const AnnotatedShape& shape : set.shapes) {
        if (shape.regions.empty()) {
            ++losses.shapesLeftOut;
            continue;
        }
        CW_TRY(auto annotation, annotationJson(set, shape, annotations.size() + 1));
        annotations.push_back(std::move(annotation));
    }
    const Json coco{
        {"info", infoJson(set)},
        {"licenses",
         {{{"id", 1}, {"name", "By agreement with the data set's owner"}, {"url", ""}}}},
        {"categories", categoriesJson(set)},
        {"images", std::move(images)},
        {"annotations", std::move(annotations)}};
    CW_CHECK(sink("annotations/instances_default.json", coco.dump() + "\n"));
    return losses;
}

} // namespace cw::dataset
