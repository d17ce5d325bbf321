// SPDX-License-Identifier: Apache-2.0
// Label Studio's JSON export: coordinates are percent of the original size.
#include "dataset/formats/detail/JsonText.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

#include <cmath>
#include <numbers>

namespace cw::dataset::detail {
namespace {

std::string firstLabel(const Json& value) {
    for (const char* key : {"polygonlabels", "rectanglelabels", "ellipselabels", "keypointlabels",
                            "brushlabels", "labels"})
        if (const Json* labels = arrayMember(value, key))
            if (!labels->empty() && labels->front().is_string())
                return labels->front().get<std::string>();
    return {};
}

struct Size {
    double width, height;
    core::PointPx of(core::PointPx percent) const {
        return {percent.x * width / 100, percent.y * height / 100};
    }
};

/// A rectangle turns about its top-left corner, clockwise.
core::Polygon rectangleOf(double x, double y, double w, double h, double degrees) {
    const double a = degrees * std::numbers::pi / 180;
    const double c = std::cos(a), s = std::sin(a);
    return {{{x, y},
             {x + w * c, y + w * s},
             {x + w * c - h * s, y + w * s + h * c},
             {x - h * s, y + h * c}}};
}

Result<bool> geometry(const Json& value, const std::string& type, const Size& size,
                      AnnotatedShape& shape) {
    if (type == "polygonlabels" || type == "polygon") {
        const Json* listed = member(value, "points");
        auto points = listed ? pointsOf(*listed) : std::nullopt;
        if (!points)
            return fail(ErrorCode::Malformed, "an outline that is not pairs of numbers");
        for (core::PointPx& point : *points)
            point = size.of(point);
        shape.regions.push_back({{std::move(*points)}, {}});
        return true;
    }
    const auto x = numberMember(value, "x"), y = numberMember(value, "y");
    if (type == "keypointlabels" && x && y) {
        shape.kind = ShapeKind::Point;
        shape.points.push_back(size.of({*x, *y}));
        return true;
    }
    const double turn = numberMember(value, "rotation").value_or(0);
    if (type == "rectanglelabels" || type == "rectangle") {
        const auto w = numberMember(value, "width"), h = numberMember(value, "height");
        if (!x || !y || !w || !h)
            return fail(ErrorCode::Malformed, "a rectangle without four numbers");
        const core::PointPx corner = size.of({*x, *y}), extent = size.of({*w, *h});
        shape.kind = turn == 0 ? ShapeKind::Box : ShapeKind::Polygon;
        shape.regions.push_back({rectangleOf(corner.x, corner.y, extent.x, extent.y, turn), {}});
        return true;
    }
    if (type == "ellipselabels" || type == "ellipse") {
        const auto rx = numberMember(value, "radiusX"), ry = numberMember(value, "radiusY");
        if (!x || !y || !rx || !ry)
            return fail(ErrorCode::Malformed, "an ellipse without four numbers");
        const core::PointPx radii = size.of({*rx, *ry});
        shape.kind = ShapeKind::Ellipse;
        shape.regions.push_back({ellipse(size.of({*x, *y}), radii.x, radii.y, turn), {}});
        return true;
    }
    return false;
}

Result<void> readResult(const Json& result, std::size_t image, const std::string& origin,
                        const std::string& where, SetBuilder& builder) {
    const std::string type = textMember(result, "type");
    const Json* value = member(result, "value");
    if (!value)
        return fail(ErrorCode::Malformed, "a result without its value");
    if (type == "choices") {
        if (const Json* choices = arrayMember(*value, "choices"))
            for (const Json& choice : *choices)
                if (choice.is_string())
                    builder.at(image).tags.push_back(choice.get<std::string>());
        return {};
    }
    const auto width = wholeMember(result, "original_width");
    const auto height = wholeMember(result, "original_height");
    if (!width || !height || *width <= 0 || *height <= 0)
        return fail(ErrorCode::Malformed, "a result without the image's size");
    CW_CHECK(builder.image(builder.at(image).name, *width, *height));
    AnnotatedShape shape;
    shape.image = image;
    shape.label = firstLabel(*value);
    shape.origin = origin;
    CW_TRY(const bool known, geometry(*value, type, {double(*width), double(*height)}, shape));
    if (!known) {
        builder.fault(where + ": a result of this kind is not read");
        return {};
    }
    return builder.add(std::move(shape), where);
}

Result<void> readEntries(const Json& entries, std::size_t image, const std::string& origin,
                         const std::string& where, SetBuilder& builder) {
    for (const Json& entry : entries) {
        const Json* cancelled = member(entry, "was_cancelled");
        const Json* results = arrayMember(entry, "result");
        if (!results || (cancelled && cancelled->is_boolean() && cancelled->get<bool>()))
            continue;
        for (std::size_t i = 0; i < results->size(); ++i) {
            const std::string place = where + ", result " + std::to_string(i + 1);
            if (auto good = readResult((*results)[i], image, origin, place, builder); !good)
                return within(good.error(), place);
        }
    }
    return {};
}

} // namespace

Result<void> readLabelStudio(std::string_view json, SetBuilder& builder) {
    CW_TRY(const auto root, parsedJson(json));
    if (!root.is_array())
        return fail(ErrorCode::Malformed, "a Label Studio export is a list of tasks");
    std::size_t number = 0;
    for (const Json& task : root) {
        const std::string where = "task " + std::to_string(++number);
        std::string name = textMember(task, "file_upload");
        if (const Json* data = member(task, "data"); name.empty() && data)
            name = baseName(textMember(*data, "image"));
        if (name.empty())
            return fail(ErrorCode::Malformed, where + " names no image");
        CW_TRY(const auto image, builder.image(std::move(name)));
        const Json* entries = arrayMember(task, "annotations");
        if (!entries)
            entries = arrayMember(task, "completions"); // before 1.0
        const bool byModel = !entries || entries->empty();
        if (byModel)
            entries = arrayMember(task, "predictions");
        if (entries)
            CW_CHECK(readEntries(*entries, image, byModel ? "auto" : "manual", where, builder));
    }
    return {};
}

} // namespace cw::dataset::detail
