// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/MammogramFile.h"

#include "dicom/Instance.h"
#include "dicom/Pixels.h"
#include "phantom/detail/ObjectBuilder.h"
#include <algorithm>
#include <cstdio>
#include <span>

namespace cw::phantom {
namespace {

using dicom::Code;
using dicom::Tag;
using dicom::TagPath;

constexpr const char* kPresentationClass = "1.2.840.10008.5.1.4.1.1.1.2";
constexpr const char* kStudyComponentClass = "1.2.840.10008.3.1.2.3.1";

std::string number(double value, const char* format = "%.4g") {
    char text[24];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// Fills one instance; the first failure is kept and ends it.
class Header {
public:
    Header(const Patient& patient, const MammogramView& view, std::vector<std::string>& identifiers)
        : m_patient(patient), m_view(view), m_identifiers(identifiers),
          m_device(kMammographyDevices[static_cast<std::size_t>(patient.device)]),
          m_random(patient.random.stream("header", static_cast<std::uint64_t>(view.number))) {}

    Result<std::vector<std::byte>> encode(const core::Image& pixels) {
        sopAndStudy();
        patientModule();
        equipmentAndSeries(pixels);
        mammographyModules(pixels);
        acquisition();
        requestSequences();
        privateBlocks();
        CW_CHECK(m_state);
        CW_CHECK(dicom::setPixels(m_instance, pixels));
        return dicom::encodeInstance(m_instance);
    }

private:
    void set(Tag tag, std::string_view value, std::string_view vr = {}) { set({}, tag, value, vr); }
    void set(const TagPath& path, Tag tag, std::string_view value, std::string_view vr = {}) {
        if (m_state)
            m_state = m_instance.setText(path, tag, value, vr);
    }
    void setIdentifier(Tag tag, const std::string& value) {
        m_identifiers.push_back(value);
        set(tag, value);
    }
    void setCode(Tag sequence, Code code) {
        if (m_state)
            m_state = m_instance.setCodes(sequence, std::span(&code, 1));
    }
    void setCode(TagPath path, Tag sequence, const Code& code) {
        path.push_back({sequence, 0});
        set(path, {0x0008, 0x0100}, code.value);
        set(path, {0x0008, 0x0102}, code.scheme);
        set(path, {0x0008, 0x0104}, code.meaning);
    }
    // In the three scripts where this department writes Korean.
    std::string encoded(const PersonName& name) {
        if (!m_patient.writesKorean)
            return name.family + "^" + name.given;
        return orFail(personNameIr149(name));
    }
    std::string encoded(std::string_view korean, std::string_view latin) {
        return m_patient.writesKorean ? orFail(textIr149(korean)) : std::string(latin);
    }
    std::string orFail(Result<std::string> text) {
        if (text)
            return *text;
        if (m_state)
            m_state = tl::unexpected<Error>(text.error());
        return {};
    }

    void sopAndStudy() {
        if (m_patient.writesKorean)
            set({0x0008, 0x0005}, "\\ISO 2022 IR 149");
        set({0x0008, 0x0016}, kPresentationClass);
        setIdentifier({0x0008, 0x0018}, mammogramUid(m_patient, m_view.number));
        setIdentifier({0x0020, 0x000d}, studyUid(m_patient));
        setIdentifier({0x0020, 0x000e}, mammogramSeriesUid(m_patient, m_view.number));
        set({0x0020, 0x0010}, std::string("S").append(m_patient.accession, 3));
        set({0x0008, 0x0050}, m_patient.accession);
        set({0x0008, 0x1030}, "Bilateral screening mammography (SYNTHETIC)");
        for (const unsigned element : {0x0012U, 0x0020U, 0x0021U, 0x0022U, 0x0023U})
            set({0x0008, static_cast<std::uint16_t>(element)}, m_patient.studyDate);
        for (const unsigned element : {0x0013U, 0x0030U, 0x0031U, 0x0032U, 0x0033U})
            set({0x0008, static_cast<std::uint16_t>(element)}, m_patient.studyTime);
        set({0x0008, 0x0090}, encoded(m_patient.physician));
        set({0x0008, 0x1050}, encoded(m_patient.physician));
        set({0x0008, 0x1060}, encoded(m_patient.physician));
        set({0x0008, 0x1070}, encoded(m_patient.technician));
    }

    void patientModule() {
        set({0x0010, 0x0010}, encoded(m_patient.name));
        set({0x0010, 0x0020}, m_patient.id);
        set({0x0010, 0x0030}, m_patient.birthDate);
        set({0x0010, 0x0040}, std::string(1, m_patient.sex));
        char age[8];
        std::snprintf(age, sizeof age, "%03dY", m_patient.age);
        set({0x0010, 0x1010}, age);
        auto random = m_patient.random.stream("body");
        set({0x0010, 0x1020}, number(random.uniform(1.5, 1.72), "%.2f"));
        set({0x0010, 0x1030}, number(random.uniform(45, 82), "%.0f"));
        set({0x0010, 0x1000}, "OLD-" + m_patient.id);
        set({0x0010, 0x1040}, encoded(m_patient.addressUtf8, m_patient.addressLatin));
        set({0x0010, 0x2154}, m_patient.phone);
        set({0x0010, 0x2160}, "Korean");
        set({0x0010, 0x4000}, "RRN " + m_patient.registration + ", call " + m_patient.phone);
        set({0x0010, 0x21b0},
            encoded("본인 및 가족: " + m_patient.name.familyHangul + m_patient.name.givenHangul,
                    "Family history of " + m_patient.nameLatin()));
    }

    void equipmentAndSeries(const core::Image& pixels) {
        set({0x0008, 0x0060}, "MG");
        set({0x0008, 0x0068}, "FOR PRESENTATION");
        set({0x0008, 0x0070}, "Concord Phantom (SYNTHETIC)");
        set({0x0008, 0x1090}, m_device.model);
        set({0x0008, 0x0080}, encoded(Institution::kNameKorean, Institution::kName));
        set({0x0008, 0x0081}, Institution::kAddress);
        set({0x0008, 0x1040}, Institution::kDepartment);
        set({0x0008, 0x1010}, "MAMMO-ST" + std::to_string(m_patient.device + 1));
        set({0x0018, 0x1000}, "CPSN-77" + std::to_string(41 + m_patient.device));
        set({0x0018, 0x1020}, "CP 1.0");
        set({0x0008, 0x103e}, m_view.name() + " SYNTHETIC phantom");
        set({0x0020, 0x0011}, std::to_string(m_view.number));
        set({0x0020, 0x0013}, "1");
        set({0x0018, 0x1030}, "Routine 4 views");
        set({0x0040, 0x0244}, m_patient.studyDate);
        set({0x0040, 0x0245}, m_patient.studyTime);
        set({0x0040, 0x0253}, std::string("PPS").append(m_patient.accession, 1));
        set({0x0008, 0x0008}, "ORIGINAL\\PRIMARY");
        set({0x0028, 0x1040}, "LOG", "CS");
        set({0x0028, 0x1041}, pixels.meaning() == core::PixelMeaning::Monochrome1 ? "1" : "-1");
        set({0x0028, 0x1052}, "0");
        set({0x0028, 0x1053}, "1");
        set({0x0028, 0x1054}, "US");
        set({0x0028, 0x1050},
            pixels.meaning() == core::PixelMeaning::Monochrome1 ? "2495" : "1600");
        set({0x0028, 0x1051}, "3000");
        set({0x0028, 0x1055}, "NORMAL");
        set({0x2050, 0x0020},
            pixels.meaning() == core::PixelMeaning::Monochrome1 ? "INVERSE" : "IDENTITY");
        set({0x0028, 0x2110}, "00");
        set({0x0028, 0x0301}, m_view.burnedIn ? "YES" : "NO");
    }

    void mammographyModules(const core::Image& pixels) {
        const bool right = m_view.laterality == core::Laterality::Right;
        const bool mlo = m_view.view == core::ViewPosition::MLO;
        set({0x0020, 0x0020},
            std::string(right ? "P" : "A") + "\\" + (mlo ? "F" : "") + (right ? "L" : "R"));
        set({0x0020, 0x0062}, right ? "R" : "L");
        set({0x0018, 0x0015}, "BREAST");
        set({0x0018, 0x5101}, mlo ? "MLO" : "CC");
        set({0x0018, 0x1508}, "MAMMOGRAPHIC");
        set({0x0018, 0x1510}, mlo ? (right ? "-45" : "45") : "0");
        set({0x0040, 0x0318}, "BREAST");
        setCode({0x0008, 0x2218}, {"T-04000", "SRT", "Breast"});
        setCode({0x0054, 0x0220}, mlo ? Code{"R-10226", "SRT", "medio-lateral oblique"}
                                      : Code{"R-10242", "SRT", "cranio-caudal"});
        emptySequence({{{0x0054, 0x0220}, 0}}, {0x0054, 0x0222}); // View Modifier, type 2
        emptySequence({}, {0x0040, 0x0555});                      // Acquisition Context, type 2
        set({0x0028, 0x1350}, "NO");
        set({0x0028, 0x1300}, "NO");
        const std::string spacing = number(m_view.pixelMm);
        set({0x0018, 0x1164}, spacing + "\\" + spacing);
        set({0x0018, 0x7004}, "DIRECT");
        set({0x0018, 0x7005}, "AREA");
        set({0x0018, 0x700a}, "DET-" + std::to_string(2200 + m_patient.device));
        set({0x0018, 0x7000}, "YES");
        set({0x0018, 0x7020}, "1\\1");
        set({0x0018, 0x7022}, spacing + "\\" + spacing);
        set({0x0018, 0x701a}, "1\\1");
        set({0x0018, 0x1147}, "RECTANGLE");
        set({0x0018, 0x1149}, number(pixels.height() * m_view.pixelMm, "%.0f") + "\\" +
                                  number(pixels.width() * m_view.pixelMm, "%.0f"));
        set({0x0018, 0x7030}, "0\\0");
        set({0x0018, 0x7032}, "0");
        set({0x0018, 0x7034}, right ? "YES" : "NO");
    }

    // setText() makes what it needs on the way; an element set and removed leaves the empty
    // sequence.
    void emptySequence(const TagPath& path, Tag sequence) {
        TagPath inside = path;
        inside.push_back({sequence, 0});
        set(inside, {0x0008, 0x0100}, "-");
        m_instance.rewrite([&](const dicom::ElementView& element) {
            dicom::Change change;
            if (element.tag == sequence)
                change.kind = dicom::Change::Kind::Empty;
            return change;
        });
    }

    void acquisition() {
        auto random = m_random.stream("exposure");
        const double mas = random.uniform(60, 140);
        set({0x0018, 0x0060}, number(random.uniform(27, 32), "%.0f"));
        set({0x0018, 0x1150}, number(random.uniform(500, 1200), "%.0f"));
        set({0x0018, 0x1151}, number(random.uniform(90, 120), "%.0f"));
        set({0x0018, 0x1152}, number(mas, "%.0f"));
        set({0x0018, 0x1153}, number(mas * 1000, "%.0f"));
        set({0x0018, 0x1190}, "0.3");
        set({0x0018, 0x1191}, "TUNGSTEN");
        set({0x0018, 0x1160}, "FLAT");
        set({0x0018, 0x7050}, "RHODIUM");
        set({0x0018, 0x1110}, "660");
        set({0x0018, 0x1111}, "638");
        set({0x0018, 0x1114}, number(660.0 / 638.0, "%.3f"));
        set({0x0018, 0x11a0}, number(random.uniform(32, 70), "%.0f"));
        set({0x0018, 0x11a2}, number(random.uniform(70, 140), "%.0f"));
        set({0x0018, 0x11a4}, "18X24CM FLEX PADDLE");
        set({0x0018, 0x1166}, "RECIPROCATING\\FOCUSED", "CS");
        set({0x0018, 0x7060}, "AUTOMATIC");
        set({0x0018, 0x1405}, "160");
        set({0x0040, 0x0316}, number(random.uniform(0.008, 0.02), "%.5f"));
        set({0x0040, 0x8302}, number(random.uniform(4, 9), "%.3f"));
    }

    void requestSequences() {
        const Code procedure{"24606-6", "LN", "MG Breast Screening"};
        setCode({0x0008, 0x1032}, procedure);
        const TagPath request = {{{0x0040, 0x0275}, 0}};
        set(request, {0x0008, 0x0050}, m_patient.accession);
        set(request, {0x0032, 0x1060}, "Mammography for " + m_patient.nameLatin());
        set(request, {0x0040, 0x0007}, "Screening, " + m_patient.id);
        set(request, {0x0040, 0x0009}, std::string("SPS").append(m_patient.accession, 1));
        set(request, {0x0040, 0x1001}, std::string("RP").append(m_patient.accession, 1));
        setCode(request, {0x0040, 0x0008}, procedure);
        const TagPath referenced = {{{0x0008, 0x1110}, 0}};
        const std::string studyComponent = uidFrom(m_patient.random.stream("component"));
        m_identifiers.push_back(studyComponent);
        set(referenced, {0x0008, 0x1150}, kStudyComponentClass);
        set(referenced, {0x0008, 0x1155}, studyComponent);
        set({0x0032, 0x1032}, encoded(m_patient.physician));
        set({0x0040, 0xa075}, encoded(m_patient.physician));
        // Other Patient IDs Sequence: the same person at another hospital.
        const TagPath other = {{{0x0010, 0x1002}, 0}};
        set(other, {0x0010, 0x0020}, std::string("EXT").append(m_patient.registration, 0, 6));
        set(other, {0x0010, 0x0022}, "TEXT");
    }

    void privateBlocks() {
        set({0x0019, 0x0010}, "CONCORD PHANTOM 1.0", "LO");
        set({0x0019, 0x1001}, "SYNTHETIC", "LO");
        set({0x0019, 0x1002}, m_patient.nameLatin() + " " + m_patient.id, "LO");
        set({0x0019, 0x1003}, m_patient.birthDate, "DA");
        const TagPath item = {{{0x0019, 0x1010}, 0}};
        set(item, {0x0010, 0x0010}, encoded(m_patient.name));
        set(item, {0x0010, 0x0020}, m_patient.id);
        set({0x0045, 0x0010}, "CONCORD RAW", "LO");
        const std::string raw =
            "PATIENT=" + m_patient.nameLatin() + ";DOB=" + m_patient.birthDate + ";";
        if (m_state)
            m_state = m_instance.setBytes({0x0045, 0x1001}, std::as_bytes(std::span(raw)), "OB");
    }

    const Patient& m_patient;
    const MammogramView& m_view;
    std::vector<std::string>& m_identifiers;
    const MammographyDevice& m_device;
    core::Random m_random;
    dicom::Instance m_instance;
    Result<void> m_state;
};

} // namespace

std::string MammogramView::name() const {
    return std::string(core::name(laterality)) + std::string(core::name(view));
}

Result<std::vector<std::byte>> mammogramFile(const Patient& patient, const MammogramView& view,
                                             const core::Image& pixels,
                                             std::vector<std::string>& identifiers) {
    return Header(patient, view, identifiers).encode(pixels);
}

} // namespace cw::phantom
