// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Ids.h"
#include "core/Polygon.h"
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cw::dataset {

/// What every annotation format is read into and written from: images, shapes on them, and what
/// was wrong. Image space (core/Geometry.h). Plain data; nothing here is trusted more than the file
/// it came from.

/// How the file drew it; Mask: it came as pixels, the outlines run along their edges.
enum class ShapeKind { Polygon, Box, Ellipse, Point, Line, Mask };
std::string_view name(ShapeKind kind); ///< "polygon", "box" ...

/// One connected area. Holes only where the format can say so (pixels).
struct Region {
    core::Polygon outline;
    std::vector<core::Polygon> holes;
    bool operator==(const Region&) const = default;
};
double areaPx2(const Region& region); ///< without the holes

struct AnnotatedShape {
    std::size_t image = 0; ///< position in AnnotationSet::images
    std::string label;
    ShapeKind kind = ShapeKind::Polygon;
    std::vector<Region> regions;       ///< an area, in one or several parts; empty: Point, Line
    std::vector<core::PointPx> points; ///< of a Point or a Line
    std::map<std::string, std::string> attributes;
    std::string group;  ///< shapes of one image with the same group are one lesion; empty: alone
    std::string id;     ///< the lesion's id where the format carries it
    std::string origin; ///< who drew it, as the file says: "manual", "auto" ...
    bool occluded = false, crowd = false;
    bool operator==(const AnnotatedShape&) const = default;
};
core::RectPx boundsOf(const AnnotatedShape& shape);
double areaPx2(const AnnotatedShape& shape);

struct AnnotatedImage {
    std::string name;          ///< as the file says; a path is kept
    int width = 0, height = 0; ///< 0: the format does not say
    std::optional<core::ImageId> id;
    std::map<std::string, std::string> answers; ///< about the image or its breast, in our words
    std::vector<std::string> tags;              ///< labels of the image as a whole
    /// What our own export says besides: "case_id", "view" ...; in its order.
    std::vector<std::pair<std::string, std::string>> facts;
    bool operator==(const AnnotatedImage&) const = default;
};

struct AnnotationSet {
    std::vector<AnnotatedImage> images;
    std::vector<std::string> categories; ///< in the format's order
    std::vector<AnnotatedShape> shapes;
    /// Coordinates are fractions of width and height (YOLO): inPixels() before use.
    bool fractions = false;
    /// What could not be taken as it was; names element or line, never a content.
    std::vector<std::string> faults;
    std::size_t moreFaults = 0; ///< beyond those that are listed
    // Of a frozen version: who made it.
    std::string version, createdAt, manifestSha256, kind;
};

/// The position of the image of that name, or nothing.
std::optional<std::size_t> imageNamed(const AnnotationSet& set, std::string_view name);
/// Fractions times the images' sizes. InvalidArgument where a size is not known.
Result<void> toPixels(AnnotationSet& set);
/// Shapes a label.
std::map<std::string, std::size_t> countsPerLabel(const AnnotationSet& set);

} // namespace cw::dataset
