// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/PhotoDeidentifier.h"
#include "anonymizer/Profile.h"
#include "anonymizer/Seal.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/ColourProfile.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/JpegStrip.h"
#include "core/Sha256.h"
#include <algorithm>

namespace cw::anonymizer {
namespace {

using imaging::PictureFormat;

core::Laterality lateralityOf(std::string_view word) {
    const std::string low = lowered(word);
    if (low == "l" || low == "os" || low == "left")
        return core::Laterality::Left;
    if (low == "r" || low == "od" || low == "right")
        return core::Laterality::Right;
    // "01L": a running number with the side behind it
    const bool numbered =
        low.size() >= 2 && std::ranges::all_of(low.substr(0, low.size() - 1),
                                               [](char c) { return c >= '0' && c <= '9'; });
    if (numbered && (low.back() == 'l' || low.back() == 'r'))
        return low.back() == 'l' ? core::Laterality::Left : core::Laterality::Right;
    return core::Laterality::Unknown;
}

core::FundusField fieldOf(std::string_view word) {
    const std::string low = lowered(word);
    if (low == "general")
        return core::FundusField::General;
    return low == "wide" || low == "ultrawide" ? core::FundusField::Wide
                                               : core::FundusField::Unknown;
}

const char* mediaTypeOf(PictureFormat format) {
    switch (format) {
    case PictureFormat::Jpeg:
        return "image/jpeg";
    case PictureFormat::Tiff:
        return "image/tiff";
    case PictureFormat::Png:
    case PictureFormat::Bmp:
        break;
    }
    return "image/png";
}

core::ImageAttributes attributesOf(const imaging::Picture& picture, int exifOrientation,
                                   const NameParts& name) {
    core::ImageAttributes attributes = imaging::fundusAttributes(picture);
    attributes.exifOrientation = exifOrientation;
    if (name.laterality != core::Laterality::Unknown) {
        // The name says it: what the pixels could only guess is no longer worth a badge.
        std::erase_if(attributes.warnings,
                      [](const std::string& warning) { return warning.starts_with("laterality"); });
        if (attributes.laterality != core::Laterality::Unknown &&
            attributes.laterality != name.laterality)
            attributes.warnings.emplace_back(
                "the picture looks like the other eye than its file name says");
        attributes.laterality = name.laterality;
    }
    if (name.field != core::FundusField::Unknown)
        attributes.field = name.field;
    return attributes;
}

} // namespace

struct PhotoDeidentifier::Stripped {
    std::vector<std::byte> bytes;
    std::string mediaType;
    int cut = 0;
};

NameParts namePartsOf(const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    NameParts parts;
    const auto underscore = stem.find('_');
    parts.patient = stem.substr(0, underscore);
    if (parts.patient.empty())
        parts.patient = stem;
    const std::string_view rest = underscore == std::string::npos
                                      ? std::string_view()
                                      : std::string_view(stem).substr(underscore);
    for (const std::string_view word : wordsOf(rest)) {
        if (const auto side = lateralityOf(word); side != core::Laterality::Unknown)
            parts.laterality = side;
        if (const auto field = fieldOf(word); field != core::FundusField::Unknown)
            parts.field = field;
    }
    return parts;
}

core::PatientKey PhotoDeidentifier::patient() const {
    return m_context.pseudonyms.patient("",
                                        m_patientId.value_or(namePartsOf(m_sourceName).patient));
}

/// JPEG and PNG are rewritten without being decoded. TIFF and BMP have no such allow list (their
/// directories point anywhere): they are encoded afresh without loss.
Result<PhotoDeidentifier::Stripped> PhotoDeidentifier::strip(std::span<const std::byte> bytes,
                                                             const imaging::Picture& source) const {
    Stripped result{{}, mediaTypeOf(source.format), 0};
    if (source.format == PictureFormat::Jpeg || source.format == PictureFormat::Png) {
        const bool jpeg = source.format == PictureFormat::Jpeg;
        const Orientation orientation{source.exifOrientation};
        CW_TRY(auto stripped, jpeg ? stripJpeg(bytes, orientation) : stripPng(bytes, orientation));
        result.bytes = std::move(stripped.bytes);
        result.cut = stripped.cut;
        return result;
    }
    if (source.pages > 1)
        return fail(ErrorCode::Unsupported,
                    "a TIFF file of several pages: each page must be a file of its own");
    if (source.partly || source.image.meaning() == core::PixelMeaning::Monochrome1)
        return fail(ErrorCode::Unsupported, "a TIFF file with transparency, inks or inverted grey "
                                            "cannot be written again without loss");
    CW_TRY(result.bytes, source.format == PictureFormat::Tiff ? imaging::encodeTiff(source.image)
                                                              : imaging::encodePng(source.image));
    result.cut = 1;
    return result;
}

Result<DeidentifiedFile> PhotoDeidentifier::run(std::span<const std::byte> bytes) {
    CW_TRY(const imaging::Picture source, imaging::decodePicture(bytes));
    CW_TRY(Stripped stripped, strip(bytes, source));
    CW_TRY(const imaging::Picture check, imaging::decodePicture(stripped.bytes));
    // The proof that nothing of the picture was touched, on every file and not only in tests.
    if (!(check.image == source.image))
        return fail(ErrorCode::Internal, "the picture changed when its metadata were cut");
    core::EncodedImage image;
    image.attributes = attributesOf(check, source.exifOrientation, namePartsOf(m_sourceName));
    image.patient = patient();
    const auto& pseudonyms = m_context.pseudonyms;
    // A folder of photographs has no studies: all pictures of a patient are one.
    image.study = core::StudyKey(pseudonyms.uid("photographs of " + image.patient.text()));
    image.sourceDigest = pseudonyms.token("source bytes", core::sha256Hex(bytes), 32);
    image.mediaType = std::move(stripped.mediaType);
    image.bytes = std::move(stripped.bytes);
    AuditRecord record;
    record.profile = m_context.profile->name() + ", " + m_context.profile->edition();
    record.keyId = pseudonyms.keyId();
    if (stripped.cut > 0)
        record.actions["remove"] = stripped.cut;
    if (colourProfileOf(bytes) == ColourProfile::Other)
        record.warnings.emplace_back("a colour profile other than sRGB was removed: values are as "
                                     "they were, but colours may look different");
    record.outputSha256 = core::sha256Hex(image.bytes);
    // Two patients may share a picture (a copied file): their outputs must not share a name.
    std::string uid = pseudonyms.uid("picture " + image.patient.text() + " " + image.sourceDigest);
    return DeidentifiedFile{Seal::close(std::move(image)), std::move(record), std::move(uid)};
}

} // namespace cw::anonymizer
