// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/DicomDeidentifier.h"
#include "anonymizer/Seal.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/ElementRules.h"
#include "anonymizer/detail/EncapsulatedJpeg.h"
#include "core/Sha256.h"
#include "dicom/Pixels.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

using dicom::Tag;

constexpr Tag kCharacterSet{0x0008, 0x0005}, kSopInstanceUid{0x0008, 0x0018},
    kPatientName{0x0010, 0x0010}, kPatientId{0x0010, 0x0020}, kIssuer{0x0010, 0x0021},
    kBirthDate{0x0010, 0x0030}, kPatientAge{0x0010, 0x1010}, kStudyUid{0x0020, 0x000D},
    kSeriesUid{0x0020, 0x000E}, kBurnedIn{0x0028, 0x0301}, kPixelData{0x7FE0, 0x0010};

constexpr std::string_view kMediaDirectory = "1.2.840.10008.1.3.10";

/// CID 7050, in the order of the option letters.
struct Claim {
    Option option;
    const char *value, *meaning;
};
constexpr std::array kClaims{
    Claim{Option::RetainFullDates, "113106",
          "Retain Longitudinal Temporal Information Full Dates Option"},
    Claim{Option::RetainModifiedDates, "113107",
          "Retain Longitudinal Temporal Information Modified Dates Option"},
    Claim{Option::RetainPatientCharacteristics, "113108", "Retain Patient Characteristics Option"},
    Claim{Option::RetainDevice, "113109", "Retain Device Identity Option"},
    Claim{Option::RetainInstitution, "113112", "Retain Institution Identity Option"},
    Claim{Option::RetainUids, "113110", "Retain UIDs Option"},
    Claim{Option::CleanDescriptors, "113105", "Clean Descriptors Option"},
};

std::string temporalModification(const Profile& profile) {
    if (profile.has(Option::RetainFullDates))
        return "UNMODIFIED";
    return profile.shiftsDates() ? "MODIFIED" : "REMOVED";
}

std::string trimmed(std::string text) {
    constexpr std::string_view padding(" \0", 2);
    text.erase(0, std::min(text.find_first_not_of(padding), text.size()));
    const auto last = text.find_last_not_of(padding);
    text.erase(last == std::string::npos ? 0 : last + 1);
    return text;
}

/// Age at the study, where the file gives a date of birth but no age: the date goes, the age is
/// worth having (PS3.15 E.3.6 keeps it).
std::optional<std::string> derivedAge(const dicom::Instance& instance) {
    if (cappedAge(instance.text(kPatientAge).value_or("")))
        return std::nullopt;
    for (const Tag date : {Tag{0x0008, 0x0020}, Tag{0x0008, 0x0022}, Tag{0x0008, 0x0023}})
        if (auto age =
                ageAt(instance.text(kBirthDate).value_or(""), instance.text(date).value_or("")))
            return cappedAge(*age);
    return std::nullopt;
}

} // namespace

struct DicomDeidentifier::Work {
    dicom::Instance instance;
    std::vector<Identifier> identifiers;
    Subject subject;
    std::string seal;               ///< of the output
    std::optional<std::string> age; ///< to be written where the file had none
    AuditRecord record;
};

Result<DeidentifiedFile> DicomDeidentifier::run(std::span<const std::byte> bytes) {
    CW_TRY(dicom::Instance instance, dicom::readInstance(bytes));
    if (instance.sopClassUid() == kMediaDirectory)
        return fail(ErrorCode::Unsupported, "a DICOMDIR is an index of names, not an image");
    if (!instance.has(kPixelData))
        return fail(ErrorCode::Unsupported, "a DICOM object without pixel data");
    const std::string digest =
        m_context.pseudonyms.token("source bytes", core::sha256Hex(bytes), 32);
    Work work;
    work.instance = std::move(instance);
    work.record.profile = m_context.profile->name() + ", " + m_context.profile->edition();
    work.record.keyId = m_context.pseudonyms.keyId();
    completeUids(work, digest);
    work.identifiers = identifiersOf(work.instance);
    identifySubject(work);
    if (m_context.profile->keepsPatientCharacteristics())
        work.age = derivedAge(work.instance);
    rewrite(work);
    CW_CHECK(claim(work));
    dropPixelExcess(work);

    core::EncodedImage image;
    image.attributes = dicom::attributesOf(work.instance);
    CW_TRY(auto encoded, dicom::encodeInstance(work.instance));
    CW_TRY(const int cutSegments, cutJpegMetadata(encoded, work.instance));
    if (cutSegments > 0)
        work.record.actions["cut from compressed pixels"] += cutSegments;
    image.bytes = std::move(encoded);
    image.mediaType = "application/dicom";
    image.patient = work.subject.key;
    image.study = core::StudyKey(trimmed(work.instance.text(kStudyUid).value_or("")));
    image.sourceDigest = digest;
    work.record.outputSha256 = core::sha256Hex(image.bytes);
    std::string uid = trimmed(work.instance.text(kSopInstanceUid).value_or(""));
    return DeidentifiedFile{Seal::close(std::move(image)), std::move(work.record), std::move(uid)};
}

/// An instance without its UIDs cannot be told from another: the source's digest stands in.
void DicomDeidentifier::completeUids(Work& work, std::string_view sourceDigest) const {
    for (const Tag tag : {kSopInstanceUid, kStudyUid, kSeriesUid}) {
        if (!trimmed(work.instance.text(tag).value_or("")).empty())
            continue;
        const std::string made =
            m_context.pseudonyms.uid(dicom::text(tag) + std::string(sourceDigest));
        if (work.instance.setText(tag, made, "UI"))
            work.record.warnings.push_back(dicom::keyword(tag) + " was missing; one was made");
    }
}

