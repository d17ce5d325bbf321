// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/FileRegions.h"
#include "imaging/Picture.h"

namespace cw::anonymizer {
namespace {

constexpr std::string_view kImplicit = "1.2.840.10008.1.2", kBigEndian = "1.2.840.10008.1.2.2",
                           kDeflated = "1.2.840.10008.1.2.1.99", kRle = "1.2.840.10008.1.2.5";
constexpr std::uint64_t kPreamble = 128, kUndefined = 0xFFFFFFFF;
/// Binary values from here on are tables and coded data, where short words are chance.
constexpr std::uint64_t kLongBinary = 4096, kLongUnknown = 65536;

bool isOneOf(std::string_view vr, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, vr) != list.end();
}

bool looksLikeVr(std::string_view two) {
    return two.size() == 2 && two[0] >= 'A' && two[0] <= 'Z' && two[1] >= 'A' && two[1] <= 'Z';
}

// Flat: sequences and items are stepped into by passing over their headers alone, so that depth
// costs nothing and a wrong length of an item loses nothing.
class Walk {
public:
    Walk(const dicom::ByteSource& file, FileMap& map) : m_file(file), m_map(map) {}

    void file() {
        if (m_file.at(kPreamble, 4) == "DICM") {
            m_map.isDicom = true;
            m_at = kPreamble + 4;
            m_inMeta = true;
            elements();
            dataSet();
            return;
        }
        const auto first = m_file.at(0, 1024);
        const auto bytes = std::as_bytes(std::span(first.data(), first.size()));
        if (const auto picture = imaging::sniffPicture(bytes)) {
            loosePicture(*picture);
            return;
        }
        if (!looksLikeDataSet())
            return;
        m_map.isDicom = true;
        if (m_file.number(0, 2, false) == 0x0002)
            m_inMeta = true;
        if (m_inMeta)
            elements();
        dataSet();
    }
    /// Without meta header, explicit VR little endian.
    void bareDataSet() {
        m_map.isDicom = true;
        elements();
    }

private:
    void loosePicture(imaging::PictureFormat format) {
        switch (format) {
        case imaging::PictureFormat::Jpeg:
            addCodedPartsOfJpeg(m_file, 0, m_file.size(), m_map.regions);
            return;
        case imaging::PictureFormat::Png:
            return addCodedPartsOfPng(m_file, m_map.regions);
        case imaging::PictureFormat::Tiff:
            return addCodedPartsOfTiff(m_file, m_map.regions);
        case imaging::PictureFormat::Bmp:
            return addCodedPartsOfBmp(m_file, m_map.regions);
        }
    }

    /// Without "DICM": a plausible first element in one of the three encodings.
    bool looksLikeDataSet() {
        const auto little = m_file.number(0, 2, false), big = m_file.number(0, 2, true);
        if (!little || !big)
            return false;
        m_bigEndian = *big == 0x0008 || *big == 0x0002;
        if (!m_bigEndian && *little != 0x0008 && *little != 0x0002)
            return false;
        m_explicit = looksLikeVr(m_file.at(4, 2));
        return true;
    }

    void dataSet() {
        m_inMeta = false;
        const std::string& syntax = m_map.transferSyntax;
        if (!syntax.empty()) {
            m_explicit = syntax != kImplicit;
            m_bigEndian = syntax == kBigEndian;
        }
        if (syntax == kDeflated) {
            m_map.deflatedAt = m_at;
            m_map.regions.add(m_at, m_file.size(), Matter::Compressed);
            return;
        }
        elements();
    }

    std::uint64_t number(std::uint64_t at, std::size_t bytes) {
        return m_file.number(at, bytes, m_bigEndian).value_or(0);
    }

    void elements() {
        while (m_at + 8 <= m_file.size())
            if (!element())
                return;
    }

