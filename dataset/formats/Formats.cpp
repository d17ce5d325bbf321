// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/Formats.h"

#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

#include <array>

namespace cw::dataset {
namespace {

struct Named {
    AnnotationFormat format;
    const char* name;
};
constexpr std::array<Named, 13> kNames{{{AnnotationFormat::Coco, "coco"},
                                        {AnnotationFormat::Cvat, "cvat"},
                                        {AnnotationFormat::LabelMe, "labelme"},
                                        {AnnotationFormat::Via, "via"},
                                        {AnnotationFormat::Voc, "voc"},
                                        {AnnotationFormat::Yolo, "yolo"},
                                        {AnnotationFormat::Inbreast, "inbreast"},
                                        {AnnotationFormat::CbisDdsm, "cbis-ddsm"},
                                        {AnnotationFormat::VinDr, "vindr"},
                                        {AnnotationFormat::LabelStudio, "label-studio"},
                                        {AnnotationFormat::PngMask, "png-mask"},
                                        {AnnotationFormat::Csv, "csv"},
                                        {AnnotationFormat::Json, "json"}}};

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::optional<AnnotationFormat> recognisedXml(std::string_view head) {
    if (has(head, "<plist"))
        return AnnotationFormat::Inbreast;
    if (has(head, "<annotations"))
        return AnnotationFormat::Cvat;
    if (has(head, "<annotation"))
        return AnnotationFormat::Voc;
    return std::nullopt;
}

/// By the keys that each writer cannot do without. They may come late: the whole text is looked at.
std::optional<AnnotationFormat> recognisedJson(std::string_view text) {
    if (has(text, "\"concord-export-1\""))
        return AnnotationFormat::Json;
    if (has(text, "\"shapes\"") && has(text, "\"imagePath\""))
        return AnnotationFormat::LabelMe;
    if (has(text, "\"images\"") && has(text, "\"annotations\""))
        return AnnotationFormat::Coco;
    if (text.front() == '[' && has(text, "\"result\""))
        return AnnotationFormat::LabelStudio;
    return std::nullopt;
}

std::optional<AnnotationFormat> recognisedCsv(std::string_view text) {
    const auto heading = detail::lower(text.substr(0, text.find('\n')));
    if (has(heading, "region_shape_attributes"))
        return AnnotationFormat::Via;
    if (has(heading, "bi-rads") && has(heading, ";"))
        return AnnotationFormat::Inbreast;
    if (has(heading, "roi mask file path"))
        return AnnotationFormat::CbisDdsm;
    if (has(heading, "breast_birads"))
        return AnnotationFormat::VinDr;
    if (has(heading, "outline_px"))
        return AnnotationFormat::Csv;
    return std::nullopt;
}

} // namespace

std::string_view name(AnnotationFormat format) {
    for (const Named& entry : kNames)
        if (entry.format == format)
            return entry.name;
    return "";
}

std::optional<AnnotationFormat> annotationFormatFrom(std::string_view text) {
    for (const Named& entry : kNames)
        if (entry.name == text)
            return entry.format;
    return std::nullopt;
}

std::vector<std::string> annotationFormatNames() {
    std::vector<std::string> names;
    for (const Named& entry : kNames)
        names.emplace_back(entry.name);
    return names;
}

std::optional<AnnotationFormat> recognised(std::string_view text, std::string_view fileName) {
    const std::string ending = detail::lower(fileName.substr(
        fileName.find_last_of('.') == std::string_view::npos ? 0 : fileName.find_last_of('.')));
    if (ending == ".yaml" || ending == ".yml")
        return AnnotationFormat::Yolo;
    if (ending == ".png")
        return AnnotationFormat::PngMask;
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    text = detail::trimmed(text);
    if (text.empty())
        return std::nullopt;
    if (text.front() == '<')
        return recognisedXml(text.substr(0, 4096));
    if (text.front() == '{' || text.front() == '[')
        return recognisedJson(text);
    return recognisedCsv(text);
}

Result<AnnotationSet> readAnnotationText(std::string_view text, AnnotationFormat format,
                                         std::string_view fileName, const ReadOptions& options) {
    detail::SetBuilder builder;
    const auto read = [&]() -> Result<void> {
        switch (format) {
        case AnnotationFormat::Coco:
            return detail::readCoco(text, builder);
        case AnnotationFormat::Cvat:
            return detail::readCvat(text, builder);
        case AnnotationFormat::LabelMe:
            return detail::readLabelMe(text, fileName, builder);
        case AnnotationFormat::Via:
            return detail::readVia(text, builder);
        case AnnotationFormat::Voc:
            return detail::readVoc({text, fileName}, options.vocBoxes, builder);
        case AnnotationFormat::Inbreast:
            return detail::trimmed(text).starts_with("<") || text.starts_with("\xef\xbb\xbf<")
                       ? detail::readInbreastXml(text, fileName, builder)
                       : detail::readInbreastCsv(text, builder);
        case AnnotationFormat::CbisDdsm:
            return detail::readCbisDdsm(text, {}, builder);
        case AnnotationFormat::VinDr:
            return detail::readVinDr(text, builder);
        case AnnotationFormat::LabelStudio:
            return detail::readLabelStudio(text, builder);
        case AnnotationFormat::Csv:
            return detail::readConcordCsv({}, text, builder);
        case AnnotationFormat::Json:
            return detail::readConcordJson(text, builder);
        case AnnotationFormat::Yolo:
        case AnnotationFormat::PngMask:
            break;
        }
        return fail(ErrorCode::Unsupported, "this format is several files: name their folder");
    };
    CW_CHECK(read());
    return builder.done();
}

} // namespace cw::dataset
