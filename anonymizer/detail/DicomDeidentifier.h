// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "anonymizer/Profile.h"
#include "dicom/Instance.h"

namespace cw::anonymizer {

/// One DICOM image through a profile: table, VR rules, scrub, claims, seal.
class DicomDeidentifier {
public:
    DicomDeidentifier(const DeidentifyContext& context, std::optional<std::string> patientId)
        : m_context(context), m_patientId(std::move(patientId)) {}
    Result<DeidentifiedFile> run(std::span<const std::byte> bytes);

private:
    struct Work;
    void identifySubject(Work& work) const;
    void completeUids(Work& work, std::string_view sourceDigest) const;
    void rewrite(Work& work) const;
    Result<void> claim(Work& work) const;
    void dropPixelExcess(Work& work) const;
    std::string sealOf(const std::string& patient, const std::string& sopInstanceUid) const;

    const DeidentifyContext& m_context;
    std::optional<std::string> m_patientId;
};

} // namespace cw::anonymizer