    /// False where the walk ends.
    bool element() {
        const dicom::Tag tag{static_cast<std::uint16_t>(number(m_at, 2)),
                             static_cast<std::uint16_t>(number(m_at + 2, 2))};
        if (m_inMeta && tag.group != 0x0002)
            return false;
        if (tag.group == 0xFFFE) { // an item, or a delimiter
            m_at += 8;
            return true;
        }
        ElementPlace place{tag, {}, m_at + 8, 0};
        std::uint64_t length = number(m_at + 4, 4);
        const auto vr = m_file.at(m_at + 4, 2);
        if (m_explicit && looksLikeVr(vr)) {
            place.vr = {vr[0], vr[1]};
            const bool isLong = isOneOf(
                vr, {"OB", "OW", "OF", "OD", "OL", "OV", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"});
            length = isLong ? number(m_at + 8, 4) : number(m_at + 6, 2);
            place.begin += isLong ? 4 : 0;
        }
        m_at = place.begin;
        if (length == kUndefined) { // a sequence, or fragments
            if (tag == dicom::Tag{0x7FE0, 0x0010})
                fragments();
            return true;
        }
        if (isSequence(place, length))
            return true;
        place.end =
            place.begin + std::min(length, m_file.size() - std::min(place.begin, m_file.size()));
        m_at = place.begin + length;
        see(place);
        return m_at > place.begin || length == 0;
    }

    bool isSequence(const ElementPlace& place, std::uint64_t length) {
        if (place.vr[0] != 0)
            return place.vr == std::array{'S', 'Q'};
        return length >= 8 && number(place.begin, 4) == (m_bigEndian ? 0xFFFEE000U : 0xE000FFFEU);
    }

    void see(const ElementPlace& place) {
        const std::uint64_t length = place.end - place.begin;
        const std::string_view vr(place.vr.data(), place.vr[0] == 0 ? 0 : 2);
        if (length == 0)
            return;
        if (place.tag == dicom::Tag{0x0002, 0x0010})
            m_map.transferSyntax = textOf(place);
        if (place.tag == dicom::Tag{0x0008, 0x0005} && m_map.characterSet.empty())
            m_map.characterSet = textOf(place);
        if (place.tag.group == 0x7FE0 && length >= PatternSearch::kShortestInSamples)
            m_map.regions.add(place.begin, place.end, Matter::Samples);
        else if ((length >= kLongBinary && isOneOf(vr, {"OW", "OF", "OD", "OL", "OV"})) ||
                 (length >= kLongUnknown && isOneOf(vr, {"OB", "UN", ""})))
            m_map.regions.add(place.begin, place.end, Matter::Compressed);
        else if (m_map.elements.size() < FileMap::kMost)
            m_map.elements.push_back(place);
    }

    std::string textOf(const ElementPlace& place) {
        std::string text(
            m_file.at(place.begin, std::min<std::uint64_t>(place.end - place.begin, 256)));
        text.erase(text.find_last_not_of(std::string_view(" \0", 2)) + 1);
        return text;
    }

    void fragments() {
        bool isTable = true;
        while (m_at + 8 <= m_file.size()) {
            const std::uint64_t tag = number(m_at, 2) << 16 | number(m_at + 2, 2);
            const std::uint64_t begin = m_at + 8;
            const std::uint64_t length = std::min(number(m_at + 4, 4), m_file.size() - begin);
            if (tag != 0xFFFEE000) // the delimiter, or no fragments at all
                return;
            m_at = begin + length;
            if (!isTable && m_map.fragments.size() < FileMap::kMost)
                m_map.fragments.push_back({begin, m_at, Matter::Compressed});
            if (isTable)
                isTable = false;
            else if (!addCodedPartsOfJpeg(m_file, begin, m_at, m_map.regions))
                // RLE, or a later fragment of a frame
                m_map.regions.add(begin, m_at,
                                  m_map.transferSyntax == kRle ? Matter::Samples
                                                               : Matter::Compressed);
        }
    }

    SourceView m_file;
    FileMap& m_map;
    std::uint64_t m_at = 0;
    bool m_explicit = true, m_bigEndian = false, m_inMeta = false;
};

} // namespace

const ElementPlace* FileMap::elementAt(std::uint64_t offset) const {
    const auto next = std::ranges::upper_bound(elements, offset, {}, &ElementPlace::begin);
    if (next == elements.begin() || offset >= std::prev(next)->end)
        return nullptr;
    return &*std::prev(next);
}

FileMap mapOf(const dicom::ByteSource& file) {
    FileMap map;
    Walk(file, map).file();
    return map;
}

FileMap mapOfDataSet(const dicom::ByteSource& dataSet) {
    FileMap map;
    Walk(dataSet, map).bareDataSet();
    return map;
}

} // namespace cw::anonymizer
