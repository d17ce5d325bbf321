// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/AnnotationSet.h"

#include <algorithm>

namespace cw::dataset {

std::string_view name(ShapeKind kind) {
    switch (kind) {
    case ShapeKind::Polygon:
        return "polygon";
    case ShapeKind::Box:
        return "box";
    case ShapeKind::Ellipse:
        return "ellipse";
    case ShapeKind::Point:
        return "point";
    case ShapeKind::Line:
        return "line";
    case ShapeKind::Mask:
        return "mask";
    }
    return "";
}

double areaPx2(const Region& region) {
    double area = core::areaPx2(region.outline);
    for (const auto& hole : region.holes)
        area -= core::areaPx2(hole);
    return area;
}

double areaPx2(const AnnotatedShape& shape) {
    double area = 0;
    for (const Region& region : shape.regions)
        area += areaPx2(region);
    return area;
}

core::RectPx boundsOf(const AnnotatedShape& shape) {
    core::Polygon all{shape.points};
    for (const Region& region : shape.regions)
        all.vertices.insert(all.vertices.end(), region.outline.vertices.begin(),
                            region.outline.vertices.end());
    return all.vertices.empty() ? core::RectPx{} : core::boundsOf(all);
}

std::optional<std::size_t> imageNamed(const AnnotationSet& set, std::string_view name) {
    const auto found =
        std::find_if(set.images.begin(), set.images.end(),
                     [&](const AnnotatedImage& image) { return image.name == name; });
    if (found == set.images.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - set.images.begin());
}

Result<void> toPixels(AnnotationSet& set) {
    if (!set.fractions)
        return {};
    for (AnnotatedShape& shape : set.shapes) {
        const AnnotatedImage& image = set.images.at(shape.image);
        if (image.width <= 0 || image.height <= 0)
            return fail(ErrorCode::InvalidArgument,
                        "coordinates are fractions of an image whose size is not known");
        const auto scale = [&](core::PointPx& point) {
            point.x *= image.width;
            point.y *= image.height;
        };
        for (Region& region : shape.regions)
            std::for_each(region.outline.vertices.begin(), region.outline.vertices.end(), scale);
        std::for_each(shape.points.begin(), shape.points.end(), scale);
    }
    set.fractions = false;
    return {};
}

std::map<std::string, std::size_t> countsPerLabel(const AnnotationSet& set) {
    std::map<std::string, std::size_t> counts;
    for (const AnnotatedShape& shape : set.shapes)
        ++counts[shape.label];
    return counts;
}

} // namespace cw::dataset
