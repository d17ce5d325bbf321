// SPDX-License-Identifier: Apache-2.0
// manifest.json: "concord-dataset-2" is written, "concord-dataset-1" still read (decision 0133).
#include "dataset/Counts.h"
#include "dataset/Eligibility.h"
#include "dataset/Records.h"
#include "dataset/detail/RecordJson.h"

#include <algorithm>

namespace cw::dataset {
namespace {

using detail::canonical;
using detail::Json;

constexpr const char* kSchemaOne = "concord-dataset-1";
constexpr const char* kSchemaTwo = "concord-dataset-2";

Json imageJson(const DatasetImage& image, std::uint64_t bytes) {
    return {{"sha256", image.id.text()},
            {"case", image.caseId.text()},
            {"patient", image.patient.text()},
            {"mediaType", image.mediaType},
            {"bytes", bytes},
            {"attributes", detail::attributesJson(image.attributes)},
            {"profile", {{"name", image.profile}, {"sha256", image.profileSha256}}},
            {"programme",
             {{"ageBand", image.programme.ageBand},
              {"birads", image.programme.birads},
              {"laser", image.programme.laser},
              {"pathology", image.programme.pathology}}}};
}

DatasetImage imageFrom(const Json& json, bool two) {
    DatasetImage image;
    image.id = core::ImageId(json.at("sha256").get<std::string>());
    image.caseId = core::CaseId(json.at("case").get<std::string>());
    image.patient = core::PatientKey(json.at("patient").get<std::string>());
    image.mediaType = json.at("mediaType").get<std::string>();
    image.attributes = detail::attributesFrom(json.at("attributes"));
    if (!two)
        return image;
    json.at("profile").at("name").get_to(image.profile);
    json.at("profile").at("sha256").get_to(image.profileSha256);
    const Json& facts = json.at("programme");
    facts.at("ageBand").get_to(image.programme.ageBand);
    facts.at("birads").get_to(image.programme.birads);
    facts.at("laser").get_to(image.programme.laser);
    facts.at("pathology").get_to(image.programme.pathology);
    return image;
}

Json caseJson(const TruthEntry& entry, const CaseProvenance& from) {
    return {{"case", entry.caseId.text()},
            {"file", truthFile(entry.caseId)},
            {"sha256", entry.sha256},
            {"origin", from.origin},
            {"readings",
             {{{"reader", from.readerA.text()}, {"sha256", from.readingA}},
              {{"reader", from.readerB.text()}, {"sha256", from.readingB}}}},
            {"adjudication",
             {{"adjudicator", from.adjudicator.text()}, {"sha256", from.adjudicationSha256}}},
            {"thresholds", from.thresholds},
            {"eligibility", {{"verdict", from.eligibility}, {"rule", from.eligibilityRule}}}};
}

CaseProvenance provenanceFrom(const Json& json) {
    CaseProvenance from;
    from.caseId = core::CaseId(json.at("case").get<std::string>());
    json.at("origin").get_to(from.origin);
    const Json &a = json.at("readings").at(0), &b = json.at("readings").at(1);
    from.readerA = core::ReaderId(a.at("reader").get<std::string>());
    from.readerB = core::ReaderId(b.at("reader").get<std::string>());
    a.at("sha256").get_to(from.readingA);
    b.at("sha256").get_to(from.readingB);
    const Json& adjudication = json.at("adjudication");
    from.adjudicator = core::ReaderId(adjudication.at("adjudicator").get<std::string>());
    adjudication.at("sha256").get_to(from.adjudicationSha256);
    json.at("thresholds").get_to(from.thresholds);
    json.at("eligibility").at("verdict").get_to(from.eligibility);
    json.at("eligibility").at("rule").get_to(from.eligibilityRule);
    return from;
}

Json countsJson(const Counts& counts) {
    return {{"cases", counts.cases},
            {"patients", counts.patients},
            {"images", counts.images},
            {"findings", counts.findings},
            {"casesByClass", counts.casesByClass},
            {"casesByAgeBand", counts.casesByAgeBand},
            {"imagesByClass", counts.imagesByClass},
            {"imagesByDevice", counts.imagesByDevice},
            {"imagesByView", counts.imagesByView},
            {"imagesBySide", counts.imagesBySide},
            {"imagesByField", counts.imagesByField},
            {"findingsByLabel", counts.findingsByLabel},
            {"excludedByReason", counts.excludedByReason}};
}

Counts countsFrom(const Json& json) {
    Counts counts;
    json.at("cases").get_to(counts.cases);
    json.at("patients").get_to(counts.patients);
    json.at("images").get_to(counts.images);
    json.at("findings").get_to(counts.findings);
    json.at("casesByClass").get_to(counts.casesByClass);
    json.at("casesByAgeBand").get_to(counts.casesByAgeBand);
    json.at("imagesByClass").get_to(counts.imagesByClass);
    json.at("imagesByDevice").get_to(counts.imagesByDevice);
    json.at("imagesByView").get_to(counts.imagesByView);
    json.at("imagesBySide").get_to(counts.imagesBySide);
    json.at("imagesByField").get_to(counts.imagesByField);
    json.at("findingsByLabel").get_to(counts.findingsByLabel);
    json.at("excludedByReason").get_to(counts.excludedByReason);
    return counts;
}

Json numberJson(const ProgrammeNumber& entry) {
    return {{"series", entry.series}, {"number", entry.number},      {"slot", entry.slot},
            {"repeat", entry.repeat}, {"case", entry.caseId.text()}, {"image", entry.image.text()}};
}

ProgrammeNumber numberFrom(const Json& json) {
    return {json.at("series").get<std::string>(),
            json.at("number").get<int>(),
            json.at("slot").get<std::string>(),
            json.at("repeat").get<int>(),
            core::CaseId(json.at("case").get<std::string>()),
            core::ImageId(json.at("image").get<std::string>())};
}

/// It becomes part of a file's name: letters, digits and '_' only, and sizes that print.
bool isSound(const ProgrammeNumber& entry) {
    const auto plain = [](const std::string& text) {
        return !text.empty() && isFileSafe(text) && text.find('.') == std::string::npos;
    };
    return plain(entry.series) && plain(entry.slot) && entry.number > 0 && entry.number <= 99999 &&
           entry.repeat > 0 && entry.repeat <= 9999 && isSha256(entry.image.text());
}

/// What only the second form has.
bool readTwo(const Json& json, Manifest& manifest) {
    VersionProvenance& from = manifest.provenance;
    json.at("software").get_to(from.software);
    json.at("auditHead").get_to(from.auditHead);
    json.at("rulesSha256").get_to(from.rulesSha256);
    json.at("syntheticPatients").get_to(from.syntheticPatients);
    json.at("simulatedReaders").get_to(from.simulatedReaders);
    manifest.counts = countsFrom(json.at("counts"));
    bool sound = true;
    for (const Json& entry : json.at("numbers")) {
        manifest.numbers.push_back(numberFrom(entry));
        sound = sound && isSound(manifest.numbers.back());
    }
    for (const Json& entry : json.at("papers")) {
        PaperEntry paper{{entry.at("role").get<std::string>(), "", ""},
                         entry.at("sha256").get<std::string>()};
        const auto file = entry.at("file").get<std::string>();
        paper.paper.ending = std::filesystem::path(file).extension().string();
        sound = sound && isPaper(paper.paper) && file == paperFile(paper.paper);
        manifest.papers.push_back(std::move(paper));
    }
    return sound;
}

Result<Manifest> manifestFrom(const Json& json) {
    const bool two = json.at("schema") == kSchemaTwo;
    Manifest manifest;
    manifest.form = two ? 2 : 1;
    manifest.name = core::VersionName(json.at("name").get<std::string>());
    manifest.createdAt = json.at("createdAt").get<std::string>();
    const auto kind = core::imageKindFrom(json.at("kind").get<std::string>());
    bool sound = kind.has_value();
    manifest.kind = kind.value_or(core::ImageKind::Other);
    json.at("rules").get_to(manifest.provenance.rules);
    for (const Json& entry : json.at("images")) {
        manifest.images.push_back(imageFrom(entry, two));
        manifest.byteCounts.push_back(entry.at("bytes").get<std::uint64_t>());
        sound = sound && isSha256(manifest.images.back().id.text());
    }
    for (const Json& entry : json.at(two ? "cases" : "truth")) {
        const core::CaseId caseId(entry.at("case").get<std::string>());
        manifest.truth.push_back({caseId, entry.at("sha256").get<std::string>()});
        sound = sound && isFileSafe(caseId.text()) && entry.at("file") == truthFile(caseId);
        if (two)
            manifest.cases.push_back(provenanceFrom(entry));
    }
    for (const Json& entry : json.at("excluded"))
        manifest.excluded.push_back({core::CaseId(entry.at("case").get<std::string>()),
                                     entry.at("reason").get<std::string>()});
    sound = (!two || readTwo(json, manifest)) && sound;
    if (!sound)
        return fail(ErrorCode::Malformed, "the manifest holds an id that cannot be one");
    return manifest;
}

} // namespace

std::string paperFile(const Paper& paper) { return "papers/" + paper.role + paper.ending; }

bool isPaper(const Paper& paper) {
    static const std::string endings[] = {".txt", ".md", ".html", ".pdf"};
    return (paper.role == "licence" || paper.role == "terms") &&
           std::ranges::find(endings, paper.ending) != std::end(endings) &&
           paper.bytes.size() <= kPaperLimit;
}

Result<std::string> toJson(const Manifest& manifest) {
    Json images = Json::array(), cases = Json::array(), excluded = Json::array();
    for (std::size_t i = 0; i < manifest.images.size(); ++i)
        images.push_back(imageJson(manifest.images[i], manifest.byteCounts[i]));
    for (std::size_t i = 0; i < manifest.truth.size(); ++i)
        cases.push_back(caseJson(manifest.truth[i], manifest.cases[i]));
    for (const ExcludedCase& entry : manifest.excluded)
        excluded.push_back({{"case", entry.caseId.text()}, {"reason", entry.reason}});
    Json numbers = Json::array(), papers = Json::array();
    for (const ProgrammeNumber& entry : manifest.numbers)
        numbers.push_back(numberJson(entry));
    for (const PaperEntry& entry : manifest.papers)
        papers.push_back({{"role", entry.paper.role},
                          {"file", paperFile(entry.paper)},
                          {"sha256", entry.sha256}});
    const VersionProvenance& from = manifest.provenance;
    // Moved in one by one: an initializer list would copy the large ones.
    Json json{{"schema", kSchemaTwo},
              {"name", manifest.name.text()},
              {"createdAt", manifest.createdAt},
              {"kind", core::name(manifest.kind)},
              {"software", from.software},
              {"auditHead", from.auditHead},
              {"rules", from.rules},
              {"rulesSha256", from.rulesSha256},
              {"syntheticPatients", from.syntheticPatients},
              {"simulatedReaders", from.simulatedReaders},
              {"counts", countsJson(manifest.counts)}};
    json["images"] = std::move(images);
    json["cases"] = std::move(cases);
    json["excluded"] = std::move(excluded);
    json["numbers"] = std::move(numbers);
    json["papers"] = std::move(papers);
    return canonical(json);
}

Result<Manifest> manifestFromJson(const std::string& text) {
    return detail::parsed<Manifest>(text, {kSchemaOne, kSchemaTwo}, "the manifest", manifestFrom);
}

} // namespace cw::dataset
