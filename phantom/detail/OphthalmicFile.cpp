// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/OphthalmicFile.h"

#include "phantom/detail/ObjectBuilder.h"

namespace cw::phantom {
namespace {

constexpr const char* k8Bit = "1.2.840.10008.5.1.4.1.1.77.1.5.1";
constexpr const char* k16Bit = "1.2.840.10008.5.1.4.1.1.77.1.5.2";

/// Every step-th pixel; one channel of 16 bits, or all of 8.
Result<core::Image> thinned(const core::Image& picture, int step, bool deep) {
    CW_TRY(auto small,
           core::Image::create(picture.width() / step, picture.height() / step, deep ? 1 : 3,
                               deep ? core::SampleType::U16 : core::SampleType::U8,
                               deep ? core::PixelMeaning::Monochrome2 : core::PixelMeaning::Rgb));
    const auto from = picture.samples<std::uint8_t>();
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x) {
            const auto source = 3 * (static_cast<std::size_t>(y * step) *
                                         static_cast<std::size_t>(picture.width()) +
                                     static_cast<std::size_t>(x * step));
            const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(small.width()) +
                            static_cast<std::size_t>(x);
            if (deep)
                small.samples<std::uint16_t>()[at] =
                    static_cast<std::uint16_t>(from[source + 1] * 257);
            else
                for (std::size_t c = 0; c < 3; ++c)
                    small.samples<std::uint8_t>()[3 * at + c] = from[source + c];
        }
    }
    return small;
}

void photographyImage(ObjectBuilder& object, bool deep) {
    const Patient& patient = object.patient();
    object.set({0x0008, 0x0008}, "ORIGINAL\\PRIMARY\\\\COLOR");
    object.set({0x0008, 0x0023}, patient.studyDate);
    object.set({0x0008, 0x0033}, patient.studyTime);
    object.set({0x0008, 0x002a}, patient.studyDate + patient.studyTime);
    object.set({0x0020, 0x0020}, "");
    object.set({0x0028, 0x0008}, "1");
    object.set({0x0028, 0x0009}, "(0018,1063)", "AT");
    object.set({0x0018, 0x1063}, "0");
    object.set({0x0028, 0x0030}, "0.01\\0.01");
    object.set({0x0028, 0x2110}, "00");
    object.set({0x0028, 0x0301}, "NO");
    if (deep) {
        object.set({0x2050, 0x0020}, "IDENTITY");
        object.set({0x0028, 0x1052}, "0");
        object.set({0x0028, 0x1053}, "1");
        object.set({0x0028, 0x1054}, "US");
    }
}

void photographyParameters(ObjectBuilder& object, core::Laterality eye, bool deep) {
    const Patient& patient = object.patient();
    object.set({0x0020, 0x0062}, eye == core::Laterality::Right ? "R" : "L");
    object.code({}, {0x0008, 0x2218}, {"5665001", "SCT", "Retina"});
    object.set({0x0022, 0x0005}, "NO"); // patient eye movement commanded
    object.empty({}, {0x0022, 0x001b}); // refractive state
    object.set({0x0022, 0x000a}, "");   // emmetropic magnification
    object.set({0x0022, 0x000b}, "15"); // intra-ocular pressure
    object.set({0x0022, 0x000c}, "45"); // horizontal field of view
    object.set({0x0022, 0x000d}, "NO"); // pupil dilated
    object.code({}, {0x0022, 0x0015}, {"409898007", "SCT", "Fundus Camera"});
    object.empty({}, {0x0022, 0x0016}); // illumination type
    object.empty({}, {0x0022, 0x0017}); // light path filter
    object.empty({}, {0x0022, 0x0018}); // image path filter
    object.empty({}, {0x0022, 0x0019}); // lenses
    if (!deep) {
        object.code({}, {0x0022, 0x001a}, {"371240000", "SCT", "Red color"});
        for (std::size_t n = 1; n < 3; ++n) {
            const dicom::TagPath item{{{0x0022, 0x001a}, n}};
            object.set(item, {0x0008, 0x0100}, n == 1 ? "371246006" : "405738005");
            object.set(item, {0x0008, 0x0102}, "SCT");
            object.set(item, {0x0008, 0x0104}, n == 1 ? "Green color" : "Blue color");
        }
    }
    object.set({0x0018, 0x7004}, "CCD");
    object.empty({}, {0x0040, 0x0555}); // acquisition context
    object.set({0x0020, 0x0200}, uidFrom(patient.random.stream("synchronization")));
    object.set({0x0018, 0x106a}, "NO TRIGGER");
    object.set({0x0018, 0x1800}, "N");
    object.set({0x0018, 0x1000}, "CFSN-" + std::to_string(311 + patient.device));
    object.set({0x0008, 0x1070}, object.encoded(patient.technician));
    object.set({0x0022, 0x1009}, "Taken of " + patient.nameLatin(), "LO");
}

Result<std::vector<std::byte>> photograph(ObjectBuilder& object, const core::Image& picture,
                                          core::Laterality eye, bool deep, int series) {
    object.commonModules("OP", series);
    photographyImage(object, deep);
    photographyParameters(object, eye, deep);
    CW_TRY(const auto small, thinned(picture, deep ? 4 : 2, deep));
    object.pixels(small);
    return object.encode();
}

} // namespace

Result<OphthalmicFile> ophthalmicFile(const Patient& patient, const core::Image& picture,
                                      core::Laterality eye, std::vector<std::string>& identifiers) {
    ObjectBuilder object(patient, k8Bit, "photograph-8", identifiers);
    OphthalmicFile file;
    CW_TRY(file.bytes, photograph(object, picture, eye, false, 71));
    file.sopInstanceUid = object.sopInstanceUid();
    file.seriesUid = uidFrom(patient.random.stream("series photograph-8"));
    return file;
}

Result<std::vector<std::byte>> ophthalmic16File(const Patient& patient, const core::Image& picture,
                                                core::Laterality eye,
                                                std::vector<std::string>& identifiers) {
    ObjectBuilder object(patient, k16Bit, "photograph-16", identifiers);
    return photograph(object, picture, eye, true, 72);
}

} // namespace cw::phantom
