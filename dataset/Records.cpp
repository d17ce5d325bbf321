// SPDX-License-Identifier: Apache-2.0
#include "dataset/Records.h"

#include "dataset/detail/RecordJson.h"

#include <algorithm>

namespace cw::dataset {
namespace {

using detail::canonical;
using detail::Json;

constexpr const char* kTruthSchema = "concord-truth-1";

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

Result<CaseTruth> truthFromJson(const std::string& text) {
    return detail::parsed<CaseTruth>(
        text, {kTruthSchema, kTruthSchema}, "a truth record",
        [](const Json& json) -> Result<CaseTruth> { return truthFrom(json); });
}

} // namespace cw::dataset
