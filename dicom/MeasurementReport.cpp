// SPDX-License-Identifier: Apache-2.0
// PS3.16 TID 1500, 1501, 1410 (2022), in a Comprehensive SR document (PS3.3 A.35.3).
#include "dicom/MeasurementReport.h"

#include "dicom/DerivedUid.h"
#include "dicom/detail/DerivedModules.h"
#include "dicom/detail/InstanceImpl.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

namespace cw::dicom {
namespace {

constexpr std::size_t kMostExplicitPoints = 8191; ///< 65,534 bytes of two float32 each

constexpr Tag kContent{0x0040, 0xA730}, kRelationship{0x0040, 0xA010}, kValueType{0x0040, 0xA040},
    kConceptName{0x0040, 0xA043}, kContinuity{0x0040, 0xA050}, kConceptCode{0x0040, 0xA168},
    kReferencedSop{0x0008, 0x1199};

const Code kLanguage{"121049", "DCM", "Language of Content Item and Descendants"};
const Code kEnglish{"en-US", "RFC5646", "English (United States)"};
const Code kMeasurementMethod{"370129005", "SCT", "Measurement Method"};
const Code kLaterality{"272741003", "SCT", "Laterality"};
const Code kTopographical{"106233006", "SCT", "Topographical modifier"};

bool isCode(const Code& code) {
    return !code.value.empty() && !code.scheme.empty() && !code.meaning.empty();
}

bool areCodes(const std::vector<std::pair<Code, Code>>& pairs) {
    return std::ranges::all_of(
        pairs, [](const auto& pair) { return isCode(pair.first) && isCode(pair.second); });
}

Result<void> check(const MeasuredLesion& lesion, std::size_t images) {
    if (lesion.image >= images || lesion.outline.vertices.size() < 3 || lesion.trackingId.empty() ||
        !isUid(lesion.trackingUid) || !isCode(lesion.category) || !isCode(lesion.finding) ||
        !areCodes(lesion.evaluations))
        return fail(ErrorCode::InvalidArgument,
                    "a lesion of the report lacks its image, outline, codes or tracking");
    for (const auto& measurement : lesion.measurements)
        if (!std::isfinite(measurement.value) || !isCode(measurement.concept_) ||
            !isCode(measurement.unit))
            return fail(ErrorCode::InvalidArgument, "a measurement is no number with a unit");
    return {};
}

Result<void> check(const MeasurementReport& report) {
    if (report.images.empty() || report.observer.empty() || !isCode(report.procedure) ||
        !areCodes(report.assessments))
        return fail(ErrorCode::InvalidArgument,
                    "the report lacks its images, observer, procedure or codes");
    for (const auto& image : report.images)
        CW_CHECK(checkSource(image));
    for (const auto& lesion : report.lesions)
        CW_CHECK(check(lesion, report.images.size()));
    return {};
}

ItemBuilder content(ItemBuilder& parent, std::string_view relationship, std::string_view type,
                    const Code& name) {
    auto item = parent.item(kContent);
    item.set(kRelationship, relationship);
    item.set(kValueType, type);
    if (isCode(name))
        item.code(kConceptName, name);
    return item;
}

ItemBuilder codeItem(ItemBuilder& parent, std::string_view relationship, const Code& name,
                     const Code& value) {
    auto item = content(parent, relationship, "CODE", name);
    item.code(kConceptCode, value);
    return item;
}

ItemBuilder container(ItemBuilder& parent, const Code& name) {
    auto item = content(parent, "CONTAINS", "CONTAINER", name);
    item.set(kContinuity, "SEPARATE");
    return item;
}

void imageItem(ItemBuilder& parent, std::string_view relationship, const Code& name,
               const SourceImage& image) {
    auto item = content(parent, relationship, "IMAGE", name);
    auto reference = item.item(kReferencedSop);
    referTo(reference, image);
}

/// DS: at most 16 characters.
std::string decimalString(double value) {
    std::array<char, 64> text{}; // nine digits, sign, point, exponent: 16 at most
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 9);
    return {text.data(), end.ptr};
}

void numberItem(ItemBuilder& group, const Measurement& measurement) {
    auto item = content(group, "CONTAINS", "NUM", measurement.concept_);
    auto value = item.item({0x0040, 0xA300});
    value.set({0x0040, 0xA30A}, decimalString(measurement.value));
    value.code({0x0040, 0x08EA}, measurement.unit);
    if (isCode(measurement.method))
        codeItem(item, "HAS CONCEPT MOD", kMeasurementMethod, measurement.method);
}

void regionItem(ItemBuilder& group, const MeasuredLesion& lesion, const SourceImage& image) {
    auto item = content(group, "CONTAINS", "SCOORD", {"111030", "DCM", "Image Region"});
    std::vector<float> data;
    data.reserve(2 * lesion.outline.vertices.size() + 2);
    for (const auto vertex : lesion.outline.vertices) {
        data.push_back(static_cast<float>(vertex.x));
        data.push_back(static_cast<float>(vertex.y));
    }
    data.push_back(data[0]); // closed: the first point again
    data.push_back(data[1]);
    item.setFloats({0x0070, 0x0022}, data);
    item.set({0x0070, 0x0023}, "POLYLINE");
    imageItem(item, "SELECTED FROM", {"111040", "DCM", "Original Source"}, image);
}

void siteItem(ItemBuilder& group, const MeasuredLesion& lesion) {
    if (!isCode(lesion.site))
        return;
    auto site =
        codeItem(group, "HAS CONCEPT MOD", {"363698007", "SCT", "Finding Site"}, lesion.site);
    if (isCode(lesion.laterality))
        codeItem(site, "HAS CONCEPT MOD", kLaterality, lesion.laterality);
    if (isCode(lesion.siteModifier))
        codeItem(site, "HAS CONCEPT MOD", kTopographical, lesion.siteModifier);
}

void lesionGroup(ItemBuilder& measurements, const MeasuredLesion& lesion,
                 const SourceImage& image) {
    auto group = container(measurements, {"125007", "DCM", "Measurement Group"});
    auto tracking =
        content(group, "HAS OBS CONTEXT", "TEXT", {"112039", "DCM", "Tracking Identifier"});
    tracking.set({0x0040, 0xA160}, lesion.trackingId);
    auto uid = content(group, "HAS OBS CONTEXT", "UIDREF",
                       {"112040", "DCM", "Tracking Unique Identifier"});
    uid.set({0x0040, 0xA124}, lesion.trackingUid);
    codeItem(group, "CONTAINS", {"276214006", "SCT", "Finding category"}, lesion.category);
    codeItem(group, "CONTAINS", {"121071", "DCM", "Finding"}, lesion.finding);
    regionItem(group, lesion, image);
    siteItem(group, lesion);
    for (const auto& measurement : lesion.measurements)
        numberItem(group, measurement);
    for (const auto& [name, value] : lesion.evaluations)
        codeItem(group, "CONTAINS", name, value);
}

void evidence(ItemBuilder& object, const std::vector<SourceImage>& images) {
    // This study's images are the procedure's; those of others are only pertinent.
    std::vector<std::string_view> done;
    for (const auto& first : images) {
        if (std::ranges::find(done, first.studyUid) != done.end())
            continue;
        done.push_back(first.studyUid);
        std::vector<const SourceImage*> ofStudy;
        std::set<std::string_view> seen;
        for (const auto& image : images)
            if (image.studyUid == first.studyUid && seen.insert(image.sopInstanceUid).second)
                ofStudy.push_back(&image);
        auto study = object.item(done.size() == 1 ? Tag{0x0040, 0xA375} : Tag{0x0040, 0xA385});
        study.set({0x0020, 0x000D}, first.studyUid);
        referencedSeries(study, ofStudy, kReferencedSop);
    }
}

void predecessors(ItemBuilder& object, const std::vector<DocumentReference>& documents) {
    for (const auto& document : documents) {
        auto study = object.item({0x0040, 0xA360});
        study.set({0x0020, 0x000D}, document.studyUid);
        auto series = study.item({0x0008, 0x1115});
        series.set({0x0020, 0x000E}, document.seriesUid);
        auto reference = series.item(kReferencedSop);
        reference.set({0x0008, 0x1150}, document.sopClassUid);
        reference.set({0x0008, 0x1155}, document.sopInstanceUid);
    }
}

void documentModules(ItemBuilder& object, const MeasurementReport& report, const DicomTime& when) {
    object.set({0x0008, 0x0023}, when.date);
    object.set({0x0008, 0x0033}, when.time);
    object.emptySequence({0x0008, 0x1111}); // Referenced Performed Procedure Step, Type 2
    object.emptySequence({0x0040, 0xA372}); // Performed Procedure Code, Type 2
    object.set({0x0040, 0xA491}, "COMPLETE");
    object.set({0x0040, 0xA493}, "UNVERIFIED");
    evidence(object, report.images);
    predecessors(object, report.predecessors);
}

void documentTree(ItemBuilder& object, const MeasurementReport& report) {
    object.set(kValueType, "CONTAINER");
    object.code(kConceptName, {"126000", "DCM", "Imaging Measurement Report"});
    object.set(kContinuity, "SEPARATE");
    auto templateItem = object.item({0x0040, 0xA504});
    templateItem.set({0x0008, 0x0105}, "DCMR");
    templateItem.set({0x0040, 0xDB00}, "1500");
    codeItem(object, "HAS CONCEPT MOD", kLanguage, kEnglish);
    codeItem(object, "HAS OBS CONTEXT", {"121005", "DCM", "Observer Type"},
             {"121006", "DCM", "Person"});
    auto observer =
        content(object, "HAS OBS CONTEXT", "PNAME", {"121008", "DCM", "Person Observer Name"});
    observer.set({0x0040, 0xA123}, report.observer);
    codeItem(object, "HAS CONCEPT MOD", {"121058", "DCM", "Procedure reported"}, report.procedure);
    auto library = container(object, {"111028", "DCM", "Image Library"});
    auto group = container(library, {"126200", "DCM", "Image Library Group"});
    for (const auto& image : report.images)
        imageItem(group, "CONTAINS", {}, image);
    auto measurements = container(object, {"126010", "DCM", "Imaging Measurements"});
    for (const auto& lesion : report.lesions)
        lesionGroup(measurements, lesion, report.images[lesion.image]);
    if (report.assessments.empty())
        return;
    auto evaluations = container(object, {"C0034375", "UMLS", "Qualitative Evaluations"});
    for (const auto& [name, value] : report.assessments)
        codeItem(evaluations, "CONTAINS", name, value);
}

} // namespace

Result<std::vector<std::byte>> encodeMeasurementReport(const MeasurementReport& report,
                                                       const ObjectIdentity& identity) {
    CW_CHECK(check(report));
    CW_CHECK(checkIdentity(identity));
    CW_TRY(const auto when, dicomTime(identity.createdAt));
    Instance instance;
    Result<void> state;
    ItemBuilder object(instance.impl().header, state);
    commonModules(object, kComprehensiveSrKind, report.images.front(), identity);
    ownScheme(object);
    documentModules(object, report, when);
    documentTree(object, report);
    CW_CHECK(state);
    const bool longLines = std::ranges::any_of(report.lesions, [](const MeasuredLesion& lesion) {
        return lesion.outline.vertices.size() + 1 > kMostExplicitPoints;
    });
    return encodeInstance(instance, longLines ? TransferSyntax::ImplicitLittle
                                              : TransferSyntax::ExplicitLittle);
}

} // namespace cw::dicom
