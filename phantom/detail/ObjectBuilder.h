// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "dicom/Instance.h"
#include "phantom/detail/Roster.h"
#include <string>
#include <vector>

namespace cw::phantom {

/// A UUID-derived UID (PS3.5 B.2) of a stream: the same stream, the same UID.
std::string uidFrom(core::Random random);
std::string studyUid(const Patient& patient);
/// Of the n-th mammogram, from 1: what reports and presentation states refer to.
std::string mammogramUid(const Patient& patient, int number);
std::string mammogramSeriesUid(const Patient& patient, int number);

/// Fills one DICOM object of a synthetic patient; the first failure is kept and ends it.
class ObjectBuilder {
public:
    ObjectBuilder(const Patient& patient, std::string sopClassUid, std::string name,
                  std::vector<std::string>& identifiers);

    void set(dicom::Tag tag, std::string_view value, std::string_view vr = {}) {
        set({}, tag, value, vr);
    }
    void set(const dicom::TagPath& path, dicom::Tag tag, std::string_view value,
             std::string_view vr = {});
    void code(const dicom::TagPath& path, dicom::Tag sequence, const dicom::Code& code);
    /// A sequence without items: Type 2 of many modules.
    void empty(const dicom::TagPath& path, dicom::Tag sequence);
    void bytes(dicom::Tag tag, std::span<const std::byte> value, std::string_view vr);
    void pixels(const core::Image& image);
    /// A person in the scripts that the patient's hospital writes.
    std::string encoded(const PersonName& name);
    std::string encoded(std::string_view korean, std::string_view latin);
    void identifier(const std::string& value) { m_identifiers.push_back(value); }

    /// SOP Common, Patient, General Study, General Series, General Equipment.
    void commonModules(std::string_view modality, int seriesNumber);
    const Patient& patient() const { return m_patient; }
    const std::string& sopInstanceUid() const { return m_uid; }

    Result<std::vector<std::byte>> encode();

private:
    std::string orFail(Result<std::string> text);

    const Patient& m_patient;
    std::string m_sopClass, m_name, m_uid;
    std::vector<std::string>& m_identifiers;
    std::vector<std::pair<dicom::TagPath, dicom::Tag>> m_empty;
    dicom::Instance m_instance;
    Result<void> m_state;
};

/// path / sequence, item n.
dicom::TagPath below(dicom::TagPath path, dicom::Tag sequence, std::size_t item = 0);

} // namespace cw::phantom
