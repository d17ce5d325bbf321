// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/DicomDeidentifier.h"
#include "anonymizer/Assignments.h"
#include "anonymizer/Seal.h"
#include "anonymizer/Vault.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/Claims.h"
#include "anonymizer/detail/CodedFrames.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/ElementRules.h"
#include "core/Sha256.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

using dicom::Tag;

constexpr Tag kCharacterSet{0x0008, 0x0005}, kSopInstanceUid{0x0008, 0x0018},
    kPatientName{0x0010, 0x0010}, kPatientId{0x0010, 0x0020}, kIssuer{0x0010, 0x0021},
    kBirthDate{0x0010, 0x0030}, kPatientAge{0x0010, 0x1010}, kStudyUid{0x0020, 0x000D},
    kSeriesUid{0x0020, 0x000E}, kBurnedIn{0x0028, 0x0301}, kDirectoryRecords{0x0004, 0x1220};
constexpr std::array kOwnUids{kSopInstanceUid, kStudyUid, kSeriesUid};

constexpr std::string_view kMediaDirectory = "1.2.840.10008.1.3.10";

std::string trimmed(std::string text) {
    constexpr std::string_view padding(" \0", 2);
    text.erase(0, std::min(text.find_first_not_of(padding), text.size()));
    const auto last = text.find_last_not_of(padding);
    text.erase(last == std::string::npos ? 0 : last + 1);
    return text;
}

std::string textOf(const dicom::Header& header, Tag tag) {
    return trimmed(header.text(tag).value_or(""));
}

/// Age at the study, where the file gives a date of birth but no age: the date goes, the age is
/// worth having (PS3.15 E.3.6 keeps it).
std::optional<std::string> derivedAge(const dicom::Header& header) {
    if (cappedAge(header.text(kPatientAge).value_or("")))
        return std::nullopt;
    for (const Tag date : {Tag{0x0008, 0x0020}, Tag{0x0008, 0x0022}, Tag{0x0008, 0x0023}})
        if (auto age = ageAt(header.text(kBirthDate).value_or(""), header.text(date).value_or("")))
            return cappedAge(*age);
    return std::nullopt;
}

std::uint64_t pixelsOfFrame(const dicom::Header& header) {
    const auto number = [&header](std::uint16_t element) {
        return static_cast<std::uint64_t>(
            std::clamp(header.integer({0x0028, element}).value_or(0), 0LL, 0xFFFFLL));
    };
    return number(0x0010) * number(0x0011);
}

void count(AuditRecord& record, const char* what, int times) {
    if (times > 0)
        record.actions[what] += times;
}

} // namespace

struct DicomDeidentifier::Work {
    const dicom::StreamedFile& file;
    std::string& sourceDigest;
    dicom::Header header; ///< of the output
    FileRecord record;
    std::vector<Identifier> identifiers;
    Subject subject;
    std::array<std::string, kOwnUids.size()> made; ///< UIDs that the source lacks
    std::vector<dicom::NewElement> added;

    std::string value(Tag tag) const {
        const auto own = std::ranges::find(kOwnUids, tag);
        if (own != kOwnUids.end())
            if (const auto& uid = made[static_cast<std::size_t>(own - kOwnUids.begin())];
                !uid.empty())
                return uid;
        return textOf(file.header(), tag);
    }
    Result<void> add(Tag tag, std::string_view vr, std::string_view text) {
        CW_TRY(auto element, dicom::textElement(tag, vr, text));
        added.push_back(std::move(element));
        return {};
    }
};

Result<DicomDeidentifier::Prepared>
DicomDeidentifier::prepare(dicom::ByteSource source,
                           const std::filesystem::path& spillFolder) const {
    dicom::StreamedFile::Limits limits;
    limits.spillFolder = spillFolder;
    CW_TRY(auto file, dicom::StreamedFile::open(std::move(source), limits));
    return prepared(std::move(file), {});
}

Result<DeidentifiedFile> DicomDeidentifier::run(std::span<const std::byte> bytes) const {
    CW_TRY(auto file, dicom::StreamedFile::open(dicom::ByteSource::of(bytes), {}));
    if (!file.hasPixels())
        return fail(ErrorCode::Unsupported, "a DICOM object without pixel data");
    CW_TRY(auto digest, digestOf(file.source()));
    CW_TRY(auto ready, prepared(std::move(file), std::move(digest)));
    core::EncodedImage image;
    image.sourceDigest = ready.sourceDigest;
    dicom::MemorySink sink;
    CW_TRY(auto done, write(std::move(ready), sink));
    image.bytes = sink.take();
    image.mediaType = done.mediaType;
    image.attributes = std::move(done.attributes);
    image.patient = done.patient;
    image.study = core::StudyKey(done.studyUid);
    done.record.outputSha256 = core::sha256Hex(image.bytes);
    return DeidentifiedFile{Seal::close(std::move(image)), std::move(done.record),
                            std::move(done.instanceUid), std::move(done.identifiers),
                            std::move(done.original)};
}

