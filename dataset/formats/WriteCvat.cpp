// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/MaskOutlines.h"
#include "dataset/formats/Writers.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Writing.h"

#include <pugixml.hpp>
#include <set>

namespace cw::dataset {
namespace {

using detail::fixed;

struct StringWriter : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
};

void textChild(pugi::xml_node parent, const char* name, std::string_view text) {
    parent.append_child(name).text().set(std::string(text).c_str());
}

void declareAttributes(pugi::xml_node label, const std::set<std::string>& keys) {
    auto attributes = label.append_child("attributes");
    for (const std::string& key : keys) {
        auto attribute = attributes.append_child("attribute");
        textChild(attribute, "name", key);
        textChild(attribute, "mutable", "False");
        textChild(attribute, "input_type", "text");
        textChild(attribute, "default_value", "");
        textChild(attribute, "values", "");
    }
}

class CvatWriter {
public:
    explicit CvatWriter(const AnnotationSet& set) : m_set(set) {}

    Result<std::string> xml() {
        auto declaration = m_document.append_child(pugi::node_declaration);
        declaration.append_attribute("version") = "1.0";
        declaration.append_attribute("encoding") = "utf-8";
        m_root = m_document.append_child("annotations");
        textChild(m_root, "version", "1.1");
        meta();
        const auto shapes = detail::shapesByImage(m_set);
        for (std::size_t i = 0; i < m_set.images.size(); ++i)
            CW_CHECK(image(i, shapes[i]));
        StringWriter writer;
        m_document.save(writer, "  ", pugi::format_default, pugi::encoding_utf8);
        return std::move(writer.text);
    }
    const WriteLosses& losses() const { return m_losses; }

private:
    void meta() {
        std::set<std::string> keys{"lesion_id"}, tags, answers;
        for (const AnnotatedShape& shape : m_set.shapes)
            for (const auto& [key, value] : shape.attributes)
                keys.insert(key);
        for (const AnnotatedImage& image : m_set.images) {
            tags.insert(image.tags.begin(), image.tags.end());
            for (const auto& [key, value] : image.answers)
                answers.insert(key);
        }
        auto task = m_root.append_child("meta").append_child("task");
        textChild(task, "name", "Concord data set, version " + m_set.version);
        textChild(task, "size", std::to_string(m_set.images.size()));
        textChild(task, "mode", "annotation");
        auto labels = task.append_child("labels");
        for (const std::string& category : m_set.categories) {
            auto label = labels.append_child("label");
            textChild(label, "name", category);
            declareAttributes(label, keys);
        }
        for (const std::string& tag : tags) {
            auto label = labels.append_child("label");
            textChild(label, "name", tag);
            textChild(label, "type", "tag");
            declareAttributes(label, answers);
        }
    }

    Result<void> image(std::size_t at, const std::vector<const AnnotatedShape*>& shapes) {
        const AnnotatedImage& image = m_set.images[at];
        auto node = m_root.append_child("image");
        node.append_attribute("id") = static_cast<unsigned long long>(at);
        node.append_attribute("name") = image.name.c_str();
        node.append_attribute("width") = image.width;
        node.append_attribute("height") = image.height;
        std::map<std::string, int> groups;
        int unnamed = 0;
        for (const AnnotatedShape* shape : shapes)
            if (!shape->group.empty())
                groups.emplace(shape->group, 0);
        for (auto& [group, number] : groups)
            number = ++unnamed;
        for (const AnnotatedShape* shape : shapes) {
            int group = shape->group.empty() ? 0 : groups[shape->group];
            if (group == 0 && shape->regions.size() > 1)
                group = ++unnamed;
            CW_CHECK(this->shape(node, *shape, group));
        }
        for (const std::string& tag : image.tags) {
            auto entry = node.append_child("tag");
            entry.append_attribute("label") = tag.c_str();
            entry.append_attribute("source") = "manual";
            for (const auto& [key, value] : image.answers)
                attribute(entry, key, value);
        }
        return {};
    }

    static void attribute(pugi::xml_node node, const std::string& key, const std::string& value) {
        auto child = node.append_child("attribute");
        child.append_attribute("name") = key.c_str();
        child.text().set(value.c_str());
    }

