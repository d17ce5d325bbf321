// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/Deidentify.h"
#include "imaging/Picture.h"

namespace cw::anonymizer {

/// One loose picture: metadata cut by allow list, pixels untouched and proved so.
class PhotoDeidentifier {
public:
    PhotoDeidentifier(const DeidentifyContext& context, std::filesystem::path sourceName,
                      std::optional<std::string> patientId)
        : m_context(context), m_sourceName(std::move(sourceName)),
          m_patientId(std::move(patientId)) {}
    Result<DeidentifiedFile> run(std::span<const std::byte> bytes);

private:
    struct Stripped;
    Result<Stripped> strip(std::span<const std::byte> bytes, const imaging::Picture& source) const;
    core::PatientKey patient() const;

    const DeidentifyContext& m_context;
    std::filesystem::path m_sourceName;
    std::optional<std::string> m_patientId;
};

/// What a file name says of a fundus picture: "..._L.jpg", "01R", "OD", "LEFT"; "General", "Wide".
struct NameParts {
    std::string patient; ///< up to the first '_', or the whole stem
    core::Laterality laterality = core::Laterality::Unknown;
    core::FundusField field = core::FundusField::Unknown;
};
NameParts namePartsOf(const std::filesystem::path& file);

} // namespace cw::anonymizer
