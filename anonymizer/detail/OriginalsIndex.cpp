// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/OriginalsIndex.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/FileRegions.h"
#include "anonymizer/detail/PatternSearch.h"
#include "anonymizer/detail/PhotoDeidentifier.h"
#include "anonymizer/detail/PictureText.h"
#include "anonymizer/detail/WellKnownUids.h"
#include "core/Sha256.h"
#include "dicom/FileKind.h"
#include "dicom/StreamedFile.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

bool anyOf(std::string_view vr, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, vr) != list.end();
}

std::size_t dateKey(const std::string& fingerprint, dicom::Tag tag, const std::string& day) {
    return std::hash<std::string>()(fingerprint + dicom::text(tag) + day);
}

bool hasDigit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::vector<std::string> daysOf(std::string_view value) {
    std::vector<std::string> days;
    for (;;) {
        const auto end = value.find('\\');
        if (const auto day = shiftedDate(value.substr(0, std::min<std::size_t>(end, 8)), 0))
            days.push_back(*day);
        if (end == std::string_view::npos)
            return days;
        value.remove_prefix(end + 1);
    }
}

std::string fingerprintOf(const dicom::Header& header) {
    core::Sha256 hash;
    header.visit([&](const dicom::ElementView& element) {
        const auto group = element.tag.group;
        const bool ours =
            group == 0x0010 || group == 0x0012 || element.tag == dicom::Tag{0x0028, 0x0303};
        if (!element.path.empty() || ours || element.tag.isPrivate() || (group >> 8) == 0x50 ||
            (group >> 8) == 0x60 || element.value.empty() ||
            element.tag == dicom::Tag{0x0008, 0x0005} ||
            !anyOf(element.vr, {"DS", "IS", "CS", "TM"}))
            return;
        hash.add(dicom::text(element.tag));
        hash.add(element.value);
    });
    return hash.hex();
}

bool OriginalsIndex::hadDate(const std::string& fingerprint, dicom::Tag tag,
                             const std::string& yyyymmdd) const {
    return m_dates.contains(dateKey(fingerprint, tag, yyyymmdd));
}

void OriginalsIndex::addDicom(const dicom::Header& header) {
    IdentifierCollector collector;
    header.visit([&](const dicom::ElementView& element) { collector.see(element); });
    for (auto& text : collector.takeKept())
        m_kept.insert(std::move(text));
    for (Identifier& each : collector.take())
        addOnce(std::move(each), Phrases::MayBeKept);
    const std::string fingerprint = fingerprintOf(header);
    header.visit([&](const dicom::ElementView& element) {
        if (anyOf(element.vr, {"DA", "DT"}))
            for (const auto& day : daysOf(element.value))
                m_dates.insert(dateKey(fingerprint, element.tag, day));
    });
}

void OriginalsIndex::addOnce(Identifier identifier, Phrases phrases) {
    const std::string key = std::to_string(static_cast<int>(identifier.form)) + identifier.kind +
                            '\n' + identifier.text;
    if (!m_seen.insert(key).second)
        return;
    if (phrases == Phrases::MayBeKept && identifier.form == IdentifierForm::Phrase)
        m_phrases.push_back(std::move(identifier));
    else
        m_contents.add(identifier);
}

void OriginalsIndex::add(const std::vector<Identifier>& identifiers) {
    for (const Identifier& each : identifiers)
        addOnce(each, Phrases::Identify);
}

void OriginalsIndex::finish() {
    std::vector<std::string> texts;
    for (const Identifier& phrase : m_phrases)
        texts.push_back(phrase.text);
    const PatternSearch search(texts);
    std::vector<bool> common(texts.size(), false);
    for (const std::string& kept : m_kept)
        search.scan(kept, [&](std::size_t phrase, std::size_t) { common[phrase] = true; });
    for (std::size_t i = 0; i < m_phrases.size(); ++i)
        if (!common[i])
            m_contents.add(m_phrases[i]);
    m_phrases.clear();
}