    pugi::xml_node element(pugi::xml_node image, const char* kind, const AnnotatedShape& shape,
                           int group) {
        auto node = image.append_child(kind);
        node.append_attribute("label") = shape.label.c_str();
        node.append_attribute("source") = shape.origin.empty() ? "manual" : shape.origin.c_str();
        node.append_attribute("occluded") = shape.occluded ? "1" : "0";
        if (group != 0)
            node.append_attribute("group_id") = group;
        return node;
    }
    void describe(pugi::xml_node node, const AnnotatedShape& shape) {
        for (const auto& [key, value] : shape.attributes)
            attribute(node, key, value);
        if (!shape.id.empty())
            attribute(node, "lesion_id", shape.id);
    }
    static std::string pointsText(const std::vector<core::PointPx>& points) {
        std::string text;
        for (const core::PointPx& p : points) {
            if (!text.empty())
                text += ';';
            text += fixed(p.x, 2);
            text += ',';
            text += fixed(p.y, 2);
        }
        return text;
    }

    Result<void> shape(pugi::xml_node image, const AnnotatedShape& shape, int group) {
        if (shape.regions.empty()) {
            auto node =
                element(image, shape.kind == ShapeKind::Line ? "polyline" : "points", shape, group);
            node.append_attribute("points") = pointsText(shape.points).c_str();
            describe(node, shape);
            return {};
        }
        if (detail::hasHoles(shape))
            return mask(image, shape, group);
        m_losses.partsSplit += shape.regions.size() > 1 ? 1U : 0U;
        for (const Region& region : shape.regions) {
            const bool box = shape.kind == ShapeKind::Box;
            auto node = element(image, box ? "box" : "polygon", shape, group);
            if (box) {
                const core::RectPx bounds = core::boundsOf(region.outline);
                node.append_attribute("xtl") = fixed(bounds.left, 2).c_str();
                node.append_attribute("ytl") = fixed(bounds.top, 2).c_str();
                node.append_attribute("xbr") = fixed(bounds.right, 2).c_str();
                node.append_attribute("ybr") = fixed(bounds.bottom, 2).c_str();
            } else {
                node.append_attribute("points") = pointsText(region.outline.vertices).c_str();
            }
            node.append_attribute("z_order") = "0";
            describe(node, shape);
        }
        return {};
    }

    /// Runs row by row of the mask's own box, the first of zeros.
    Result<void> mask(pugi::xml_node image, const AnnotatedShape& shape, int group) {
        const AnnotatedImage& on = m_set.images[shape.image];
        CW_TRY(const auto bitmap, bitmapOf(shape.regions, on.width, on.height));
        const core::RectPx box = boundsOf(shape);
        const int left = std::max(0, static_cast<int>(box.left));
        const int top = std::max(0, static_cast<int>(box.top));
        const int right = std::min(on.width, static_cast<int>(box.right) + 1);
        const int bottom = std::min(on.height, static_cast<int>(box.bottom) + 1);
        std::string runs;
        bool value = false;
        std::size_t run = 0;
        for (int row = top; row < bottom; ++row)
            for (int column = left; column < right; ++column) {
                if (bitmap.at(column, row) != value) {
                    runs += std::to_string(run) + ", ";
                    run = 0;
                    value = !value;
                }
                ++run;
            }
        runs += std::to_string(run);
        auto node = element(image, "mask", shape, group);
        node.append_attribute("rle") = runs.c_str();
        node.append_attribute("left") = left;
        node.append_attribute("top") = top;
        node.append_attribute("width") = right - left;
        node.append_attribute("height") = bottom - top;
        describe(node, shape);
        return {};
    }

    const AnnotationSet& m_set;
    pugi::xml_document m_document;
    pugi::xml_node m_root;
    WriteLosses m_losses;
};

} // namespace

Result<WriteLosses> writeCvat(const AnnotationSet& set, const FileSink& sink) {
    CW_CHECK(detail::checkTexts(set));
    CvatWriter writer(set);
    CW_TRY(const auto xml, writer.xml());
    CW_CHECK(sink("annotations.xml", xml));
    return writer.losses();
}

} // namespace cw::dataset
