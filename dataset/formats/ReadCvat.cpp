// SPDX-License-Identifier: Apache-2.0
// CVAT for images 1.1 (cvat/apps/dataset_manager/formats/cvat.py).
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Xml.h"

#include <cmath>
#include <numbers>

namespace cw::dataset::detail {
namespace {

core::Polygon turned(core::Polygon polygon, core::PointPx centre, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    for (core::PointPx& p : polygon.vertices) {
        const double x = p.x - centre.x, y = p.y - centre.y;
        p = {centre.x + x * std::cos(angle) - y * std::sin(angle),
             centre.y + x * std::sin(angle) + y * std::cos(angle)};
    }
    return polygon;
}

class CvatReader {
public:
    explicit CvatReader(SetBuilder& builder) : m_builder(builder) {}

    Result<void> read(const pugi::xml_node& root) {
        for (const char* home : {"task", "project", "job"})
            for (const auto label :
                 root.child("meta").child(home).child("labels").children("label"))
                if (!label.child("parent")) // a part of a skeleton is no label of its own
                    m_builder.category(childText(label, "name"));
        for (const auto image : root.children("image")) {
            ++m_image;
            const auto width = attributeNumber(image, "width");
            const auto height = attributeNumber(image, "height");
            CW_TRY(const auto at, m_builder.image(image.attribute("name").value(),
                                                  static_cast<int>(width.value_or(0)),
                                                  static_cast<int>(height.value_or(0))));
            std::size_t number = 0;
            for (const auto element : image.children()) {
                const std::string where =
                    "image " + std::to_string(m_image) + ", element " + std::to_string(++number);
                if (auto good = readElement(element, at, where); !good)
                    return within(good.error(), where);
            }
        }
        for (std::size_t i = 0; const auto track : root.children("track")) {
            (void)track;
            m_builder.fault("track " + std::to_string(++i) + " of a video is not read");
        }
        return {};
    }

private:
    Result<void> readElement(const pugi::xml_node& element, std::size_t image,
                             const std::string& where) {
        const std::string_view kind = element.name();
        AnnotatedShape shape;
        shape.image = image;
        shape.label = element.attribute("label").value();
        shape.occluded = std::string_view(element.attribute("occluded").value()) == "1";
        shape.origin = element.attribute("source").value();
        if (const std::string group = element.attribute("group_id").value(); group != "0")
            shape.group = group;
        for (const auto attribute : element.children("attribute"))
            shape.attributes[attribute.attribute("name").value()] = attribute.text().get();
        if (const auto id = shape.attributes.find("lesion_id"); id != shape.attributes.end()) {
            shape.id = id->second;
            shape.attributes.erase(id);
        }
        if (kind == "tag") {
            m_builder.at(image).tags.push_back(shape.label);
            for (const auto& [key, value] : shape.attributes)
                m_builder.at(image).answers[key] = value;
            return {};
        }
        CW_TRY(const bool known, geometry(element, kind, shape));
        if (!known) {
            m_builder.fault(where + ": a shape of this kind is not read");
            return {};
        }
        return m_builder.add(std::move(shape), where);
    }

    Result<bool> geometry(const pugi::xml_node& element, std::string_view kind,
                          AnnotatedShape& shape) {
        if (kind == "polygon" || kind == "polyline" || kind == "points") {
            CW_TRY(shape.points, points(element.attribute("points").value(), ',', ';'));
            shape.kind = kind == "points" ? ShapeKind::Point : ShapeKind::Line;
            if (kind == "polygon") {
                shape.kind = ShapeKind::Polygon;
                shape.regions.push_back({{std::move(shape.points)}, {}});
                shape.points.clear();
            }
            return true;
        }
        if (kind == "box")
            return box(element, shape);
        if (kind == "ellipse") {
            const auto cx = attributeNumber(element, "cx"), cy = attributeNumber(element, "cy");
            const auto rx = attributeNumber(element, "rx"), ry = attributeNumber(element, "ry");
            if (!cx || !cy || !rx || !ry)
                return fail(ErrorCode::Malformed, "an ellipse without four numbers");
            shape.kind = ShapeKind::Ellipse;
            const double turn = attributeNumber(element, "rotation").value_or(0);
            shape.regions.push_back({ellipse({*cx, *cy}, *rx, *ry, turn), {}});
            return true;
        }
        if (kind == "mask")
            return mask(element, shape);
        if (kind == "skeleton") {
            shape.kind = ShapeKind::Point;
            for (const auto part : element.children("points")) {
                if (std::string_view(part.attribute("outside").value()) == "1")
                    continue;
                CW_TRY(const auto at, points(part.attribute("points").value(), ',', ';'));
                shape.points.insert(shape.points.end(), at.begin(), at.end());
            }
            return true;
        }
        return false;
    }

    static Result<bool> box(const pugi::xml_node& element, AnnotatedShape& shape) {
        const auto left = attributeNumber(element, "xtl"), top = attributeNumber(element, "ytl");
        const auto right = attributeNumber(element, "xbr"),
                   bottom = attributeNumber(element, "ybr");
        if (!left || !top || !right || !bottom)
            return fail(ErrorCode::Malformed, "a box without four numbers");
        shape.kind = ShapeKind::Box;
        core::Polygon outline = rectangle(*left, *top, *right, *bottom);
        if (const double turn = attributeNumber(element, "rotation").value_or(0); turn != 0) {
            shape.kind = ShapeKind::Polygon;
            outline =
                turned(std::move(outline), {(*left + *right) / 2, (*top + *bottom) / 2}, turn);
        }
        shape.regions.push_back({std::move(outline), {}});
        return true;
    }

    /// Runs row by row in a box of its own, the first of zeros.
    Result<bool> mask(const pugi::xml_node& element, AnnotatedShape& shape) {
        const auto left = wholeNumber(element.attribute("left").value());
        const auto top = wholeNumber(element.attribute("top").value());
        const auto width = wholeNumber(element.attribute("width").value());
        const auto height = wholeNumber(element.attribute("height").value());
        if (!left || !top || !width || !height || *width <= 0 || *height <= 0)
            return fail(ErrorCode::Malformed, "a mask without its box");
        const auto pixels = static_cast<std::size_t>(*width) * static_cast<std::size_t>(*height);
        if (pixels > core::Image::kMaxSamples)
            return fail(ErrorCode::TooLarge, "a mask of more than 200 million pixels");
        Bitmap bitmap{*left, *top, *width, *height, {}};
        std::uint8_t value = 0;
        for (const auto text : split(element.attribute("rle").value(), ',')) {
            const auto run = wholeNumber(text);
            if (!run || *run < 0 || bitmap.inside.size() + static_cast<std::size_t>(*run) > pixels)
                return fail(ErrorCode::Malformed, "run lengths are longer than the mask");
            bitmap.inside.insert(bitmap.inside.end(), static_cast<std::size_t>(*run), value);
            value = static_cast<std::uint8_t>(1 - value);
        }
        bitmap.inside.resize(pixels, 0);
        shape.kind = ShapeKind::Mask;
        CW_TRY(shape.regions, m_builder.traced(bitmap));
        return true;
    }

    SetBuilder& m_builder;
    std::size_t m_image = 0;
};

} // namespace

Result<void> readCvat(std::string_view xml, SetBuilder& builder) {
    pugi::xml_document document;
    CW_CHECK(loadXml(document, xml));
    const auto root = document.child("annotations");
    if (!root)
        return fail(ErrorCode::Malformed, "XML without <annotations>");
    return CvatReader(builder).read(root);
}

} // namespace cw::dataset::detail
