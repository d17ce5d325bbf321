// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/Writers.h"
#include "dataset/formats/detail/Text.h"
#include "dataset/formats/detail/Writing.h"

namespace cw::dataset {
namespace {

/// A plain word, or quoted as YAML's double quotes want it.
std::string yamlText(const std::string& text) {
    const bool plain =
        !text.empty() && std::string_view("-?:").find(text.front()) == std::string_view::npos &&
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") ==
            std::string::npos;
    if (plain)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string dataYaml(const AnnotationSet& set) {
    // Which images train is decided by folds (concord validate), not by an export.
    std::string yaml = "path: .\ntrain: images\nval: images\n\nnames:\n";
    for (std::size_t i = 0; i < set.categories.size(); ++i)
        yaml += "  " + std::to_string(i) + ": " + yamlText(set.categories[i]) + "\n";
    return yaml;
}

} // namespace

Result<WriteLosses> writeYolo(const AnnotationSet& set, const FileSink& sink) {
    CW_CHECK(detail::checkTexts(set));
    WriteLosses losses;
    CW_CHECK(sink("data.yaml", dataYaml(set)));
    const auto shapes = detail::shapesByImage(set);
    for (std::size_t i = 0; i < set.images.size(); ++i) {
        const AnnotatedImage& image = set.images[i];
        if (image.width <= 0 || image.height <= 0)
            return fail(ErrorCode::InvalidArgument, "an image's size is not known");
        std::string text;
        for (const AnnotatedShape* shape : shapes[i]) {
            losses.shapesLeftOut += shape->regions.empty() ? 1U : 0U;
            losses.partsSplit += shape->regions.size() > 1 ? 1U : 0U;
            for (const Region& region : shape->regions) {
                losses.holesFilled += region.holes.empty() ? 0U : 1U;
                text += std::to_string(detail::categoryOf(set, shape->label));
                for (const core::PointPx& p : region.outline.vertices) {
                    text += ' ';
                    text += detail::fixed(p.x / image.width, 6);
                    text += ' ';
                    text += detail::fixed(p.y / image.height, 6);
                }
                text += '\n';
            }
        }
        CW_CHECK(sink("labels/" + std::string(detail::stem(image.name)) + ".txt", text));
    }
    return losses;
}

} // namespace cw::dataset
