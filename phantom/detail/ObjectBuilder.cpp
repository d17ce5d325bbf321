// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/ObjectBuilder.h"

#include "dicom/Pixels.h"
#include <algorithm>
#include <cstdio>

namespace cw::phantom {

using dicom::Tag;
using dicom::TagPath;

std::string uidFrom(core::Random random) {
    char tail[20]; // 37 digits at most stay below 2^128
    std::snprintf(tail, sizeof tail, "%018llu",
                  static_cast<unsigned long long>(random.next() % 1000000000000000000ULL));
    return "2.25." + std::to_string(1 + (random.next() >> 2U)) + tail;
}

std::string studyUid(const Patient& patient) { return uidFrom(patient.random.stream("study")); }

std::string mammogramUid(const Patient& patient, int number) {
    return uidFrom(
        patient.random.stream("header", static_cast<std::uint64_t>(number)).stream("instance"));
}

std::string mammogramSeriesUid(const Patient& patient, int number) {
    return uidFrom(
        patient.random.stream("header", static_cast<std::uint64_t>(number)).stream("series"));
}

TagPath below(TagPath path, Tag sequence, std::size_t item) {
    path.push_back({sequence, item});
    return path;
}

ObjectBuilder::ObjectBuilder(const Patient& patient, std::string sopClassUid, std::string name,
                             std::vector<std::string>& identifiers)
    : m_patient(patient), m_sopClass(std::move(sopClassUid)), m_name(std::move(name)),
      m_uid(uidFrom(patient.random.stream("object " + m_name))), m_identifiers(identifiers) {}

void ObjectBuilder::set(const TagPath& path, Tag tag, std::string_view value, std::string_view vr) {
    if (m_state)
        m_state = m_instance.setText(path, tag, value, vr);
}

void ObjectBuilder::code(const TagPath& path, Tag sequence, const dicom::Code& code) {
    const TagPath item = below(path, sequence);
    set(item, {0x0008, 0x0100}, code.value);
    set(item, {0x0008, 0x0102}, code.scheme);
    set(item, {0x0008, 0x0104}, code.meaning);
}

void ObjectBuilder::empty(const TagPath& path, Tag sequence) {
    // setText() makes what it needs on the way; what is set here is emptied in encode().
    set(below(path, sequence), {0x0008, 0x0100}, "-");
    m_empty.emplace_back(path, sequence);
}

void ObjectBuilder::bytes(Tag tag, std::span<const std::byte> value, std::string_view vr) {
    if (m_state)
        m_state = m_instance.setBytes(tag, value, vr);
}

void ObjectBuilder::pixels(const core::Image& image) {
    if (m_state)
        m_state = dicom::setPixels(m_instance, image);
}

std::string ObjectBuilder::orFail(Result<std::string> text) {
    if (text)
        return *text;
    if (m_state)
        m_state = tl::unexpected<Error>(text.error());
    return {};
}

std::string ObjectBuilder::encoded(const PersonName& name) {
    return m_patient.writesKorean ? orFail(personNameIr149(name)) : name.family + "^" + name.given;
}

std::string ObjectBuilder::encoded(std::string_view korean, std::string_view latin) {
    return m_patient.writesKorean ? orFail(textIr149(korean)) : std::string(latin);
}

void ObjectBuilder::commonModules(std::string_view modality, int seriesNumber) {
    if (m_patient.writesKorean)
        set({0x0008, 0x0005}, "\\ISO 2022 IR 149");
    set({0x0008, 0x0016}, m_sopClass);
    set({0x0008, 0x0018}, m_uid);
    const std::string series = uidFrom(m_patient.random.stream("series " + m_name));
    set({0x0020, 0x000d}, studyUid(m_patient));
    set({0x0020, 0x000e}, series);
    identifier(m_uid);
    identifier(series);
    set({0x0008, 0x0012}, m_patient.studyDate);
    set({0x0008, 0x0013}, m_patient.studyTime);
    set({0x0008, 0x0020}, m_patient.studyDate);
    set({0x0008, 0x0030}, m_patient.studyTime);
    set({0x0008, 0x0050}, m_patient.accession);
    set({0x0008, 0x0090}, encoded(m_patient.physician));
    set({0x0008, 0x1030}, "Breast or eye study of " + m_patient.nameLatin() + " (SYNTHETIC)");
    set({0x0020, 0x0010}, std::string("S").append(m_patient.accession, 3));
    set({0x0010, 0x0010}, encoded(m_patient.name));
    set({0x0010, 0x0020}, m_patient.id);
    set({0x0010, 0x0030}, m_patient.birthDate);
    set({0x0010, 0x0040}, std::string(1, m_patient.sex));
    set({0x0010, 0x1040}, encoded(m_patient.addressUtf8, m_patient.addressLatin));
    set({0x0010, 0x4000}, "RRN " + m_patient.registration + ", call " + m_patient.phone);
    set({0x0008, 0x0060}, modality);
    set({0x0020, 0x0011}, std::to_string(seriesNumber));
    set({0x0020, 0x0013}, "1");
    set({0x0008, 0x103e}, m_name + " of " + m_patient.id + " (SYNTHETIC)");
    set({0x0008, 0x0070}, "Concord Phantom (SYNTHETIC)");
    set({0x0008, 0x1090}, "CP-" + m_name);
    set({0x0008, 0x0080}, encoded(Institution::kNameKorean, Institution::kName));
    set({0x0018, 0x1000}, "CPSN-90" + std::to_string(11 + m_patient.device));
    set({0x0018, 0x1020}, "CP 1.0");
}

Result<std::vector<std::byte>> ObjectBuilder::encode() {
    CW_CHECK(m_state);
    const auto same = [](const TagPath& a, const TagPath& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
            return x.sequence == y.sequence && x.item == y.item;
        });
    };
    m_instance.rewrite([&](const dicom::ElementView& element) {
        dicom::Change change;
        for (const auto& [path, sequence] : m_empty)
            if (element.tag == sequence && same(element.path, path))
                change.kind = dicom::Change::Kind::Empty;
        return change;
    });
    return dicom::encodeInstance(m_instance);
}

} // namespace cw::phantom
