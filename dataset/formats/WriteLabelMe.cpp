// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/Writers.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Writing.h"

#include <nlohmann/json.hpp>

namespace cw::dataset {
namespace {

using Json = nlohmann::ordered_json;

Json pointsJson(const std::vector<core::PointPx>& points) {
    Json list = Json::array();
    for (const core::PointPx& point : points)
        list.push_back({point.x, point.y});
    return list;
}

Json shapeJson(const AnnotatedShape& shape, Json points, const char* kind, Json group) {
    Json json{{"label", shape.label}, {"points", std::move(points)}, {"group_id", std::move(group)},
              {"description", ""},    {"shape_type", kind},          {"flags", Json::object()},
              {"mask", nullptr}};
    json["attributes"] = shape.attributes.empty() ? Json::object() : Json(shape.attributes);
    if (shape.occluded)
        json["attributes"]["occluded"] = "true";
    if (!shape.id.empty())
        json["lesion_id"] = shape.id;
    return json;
}

Json shapesJson(const std::vector<const AnnotatedShape*>& shapes, WriteLosses& losses) {
    Json list = Json::array();
    std::map<std::string, int> groups;
    for (const AnnotatedShape* shape : shapes)
        if (!shape->group.empty())
            groups.emplace(shape->group, static_cast<int>(groups.size()) + 1);
    int next = static_cast<int>(groups.size());
    for (const AnnotatedShape* shape : shapes) {
        Json group = shape->group.empty() ? Json(nullptr) : Json(groups[shape->group]);
        if (shape->regions.empty()) {
            const bool line = shape->kind == ShapeKind::Line;
            if (line)
                list.push_back(shapeJson(*shape, pointsJson(shape->points), "linestrip", group));
            else
                for (const core::PointPx& point : shape->points)
                    list.push_back(shapeJson(*shape, pointsJson({point}), "point", group));
            continue;
        }
        if (shape->regions.size() > 1) {
            ++losses.partsSplit;
            if (group.is_null())
                group = ++next;
        }
        for (const Region& region : shape->regions) {
            losses.holesFilled += region.holes.empty() ? 0U : 1U;
            const core::RectPx box = core::boundsOf(region.outline);
            if (shape->kind == ShapeKind::Box)
                list.push_back(shapeJson(*shape,
                                         pointsJson({{box.left, box.top}, {box.right, box.bottom}}),
                                         "rectangle", group));
            else
                list.push_back(
                    shapeJson(*shape, pointsJson(region.outline.vertices), "polygon", group));
        }
    }
    return list;
}

} // namespace

Result<WriteLosses> writeLabelMe(const AnnotationSet& set, const FileSink& sink) {
    CW_CHECK(detail::checkTexts(set));
    WriteLosses losses;
    const auto shapes = detail::shapesByImage(set);
    for (std::size_t i = 0; i < set.images.size(); ++i) {
        const AnnotatedImage& image = set.images[i];
        Json flags = Json::object();
        for (const std::string& tag : image.tags)
            flags[tag] = true;
        const Json json{{"version", "5.7.0"},
                        {"flags", std::move(flags)},
                        {"shapes", shapesJson(shapes[i], losses)},
                        {"imagePath", "../images/" + image.name},
                        {"imageData", nullptr},
                        {"imageHeight", image.height},
                        {"imageWidth", image.width}};
        CW_CHECK(sink("labelme/" + std::string(detail::stem(image.name)) + ".json",
                      json.dump(2) + "\n"));
    }
    return losses;
}

} // namespace cw::dataset
