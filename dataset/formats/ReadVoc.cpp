// SPDX-License-Identifier: Apache-2.0
// Pascal VOC: an XML an image; instances as the indices of a picture.
#include "dataset/formats/VocColours.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Xml.h"

#include <algorithm>

namespace cw::dataset::detail {
namespace {

constexpr std::uint32_t kVoid = 255; // VOC's border around objects

constexpr const char* kVocLabels[] = {
    "background", "aeroplane", "bicycle",     "bird",  "boat",        "bottle", "bus",
    "car",        "cat",       "chair",       "cow",   "diningtable", "dog",    "horse",
    "motorbike",  "person",    "pottedplant", "sheep", "sofa",        "train",  "tvmonitor"};

/// Boxes are of whole pixels, and some writers are one off.
bool liesIn(const core::RectPx& mask, const core::RectPx& box) {
    return mask.left >= box.left - 1 && mask.top >= box.top - 1 && mask.right <= box.right + 1 &&
           mask.bottom <= box.bottom + 1;
}

class VocReader {
public:
    VocReader(const VocFiles& files, VocBoxes boxes, SetBuilder& builder)
        : m_files(files), m_boxes(boxes), m_builder(builder) {}

    Result<void> read(const pugi::xml_node& root) {
        std::string name = childText(root, "filename");
        if (name.empty())
            name = stem(m_files.fileName);
        const auto size = root.child("size");
        CW_TRY(m_image, m_builder.image(std::move(name),
                                        static_cast<int>(childNumber(size, "width").value_or(0)),
                                        static_cast<int>(childNumber(size, "height").value_or(0))));
        std::size_t number = 0;
        for (const auto object : root.children("object")) {
            const std::string where = "object " + std::to_string(++number);
            if (auto good = readObject(object, where); !good)
                return within(good.error(), where);
        }
        CW_CHECK(addMasks());
        for (std::size_t i = 0; i < m_shapes.size(); ++i)
            if (auto good = m_builder.add(std::move(m_shapes[i]), m_where[i]); !good)
                return within(good.error(), m_where[i]);
        return {};
    }

private:
    Result<void> readObject(const pugi::xml_node& object, const std::string& where) {
        AnnotatedShape shape;
        shape.label = childText(object, "name");
        for (const char* key : {"pose", "truncated", "difficult"})
            if (const std::string text = childText(object, key);
                !text.empty() && text != "0" && text != "Unspecified")
                shape.attributes[key] = text;
        shape.occluded = childText(object, "occluded") == "1";
        for (const auto action : object.child("actions").children())
            if (std::string_view(trimmed(action.text().get())) == "1")
                shape.attributes[std::string("action:") + action.name()] = "1";
        for (const auto attribute : object.child("attributes").children("attribute")) {
            const std::string key = childText(attribute, "name");
            (key == "lesion_id" ? shape.id : shape.attributes[key]) = childText(attribute, "value");
        }
        CW_CHECK(readBox(object, shape));
        m_objects.push_back(m_shapes.size());
        push(std::move(shape), where);
        for (const auto part : object.children("part")) {
            AnnotatedShape piece;
            piece.label = childText(part, "name");
            piece.group = where;
            CW_CHECK(readBox(part, piece));
            m_shapes[m_objects.back()].group = where;
            push(std::move(piece), where + ", part");
        }
        return {};
    }

    void push(AnnotatedShape shape, const std::string& where) {
        shape.image = m_image;
        m_shapes.push_back(std::move(shape));
        m_where.push_back(where);
    }

    Result<void> readBox(const pugi::xml_node& object, AnnotatedShape& shape) const {
        const auto box = object.child("bndbox");
        const auto left = childNumber(box, "xmin"), top = childNumber(box, "ymin");
        const auto right = childNumber(box, "xmax"), bottom = childNumber(box, "ymax");
        if (!left || !top || !right || !bottom)
            return fail(ErrorCode::Malformed, "a box without four numbers");
        // Inclusive pixels counted from 1: the first begins at 0, the last ends at its own number.
        const double first = m_boxes == VocBoxes::OneBased ? 1 : 0;
        shape.kind = ShapeKind::Box;
        shape.regions.push_back({rectangle(*left - first, *top - first, *right, *bottom), {}});
        return {};
    }

