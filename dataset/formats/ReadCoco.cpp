// SPDX-License-Identifier: Apache-2.0
// COCO instances, as pycocotools, CVAT, datumaro and labelme write them.
#include "dataset/formats/RunLength.h"
#include "dataset/formats/detail/JsonText.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

#include <unordered_map>

namespace cw::dataset::detail {
namespace {

/// Ids are numbers in the standard, texts with some tools.
std::string idText(const Json& object, const char* key) {
    const Json* id = member(object, key);
    return id ? scalarText(*id).value_or(std::string()) : std::string();
}

class CocoReader {
public:
    explicit CocoReader(SetBuilder& builder) : m_builder(builder) {}

    Result<void> read(const Json& root) {
        const Json* images = arrayMember(root, "images");
        if (!images)
            return fail(ErrorCode::Malformed, "COCO without a list \"images\"");
        for (const Json& image : *images)
            CW_CHECK(readImage(image));
        if (const Json* categories = arrayMember(root, "categories"))
            for (const Json& category : *categories) {
                const std::string label = textMember(category, "name");
                m_labels[idText(category, "id")] = label;
                if (label != "_background_") // labelme's id 0: what is not labelled
                    m_builder.category(label);
            }
        const Json* annotations = arrayMember(root, "annotations");
        if (!annotations)
            return {};
        std::size_t number = 0;
        for (const Json& annotation : *annotations) {
            const std::string where = "annotation " + std::to_string(++number);
            if (auto good = readAnnotation(annotation, where); !good)
                return within(good.error(), where);
        }
        return {};
    }

private:
    Result<void> readImage(const Json& image) {
        std::string name = textMember(image, "file_name");
        const std::string id = idText(image, "id");
        if (name.empty() || id.empty())
            return fail(ErrorCode::Malformed, "an image without id or file_name");
        CW_TRY(const auto at,
               m_builder.image(std::move(name), wholeMember(image, "width").value_or(0),
                               wholeMember(image, "height").value_or(0)));
        m_images[id] = at;
        AnnotatedImage& entry = m_builder.at(at);
        if (const std::string sha = textMember(image, "sha256"); sha.size() == 64)
            entry.id = core::ImageId(sha);
        if (const Json* answers = member(image, "answers"); answers && answers->is_object())
            for (const auto& [key, value] : answers->items())
                if (const auto text = scalarText(value))
                    entry.answers[key] = *text;
        return {};
    }

    Result<void> readAnnotation(const Json& annotation, const std::string& where) {
        const auto image = m_images.find(idText(annotation, "image_id"));
        if (image == m_images.end()) {
            m_builder.fault(where + ": its image is not in the list");
            return {};
        }
        const auto label = m_labels.find(idText(annotation, "category_id"));
        if (label == m_labels.end())
            m_builder.fault(where + ": its category is not in the list");
        AnnotatedShape shape;
        shape.image = image->second;
        shape.label = label == m_labels.end() ? std::string() : label->second;
        shape.crowd = wholeMember(annotation, "iscrowd").value_or(0) != 0;
        shape.id = textMember(annotation, "lesion_id");
        shape.group = textMember(annotation, "group");
        readAttributes(annotation, shape);
        CW_CHECK(readArea(annotation, where, shape));
        if (shape.regions.empty()) {
            m_builder.fault(where + ": neither outline nor box");
            return {};
        }
        return m_builder.add(std::move(shape), where);
    }

    void readAttributes(const Json& annotation, AnnotatedShape& shape) {
        const Json* attributes = member(annotation, "attributes");
        if (!attributes || !attributes->is_object())
            return;
        for (const auto& [key, value] : attributes->items()) {
            if (key == "occluded" && value.is_boolean())
                shape.occluded = value.get<bool>();
            else if (const auto text = scalarText(value))
                shape.attributes[key] = *text;
        }
    }

    Result<void> readArea(const Json& annotation, const std::string& where, AnnotatedShape& shape) {
        const Json* segmentation = member(annotation, "segmentation");
        if (segmentation && segmentation->is_object())
            return readRuns(*segmentation, where, shape);
        if (segmentation && segmentation->is_array() && !segmentation->empty()) {
            for (const Json& part : *segmentation) {
                CW_TRY(auto outline, flatOutline(part));
                shape.regions.push_back({std::move(outline), {}});
            }
            return {};
        }
        const Json* box = arrayMember(annotation, "bbox");
        if (!box)
            return {};
        std::vector<double> numbers;
        for (const Json& entry : *box)
            if (const auto value = numberOf(entry))
                numbers.push_back(*value);
        if (numbers.size() != 4 || box->size() != 4)
            return fail(ErrorCode::Malformed, "a box that is not four numbers");
        shape.kind = ShapeKind::Box;
        shape.regions.push_back(
            {rectangle(numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]),
             {}});
        return {};
    }

    static Result<core::Polygon> flatOutline(const Json& part) {
        if (!part.is_array() || part.size() % 2 != 0)
            return fail(ErrorCode::Malformed, "an outline that is not pairs of numbers");
        core::Polygon outline;
        for (std::size_t i = 0; i < part.size(); i += 2) {
            const auto x = numberOf(part[i]), y = numberOf(part[i + 1]);
            if (!x || !y)
                return fail(ErrorCode::Malformed, "an outline that is not pairs of numbers");
            outline.vertices.push_back({*x, *y});
        }
        return outline;
    }

    Result<void> readRuns(const Json& segmentation, const std::string& where,
                          AnnotatedShape& shape) {
        const Json* size = arrayMember(segmentation, "size");
        const Json* counts = member(segmentation, "counts");
        const auto height = size && size->size() == 2 ? numberOf((*size)[0]) : std::nullopt;
        const auto width = size && size->size() == 2 ? numberOf((*size)[1]) : std::nullopt;
        if (!height || !width || !counts)
            return fail(ErrorCode::Malformed, "run lengths without size or counts");
        const int w = static_cast<int>(*width), h = static_cast<int>(*height);
        Runs runs;
        if (counts->is_string()) {
            CW_TRY(runs, runsFromText(counts->get_ref<const std::string&>(), w, h));
        } else if (counts->is_array()) {
            for (const Json& run : *counts) {
                const auto length = numberOf(run);
                if (!length || *length < 0)
                    return fail(ErrorCode::Malformed, "a run length that is none");
                runs.push_back(static_cast<std::uint32_t>(*length));
            }
        } else {
            return fail(ErrorCode::Malformed, "run lengths that are neither list nor text");
        }
        CW_TRY(const auto bitmap, bitmapFrom(runs, w, h));
        const AnnotatedImage& image = m_builder.at(shape.image);
        if (image.width > 0 && (image.width != w || image.height != h))
            m_builder.fault(where + ": its mask has another size than its image");
        shape.kind = ShapeKind::Mask;
        CW_TRY(shape.regions, m_builder.traced(bitmap));
        return {};
    }

    SetBuilder& m_builder;
    std::unordered_map<std::string, std::size_t> m_images;
    std::unordered_map<std::string, std::string> m_labels;
};

} // namespace

Result<void> readCoco(std::string_view json, SetBuilder& builder) {
    CW_TRY(const auto root, parsedJson(json));
    return CocoReader(builder).read(root);
}

} // namespace cw::dataset::detail
