// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/MaskOutlines.h"
#include "dataset/formats/VocColours.h"
#include "dataset/formats/Writers.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Writing.h"

#include <cmath>
#include <pugixml.hpp>

namespace cw::dataset {
namespace {

using detail::shortest;

struct StringWriter : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
};

void textChild(pugi::xml_node parent, const char* name, std::string_view text) {
    parent.append_child(name).text().set(std::string(text).c_str());
}

void addBox(pugi::xml_node object, const AnnotatedShape& shape, VocBoxes boxes) {
    const core::RectPx box = boundsOf(shape);
    auto node = object.append_child("bndbox");
    if (boxes == VocBoxes::OneBased) { // the pixels that the box touches
        textChild(node, "xmin", shortest(std::floor(box.left) + 1));
        textChild(node, "ymin", shortest(std::floor(box.top) + 1));
        textChild(node, "xmax", shortest(std::ceil(box.right)));
        textChild(node, "ymax", shortest(std::ceil(box.bottom)));
    } else {
        textChild(node, "xmin", shortest(box.left));
        textChild(node, "ymin", shortest(box.top));
        textChild(node, "xmax", shortest(box.right));
        textChild(node, "ymax", shortest(box.bottom));
    }
}

void addObject(pugi::xml_node root, const AnnotatedShape& shape, VocBoxes boxes) {
    auto object = root.append_child("object");
    textChild(object, "name", shape.label);
    textChild(object, "pose", "Unspecified");
    textChild(object, "truncated", "0");
    textChild(object, "difficult", "0");
    textChild(object, "occluded", shape.occluded ? "1" : "0");
    addBox(object, shape, boxes);
    auto attributes = object.append_child("attributes"); // datumaro's extension
    const auto add = [&](const std::string& key, const std::string& value) {
        auto attribute = attributes.append_child("attribute");
        textChild(attribute, "name", key);
        textChild(attribute, "value", value);
    };
    for (const auto& [key, value] : shape.attributes)
        add(key, value);
    if (!shape.id.empty())
        add("lesion_id", shape.id);
}

std::string xmlOf(const AnnotatedImage& image, const std::vector<const AnnotatedShape*>& shapes,
                  int depth, VocBoxes boxes) {
    pugi::xml_document document;
    auto root = document.append_child("annotation");
    textChild(root, "folder", "images");
    textChild(root, "filename", image.name);
    auto size = root.append_child("size");
    textChild(size, "width", std::to_string(image.width));
    textChild(size, "height", std::to_string(image.height));
    textChild(size, "depth", std::to_string(depth));
    textChild(root, "segmented", shapes.empty() ? "0" : "1");
    for (const AnnotatedShape* shape : shapes)
        addObject(root, *shape, boxes);
    StringWriter writer;
    document.save(writer, "  ", pugi::format_default, pugi::encoding_utf8);
    return std::move(writer.text);
}

class VocWriter {
public:
    VocWriter(const AnnotationSet& set, VocBoxes boxes, const FileSink& sink)
        : m_set(set), m_boxes(boxes), m_sink(sink) {}

    Result<WriteLosses> write() {
        if (m_set.categories.size() > 254)
            return fail(ErrorCode::InvalidArgument, "VOC pictures number at most 254 labels");
        auto shapes = detail::shapesByImage(m_set);
        std::string main, segmented;
        for (std::size_t i = 0; i < m_set.images.size(); ++i) {
            m_losses.shapesLeftOut += std::erase_if(
                shapes[i], [](const AnnotatedShape* shape) { return shape->regions.empty(); });
            const std::string stem(detail::stem(m_set.images[i].name));
            main += stem + "\n";
            segmented += shapes[i].empty() ? "" : stem + "\n";
            const int depth = m_set.kind == "fundus" ? 3 : 1;
            CW_CHECK(m_sink("Annotations/" + stem + ".xml",
                            xmlOf(m_set.images[i], shapes[i], depth, m_boxes)));
            if (!shapes[i].empty())
                CW_CHECK(pictures(m_set.images[i], shapes[i], stem));
        }
        CW_CHECK(m_sink("ImageSets/Main/default.txt", main));
        CW_CHECK(m_sink("ImageSets/Segmentation/default.txt", segmented));
        CW_CHECK(m_sink("labelmap.txt", labelMap()));
        return m_losses;
    }

private:
    std::string labelMap() const {
        std::string text = "# label:color_rgb:parts:actions\nbackground:0,0,0::\n";
        for (std::size_t i = 0; i < m_set.categories.size(); ++i) {
            const VocColour colour = vocColourOf(static_cast<std::uint32_t>(i + 1));
            text += m_set.categories[i] + ":" + std::to_string(colour[0]) + "," +
                    std::to_string(colour[1]) + "," + std::to_string(colour[2]) + "::\n";
        }
        return text;
    }

    /// Instance n is object n of the XML.
    Result<void> pictures(const AnnotatedImage& image,
                          const std::vector<const AnnotatedShape*>& shapes,
                          const std::string& stem) {
        const auto pixels =
            static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
        std::vector<std::uint8_t> objects(pixels, 0), classes(pixels, 0);
        for (std::size_t n = 0; n < shapes.size(); ++n) {
            if (n >= 254) {
                m_losses.instancesWithoutMask += shapes.size() - n;
                break;
            }
            CW_TRY(const auto bitmap, bitmapOf(shapes[n]->regions, image.width, image.height));
            const auto label =
                static_cast<std::uint8_t>(detail::categoryOf(m_set, shapes[n]->label) + 1);
            for (std::size_t p = 0; p < pixels; ++p) {
                if (!bitmap.inside[p])
                    continue;
                m_losses.pixelsTwice += objects[p] != 0 ? 1U : 0U;
                objects[p] = static_cast<std::uint8_t>(n + 1);
                classes[p] = label;
            }
        }
        CW_CHECK(m_sink("SegmentationObject/" + stem + ".png",
                        detail::palettePng(image.width, image.height, objects)));
        return m_sink("SegmentationClass/" + stem + ".png",
                      detail::palettePng(image.width, image.height, classes));
    }

    const AnnotationSet& m_set;
    VocBoxes m_boxes;
    const FileSink& m_sink;
    WriteLosses m_losses;
};

} // namespace

Result<WriteLosses> writeVoc(const AnnotationSet& set, VocBoxes boxes, const FileSink& sink) {
    CW_CHECK(detail::checkTexts(set));
    return VocWriter(set, boxes, sink).write();
}

} // namespace cw::dataset