PathValues valuesOfPath(const std::filesystem::path& relative, bool loosePicture) {
    constexpr std::size_t shortestWord = 4, shortestNumber = 6; // 0001 numbers everybody's files
    PathValues values;
    for (auto part = relative.begin(); part != relative.end(); ++part) {
        const bool last = std::next(part) == relative.end();
        const std::string text = last ? part->stem().string() : part->string();
        const auto words = wordsOf(text);
        const bool tells = std::ranges::any_of(words, [](std::string_view word) {
            return !isDictionaryWord(word) && !isCommonWord(word);
        });
        if (!tells || isWellKnownUid(text))
            continue;
        const bool uid = text.find_first_not_of("0123456789.") == std::string::npos;
        const Identifier name{uid ? IdentifierForm::Uid : IdentifierForm::Phrase, "file name",
                              text};
        values.names.push_back(name);
        for (const auto word : words) {
            const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
            const bool tellsAlone =
                !isAscii(word) || word.size() >= (number ? shortestNumber : shortestWord);
            if (tellsAlone && !isDictionaryWord(word))
                values.names.push_back({IdentifierForm::Phrase, "file name", std::string(word)});
        }
        if ((text.size() >= 6 && hasDigit(text)) || !isAscii(text))
            values.contents.push_back(name);
    }
    const std::string patient =
        loosePicture ? namePartsOf(relative.filename()).patient : std::string();
    if (hasDigit(patient) && patient.size() >= 4)
        values.contents.push_back({IdentifierForm::Number, "patient of the file name", patient});
    return values;
}

void OriginalsIndex::addPath(const std::filesystem::path& relative, bool loosePicture) {
    const PathValues values = valuesOfPath(relative, loosePicture);
    for (const Identifier& each : values.contents)
        m_contents.add(each);
    for (const Identifier& each : values.names)
        m_names.add(each);
}

namespace {

/// Of a longer picture only the two ends are looked through.
constexpr std::uint64_t kWhole = 2U << 20, kEnd = 256U << 10;

std::vector<std::byte> bytesOf(const dicom::ByteSource& file, std::uint64_t begin,
                               std::uint64_t end) {
    std::vector<std::byte> bytes(static_cast<std::size_t>(end - begin));
    bytes.resize(file.read(begin, bytes).value_or(0));
    return bytes;
}

void addMetadataText(const dicom::ByteSource& file, std::uint64_t begin, std::uint64_t end,
                     std::set<std::string>& seen, std::vector<Identifier>& out) {
    const bool whole = end - begin <= kWhole;
    const auto texts =
        whole ? metadataTextOf(bytesOf(file, begin, end))
              : metadataTextOf(bytesOf(file, begin, begin + kEnd), bytesOf(file, end - kEnd, end));
    for (const std::string& text : texts) {
        if (!seen.insert(text).second)
            continue;
        for (auto& inside : identifiersInText(text, "EXIF text"))
            out.push_back(std::move(inside));
        out.push_back({IdentifierForm::Phrase, "EXIF text", text});
    }
}

bool hasPictureSignature(const dicom::ByteSource& file) {
    return imaging::sniffPicture(bytesOf(file, 0, std::min<std::uint64_t>(file.size(), 1024)))
        .has_value();
}

dicom::FileKind kindOf(const dicom::ByteSource& file) {
    const auto first =
        bytesOf(file, 0, std::min<std::uint64_t>(file.size(), dicom::kBytesToTellKind));
    return dicom::fileKindOf(first, hasPictureSignature(file));
}

} // namespace

std::vector<Identifier> valuesBesidePixels(const dicom::ByteSource& file) {
    std::vector<Identifier> values;
    std::set<std::string> seen;
    if (kindOf(file) == dicom::FileKind::Picture) {
        addMetadataText(file, 0, file.size(), seen, values);
        return values;
    }
    constexpr std::uint64_t preamble = 128;
    const auto first = bytesOf(file, 0, std::min<std::uint64_t>(file.size(), preamble + 4));
    const std::string_view text(reinterpret_cast<const char*>(first.data()), first.size());
    if (text.size() < preamble + 4 || text.substr(preamble) != "DICM")
        return values; // no preamble: these are elements already
    for (const auto& run : readableRuns(std::span(first).first(preamble), 6))
        values.push_back({IdentifierForm::Phrase, "preamble", run});
    for (const Region& fragment : mapOf(file).fragments)
        addMetadataText(file, fragment.begin, fragment.end, seen, values);
    return values;
}

void OriginalsIndex::add(const std::filesystem::path& folder,
                         const std::filesystem::path& relative) {
    auto file = dicom::ByteSource::open(folder / relative);
    if (!file) {
        ++m_unread;
        addPath(relative, false);
        return;
    }
    const auto kind = kindOf(*file);
    addPath(relative, kind == dicom::FileKind::Picture);
    if (kind == dicom::FileKind::Neither)
        return;
    // What a camera writes into each frame is also in the header, and may stay there.
    const auto phrases = kind == dicom::FileKind::Dicom ? Phrases::MayBeKept : Phrases::Identify;
    for (Identifier& each : valuesBesidePixels(*file))
        addOnce(std::move(each), phrases);
    if (kind == dicom::FileKind::Picture)
        return;
    if (const auto read = dicom::StreamedFile::open(std::move(*file), {}))
        addDicom(read->header());
    else
        ++m_unread;
}

} // namespace cw::anonymizer
