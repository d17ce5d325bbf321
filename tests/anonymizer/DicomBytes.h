// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cw::testing {

/// Writes DICOM byte by byte, without the reader or writer under test: any tag under any VR at any
/// depth, text in the preamble, in the meta header and behind the last element.
class DataSet {
public:
    using Key = std::uint32_t; ///< group << 16 | element

    DataSet& put(Key tag, const std::string& vr, std::string value) {
        m_elements[tag] = {vr, std::move(value), {}, false};
        return *this;
    }
    DataSet& sequence(Key tag, std::vector<DataSet> items) {
        m_elements[tag] = {"SQ", {}, std::move(items), true};
        return *this;
    }
    /// All elements of another data set; where both have a tag, the other's.
    DataSet& add(const DataSet& other) {
        for (const auto& [tag, element] : other.m_elements)
            m_elements[tag] = element;
        return *this;
    }
    bool has(Key tag) const { return m_elements.contains(tag); }

    std::string explicitLittle() const {
        std::string out;
        for (const auto& [tag, element] : m_elements) {
            const std::string value = element.isSequence ? itemsOf(element.items) : padded(element);
            appendTag(out, tag);
            out += element.vr;
            if (isLong(element.vr)) {
                out.append(2, '\0');
                appendLittle(out, value.size(), 4);
            } else {
                appendLittle(out, value.size(), 2);
            }
            out += value;
        }
        return out;
    }

private:
    struct Element {
        std::string vr, value;
        std::vector<DataSet> items;
        bool isSequence = false;
    };

    static void appendLittle(std::string& out, std::size_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            out += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    static void appendTag(std::string& out, Key tag) {
        appendLittle(out, tag >> 16, 2);
        appendLittle(out, tag & 0xFFFF, 2);
    }
    static bool isLong(const std::string& vr) {
        for (const char* each : {"OB", "OW", "OF", "OD", "OL", "OV", "SQ", "UC", "UN", "UR", "UT"})
            if (vr == each)
                return true;
        return false;
    }
    static std::string padded(const Element& element) {
        std::string value = element.value;
        if (value.size() % 2 != 0)
            value += element.vr == "UI" || element.vr[0] == 'O' || element.vr == "UN" ? '\0' : ' ';
        return value;
    }
    static std::string itemsOf(const std::vector<DataSet>& items) {
        std::string out;
        for (const DataSet& item : items) {
            const std::string value = item.explicitLittle();
            appendTag(out, 0xFFFEE000);
            appendLittle(out, value.size(), 4);
            out += value;
        }
        return out;
    }

    std::map<Key, Element> m_elements;
};

struct FileParts {
    std::string preamble = std::string(128, '\0');
    DataSet meta; ///< besides what every meta header has
    std::string trailer;
    std::string transferSyntax = "1.2.840.10008.1.2.1";
};

inline std::string dicomFile(const DataSet& dataSet, FileParts parts = {}) {
    parts.preamble.resize(128, '\0');
    parts.meta.put(0x00020001, "OB", std::string("\0\1", 2));
    if (!parts.meta.has(0x00020002))
        parts.meta.put(0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.1.2");
    if (!parts.meta.has(0x00020003))
        parts.meta.put(0x00020003, "UI", "1.2.826.0.1.3680043.9.1.1");
    parts.meta.put(0x00020010, "UI", parts.transferSyntax);
    const std::string meta = parts.meta.explicitLittle();
    DataSet length;
    std::string size;
    for (int i = 0; i < 4; ++i)
        size += static_cast<char>(meta.size() >> (8 * i) & 0xFF);
    length.put(0x00020000, "UL", size);
    return parts.preamble + "DICM" + length.explicitLittle() + meta + dataSet.explicitLittle() +
           parts.trailer;
}

inline std::vector<std::byte> bytesOf(const std::string& text) {
    std::vector<std::byte> bytes(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        bytes[i] = static_cast<std::byte>(text[i]);
    return bytes;
}

inline std::string textOf(const std::vector<std::byte>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline std::string shortValue(unsigned value) {
    return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8)};
}

/// A small valid mammogram, 4 x 4 pixels, of a patient made of sentinels.
inline DataSet aMammogram() {
    DataSet set;
    set.put(0x00080005, "CS", "ISO_IR 100")
        .put(0x00080008, "CS", "ORIGINAL\\PRIMARY\\")
        .put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.2")
        .put(0x00080018, "UI", "1.2.826.0.1.3680043.9.1.1")
        .put(0x00080020, "DA", "20240315")
        .put(0x00080021, "DA", "20240315")
        .put(0x00080022, "DA", "20240315")
        .put(0x00080023, "DA", "20240315")
        .put(0x0008002A, "DT", "20240315101530.5+0900")
        .put(0x00080030, "TM", "101530")
        .put(0x00080033, "TM", "101530.123")
        .put(0x00080050, "SH", "ACC7788991")
        .put(0x00080060, "CS", "MG")
        .put(0x00080068, "CS", "FOR PRESENTATION")
        .put(0x00080070, "LO", "MAKER")
        .put(0x00080080, "LO", "Sentinel General Hospital")
        .put(0x00080081, "ST", "12 Sentinel Street, Seoul")
        .put(0x00080090, "PN", "Referrer^Sentina")
        .put(0x00081010, "SH", "STATION77")
        .put(0x00081030, "LO", "MAMMO BILATERAL F/U Sentinelson 1961-02-03")
        .put(0x0008103E, "LO", "R CC")
        .put(0x00081070, "PN", "Operator^Sentinus")
        .put(0x00081090, "LO", "Model 9")
        .put(0x00100010, "PN", "Sentinelson^Maria")
        .put(0x00100020, "LO", "SENTID0042")
        .put(0x00100021, "LO", "SENTISSUER")
        .put(0x00100030, "DA", "19610203")
        .put(0x00100040, "CS", "F")
        .put(0x00101010, "AS", "063Y")
        .put(0x00104000, "LT", "610203-2345678 call 010-1234-5678")
        .put(0x00180015, "CS", "BREAST")
        .put(0x00181000, "LO", "SERIAL998877")
        .put(0x00181164, "DS", "0.1\\0.1")
        .put(0x00185101, "CS", "CC")
        .put(0x0020000D, "UI", "1.2.826.0.1.3680043.9.1.2")
        .put(0x0020000E, "UI", "1.2.826.0.1.3680043.9.1.3")
        .put(0x00200010, "SH", "STUDYID5511")
        .put(0x00200011, "IS", "1")
        .put(0x00200013, "IS", "1")
        .put(0x00200062, "CS", "R")
        .put(0x00280002, "US", shortValue(1))
        .put(0x00280004, "CS", "MONOCHROME2")
        .put(0x00280010, "US", shortValue(4))
        .put(0x00280011, "US", shortValue(4))
        .put(0x00280100, "US", shortValue(16))
        .put(0x00280101, "US", shortValue(12))
        .put(0x00280102, "US", shortValue(11))
        .put(0x00280103, "US", shortValue(0))
        .put(0x00280301, "CS", "NO")
        .put(0x00281351, "ST", "Sentinelson nipple")
        .put(0x7FE00010, "OW", std::string(32, '\1'));
    return set;
}

} // namespace cw::testing
