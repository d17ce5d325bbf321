// SPDX-License-Identifier: Apache-2.0
// LabelMe JSON, 4.0.0 (no description, no mask) to 5.7.0.
#include "dataset/formats/detail/JsonText.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"
#include "imaging/Picture.h"

#include <cmath>

namespace cw::dataset::detail {
namespace {

/// The picture covers the pixels from the first point's on (labelme/utils/shape.py).
Result<Bitmap> maskOf(const Json& shape, const std::vector<core::PointPx>& points) {
    if (points.empty())
        return fail(ErrorCode::Malformed, "a mask without its corner");
    const Json* text = member(shape, "mask");
    if (!text || !text->is_string())
        return fail(ErrorCode::Malformed, "a mask without its picture");
    CW_TRY(const auto bytes, fromBase64(text->get_ref<const std::string&>()));
    CW_TRY(const auto picture, imaging::decodePicture(bytes));
    CW_TRY(const auto mask, indexMaskOf(picture.image));
    Bitmap bitmap{
        static_cast<int>(points[0].x), static_cast<int>(points[0].y), mask.width, mask.height, {}};
    for (const std::uint32_t value : mask.index)
        bitmap.inside.push_back(value != 0 ? 1 : 0);
    return bitmap;
}

Result<void> geometry(const Json& json, std::vector<core::PointPx> points, AnnotatedShape& shape,
                      SetBuilder& builder) {
    const std::string kind = textMember(json, "shape_type");
    if (kind == "mask") {
        CW_TRY(const auto bitmap, maskOf(json, points));
        shape.kind = ShapeKind::Mask;
        CW_TRY(shape.regions, builder.traced(bitmap));
    } else if (kind == "rectangle" && points.size() == 2) {
        const core::RectPx box = core::boundsOf(core::Polygon{points});
        shape.kind = ShapeKind::Box;
        shape.regions.push_back({rectangle(box.left, box.top, box.right, box.bottom), {}});
    } else if (kind == "circle") {
        if (points.size() != 2)
            return fail(ErrorCode::Malformed, "a circle is not two points");
        const double radius = core::distance(points[0], points[1]);
        shape.kind = ShapeKind::Ellipse;
        shape.regions.push_back({ellipse(points[0], radius, radius), {}});
    } else if (kind == "line" || kind == "linestrip") {
        shape.kind = ShapeKind::Line;
        shape.points = std::move(points);
    } else if (kind == "point" || kind == "points") {
        shape.kind = ShapeKind::Point;
        shape.points = std::move(points);
    } else if (kind.empty() || kind == "polygon" || kind == "rectangle") {
        shape.regions.push_back({{std::move(points)}, {}});
    } else {
        return fail(ErrorCode::Unsupported, "a shape of this kind is not read");
    }
    return {};
}

void describe(const Json& json, AnnotatedShape& shape) {
    shape.label = textMember(json, "label");
    shape.id = textMember(json, "lesion_id");
    if (const Json* group = member(json, "group_id"); group && !group->is_null())
        shape.group = scalarText(*group).value_or(std::string());
    if (const std::string text = textMember(json, "description"); !text.empty())
        shape.attributes["comment"] = text;
    for (const char* key : {"flags", "attributes"})
        if (const Json* list = member(json, key); list && list->is_object())
            for (const auto& [name, value] : list->items())
                if (const auto text = scalarText(value); text && *text != "false")
                    shape.attributes[name] = *text;
    if (const auto occluded = shape.attributes.find("occluded");
        occluded != shape.attributes.end() && occluded->second == "true") {
        shape.occluded = true;
        shape.attributes.erase(occluded);
    }
}

} // namespace

Result<void> readLabelMe(std::string_view json, std::string_view fileName, SetBuilder& builder) {
    CW_TRY(const auto root, parsedJson(json));
    const Json* shapes = arrayMember(root, "shapes");
    if (!shapes)
        return fail(ErrorCode::Malformed, "LabelMe JSON without a list \"shapes\"");
    std::string image = textMember(root, "imagePath");
    if (image.empty())
        image = stem(fileName);
    CW_TRY(const auto at,
           builder.image(std::move(image), wholeMember(root, "imageWidth").value_or(0),
                         wholeMember(root, "imageHeight").value_or(0)));
    if (const Json* flags = member(root, "flags"); flags && flags->is_object())
        for (const auto& [name, value] : flags->items())
            if (value.is_boolean() && value.get<bool>())
                builder.at(at).tags.push_back(name);
    std::size_t number = 0;
    for (const Json& entry : *shapes) {
        const std::string where = "shape " + std::to_string(++number);
        const Json* listed = member(entry, "points");
        auto points = listed ? pointsOf(*listed) : std::nullopt;
        if (!points)
            return fail(ErrorCode::Malformed, where + ": its points are not pairs of numbers");
        AnnotatedShape shape;
        shape.image = at;
        describe(entry, shape);
        if (auto good = geometry(entry, std::move(*points), shape, builder); !good) {
            if (good.error().code != ErrorCode::Unsupported)
                return within(good.error(), where);
            builder.fault(where + ": " + good.error().message);
            continue;
        }
        if (auto good = builder.add(std::move(shape), where); !good)
            return within(good.error(), where);
    }
    return {};
}

} // namespace cw::dataset::detail
