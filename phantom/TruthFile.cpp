// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/TruthFile.h"

#include "core/Files.h"
#include <nlohmann/json.hpp>

namespace cw::phantom {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kFormat = "concord-phantom-1";

Json toJson(const TrueLesion& lesion) {
    Json points = Json::array();
    for (const auto& vertex : lesion.outline.vertices)
        points.push_back({vertex.x, vertex.y});
    return {{"kind", lesion.kind}, {"polygon", points}};
}

Json toJson(const std::vector<TrueLesion>& lesions) {
    Json array = Json::array();
    for (const auto& lesion : lesions)
        array.push_back(toJson(lesion));
    return array;
}

Json toJson(const TrueImage& image) {
    Json json = {{"file", image.file.generic_string()},
                 {"laterality", core::name(image.laterality)},
                 {"view", core::name(image.view)},
                 {"field", core::name(image.field)},
                 {"width", image.width},
                 {"height", image.height},
                 {"lesions", toJson(image.lesions)}};
    if (!image.landmarks.empty())
        json["landmarks"] = toJson(image.landmarks);
    return json;
}

std::vector<TrueLesion> lesionsFrom(const Json& json) {
    std::vector<TrueLesion> lesions;
    for (const auto& lesion : json) {
        TrueLesion read{lesion.at("kind").get<std::string>(), {}};
        for (const auto& point : lesion.at("polygon"))
            read.outline.vertices.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
        lesions.push_back(std::move(read));
    }
    return lesions;
}

Json toJson(const TruePatient& patient) {
    Json images = Json::array();
    for (const auto& image : patient.images)
        images.push_back(toJson(image));
    return {{"patient_id", patient.patientId},
            {"label", patient.label},
            {"density", patient.density},
            {"images", images}};
}

TrueImage imageFrom(const Json& json) {
    TrueImage image;
    image.file = std::filesystem::path(json.at("file").get<std::string>());
    image.laterality = core::lateralityFrom(json.at("laterality").get<std::string>());
    image.view = core::viewPositionFrom(json.at("view").get<std::string>());
    image.field = core::fundusFieldFrom(json.at("field").get<std::string>());
    image.width = json.at("width").get<int>();
    image.height = json.at("height").get<int>();
    image.lesions = lesionsFrom(json.at("lesions"));
    if (json.contains("landmarks"))
        image.landmarks = lesionsFrom(json.at("landmarks"));
    return image;
}

PhantomTruth truthFrom(const Json& json) {
    PhantomTruth truth;
    truth.kind =
        core::imageKindFrom(json.at("kind").get<std::string>()).value_or(core::ImageKind::Other);
    truth.seed = json.at("seed").get<core::Seed>();
    truth.lesionContrast = json.value("lesion_contrast", 1.0);
    for (const auto& entry : json.at("patients")) {
        TruePatient patient;
        patient.patientId = entry.at("patient_id").get<std::string>();
        patient.label = entry.at("label").get<std::string>();
        patient.density = entry.at("density").get<std::string>();
        for (const auto& image : entry.at("images"))
            patient.images.push_back(imageFrom(image));
        truth.patients.push_back(std::move(patient));
    }
    truth.plantedIdentifiers = json.at("planted_identifiers").get<std::vector<std::string>>();
    return truth;
}

} // namespace

std::string truthJson(const PhantomTruth& truth) {
    Json patients = Json::array();
    for (const auto& patient : truth.patients)
        patients.push_back(toJson(patient));
    Json json = {{"format", kFormat},
                 {"note", "SYNTHETIC: drawn by a program, no real patient"},
                 {"kind", core::name(truth.kind)},
                 {"seed", truth.seed}};
    if (truth.lesionContrast != 1) // files of earlier versions do not have it
        json["lesion_contrast"] = truth.lesionContrast;
    json["patients"] = patients;
    json["planted_identifiers"] = truth.plantedIdentifiers;
    return json.dump(1) + "\n";
}

Result<PhantomTruth> readTruth(const std::filesystem::path& truthJson) {
    CW_TRY(const auto text, core::readText(truthJson));
    try {
        const auto json = Json::parse(text);
        if (json.at("format") != kFormat)
            return fail(ErrorCode::Unsupported, "truth.json of another format");
        return truthFrom(json);
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::Malformed, "truth.json is not as the phantom writes it");
    }
}

} // namespace cw::phantom
