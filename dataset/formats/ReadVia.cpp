// SPDX-License-Identifier: Apache-2.0
// VGG Image Annotator 1 and 2, CSV: a region a line, its shape as JSON in a field.
#include "dataset/formats/detail/Csv.h"
#include "dataset/formats/detail/JsonText.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

#include <numbers>

namespace cw::dataset::detail {
namespace {

Result<std::vector<core::PointPx>> allPoints(const Json& json) {
    const Json *xs = arrayMember(json, "all_points_x"), *ys = arrayMember(json, "all_points_y");
    if (!xs || !ys || xs->size() != ys->size())
        return fail(ErrorCode::Malformed, "the lists of x and y are not of one length");
    std::vector<core::PointPx> points;
    for (std::size_t i = 0; i < xs->size(); ++i) {
        const auto x = numberOf((*xs)[i]), y = numberOf((*ys)[i]);
        if (!x || !y)
            return fail(ErrorCode::Malformed, "a coordinate is not a number");
        points.push_back({*x, *y});
    }
    return points;
}

/// The members as numbers; Malformed if one is missing.
Result<std::vector<double>> numbers(const Json& json, std::initializer_list<const char*> keys) {
    std::vector<double> values;
    for (const char* key : keys) {
        const auto value = numberMember(json, key);
        if (!value)
            return fail(ErrorCode::Malformed, "a shape lacks one of its numbers");
        values.push_back(*value);
    }
    return values;
}

Result<bool> geometry(const Json& json, AnnotatedShape& shape) {
    const std::string kind = textMember(json, "name");
    if (kind == "polygon" || kind == "polyline") {
        CW_TRY(auto points, allPoints(json));
        if (kind == "polygon")
            shape.regions.push_back({{std::move(points)}, {}});
        else
            shape.kind = ShapeKind::Line, shape.points = std::move(points);
        return true;
    }
    if (kind == "rect") {
        CW_TRY(const auto n, numbers(json, {"x", "y", "width", "height"}));
        shape.kind = ShapeKind::Box;
        shape.regions.push_back({rectangle(n[0], n[1], n[0] + n[2], n[1] + n[3]), {}});
        return true;
    }
    if (kind == "circle" || kind == "ellipse") {
        CW_TRY(const auto n, kind == "circle" ? numbers(json, {"cx", "cy", "r", "r"})
                                              : numbers(json, {"cx", "cy", "rx", "ry"}));
        const double radians = numberMember(json, "theta").value_or(0);
        shape.kind = ShapeKind::Ellipse;
        shape.regions.push_back(
            {ellipse({n[0], n[1]}, n[2], n[3], radians * 180 / std::numbers::pi), {}});
        return true;
    }
    if (kind == "point") {
        CW_TRY(const auto n, numbers(json, {"cx", "cy"}));
        shape.kind = ShapeKind::Point;
        shape.points.push_back({n[0], n[1]});
        return true;
    }
    return false;
}

/// VIA leaves it to the project which attribute is the label.
void describe(const Json& attributes, AnnotatedShape& shape) {
    if (!attributes.is_object())
        return;
    for (const auto& [key, value] : attributes.items())
        if (const auto text = scalarText(value))
            shape.attributes[key] = *text;
    for (const char* key : {"label", "class", "type", "name", "lesion", "category"})
        if (const auto found = shape.attributes.find(key); found != shape.attributes.end()) {
            shape.label = found->second;
            shape.attributes.erase(found);
            return;
        }
    if (shape.attributes.size() == 1) {
        shape.label = shape.attributes.begin()->second;
        shape.attributes.clear();
    }
}

} // namespace

Result<void> readVia(std::string_view csv, SetBuilder& builder) {
    CW_TRY(const auto table, parsedCsv(csv));
    const char* file = table.column("#filename") ? "#filename" : "filename";
    if (!table.column(file) || !table.column("region_shape_attributes"))
        return fail(ErrorCode::Malformed, "VIA CSV without file names or shapes");
    for (const CsvRow& row : table.rows) {
        const std::string where = "line " + std::to_string(row.line);
        CW_TRY(const auto image, builder.image(std::string(table.field(row, file))));
        const auto text = table.field(row, "region_shape_attributes");
        if (text.empty() || text == "{}")
            continue; // an image without regions
        auto json = parsedJson(text);
        if (!json)
            return fail(ErrorCode::Malformed, where + ": the shape is not JSON");
        AnnotatedShape shape;
        shape.image = image;
        if (const auto about = table.field(row, "region_attributes"); !about.empty()) {
            auto attributes = parsedJson(about);
            if (!attributes)
                return fail(ErrorCode::Malformed, where + ": the attributes are not JSON");
            describe(*attributes, shape);
        }
        const auto known = geometry(*json, shape);
        if (!known)
            return within(known.error(), where);
        if (!*known) {
            builder.fault(where + ": a shape of this kind is not read");
            continue;
        }
        if (auto good = builder.add(std::move(shape), where); !good)
            return within(good.error(), where);
    }
    return {};
}

} // namespace cw::dataset::detail