Result<DicomDeidentifier::Prepared> DicomDeidentifier::prepared(dicom::StreamedFile file,
                                                                std::string sourceDigest) const {
    if (file.sopClassUid() == kMediaDirectory || file.header().has(kDirectoryRecords))
        return fail(ErrorCode::Unsupported, "a DICOMDIR is an index of names, not an image");
    Work work{file, sourceDigest, {}, {}, {}, {}, {}, {}};
    auto& record = work.record;
    record.record.profile = m_context.profile->name() + ", " + m_context.profile->edition();
    record.record.keyId = m_context.pseudonyms.keyId();
    CW_CHECK(completeUids(work));
    IdentifierCollector collector;
    const auto rules = Profile::rulesOf(file.sopClassUid());
    file.header().visit([&](const dicom::ElementView& element) {
        if (!staysOnPurpose(element, *m_context.profile, rules))
            collector.see(element);
    });
    work.identifiers = collector.take();
    CW_CHECK(identifySubject(work));
    rewrite(work);
    CW_CHECK(claim(work));
    record.patient = work.subject.key;
    record.studyUid = textOf(work.header, kStudyUid);
    record.seriesUid = textOf(work.header, kSeriesUid);
    record.instanceUid = textOf(work.header, kSopInstanceUid);
    record.sopClassUid = file.sopClassUid();
    record.mediaType = "application/dicom";
    record.attributes = work.header.attributes();
    record.attributes.transferSyntaxUid = file.transferSyntaxUid();
    record.original = originalIds(work);
    const bool moved = m_context.profile->shiftsDates() && !work.subject.alreadySealed;
    record.alreadySealed = work.subject.alreadySealed;
    record.dateOffsetDays = moved ? work.subject.dateOffsetDays : 0;
    record.identifiers =
        std::make_shared<const std::vector<Identifier>>(std::move(work.identifiers));
    auto header = std::move(work.header);
    auto finished = std::move(record);
    return Prepared{std::move(file), std::move(header), std::move(finished),
                    std::move(sourceDigest)};
}

Result<FileRecord> DicomDeidentifier::write(Prepared prepared, dicom::ByteSink& sink) {
    const FrameCleaner cleaner(prepared.file.transferSyntaxUid(),
                               pixelsOfFrame(prepared.file.header()));
    FileRecord& record = prepared.record;
    CW_TRY(const auto pixels, prepared.file.write(std::move(prepared.header), cleaner, sink));
    count(record.record, "cut from compressed pixels", pixels.cutFromFrames);
    count(record.record, "bytes after the picture cut", pixels.excessCut ? 1 : 0);
    count(record.record, "what follows the pixel data cut", pixels.trailerCut ? 1 : 0);
    if (pixels.truncated) {
        record.attributes.warnings.emplace_back("the file ends before its pixel data do");
        record.record.warnings.emplace_back("the file ends before its pixel data do");
    }
    record.bytes = sink.position();
    return std::move(record);
}

Result<std::string> DicomDeidentifier::digestOf(const dicom::ByteSource& source) const {
    core::Sha256 hash;
    std::vector<std::byte> buffer(
        static_cast<std::size_t>(std::min<std::uint64_t>(source.size(), 1U << 20)));
    for (std::uint64_t at = 0; at < source.size();) {
        CW_TRY(const auto got, source.read(at, buffer));
        hash.add(std::span(buffer).first(got));
        at += got;
    }
    return m_context.pseudonyms.token("source bytes", hash.hex(), 32);
}

/// An instance without its UIDs cannot be told from another: the source's digest stands in.
Result<void> DicomDeidentifier::completeUids(Work& work) const {
    for (std::size_t i = 0; i < kOwnUids.size(); ++i) {
        const Tag tag = kOwnUids[i];
        // Under another VR it is not understood and will not stay.
        const auto* own = work.file.header().find(tag);
        if (own != nullptr && own->vrName() == "UI" && !textOf(work.file.header(), tag).empty())
            continue;
        if (work.sourceDigest.empty()) {
            CW_TRY(work.sourceDigest, digestOf(work.file.source()));
        }
        work.made[i] = m_context.pseudonyms.uid(dicom::text(tag) + work.sourceDigest);
        work.record.record.warnings.push_back(dicom::keyword(tag) + " was missing; one was made");
    }
    return {};
}

std::string DicomDeidentifier::sealOf(const std::string& patient,
                                      const std::string& sopInstanceUid) const {
    return m_context.pseudonyms.token("seal", patient + '\n' + sopInstanceUid, 20);
}

