// SPDX-License-Identifier: Apache-2.0
// Our own exports: dataset.json; images.csv with annotations.csv.
#include "dataset/formats/detail/Csv.h"
#include "dataset/formats/detail/JsonText.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

namespace cw::dataset::detail {
namespace {

Result<void> readImage(const Json& json, const std::string& where, SetBuilder& builder) {
    CW_TRY(const auto image,
           builder.image(textMember(json, "fileName"), wholeMember(json, "widthPx").value_or(0),
                         wholeMember(json, "heightPx").value_or(0)));
    builder.at(image).id = core::ImageId(textMember(json, "imageId"));
    if (const Json* answers = member(json, "answers"); answers && answers->is_object())
        for (const auto& [key, value] : answers->items())
            if (value.is_string())
                builder.at(image).answers[key] = value.get<std::string>();
    const Json* findings = arrayMember(json, "findings");
    for (std::size_t i = 0; findings && i < findings->size(); ++i) {
        const Json& finding = (*findings)[i];
        const Json* outline = member(finding, "outlinePx");
        auto points = outline ? pointsOf(*outline) : std::nullopt;
        if (!points)
            return fail(ErrorCode::Malformed,
                        "finding " + std::to_string(i + 1) + " has no outline of pairs of numbers");
        AnnotatedShape shape;
        shape.image = image;
        shape.id = textMember(finding, "lesionId");
        shape.label = textMember(finding, "label");
        shape.regions.push_back({{std::move(*points)}, {}});
        if (const Json* attributes = member(finding, "attributes");
            attributes && attributes->is_object())
            for (const auto& [key, value] : attributes->items())
                if (value.is_string())
                    shape.attributes[key] = value.get<std::string>();
        CW_CHECK(builder.add(std::move(shape), where));
    }
    return {};
}

} // namespace

Result<void> readConcordJson(std::string_view json, SetBuilder& builder) {
    CW_TRY(const auto root, parsedJson(json));
    const Json* images = arrayMember(root, "images");
    if (!images || textMember(root, "schema") != "concord-export-1")
        return fail(ErrorCode::Malformed, "not a concord-export-1");
    std::size_t number = 0;
    for (const Json& image : *images) {
        const std::string where = "image " + std::to_string(++number);
        if (auto good = readImage(image, where, builder); !good)
            return within(good.error(), where);
    }
    return {};
}

Result<void> readConcordCsv(std::string_view imagesCsv, std::string_view annotationsCsv,
                            SetBuilder& builder) {
    std::map<std::string, std::size_t, std::less<>> images;
    if (!imagesCsv.empty()) {
        CW_TRY(const auto table, parsedCsv(imagesCsv));
        for (const CsvRow& row : table.rows) {
            CW_TRY(const auto image,
                   builder.image(std::string(table.field(row, "file_name")),
                                 wholeNumber(table.field(row, "width_px")).value_or(0),
                                 wholeNumber(table.field(row, "height_px")).value_or(0)));
            const std::string id(table.field(row, "image_id"));
            builder.at(image).id = core::ImageId(id);
            images[id] = image;
            for (std::size_t i = 0; i < table.titles.size(); ++i)
                if (table.titles[i].starts_with("answer_") && !row.fields[i].empty())
                    builder.at(image).answers[table.titles[i].substr(7)] = row.fields[i];
        }
    }
    CW_TRY(const auto table, parsedCsv(annotationsCsv));
    if (!table.column("image_id") || !table.column("outline_px"))
        return fail(ErrorCode::Malformed, "annotations.csv without image_id or outline_px");
    for (const CsvRow& row : table.rows) {
        const std::string where = "line " + std::to_string(row.line);
        const std::string id(table.field(row, "image_id"));
        if (!images.contains(id)) {
            CW_TRY(images[id], builder.image(id));
            builder.at(images[id]).id = core::ImageId(id);
        }
        auto outline = points(table.field(row, "outline_px"), ' ', ';');
        if (!outline)
            return within(outline.error(), where);
        AnnotatedShape shape;
        shape.image = images[id];
        shape.id = table.field(row, "lesion_id");
        shape.label = table.field(row, "label");
        shape.regions.push_back({{std::move(*outline)}, {}});
        for (const auto entry : split(table.field(row, "attributes"), ';'))
            if (const auto equals = entry.find('='); equals != std::string_view::npos)
                shape.attributes[std::string(entry.substr(0, equals))] = entry.substr(equals + 1);
        if (auto good = builder.add(std::move(shape), where); !good)
            return within(good.error(), where);
    }
    return {};
}

} // namespace cw::dataset::detail
