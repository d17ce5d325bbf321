// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/TomosynthesisFile.h"

#include "phantom/detail/ObjectBuilder.h"
#include <cstring>

namespace cw::phantom {
namespace {

using dicom::TagPath;

constexpr int kFrames = 3, kRows = 96, kColumns = 64;
constexpr dicom::Tag kShared{0x5200, 0x9229}, kPerFrame{0x5200, 0x9230};

void imageModules(ObjectBuilder& object) {
    const Patient& patient = object.patient();
    object.set({0x0008, 0x0008}, "DERIVED\\PRIMARY\\TOMOSYNTHESIS\\NONE");
    object.set({0x0008, 0x9205}, "MONOCHROME");
    object.set({0x0008, 0x9206}, "VOLUME");
    object.set({0x0008, 0x9207}, "TOMOSYNTHESIS");
    object.set({0x0008, 0x0023}, patient.studyDate);
    object.set({0x0008, 0x0033}, patient.studyTime);
    object.set({0x0008, 0x002a}, patient.studyDate + patient.studyTime);
    object.set({0x0018, 0x9073}, "4000");
    object.set({0x0018, 0x9004}, "PRODUCT");
    object.set({0x0020, 0x0052}, uidFrom(patient.random.stream("frame of reference")));
    object.set({0x0020, 0x1040}, "");
    object.set({0x0020, 0x4000}, "Acquired of " + patient.nameLatin());
    object.set({0x0028, 0x0301}, "NO");
    object.set({0x0028, 0x0302}, "NO");
    object.set({0x0028, 0x2110}, "00");
    object.set({0x2050, 0x0020}, "IDENTITY");
    object.set({0x0018, 0x0015}, "BREAST");
    object.set({0x0018, 0x1508}, "MAMMOGRAPHIC");
    object.set({0x0028, 0x1300}, "NO");
    object.code({}, {0x0008, 0x2218}, {"76752008", "SCT", "Breast"});
    object.code({}, {0x0054, 0x0220}, {"399162004", "SCT", "cranio-caudal"});
    object.empty({{{0x0054, 0x0220}, 0}}, {0x0054, 0x0222});
    object.empty({}, {0x0040, 0x0555});
    const TagPath source{{{0x0018, 0x9506}, 0}}; // the projections it was computed from
    object.set(source, {0x0008, 0x0070}, "Concord Phantom (SYNTHETIC)");
    object.set(source, {0x0008, 0x1090}, "CP-tomosynthesis");
    object.set(source, {0x0018, 0x1000}, "CPSN-9031");
    object.set(source, {0x0018, 0x1020}, "CP 1.0");
    object.set(source, {0x0018, 0x7004}, "DIRECT");
    object.set(source, {0x0018, 0x700a}, "DET-" + std::to_string(2290 + patient.device));
    object.set(source, {0x0018, 0x700c}, patient.studyDate);
    object.set(source, {0x0018, 0x700e}, patient.studyTime);
    object.set(source, {0x0018, 0x7022}, "0.07\\0.07");
    object.set(source, {0x0028, 0x0010}, "96");
    object.set(source, {0x0028, 0x0011}, "64");
    object.set(source, {0x0028, 0x0101}, "10");
    object.set(source, {0x0028, 0x2110}, "00");
    object.set({0x0028, 0x1350}, "NO");
    object.set({0x0008, 0x1070}, object.encoded(patient.technician));
}

void sharedGroups(ObjectBuilder& object) {
    const TagPath shared{{kShared, 0}};
    const TagPath measures = below(shared, {0x0028, 0x9110});
    object.set(measures, {0x0018, 0x0050}, "1");
    object.set(measures, {0x0028, 0x0030}, "0.1\\0.1");
    object.set(below(shared, {0x0020, 0x9116}), {0x0020, 0x0037}, "1\\0\\0\\0\\1\\0");
    const TagPath anatomy = below(shared, {0x0020, 0x9071});
    object.set(anatomy, {0x0020, 0x9072}, "L");
    object.code(anatomy, {0x0008, 0x2218}, {"76752008", "SCT", "Breast"});
    const TagPath voi = below(shared, {0x0028, 0x9132});
    object.set(voi, {0x0028, 0x1050}, "512");
    object.set(voi, {0x0028, 0x1051}, "1024");
    const TagPath value = below(shared, {0x0028, 0x9145});
    object.set(value, {0x0028, 0x1052}, "0");
    object.set(value, {0x0028, 0x1053}, "1");
    object.set(value, {0x0028, 0x1054}, "US");
}

void frameGroups(ObjectBuilder& object, const std::string& dimension) {
    const Patient& patient = object.patient();
    for (std::size_t n = 0; n < kFrames; ++n) {
        const TagPath frame{{kPerFrame, n}};
        const TagPath content = below(frame, {0x0020, 0x9111});
        const std::string number = std::to_string(n + 1);
        object.set(content, {0x0020, 0x9156}, number);
        object.set(content, {0x0020, 0x9157}, number);
        object.set(content, {0x0020, 0x9056}, "1");
        object.set(content, {0x0020, 0x9057}, number);
        object.set(content, {0x0018, 0x9074}, patient.studyDate + patient.studyTime);
        object.set(content, {0x0018, 0x9151}, patient.studyDate + patient.studyTime);
        object.set(content, {0x0018, 0x9220}, "100");
        object.set(content, {0x0020, 0x9158}, "Frame of " + patient.nameLatin());
        object.set(below(frame, {0x0020, 0x9113}), {0x0020, 0x0032}, "0\\0\\" + std::to_string(n));
        const TagPath type = below(frame, {0x0018, 0x9504});
        object.set(type, {0x0008, 0x9007}, "DERIVED\\PRIMARY\\TOMOSYNTHESIS\\NONE");
        object.set(type, {0x0008, 0x9205}, "MONOCHROME");
        object.set(type, {0x0008, 0x9206}, "VOLUME");
        object.set(type, {0x0008, 0x9207}, "TOMOSYNTHESIS");
    }
    object.set({{{0x0020, 0x9221}, 0}}, {0x0020, 0x9164}, dimension);
    const TagPath index{{{0x0020, 0x9222}, 0}};
    object.set(index, {0x0020, 0x9164}, dimension);
    object.set(index, {0x0020, 0x9165}, "(0020,9057)", "AT");
    object.set(index, {0x0020, 0x9167}, "(0020,9111)", "AT");
}

void framePixels(ObjectBuilder& object) {
    std::vector<std::uint16_t> samples(std::size_t{kFrames} * kRows * kColumns);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::uint16_t>(i % 1021);
    object.set({0x0028, 0x0002}, "1");
    object.set({0x0028, 0x0004}, "MONOCHROME2");
    object.set({0x0028, 0x0008}, std::to_string(kFrames));
    object.set({0x0028, 0x0010}, std::to_string(kRows));
    object.set({0x0028, 0x0011}, std::to_string(kColumns));
    object.set({0x0028, 0x0100}, "16");
    object.set({0x0028, 0x0101}, "10");
    object.set({0x0028, 0x0102}, "9");
    object.set({0x0028, 0x0103}, "0");
    object.bytes({0x7fe0, 0x0010}, std::as_bytes(std::span(samples)), "OW");
}

} // namespace

Result<std::vector<std::byte>> tomosynthesisFile(const Patient& patient,
                                                 std::vector<std::string>& identifiers) {
    ObjectBuilder object(patient, "1.2.840.10008.5.1.4.1.1.13.1.3", "tomosynthesis", identifiers);
    object.commonModules("MG", 84);
    imageModules(object);
    sharedGroups(object);
    frameGroups(object, uidFrom(patient.random.stream("dimension")));
    framePixels(object);
    return object.encode();
}

} // namespace cw::phantom
