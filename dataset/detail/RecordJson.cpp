// SPDX-License-Identifier: Apache-2.0
#include "dataset/detail/RecordJson.h"

namespace cw::dataset::detail {

Result<std::string> canonical(const Json& json) {
    try {
        return json.dump(1) + "\n";
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the data set is not valid UTF-8");
    }
}

namespace {

std::string spacingName(core::SpacingSource source) { return std::string(core::name(source)); }

core::SpacingSource spacingSourceFrom(const std::string& text) {
    using enum core::SpacingSource;
    for (const auto source :
         {PixelSpacing, ImagerPixelSpacing, NominalScannedPixelSpacing, Raster, FiducialCalibration,
          GeometryCalibration, MagnificationFactor, SourceDistances})
        if (text == core::name(source))
            return source;
    throw Json::other_error::create(599, "spacing source", nullptr);
}

std::string letter(char c) { return c == 0 ? std::string() : std::string(1, c); }
char letterFrom(const std::string& text) { return text.empty() ? '\0' : text.front(); }

} // namespace

Json attributesJson(const core::ImageAttributes& a) {
    Json json{{"kind", core::name(a.kind)},
              {"laterality", core::name(a.laterality)},
              {"view", core::name(a.view)},
              {"field", core::name(a.field)},
              {"width", a.width},
              {"height", a.height},
              {"frames", a.frames},
              {"modality", a.modality},
              {"manufacturer", a.manufacturer},
              {"model", a.model},
              {"transferSyntaxUid", a.transferSyntaxUid},
              {"photometricInterpretation", a.photometricInterpretation},
              {"presentationIntent", a.presentationIntent},
              {"rowTowards", letter(a.rowTowards)},
              {"columnTowards", letter(a.columnTowards)},
              {"exifOrientation", a.exifOrientation},
              {"warnings", a.warnings},
              {"spacing", nullptr}};
    if (a.spacing)
        json["spacing"] = {{"rowMm", a.spacing->row},
                           {"columnMm", a.spacing->column},
                           {"source", spacingName(a.spacing->source)}};
    // Only where there is something to say: versions frozen before keep their bytes.
    if (a.spacing && a.spacing->magnification != 1)
        json["spacing"]["magnification"] = a.spacing->magnification;
    if (a.closeUp)
        json["closeUp"] = true;
    return json;
}

core::ImageAttributes attributesFrom(const Json& json) {
    const auto text = [&](const char* key) { return json.at(key).get<std::string>(); };
    core::ImageAttributes a;
    a.kind = core::imageKindFrom(text("kind")).value_or(core::ImageKind::Other);
    a.laterality = core::lateralityFrom(text("laterality"));
    a.view = core::viewPositionFrom(text("view"));
    a.field = core::fundusFieldFrom(text("field"));
    a.width = json.at("width").get<int>();
    a.height = json.at("height").get<int>();
    a.frames = json.at("frames").get<int>();
    a.modality = text("modality");
    a.manufacturer = text("manufacturer");
    a.model = text("model");
    a.transferSyntaxUid = text("transferSyntaxUid");
    a.photometricInterpretation = text("photometricInterpretation");
    a.presentationIntent = text("presentationIntent");
    a.rowTowards = letterFrom(text("rowTowards"));
    a.columnTowards = letterFrom(text("columnTowards"));
    a.exifOrientation = json.at("exifOrientation").get<int>();
    a.warnings = json.at("warnings").get<std::vector<std::string>>();
    if (const Json& spacing = json.at("spacing"); !spacing.is_null())
        a.spacing =
            core::SpacingMm{spacing.at("rowMm").get<double>(), spacing.at("columnMm").get<double>(),
                            spacingSourceFrom(spacing.at("source").get<std::string>()),
                            spacing.value("magnification", 1.0)};
    a.closeUp = json.value("closeUp", false);
    return a;
}

} // namespace cw::dataset::detail