Result<void> DicomDeidentifier::identifySubject(Work& work) const {
    const auto& pseudonyms = m_context.pseudonyms;
    const std::string id = work.value(kPatientId), sopInstanceUid = work.value(kSopInstanceUid);
    // Our own output, told by a keyed token nobody else can make: a second pass must not turn
    // pseudonyms into pseudonyms of pseudonyms.
    const std::string method = textOf(work.file.header(), {0x0012, 0x0063});
    if (!id.empty() && method.find("seal " + sealOf(id, sopInstanceUid)) != std::string::npos) {
        work.subject = {core::PatientKey(id), 0, true};
        // Its patient's key is no identifier, its dates and UIDs are pseudonyms already, and the
        // words that cleaning left in a description are not its patient's own, odd as they look
        // ("t1_fs").
        std::erase_if(work.identifiers, [&](const Identifier& each) {
            return each.text == id || each.form == IdentifierForm::Number ||
                   each.form == IdentifierForm::Date || each.form == IdentifierForm::Uid ||
                   each.form == IdentifierForm::Phrase;
        });
        return {};
    }
    std::string issuer = work.value(kIssuer), person = m_options.patientId.value_or(id);
    if (m_options.patientId)
        issuer.clear();
    if (person.empty()) {
        issuer = "no patient ID";
        person = work.value(kPatientName) + '\n' + work.value(kBirthDate);
        if (work.value(kPatientName).empty())
            person = work.value(kStudyUid);
        work.record.record.warnings.emplace_back(
            "the file has no patient ID; its name, or else its study, stands for the patient");
    }
    CW_TRY(const auto assigned,
           assignedPatient(m_context.assignments.get(), pseudonyms, issuer, person));
    work.subject = {assigned.key, assigned.dateOffsetDays, false};
    return {};
}

void DicomDeidentifier::rewrite(Work& work) const {
    ElementRules rules(*m_context.profile, m_context.pseudonyms, work.subject,
                       work.file.sopClassUid(), work.identifiers);
    work.header = work.file.header().rewritten(
        [&](const dicom::ElementView& element) { return rules(element); });
    auto& record = work.record.record;
    record.actions = rules.counts();
    work.record.droppedWords = rules.droppedWords();
    if (rules.unknownRemoved() > 0)
        record.warnings.push_back(std::to_string(rules.unknownRemoved()) +
                                  " attributes of unknown meaning were removed");
    if (rules.undecodable() > 0)
        record.warnings.push_back(std::to_string(rules.undecodable()) +
                                  " texts did not follow their character set and were removed");
    for (std::size_t i = 0; i < kOwnUids.size(); ++i)
        if (!work.made[i].empty())
            (void)work.add(kOwnUids[i], "UI", rules.newUid(work.made[i]));
    // All text that stayed is ASCII or was rewritten as UTF-8.
    if (rules.wroteUtf8() || work.header.has(kCharacterSet))
        (void)work.add(kCharacterSet, "CS", "ISO_IR 192");
}

Result<void> DicomDeidentifier::claim(Work& work) const {
    const Profile& profile = *m_context.profile;
    const auto& record = work.record.record;
    CW_CHECK(work.add(kPatientName, "PN", work.subject.key.text()));
    CW_CHECK(work.add(kPatientId, "LO", work.subject.key.text()));
    if (profile.keepsAges())
        if (const auto age = derivedAge(work.file.header()))
            CW_CHECK(work.add(kPatientAge, "AS", *age));
    // Over the UID as it was written: what a second pass finds is what was sealed.
    const auto ownUid = std::ranges::find(work.added, kSopInstanceUid, &dicom::NewElement::tag);
    const std::string uid = ownUid != work.added.end()
                                ? textOf(dicom::Header().with({*ownUid}), kSopInstanceUid)
                                : textOf(work.header, kSopInstanceUid);
    const std::string seal = sealOf(work.subject.key.text(), uid);
    CW_CHECK(work.add({0x0012, 0x0062}, "CS", "YES"));
    CW_CHECK(work.add({0x0012, 0x0063}, "LO",
                      "Concord, profile " + profile.name() + ", " + profile.edition() + "\\key " +
                          record.keyId + " seal " + seal));
    const Claims claims = claimsOf(profile, m_options.pixelsCleaned);
    work.added.push_back(dicom::codeElement({0x0012, 0x0064}, claims.codes));
    CW_CHECK(work.add({0x0028, 0x0303}, "CS", claims.temporal));
    if (claims.burnedInIsNo)
        CW_CHECK(work.add(kBurnedIn, "CS", "NO"));
    work.header = work.header.with(std::move(work.added));
    if (textOf(work.header, kBurnedIn).starts_with("YES"))
        work.record.record.warnings.emplace_back(
            "the file says that its pixels carry burned-in text");
    return {};
}

std::shared_ptr<const OriginalIds> DicomDeidentifier::originalIds(const Work& work) const {
    const std::string characterSet = textOf(work.file.header(), kCharacterSet);
    const auto utf8 = [&](Tag tag) {
        const std::string raw = textOf(work.file.header(), tag);
        return toUtf8(raw, characterSet).value_or(raw);
    };
    return std::make_shared<const OriginalIds>(OriginalIds{
        m_options.patientId.value_or(utf8(kPatientId)), utf8(kIssuer), utf8(kPatientName),
        textOf(work.file.header(), kStudyUid), textOf(work.file.header(), kSeriesUid),
        textOf(work.file.header(), kSopInstanceUid)});
}

} // namespace cw::anonymizer
