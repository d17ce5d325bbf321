// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "anonymizer/DicomBytes.h"
#include "core/Image.h"
#include "dicom/Pixels.h"
#include "imaging/Picture.h"
#include <string>
#include <vector>

namespace cw::testing {

inline std::string bigEndian(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = bytes; i-- > 0;)
        out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}
inline std::string littleEndian(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

/// A marker segment of JPEG or JPEG 2000.
inline std::string segment(unsigned marker, const std::string& payload) {
    return bigEndian(marker, 2) + bigEndian(payload.size() + 2, 2) + payload;
}

inline core::Image gradient(int width, int height, bool colour) {
    auto image =
        core::Image::create(width, height, colour ? 3 : 1, core::SampleType::U8,
                            colour ? core::PixelMeaning::Rgb : core::PixelMeaning::Monochrome2)
            .value();
    for (std::size_t i = 0; i < image.bytes().size(); ++i)
        image.bytes()[i] = static_cast<std::byte>(i * 7 + i / 50);
    return image;
}

inline std::string baselineJpeg(int width = 16, int height = 16) {
    return textOf(imaging::encodeJpeg(gradient(width, height, true), 90).value());
}

/// What a JPEG looks like whose scans have comments between them: only its structure is real.
inline std::string progressiveJpeg(const std::string& between) {
    const std::string table = '\0' + std::string(64, '\1');
    const std::string scan = segment(0xFFDA, std::string("\1\1\0\0\0\0", 6));
    return "\xFF\xD8" + segment(0xFFDB, table) +
           segment(0xFFC2, std::string("\10\0\10\0\10\1\1\21\0", 9)) + between + scan +
           std::string("data\xFF\0data\xFF\xD0more", 15) + between + scan + "second" + between +
           "\xFF\xD9";
}

inline std::string item(const std::string& payload) {
    std::string padded = payload;
    if (padded.size() % 2 != 0)
        padded += '\0';
    return std::string("\xFE\xFF\x00\xE0", 4) + littleEndian(padded.size(), 4) + padded;
}

/// A whole file around fragments. The data set says what they are; offsets go into the basic table.
inline std::string encapsulatedFile(DataSet set, const std::string& syntax,
                                    const std::vector<std::string>& fragments,
                                    const std::vector<std::uint32_t>& offsets = {}) {
    FileParts parts;
    parts.transferSyntax = syntax;
    set.put(0x7FE00010, "OB", "");
    std::string file = dicomFile(set, parts);
    file.resize(file.size() - 12);
    std::string table;
    for (const auto offset : offsets)
        table += littleEndian(offset, 4);
    file += std::string("\xE0\x7F\x10\x00OB\x00\x00\xFF\xFF\xFF\xFF", 12) + item(table);
    for (const auto& fragment : fragments)
        file += item(fragment);
    return file + std::string("\xFE\xFF\xDD\xE0\x00\x00\x00\x00", 8);
}

/// Attributes of a photograph of 8-bit colour, of a patient made of sentinels.
inline DataSet aPhotograph(unsigned columns, unsigned rows, const std::string& photometric,
                           int frames = 1) {
    auto set = aMammogram();
    set.put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.77.1.5.1")
        .put(0x00080060, "CS", "OP")
        .put(0x00280002, "US", shortValue(photometric.starts_with("MONO") ? 1 : 3))
        .put(0x00280004, "CS", photometric)
        .put(0x00280006, "US", shortValue(0))
        .put(0x00280008, "IS", std::to_string(frames))
        .put(0x00280010, "US", shortValue(rows))
        .put(0x00280011, "US", shortValue(columns))
        .put(0x00280100, "US", shortValue(8))
        .put(0x00280101, "US", shortValue(8))
        .put(0x00280102, "US", shortValue(7));
    return set;
}

/// Frames of an image as one of our lossless encoders codes them.
inline std::vector<std::string> codedFrames(const core::Image& image,
                                            dicom::TransferSyntax syntax) {
    dicom::Instance instance;
    (void)instance.setText({0x0008, 0x0016}, "1.2.840.10008.5.1.4.1.1.77.1.5.1");
    (void)instance.setText({0x0008, 0x0018}, "2.25.1");
    (void)dicom::setPixels(instance, image);
    const std::string file = textOf(dicom::encodeInstance(instance, syntax).value());
    auto at = file.find(std::string("\xE0\x7F\x10\x00OB\x00\x00\xFF\xFF\xFF\xFF", 12)) + 12;
    std::vector<std::string> fragments;
    for (bool first = true; static_cast<unsigned char>(file[at + 3]) == 0xE0 &&
                            static_cast<unsigned char>(file[at + 2]) == 0x00;
         first = false) {
        std::uint32_t length = 0;
        for (std::size_t i = 4; i-- > 0;)
            length = length << 8 | static_cast<unsigned char>(file[at + 4 + i]);
        if (!first)
            fragments.push_back(file.substr(at + 8, length));
        at += 8 + length;
    }
    return fragments;
}

} // namespace cw::testing
