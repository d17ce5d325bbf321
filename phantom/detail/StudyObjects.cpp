// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/StudyObjects.h"

#include "imaging/Lettering.h"
#include "phantom/detail/ObjectBuilder.h"
#include "phantom/detail/OphthalmicFile.h"
#include "phantom/detail/TomosynthesisFile.h"
#include <algorithm>

namespace cw::phantom {
namespace {

using dicom::Tag;
using dicom::TagPath;

constexpr const char* kMammogramClass = "1.2.840.10008.5.1.4.1.1.1.2";
constexpr Tag kContent{0x0040, 0xa730}, kConceptName{0x0040, 0xa043}, kRelation{0x0040, 0xa010},
    kValueType{0x0040, 0xa040};

/// The n-th child of a container, with its relationship, type and concept.
TagPath contentItem(ObjectBuilder& object, const TagPath& parent, std::size_t n,
                    std::string_view relation, std::string_view type, const dicom::Code& concept_) {
    const TagPath item = below(parent, kContent, n);
    object.set(item, kRelation, relation);
    object.set(item, kValueType, type);
    object.code(item, kConceptName, concept_);
    return item;
}

void reportDocument(ObjectBuilder& object, const Patient& patient) {
    object.empty({}, {0x0008, 0x1111}); // Referenced Performed Procedure Step, Type 2
    object.set({0x0040, 0xa491}, "COMPLETE");
    object.set({0x0040, 0xa493}, "VERIFIED");
    object.set({0x0008, 0x0023}, patient.studyDate);
    object.set({0x0008, 0x0033}, patient.studyTime);
    object.empty({}, {0x0040, 0xa372}); // Performed Procedure Code, Type 2
    const TagPath verifier{{{0x0040, 0xa073}, 0}};
    object.set(verifier, {0x0040, 0xa075}, object.encoded(patient.physician));
    object.set(verifier, {0x0040, 0xa027}, Institution::kName);
    object.set(verifier, {0x0040, 0xa030}, patient.studyDate + patient.studyTime);
    object.empty(verifier, {0x0040, 0xa088}); // identification code, Type 2
    object.set(kValueType, "CONTAINER");
    object.code({}, kConceptName, {"18748-4", "LN", "Diagnostic imaging report"});
    object.set({0x0040, 0xa050}, "SEPARATE");
}

void reportEvidence(ObjectBuilder& object, const Patient& patient, const std::string& image,
                    const std::string& series, const char* imageClass) {
    const TagPath study{{{0x0040, 0xa375}, 0}};
    object.set(study, {0x0020, 0x000d}, studyUid(patient));
    const TagPath inSeries = below(study, {0x0008, 0x1115});
    object.set(inSeries, {0x0020, 0x000e}, series);
    const TagPath reference = below(inSeries, {0x0008, 0x1199});
    object.set(reference, {0x0008, 0x1150}, imageClass);
    object.set(reference, {0x0008, 0x1155}, image);
}

/// Every value type that can carry a person: PNAME, TEXT, UIDREF, DATE, TIME, DATETIME, CODE, NUM,
/// IMAGE, at one and two levels.
void reportContent(ObjectBuilder& object, const Patient& patient, const std::string& image,
                   const char* imageClass) {
    auto item = contentItem(object, {}, 0, "HAS OBS CONTEXT", "PNAME",
                            {"121008", "DCM", "Person Observer Name"});
    object.set(item, {0x0040, 0xa123}, object.encoded(patient.physician));
    item =
        contentItem(object, {}, 1, "HAS OBS CONTEXT", "PNAME", {"121029", "DCM", "Subject Name"});
    object.set(item, {0x0040, 0xa123}, object.encoded(patient.name));
    item = contentItem(object, {}, 2, "HAS OBS CONTEXT", "UIDREF",
                       {"121018", "DCM", "Procedure Study Instance UID"});
    object.set(item, {0x0040, 0xa124}, studyUid(patient));
    item = contentItem(object, {}, 3, "HAS OBS CONTEXT", "DATE",
                       {"121031", "DCM", "Subject Birth Date"});
    object.set(item, {0x0040, 0xa121}, patient.birthDate);
    item = contentItem(object, {}, 4, "HAS OBS CONTEXT", "TEXT", {"121030", "DCM", "Subject ID"});
    object.set(item, {0x0040, 0xa160}, patient.id);
    const TagPath findings =
        contentItem(object, {}, 5, "CONTAINS", "CONTAINER", {"121070", "DCM", "Findings"});
    object.set(findings, {0x0040, 0xa050}, "SEPARATE");
    item = contentItem(object, findings, 0, "CONTAINS", "TEXT", {"121071", "DCM", "Finding"});
    object.set(item, {0x0040, 0xa160},
               "No mass. Compared with the films of " + patient.nameLatin() + ", born " +
                   patient.birthDate + ", RRN " + patient.registration + ".");
    item = contentItem(object, findings, 1, "CONTAINS", "DATETIME",
                       {"111526", "DCM", "DateTime Started"});
    object.set(item, {0x0040, 0xa120}, patient.studyDate + patient.studyTime);
    item = contentItem(object, findings, 2, "CONTAINS", "NUM", {"81827009", "SCT", "Diameter"});
    const TagPath measured = below(item, {0x0040, 0xa300});
    object.set(measured, {0x0040, 0xa30a}, "12.5");
    object.code(measured, {0x0040, 0x08ea}, {"mm", "UCUM", "millimeter"});
    item = contentItem(object, findings, 3, "CONTAINS", "CODE", {"121071", "DCM", "Finding"});
    object.code(item, {0x0040, 0xa168}, {"4147007", "SCT", "Mass"});
    item = contentItem(object, findings, 4, "CONTAINS", "IMAGE",
                       {"121112", "DCM", "Source of Measurement"});
    const TagPath reference = below(item, {0x0008, 0x1199});
    object.set(reference, {0x0008, 0x1150}, imageClass);
    object.set(reference, {0x0008, 0x1155}, image);
}

Result<StudyObject> report(const Patient& patient, const std::string& image,
                           const std::string& series, const char* imageClass,
                           std::vector<std::string>& identifiers) {
    ObjectBuilder object(patient, "1.2.840.10008.5.1.4.1.1.88.33", "report", identifiers);
    object.commonModules("SR", 81);
    reportDocument(object, patient);
    reportEvidence(object, patient, image, series, imageClass);
    reportContent(object, patient, image, imageClass);
    CW_TRY(auto bytes, object.encode());
    return StudyObject{"report", std::move(bytes)};
}

void graphicAnnotation(ObjectBuilder& object, const Patient& patient) {
    const TagPath annotation{{{0x0070, 0x0001}, 0}};
    object.set(annotation, {0x0070, 0x0002}, "READER");
    const TagPath text = below(annotation, {0x0070, 0x0008});
    object.set(text, {0x0070, 0x0006},
               "Seen with " + patient.nameLatin() + " on " + patient.studyDate);
    object.set(text, {0x0070, 0x0003}, "PIXEL");
    object.set(text, {0x0070, 0x0010}, "10\\10");
    object.set(text, {0x0070, 0x0011}, "400\\60");
    object.set(text, {0x0070, 0x0012}, "LEFT");
    const TagPath line = below(annotation, {0x0070, 0x0009});
    object.set(line, {0x0070, 0x0005}, "PIXEL");
    object.set(line, {0x0070, 0x0020}, "2");
    object.set(line, {0x0070, 0x0021}, "2");
    object.set(line, {0x0070, 0x0022}, "100\\120\\160\\180");
    object.set(line, {0x0070, 0x0023}, "POLYLINE");
    object.set(line, {0x0070, 0x0024}, "N");
    const TagPath layer{{{0x0070, 0x0060}, 0}};
    object.set(layer, {0x0070, 0x0002}, "READER");
    object.set(layer, {0x0070, 0x0062}, "1");
    object.set(layer, {0x0070, 0x0068}, "Marks of " + patient.id);
}

Result<StudyObject> presentationState(const Patient& patient,
                                      std::vector<std::string>& identifiers) {
    ObjectBuilder object(patient, "1.2.840.10008.5.1.4.1.1.11.1", "presentation-state",
                         identifiers);
    object.commonModules("PR", 82);
    object.set({0x0020, 0x0060}, "");
    object.set({0x0070, 0x0080}, "READING");
    object.set({0x0070, 0x0081}, "Marks for " + patient.nameLatin());
    object.set({0x0070, 0x0082}, patient.studyDate);
    object.set({0x0070, 0x0083}, patient.studyTime);
    object.set({0x0070, 0x0084}, object.encoded(patient.physician));
    const TagPath series{{{0x0008, 0x1115}, 0}};
    object.set(series, {0x0020, 0x000e}, mammogramSeriesUid(patient, 1));
    const TagPath image = below(series, {0x0008, 0x1140});
    object.set(image, {0x0008, 0x1150}, kMammogramClass);
    object.set(image, {0x0008, 0x1155}, mammogramUid(patient, 1));
    graphicAnnotation(object, patient);
    const TagPath area{{{0x0070, 0x005a}, 0}};
    object.set(area, {0x0070, 0x0052}, "1\\1");
    object.set(area, {0x0070, 0x0053}, "640\\832");
    object.set(area, {0x0070, 0x0100}, "SCALE TO FIT");
    object.set(area, {0x0070, 0x0102}, "1\\1");
    object.set({0x2050, 0x0020}, "IDENTITY");
    CW_TRY(auto bytes, object.encode());
    return StudyObject{"presentation-state", std::move(bytes)};
}

/// A screen of a report, photographed: where burned-in names live.
Result<StudyObject> secondaryCapture(const Patient& patient, bool burnedInText,
                                     std::vector<std::string>& identifiers) {
    ObjectBuilder object(patient, "1.2.840.10008.5.1.4.1.1.7", "capture", identifiers);
    object.commonModules("OT", 83);
    object.set({0x0020, 0x0060}, "");
    object.set({0x0008, 0x0064}, "WSD");
    object.set({0x0020, 0x0020}, "");
    object.set({0x0008, 0x2111}, "Screen of " + patient.nameLatin());
    object.set({0x0020, 0x4000}, "Captured for " + patient.id);
    object.set({0x0018, 0x1012}, patient.studyDate);
    CW_TRY(auto screen,
           core::Image::create(640, 480, 1, core::SampleType::U8, core::PixelMeaning::Monochrome2));
    const auto samples = screen.samples<std::uint8_t>();
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::uint8_t>(i / 640 / 12);
    if (burnedInText) {
        std::string name = patient.name.family + " " + patient.name.given;
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        CW_CHECK(imaging::burnText(screen, name, {40, 60}, 20, 250));
        CW_CHECK(
            imaging::burnText(screen, patient.id + " " + patient.birthDate, {40, 100}, 20, 250));
    }
    object.pixels(screen);
    object.set({0x0028, 0x0301}, burnedInText ? "YES" : "NO");
    CW_TRY(auto bytes, object.encode());
    return StudyObject{"capture", std::move(bytes)};
}

} // namespace

Result<std::vector<StudyObject>> breastStudyObjects(const Patient& patient, bool burnedInText,
                                                    std::vector<std::string>& identifiers) {
    std::vector<StudyObject> objects;
    CW_TRY(auto text, report(patient, mammogramUid(patient, 1), mammogramSeriesUid(patient, 1),
                             kMammogramClass, identifiers));
    CW_TRY(auto state, presentationState(patient, identifiers));
    CW_TRY(auto capture, secondaryCapture(patient, burnedInText, identifiers));
    CW_TRY(auto tomosynthesis, tomosynthesisFile(patient, identifiers));
    objects.push_back(std::move(text));
    objects.push_back(std::move(state));
    objects.push_back(std::move(capture));
    objects.push_back({"tomosynthesis", std::move(tomosynthesis)});
    return objects;
}

Result<std::vector<StudyObject>> eyeStudyObjects(const Patient& patient, const core::Image& picture,
                                                 core::Laterality eye,
                                                 std::vector<std::string>& identifiers) {
    std::vector<StudyObject> objects;
    CW_TRY(auto photograph, ophthalmicFile(patient, picture, eye, identifiers));
    CW_TRY(auto text, report(patient, photograph.sopInstanceUid, photograph.seriesUid,
                             "1.2.840.10008.5.1.4.1.1.77.1.5.1", identifiers));
    objects.push_back({"photograph-8", std::move(photograph.bytes)});
    CW_TRY(auto deep, ophthalmic16File(patient, picture, eye, identifiers));
    objects.push_back({"photograph-16", std::move(deep)});
    objects.push_back(std::move(text));
    return objects;
}

} // namespace cw::phantom
