// SPDX-License-Identifier: Apache-2.0
#include "dataset/Records.h"

#include "dataset/Eligibility.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace cw::dataset {
namespace {

using Json = nlohmann::json; // keys sorted: canonical

constexpr const char* kManifestSchema = "concord-dataset-1";
constexpr const char* kTruthSchema = "concord-truth-1";

Result<std::string> canonical(const Json& json) {
    try {
        return json.dump(1) + "\n";
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the data set is not valid UTF-8");
    }
}

/// Reads with `read`; whatever nlohmann throws about a missing key or a wrong type is Malformed.
template <class Record, class Read>
Result<Record> parsed(const std::string& text, const char* schema, const char* what, Read read) {
    try {
        const Json json = Json::parse(text);
        if (json.at("schema") != schema)
            return fail(ErrorCode::Unsupported,
                        std::string(what) + " has a form that this program does not know");
        return read(json);
    } catch (const Json::exception&) {
        return fail(ErrorCode::Malformed, std::string(what) + " does not follow its form");
    }
}

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

Json findingJson(const annotation::Finding& finding) {
    Json outline = Json::array();
    for (const core::PointPx& point : finding.outline.vertices) // + 0.0: no "-0.0" beside "0.0"
        outline.push_back({point.x + 0.0, point.y + 0.0});
    return {{"lesion", finding.id.text()},
            {"label", finding.label},
            {"outlinePx", std::move(outline)},
            {"attributes", finding.attributes}};
}

annotation::Finding findingFrom(const Json& json, const core::ImageId& image) {
    annotation::Finding finding;
    finding.id = core::LesionId(json.at("lesion").get<std::string>());
    finding.image = image;
    finding.label = json.at("label").get<std::string>();
    for (const Json& point : json.at("outlinePx"))
        finding.outline.vertices.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
    finding.attributes = json.at("attributes").get<std::map<std::string, std::string>>();
    return finding;
}

CaseTruth truthFrom(const Json& json) {
    CaseTruth truth;
    truth.caseId = core::CaseId(json.at("case").get<std::string>());
    truth.label = json.at("label").get<std::string>();
    truth.answers = json.at("answers").get<std::map<std::string, std::string>>();
    for (const Json& image : json.at("images")) {
        const core::ImageId id(image.at("id").get<std::string>());
        auto& findings = truth.findings[id];
        for (const Json& finding : image.at("findings"))
            findings.push_back(findingFrom(finding, id));
    }
    return truth;
}

Result<Manifest> manifestFrom(const Json& json) {
    Manifest manifest;
    manifest.name = core::VersionName(json.at("name").get<std::string>());
    manifest.createdAt = json.at("createdAt").get<std::string>();
    const auto kind = core::imageKindFrom(json.at("kind").get<std::string>());
    bool sound = kind.has_value();
    manifest.kind = kind.value_or(core::ImageKind::Other);
    for (const Json& entry : json.at("images")) {
        DatasetImage image;
        image.id = core::ImageId(entry.at("sha256").get<std::string>());
        image.caseId = core::CaseId(entry.at("case").get<std::string>());
        image.patient = core::PatientKey(entry.at("patient").get<std::string>());
        image.mediaType = entry.at("mediaType").get<std::string>();
        image.attributes = attributesFrom(entry.at("attributes"));
        sound = sound && isSha256(image.id.text());
        manifest.byteCounts.push_back(entry.at("bytes").get<std::uint64_t>());
        manifest.images.push_back(std::move(image));
    }
    for (const Json& entry : json.at("truth")) {
        const auto caseId = entry.at("case").get<std::string>();
        manifest.truth.push_back({core::CaseId(caseId), entry.at("sha256").get<std::string>()});
        sound = sound && isFileSafe(caseId) &&
                entry.at("file") == truthFile(manifest.truth.back().caseId);
    }
    for (const Json& entry : json.at("excluded"))
        manifest.excluded.push_back({core::CaseId(entry.at("case").get<std::string>()),
                                     entry.at("reason").get<std::string>()});
    if (!sound)
        return fail(ErrorCode::Malformed, "the manifest holds an id that cannot be one");
    return manifest;
}

} // namespace

std::string truthFile(const core::CaseId& caseId) { return "truth/" + caseId.text() + ".json"; }

bool isFileSafe(const std::string& id) {
    const auto safe = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '.' || c == '_' || c == '-';
    };
    return !id.empty() && id.size() <= 100 && id.front() != '.' && std::ranges::all_of(id, safe);
}

bool isSha256(const std::string& text) {
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 64 && std::ranges::all_of(text, hex);
}

std::vector<CaseTruth> truthsOf(const DatasetContent& content) {
    std::map<core::CaseId, CaseTruth> byCase;
    for (const DatasetImage& image : content.images) {
        CaseTruth& truth = byCase[image.caseId];
        truth.caseId = image.caseId;
        truth.label = image.label;
        truth.answers = image.answers;
        auto& findings = truth.findings[image.id];
        findings = image.findings;
        std::sort(findings.begin(), findings.end(),
                  [](const auto& a, const auto& b) { return a.id < b.id; });
    }
    std::vector<CaseTruth> truths;
    for (auto& [id, truth] : byCase)
        truths.push_back(std::move(truth));
    return truths;
}

Result<std::string> toJson(const CaseTruth& truth) {
    Json images = Json::array();
    for (const auto& [id, findings] : truth.findings) {
        Json list = Json::array();
        for (const annotation::Finding& finding : findings)
            list.push_back(findingJson(finding));
        images.push_back({{"id", id.text()}, {"findings", std::move(list)}});
    }
    return canonical({{"schema", kTruthSchema},
                      {"case", truth.caseId.text()},
                      {"label", truth.label},
                      {"answers", truth.answers},
                      {"images", std::move(images)}});
}

Result<std::string> toJson(const Manifest& manifest) {
    Json images = Json::array(), truth = Json::array(), excluded = Json::array();
    for (std::size_t i = 0; i < manifest.images.size(); ++i) {
        const DatasetImage& image = manifest.images[i];
        images.push_back({{"sha256", image.id.text()},
                          {"case", image.caseId.text()},
                          {"patient", image.patient.text()},
                          {"mediaType", image.mediaType},
                          {"bytes", manifest.byteCounts[i]},
                          {"attributes", attributesJson(image.attributes)}});
    }
    for (const TruthEntry& entry : manifest.truth)
        truth.push_back({{"case", entry.caseId.text()},
                         {"file", truthFile(entry.caseId)},
                         {"sha256", entry.sha256}});
    for (const ExcludedCase& entry : manifest.excluded)
        excluded.push_back({{"case", entry.caseId.text()}, {"reason", entry.reason}});
    return canonical({{"schema", kManifestSchema},
                      {"name", manifest.name.text()},
                      {"createdAt", manifest.createdAt},
                      {"kind", core::name(manifest.kind)},
                      {"rules", manifest.rules.empty() ? rulesInWords(manifest.kind)
                                                         : manifest.rules},
                      {"images", std::move(images)},
                      {"truth", std::move(truth)},
                      {"excluded", std::move(excluded)}});
}

Result<CaseTruth> truthFromJson(const std::string& text) {
    return parsed<CaseTruth>(text, kTruthSchema, "a truth record",
                             [](const Json& json) -> Result<CaseTruth> { return truthFrom(json); });
}

Result<Manifest> manifestFromJson(const std::string& text) {
    return parsed<Manifest>(text, kManifestSchema, "the manifest", manifestFrom);
}

} // namespace cw::dataset