std::string DicomDeidentifier::sealOf(const std::string& patient,
                                      const std::string& sopInstanceUid) const {
    return m_context.pseudonyms.token("seal", patient + '\n' + sopInstanceUid, 20);
}

void DicomDeidentifier::identifySubject(Work& work) const {
    const auto value = [&](Tag tag) { return trimmed(work.instance.text(tag).value_or("")); };
    const auto& pseudonyms = m_context.pseudonyms;
    const std::string id = value(kPatientId), sopInstanceUid = value(kSopInstanceUid);
    // Our own output, told by a keyed token nobody else can make: a second pass must not turn
    // pseudonyms into pseudonyms of pseudonyms.
    const std::string method = work.instance.text({0x0012, 0x0063}).value_or("");
    if (!id.empty() && method.find("seal " + sealOf(id, sopInstanceUid)) != std::string::npos) {
        work.subject = {core::PatientKey(id), 0, true};
        work.seal = sealOf(id, sopInstanceUid);
        // Its patient's key is no identifier, and its dates are shifted already.
        std::erase_if(work.identifiers, [&](const Identifier& each) { return each.text == id; });
        return;
    }
    std::string issuer = value(kIssuer), person = m_patientId.value_or(id);
    if (m_patientId)
        issuer.clear();
    if (person.empty()) {
        issuer = "no patient ID";
        person = value(kPatientName) + '\n' + value(kBirthDate);
        if (value(kPatientName).empty())
            person = value(kStudyUid);
        work.record.warnings.emplace_back(
            "the file has no patient ID; its name, or else its study, stands for the patient");
    }
    work.subject = {pseudonyms.patient(issuer, person), pseudonyms.dateOffsetDays(issuer, person),
                    false};
    work.seal = sealOf(work.subject.key.text(), pseudonyms.uid(sopInstanceUid));
}

void DicomDeidentifier::rewrite(Work& work) const {
    ElementRules rules(*m_context.profile, m_context.pseudonyms, work.subject,
                       work.instance.sopClassUid(), work.identifiers);
    work.instance.rewrite([&](const dicom::ElementView& element) { return rules(element); });
    work.record.actions = rules.counts();
    if (rules.unknownRemoved() > 0)
        work.record.warnings.push_back(std::to_string(rules.unknownRemoved()) +
                                       " attributes of unknown meaning were removed");
    if (rules.undecodable() > 0)
        work.record.warnings.push_back(
            std::to_string(rules.undecodable()) +
            " texts did not follow their character set and were removed");
    if (work.instance.text(kBurnedIn).value_or("").starts_with("YES"))
        work.record.warnings.emplace_back("the file says that its pixels carry burned-in text");
    // All text that stayed is ASCII or was rewritten as UTF-8.
    if (rules.wroteUtf8() || work.instance.has(kCharacterSet))
        (void)work.instance.setText(kCharacterSet, "ISO_IR 192", "CS");
}

Result<void> DicomDeidentifier::claim(Work& work) const {
    auto& instance = work.instance;
    const Profile& profile = *m_context.profile;
    CW_CHECK(instance.setText(kPatientName, work.subject.key.text(), "PN"));
    CW_CHECK(instance.setText(kPatientId, work.subject.key.text(), "LO"));
    if (work.age)
        CW_CHECK(instance.setText(kPatientAge, *work.age, "AS"));
    CW_CHECK(instance.setText({0x0012, 0x0062}, "YES", "CS"));
    CW_CHECK(instance.setText({0x0012, 0x0063},
                              "Concord, profile " + profile.name() + ", " + profile.edition() +
                                  "\\key " + work.record.keyId + " seal " + work.seal,
                              "LO"));
    std::vector<dicom::Code> codes{{"113100", "DCM", "Basic Application Confidentiality Profile"}};
    for (const Claim& each : kClaims)
        if (profile.has(each.option))
            codes.push_back({each.value, "DCM", each.meaning});
    CW_CHECK(instance.setCodes({0x0012, 0x0064}, codes));
    return instance.setText({0x0028, 0x0303}, temporalModification(profile), "CS");
}

/// Uncompressed pixel data may be longer than the picture: whatever hides behind it goes.
void DicomDeidentifier::dropPixelExcess(Work& work) const {
    const auto& instance = work.instance;
    const auto number = [&](std::uint16_t element) {
        return static_cast<std::uint64_t>(
            std::max(0LL, instance.integer({0x0028, element}).value_or(0)));
    };
    std::size_t length = 0;
    std::string vr;
    instance.visit([&](const dicom::ElementView& element) {
        if (element.path.empty() && element.tag == kPixelData) {
            length = element.length;
            vr = element.vr;
        }
    });
    constexpr std::array<std::string_view, 4> native{"1.2.840.10008.1.2", "1.2.840.10008.1.2.1",
                                                     "1.2.840.10008.1.2.2",
                                                     "1.2.840.10008.1.2.1.99"};
    if (std::ranges::find(native, instance.transferSyntaxUid()) == native.end())
        return;
    const std::uint64_t bits = number(0x0010) * number(0x0011) *
                               std::max<std::uint64_t>(1, number(0x0002)) * number(0x0100) *
                               static_cast<std::uint64_t>(instance.frameCount());
    const std::uint64_t needed = (bits + 7) / 8;
    if (needed == 0 || length <= needed + needed % 2)
        return;
    auto pixels = dicom::storedPixelBytes(instance, std::nullopt);
    if (!pixels || pixels->size() < needed)
        return;
    pixels->resize(needed + needed % 2);
    if (needed % 2 != 0)
        pixels->back() = std::byte{0};
    if (work.instance.setBytes(kPixelData, *pixels, vr))
        ++work.record.actions["bytes after the picture cut"];
}

} // namespace cw::anonymizer