    /// Instance n belongs to object n where it lies in that object's box and the class mask does
    /// not say otherwise; else it stands alone,
    /// with the label that the class mask gives most of its pixels.
    Result<void> addMasks() {
        if (!m_files.objects)
            return {};
        for (const std::uint32_t index : indicesIn(*m_files.objects)) {
            if (index == kVoid)
                continue;
            const Bitmap bitmap = bitmapOf(*m_files.objects, index);
            const core::RectPx box{double(bitmap.left), double(bitmap.top),
                                   double(bitmap.left) + bitmap.width,
                                   double(bitmap.top) + bitmap.height};
            CW_TRY(auto regions, m_builder.traced(bitmap));
            AnnotatedShape* object =
                index <= m_objects.size() ? &m_shapes[m_objects[index - 1]] : nullptr;
            const std::string label = labelOf(index);
            if (object && liesIn(box, boundsOf(*object)) &&
                (label.empty() || label == object->label)) {
                object->kind = ShapeKind::Mask;
                object->regions = std::move(regions);
                continue;
            }
            AnnotatedShape alone;
            alone.kind = ShapeKind::Mask;
            alone.regions = std::move(regions);
            alone.label = label;
            push(std::move(alone), "instance " + std::to_string(index));
        }
        return {};
    }

    std::string labelOf(std::uint32_t instance) const {
        if (!m_files.classes || !m_files.labels ||
            m_files.classes->index.size() != m_files.objects->index.size())
            return {};
        std::map<std::uint32_t, std::size_t> counts;
        for (std::size_t i = 0; i < m_files.objects->index.size(); ++i)
            if (m_files.objects->index[i] == instance)
                ++counts[m_files.classes->index[i]];
        const auto most =
            std::max_element(counts.begin(), counts.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        const std::uint32_t index = most == counts.end() ? 0 : most->first;
        return index < m_files.labels->size() ? (*m_files.labels)[index] : std::string();
    }

    const VocFiles& m_files;
    VocBoxes m_boxes;
    SetBuilder& m_builder;
    std::size_t m_image = 0;
    std::vector<AnnotatedShape> m_shapes;
    std::vector<std::string> m_where;
    std::vector<std::size_t> m_objects; ///< positions in m_shapes, without parts
};

} // namespace

Result<void> readVoc(const VocFiles& files, VocBoxes boxes, SetBuilder& builder) {
    pugi::xml_document document;
    CW_CHECK(loadXml(document, files.xml));
    const auto root = document.child("annotation");
    if (!root)
        return fail(ErrorCode::Malformed, "XML without <annotation>");
    return VocReader(files, boxes, builder).read(root);
}

std::vector<std::string> vocLabels(std::string_view labelMap) {
    std::vector<std::string> labels;
    for (const auto line : split(labelMap, '\n')) {
        const auto text = trimmed(line);
        if (text.empty() || text.front() == '#')
            continue;
        const auto fields = split(text, ':');
        std::uint32_t index = static_cast<std::uint32_t>(labels.size());
        if (fields.size() > 1)
            if (const auto rgb = split(fields[1], ','); rgb.size() == 3) {
                VocColour colour{};
                for (std::size_t c = 0; c < 3; ++c)
                    colour[c] = static_cast<std::uint8_t>(
                        std::clamp(wholeNumber(rgb[c]).value_or(0), 0, 255));
                index = vocIndexOf(colour);
            }
        if (index > 65535)
            continue; // a colour far from the map
        if (labels.size() <= index)
            labels.resize(index + 1);
        labels[index] = fields[0];
    }
    if (labels.empty())
        labels.assign(std::begin(kVocLabels), std::end(kVocLabels));
    return labels;
}

} // namespace cw::dataset::detail
