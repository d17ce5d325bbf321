// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/AttributesJson.h"

#include <nlohmann/json.hpp>

namespace cw::storage::detail {
namespace {

using nlohmann::json;

struct SpacingName {
    core::SpacingSource source;
    const char* name;
};
constexpr SpacingName kSpacingNames[] = {
    {core::SpacingSource::PixelSpacing, "pixel-spacing"},
    {core::SpacingSource::ImagerPixelSpacing, "imager-pixel-spacing"},
    {core::SpacingSource::NominalScannedPixelSpacing, "nominal-scanned-pixel-spacing"},
    {core::SpacingSource::Raster, "raster"},
    {core::SpacingSource::FiducialCalibration, "fiducial-calibration"},
    {core::SpacingSource::GeometryCalibration, "geometry-calibration"},
    {core::SpacingSource::MagnificationFactor, "magnification-factor"},
    {core::SpacingSource::SourceDistances, "source-distances"}};

json spacingJson(const std::optional<core::SpacingMm>& spacing) {
    if (!spacing)
        return nullptr;
    for (const auto& known : kSpacingNames)
        if (known.source == spacing->source)
            return {{"row", spacing->row},
                    {"column", spacing->column},
                    {"source", known.name},
                    {"magnification", spacing->magnification}};
    return nullptr;
}

std::optional<core::SpacingMm> spacingFrom(const json& value) {
    if (value.is_null())
        return std::nullopt;
    for (const auto& known : kSpacingNames)
        if (value.at("source") == known.name)
            return core::SpacingMm{value.at("row"), value.at("column"), known.source,
                                   value.value("magnification", 1.0)}; // absent in older projects
    throw std::out_of_range("spacing source");
}

std::string letter(char c) { return c == 0 ? std::string() : std::string(1, c); }

char letterFrom(const json& value) {
    const auto text = value.get<std::string>();
    return text.empty() ? '\0' : text.front();
}

json exposureJson(const core::Exposure& e) {
    json out = json::object();
    for (const auto& [key, value] : {std::pair{"kvp", e.kvp},
                                     {"mAs", e.mAs},
                                     {"thicknessMm", e.thicknessMm},
                                     {"forceN", e.forceN}})
        if (value)
            out[key] = *value;
    if (!e.anode.empty())
        out["anode"] = e.anode;
    if (!e.filter.empty())
        out["filter"] = e.filter;
    return out;
}

core::Exposure exposureFrom(const json& value) {
    const auto number = [&](const char* key) {
        return value.contains(key) ? std::optional(value.at(key).get<double>()) : std::nullopt;
    };
    return {number("kvp"),
            number("mAs"),
            number("thicknessMm"),
            number("forceN"),
            value.value("anode", ""),
            value.value("filter", "")};
}

// Texts of a header that claims UTF-8 and is not are kept as far as they go.
std::string dumped(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class F>
auto converted(F&& f) -> Result<decltype(f())> {
    try {
        return f();
    } catch (const std::exception&) {
        return fail(ErrorCode::Corrupt, "a stored description is damaged");
    }
}

} // namespace

std::string toJson(const core::ImageAttributes& a) {
    return dumped({{"kind", core::name(a.kind)},
                   {"laterality", core::name(a.laterality)},
                   {"view", core::name(a.view)},
                   {"closeUp", a.closeUp},
                   {"field", core::name(a.field)},
                   {"width", a.width},
                   {"height", a.height},
                   {"frames", a.frames},
                   {"spacing", spacingJson(a.spacing)},
                   {"modality", a.modality},
                   {"manufacturer", a.manufacturer},
                   {"model", a.model},
                   {"transferSyntax", a.transferSyntaxUid},
                   {"photometric", a.photometricInterpretation},
                   {"presentationIntent", a.presentationIntent},
                   {"exposure", exposureJson(a.exposure)},
                   {"rowTowards", letter(a.rowTowards)},
                   {"columnTowards", letter(a.columnTowards)},
                   {"exifOrientation", a.exifOrientation},
                   {"warnings", a.warnings}});
}

Result<core::ImageAttributes> attributesFromJson(const std::string& text) {
    return converted([&] {
        const auto value = json::parse(text);
        const auto word = [&](const char* key) { return value.at(key).get<std::string>(); };
        core::ImageAttributes a;
        a.kind = core::imageKindFrom(word("kind")).value();
        a.laterality = core::lateralityFrom(word("laterality"));
        a.view = core::viewPositionFrom(word("view"));
        a.closeUp = value.value("closeUp", false); // absent in older projects
        a.field = core::fundusFieldFrom(word("field"));
        a.width = value.at("width");
        a.height = value.at("height");
        a.frames = value.at("frames");
        a.spacing = spacingFrom(value.at("spacing"));
        a.modality = word("modality");
        a.manufacturer = word("manufacturer");
        a.model = word("model");
        a.transferSyntaxUid = word("transferSyntax");
        a.photometricInterpretation = word("photometric");
        a.presentationIntent = word("presentationIntent");
        if (value.contains("exposure")) // older projects do not keep it
            a.exposure = exposureFrom(value.at("exposure"));
        a.rowTowards = letterFrom(value.at("rowTowards"));
        a.columnTowards = letterFrom(value.at("columnTowards"));
        a.exifOrientation = value.at("exifOrientation");
        a.warnings = value.at("warnings").get<std::vector<std::string>>();
        return a;
    });
}

std::string toJson(const std::map<std::string, std::string>& fields) {
    return dumped(json(fields));
}

Result<std::map<std::string, std::string>> fieldsFromJson(const std::string& text) {
    return converted([&] { return json::parse(text).get<std::map<std::string, std::string>>(); });
}

} // namespace cw::storage::detail
