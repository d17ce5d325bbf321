// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/OriginalsIndex.h"
#include "anonymizer/detail/CharacterSet.h"
#include "anonymizer/detail/DateShift.h"
#include "anonymizer/detail/Descriptors.h"
#include "anonymizer/detail/PatternSearch.h"
#include "anonymizer/detail/PhotoDeidentifier.h"
#include "anonymizer/detail/PictureText.h"
#include "anonymizer/detail/WellKnownUids.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include <algorithm>
#include <array>

namespace cw::anonymizer {
namespace {

bool anyOf(std::string_view vr, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, vr) != list.end();
}

std::string dateKey(const std::string& fingerprint, dicom::Tag tag, const std::string& day) {
    return fingerprint + dicom::text(tag) + day;
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

std::string fingerprintOf(const dicom::Instance& instance) {
    core::Sha256 hash;
    instance.visit([&](const dicom::ElementView& element) {
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

void OriginalsIndex::addDicom(const dicom::Instance& instance) {
    for (Identifier& each : identifiersOf(instance)) {
        if (each.form == IdentifierForm::Phrase)
            m_phrases.push_back(std::move(each));
        else
            m_contents.add(each);
    }
    for (auto& text : keptTextOf(instance))
        m_kept.insert(std::move(text));
    const std::string fingerprint = fingerprintOf(instance);
    instance.visit([&](const dicom::ElementView& element) {
        if (anyOf(element.vr, {"DA", "DT"}))
            for (const auto& day : daysOf(element.value))
                m_dates.insert(dateKey(fingerprint, element.tag, day));
    });
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

/// Folder and file names. A word without digits may be a maker's or a kind's as well, so it is
/// looked for in names only.
void OriginalsIndex::addPath(const std::filesystem::path& relative, bool loosePicture) {
    for (auto part = relative.begin(); part != relative.end(); ++part) {
        const bool last = std::next(part) == relative.end();
        const std::string text = last ? part->stem().string() : part->string();
        const auto words = wordsOf(text);
        const bool tells = std::ranges::any_of(words, [](std::string_view word) {
            return !isDictionaryWord(word) && !isCommonWord(word);
        });
        if (!tells)
            continue;
        if (isWellKnownUid(text))
            continue;
        const bool uid = text.find_first_not_of("0123456789.") == std::string::npos;
        const Identifier name{uid ? IdentifierForm::Uid : IdentifierForm::Phrase, "file name",
                              text};
        m_names.add(name);
        for (const auto word : words)
            if (!isDictionaryWord(word) && (word.size() >= 4 || !isAscii(word)))
                m_names.add({IdentifierForm::Phrase, "file name", std::string(word)});
        if ((text.size() >= 6 && hasDigit(text)) || !isAscii(text))
            m_contents.add(name);
    }
    if (!loosePicture)
        return;
    const std::string patient = namePartsOf(relative.filename()).patient;
    if (hasDigit(patient) && patient.size() >= 4)
        m_contents.add({IdentifierForm::Number, "patient of the file name", patient});
}

void OriginalsIndex::add(const std::filesystem::path& folder,
                         const std::filesystem::path& relative) {
    const auto bytes = core::readFile(folder / relative);
    if (!bytes) {
        addPath(relative, false);
        return;
    }
    const auto first = std::span(*bytes).first(std::min<std::size_t>(bytes->size(), 1024));
    const bool picture = imaging::sniffPicture(first).has_value();
    addPath(relative, picture);
    if (picture) {
        for (const auto& text : metadataTextOf(*bytes)) {
            m_contents.add({IdentifierForm::Phrase, "EXIF text", text});
            for (const auto& inside : identifiersInText(text, "EXIF text"))
                m_contents.add(inside);
        }
        return;
    }
    if (!dicom::looksLikeDicom(first))
        return;
    if (const auto instance = dicom::readInstance(*bytes)) {
        addDicom(*instance);
        constexpr std::size_t preamble = 128;
        const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
        if (text.size() < preamble + 4 || text.substr(preamble, 4) != "DICM")
            return; // no preamble: these are elements already
        for (const auto& run : readableRuns(first.first(preamble), 6))
            m_phrases.push_back({IdentifierForm::Phrase, "preamble", run});
    }
}

} // namespace cw::anonymizer
