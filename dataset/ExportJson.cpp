// SPDX-License-Identifier: Apache-2.0
#include "dataset/ExportForms.h"

#include <nlohmann/json.hpp>

namespace cw::dataset {
namespace {

using Json = nlohmann::ordered_json;

Json findingJson(const annotation::Finding& finding) {
    Json outline = Json::array();
    for (const core::PointPx& point : finding.outline.vertices)
        outline.push_back({point.x, point.y});
    const core::RectPx box = core::boundsOf(finding.outline);
    return {
        {"lesionId", finding.id.text()},
        {"label", finding.label},
        {"outlinePx", std::move(outline)},
        {"areaPx2", core::areaPx2(finding.outline)},
        {"boundingBoxPx",
         {{"left", box.left}, {"top", box.top}, {"width", box.width()}, {"height", box.height()}}},
        {"attributes", withoutComment(finding.attributes)}};
}

Json imageJson(const DatasetImage& image) {
    const core::ImageAttributes& a = image.attributes;
    Json json{{"imageId", image.id.text()},
              {"fileName", exportedName(image)},
              {"mediaType", image.mediaType},
              {"caseId", image.caseId.text()},
              {"patientKey", image.patient.text()},
              {"label", image.label},
              {"laterality", core::name(a.laterality)},
              {"viewPosition", core::name(a.view)},
              {"fundusField", core::name(a.field)},
              {"widthPx", a.width},
              {"heightPx", a.height},
              {"spacingMm", nullptr},
              {"manufacturer", a.manufacturer},
              {"model", a.model},
              {"answers", withoutComment(image.answers)},
              {"findings", Json::array()}};
    if (a.spacing)
        json["spacingMm"] = {{"betweenRows", a.spacing->row},
                             {"betweenColumns", a.spacing->column},
                             {"source", core::name(a.spacing->source)}};
    for (const annotation::Finding& finding : image.findings)
        json["findings"].push_back(findingJson(finding));
    return json;
}

} // namespace

Result<std::vector<ExportedText>> jsonTexts(const FrozenVersion& version) {
    Json json{{"schema", "concord-export-1"},
              {"version", version.name.text()},
              {"createdAt", version.createdAt},
              {"manifestSha256", version.manifestSha256},
              {"kind", core::name(version.content.kind)},
              {"coordinates", "pixels, x to the right, y down, (0,0) is the top-left corner of the "
                              "top-left pixel of the stored, unflipped image"},
              {"images", Json::array()},
              {"excludedCases", Json::array()}};
    for (const DatasetImage& image : version.content.images)
        json["images"].push_back(imageJson(image));
    for (const ExcludedCase& excluded : version.content.excluded)
        json["excludedCases"].push_back(
            {{"caseId", excluded.caseId.text()}, {"reason", excluded.reason}});
    try {
        return std::vector<ExportedText>{{"dataset.json", json.dump(1) + "\n"}};
    } catch (const Json::exception&) {
        return fail(ErrorCode::InvalidArgument, "a text of the data set is not valid UTF-8");
    }
}

} // namespace cw::dataset
