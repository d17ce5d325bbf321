// SPDX-License-Identifier: Apache-2.0
#include "phantom/detail/FundusFile.h"

#include "imaging/Picture.h"
#include <cstring>
#include <span>

namespace cw::phantom {
namespace {

constexpr std::uint16_t kAscii = 2, kShort = 3, kLong = 4, kUndefined = 7;

/// One directory of a TIFF structure (EXIF 2.32, 4.6.2), entries in ascending order of tag.
class Directory {
public:
    void addText(std::uint16_t tag, const std::string& text) {
        if (!text.empty())
            m_entries.push_back({tag, kAscii, text + '\0', 0});
    }
    void addBytes(std::uint16_t tag, const std::string& bytes) {
        m_entries.push_back({tag, kUndefined, bytes, 0});
    }
    void addShort(std::uint16_t tag, int value) {
        m_entries.push_back({tag, kShort, {}, static_cast<std::uint32_t>(value)});
    }
    void addLong(std::uint16_t tag, std::uint32_t value) {
        m_entries.push_back({tag, kLong, {}, value});
    }
    std::uint32_t size() const {
        std::size_t bytes = 2 + 12 * m_entries.size() + 4;
        for (const auto& entry : m_entries)
            bytes += entry.bytes.size() > 4 ? entry.bytes.size() + entry.bytes.size() % 2 : 0;
        return static_cast<std::uint32_t>(bytes);
    }
    std::string written(std::uint32_t offset) const {
        std::string head = little(m_entries.size(), 2), tail;
        const auto tailAt = offset + 2 + 12 * m_entries.size() + 4;
        for (const auto& entry : m_entries) {
            const bool text = entry.type == kAscii || entry.type == kUndefined;
            head += little(entry.tag, 2) + little(entry.type, 2) +
                    little(text ? entry.bytes.size() : 1, 4);
            if (!text) {
                head += little(entry.value, 4);
            } else if (entry.bytes.size() <= 4) {
                head += entry.bytes + std::string(4 - entry.bytes.size(), '\0');
            } else {
                head += little(tailAt + tail.size(), 4);
                tail += entry.bytes + std::string(entry.bytes.size() % 2, '\0');
            }
        }
        return head + little(0, 4) + tail;
    }
    static std::string little(std::size_t value, int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i)
            text += static_cast<char>(value >> (8 * i) & 0xFFU);
        return text;
    }

private:
    struct Entry {
        std::uint16_t tag, type;
        std::string bytes;
        std::uint32_t value;
    };
    std::vector<Entry> m_entries;
};

std::string segment(unsigned char marker, const std::string& content) {
    const std::size_t length = content.size() + 2;
    std::string bytes = {'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8U & 0xFFU),
                         static_cast<char>(length & 0xFFU)};
    return bytes + content;
}

// What a camera held on its side stores: turned back by a quarter, so that 6 turns it upright.
Result<core::Image> onItsSide(const core::Image& upright) {
    CW_TRY(auto turned, core::Image::create(upright.height(), upright.width(), 3,
                                            core::SampleType::U8, core::PixelMeaning::Rgb));
    const auto from = upright.samples<std::uint8_t>();
    auto to = turned.samples<std::uint8_t>();
    const auto width = static_cast<std::size_t>(upright.width()),
               height = static_cast<std::size_t>(upright.height());
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x)
            std::memcpy(&to[3 * ((width - 1 - x) * height + y)], &from[3 * (y * width + x)], 3);
    }
    return turned;
}

std::string exifTime(const std::string& date, const std::string& time) {
    return date.substr(0, 4) + ":" + date.substr(4, 2) + ":" + date.substr(6, 2) + " " +
           time.substr(0, 2) + ":" + time.substr(2, 2) + ":" + time.substr(4, 2);
}

ExifFields fieldsOf(const Patient& patient, core::Laterality eye, int orientation) {
    const bool wide = patient.field == core::FundusField::Wide;
    ExifFields fields;
    fields.orientation = orientation;
    fields.description =
        patient.nameLatin() + " " + patient.id + " " +
        (eye == core::Laterality::Right ? "OD" : "OS") +
        (patient.writesKorean ? " " + patient.name.familyHangul + patient.name.givenHangul : "");
    fields.make = "Concord Phantom (SYNTHETIC)";
    fields.model = std::string(wide ? "CP-W100" : "CP-F45") +
                   static_cast<char>('a' + patient.device) + " (SYNTHETIC)";
    fields.software = "SYNTHETIC image by Concord phantom";
    fields.dateTime = fields.dateTimeOriginal = exifTime(patient.studyDate, patient.studyTime);
    fields.artist = patient.technician.family + "^" + patient.technician.given;
    fields.ownerName = Institution::kName;
    fields.serialNumber = (wide ? "WSN-90" : "FSN-45") + std::to_string(11 + patient.device);
    fields.userComment = "DOB " + patient.birthDate + " RRN " + patient.registration;
    return fields;
}

} // namespace

std::vector<std::byte> exifSegment(const ExifFields& fields) {
    Directory main, exif;
    exif.addText(0x9003, fields.dateTimeOriginal);
    exif.addText(0x9004, fields.dateTimeOriginal);
    exif.addBytes(0x9286, std::string("ASCII\0\0\0", 8) + fields.userComment);
    exif.addText(0xA430, fields.ownerName);
    exif.addText(0xA431, fields.serialNumber);
    main.addText(0x010E, fields.description);
    main.addText(0x010F, fields.make);
    main.addText(0x0110, fields.model);
    main.addShort(0x0112, fields.orientation);
    main.addText(0x0131, fields.software);
    main.addText(0x0132, fields.dateTime);
    main.addText(0x013B, fields.artist);
    Directory sized = main;
    sized.addLong(0x8769, 0);
    const std::uint32_t exifAt = 8 + sized.size();
    main.addLong(0x8769, exifAt);
    const std::string content = std::string("Exif\0\0II*\0", 10) + Directory::little(8, 4) +
                                main.written(8) + exif.written(exifAt);
    const std::string whole = segment(0xE1, content);
    const auto* first = reinterpret_cast<const std::byte*>(whole.data());
    return {first, first + whole.size()};
}

Result<std::vector<std::byte>> fundusFile(const Patient& patient, core::Laterality eye,
                                          const core::Image& upright, int orientation,
                                          std::vector<std::string>& identifiers) {
    std::vector<std::byte> jpeg;
    if (orientation == 6) {
        CW_TRY(const auto turned, onItsSide(upright));
        CW_TRY(jpeg, imaging::encodeJpeg(turned, 92));
    } else {
        CW_TRY(jpeg, imaging::encodeJpeg(upright, 92));
    }
    const ExifFields fields = fieldsOf(patient, eye, orientation);
    const auto exif = exifSegment(fields);
    const std::string comment = segment(0xFE, "Patient " + patient.nameLatin() + " (SYNTHETIC)");
    const auto* commentBytes = reinterpret_cast<const std::byte*>(comment.data());
    jpeg.insert(jpeg.begin() + 2, commentBytes, commentBytes + comment.size());
    jpeg.insert(jpeg.begin() + 2, exif.begin(), exif.end());
    identifiers.insert(identifiers.end(),
                       {fields.dateTimeOriginal, fields.serialNumber, fields.ownerName});
    return jpeg;
}

} // namespace cw::phantom
