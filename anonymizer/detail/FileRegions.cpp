// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/FileRegions.h"
#include "anonymizer/detail/EncapsulatedJpeg.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <array>
#include <cstring>

namespace cw::anonymizer {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::string_view kDeflated = "1.2.840.10008.1.2.1.99", kRle = "1.2.840.10008.1.2.5";

/// Where uncompressed pixel data of a known length lie: the header in any of its spellings, the
/// last one that leaves room for the value.
std::vector<Region> samplesOf(Bytes file, std::size_t length) {
    const auto little = [&](std::string head) {
        for (int shift = 0; shift < 32; shift += 8)
            head += static_cast<char>(length >> shift & 0xFFU);
        return head;
    };
    std::string big("\x7F\xE0\x00\x10OW\x00\x00", 8);
    for (int shift = 24; shift >= 0; shift -= 8)
        big += static_cast<char>(length >> shift & 0xFFU);
    const std::array<std::string, 4> heads{little(std::string("\xE0\x7F\x10\x00OW\x00\x00", 8)),
                                           little(std::string("\xE0\x7F\x10\x00OB\x00\x00", 8)),
                                           little(std::string("\xE0\x7F\x10\x00", 4)), big};
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    for (const std::string& head : heads) {
        if (file.size() < length + head.size())
            continue;
        const auto at = text.rfind(head, file.size() - length - head.size());
        if (at != std::string_view::npos)
            return {{at + head.size(), at + head.size() + length, Matter::Samples}};
    }
    return {};
}

std::vector<Region> codedFragments(Bytes file, const Encapsulated& pixels, bool rle) {
    std::vector<Region> regions;
    for (const Fragment& fragment : pixels.fragments) {
        const Bytes bytes = file.subspan(fragment.offset, fragment.length);
        auto parts = codedPartsOfJpeg(bytes);
        const bool jpeg = bytes.size() > 2 && bytes[0] == std::byte{0xFF} &&
                          (bytes[1] == std::byte{0xD8} || bytes[1] == std::byte{0x4F});
        if (!jpeg) // RLE, or a later fragment of a frame
            parts = {{0, bytes.size(), rle ? Matter::Samples : Matter::Compressed}};
        for (const Region& part : parts)
            regions.push_back(
                {fragment.offset + part.begin, fragment.offset + part.end, part.matter});
    }
    return regions;
}

} // namespace

std::vector<Region> regionsOf(Bytes file, const dicom::Instance* instance) {
    if (instance == nullptr) {
        const auto format =
            imaging::sniffPicture(file.first(std::min<std::size_t>(file.size(), 1024)));
        if (!format)
            return {};
        switch (*format) {
        case imaging::PictureFormat::Jpeg:
            return codedPartsOfJpeg(file);
        case imaging::PictureFormat::Png:
            return codedPartsOfPng(file);
        case imaging::PictureFormat::Tiff:
        case imaging::PictureFormat::Bmp:
            return {{0, file.size(), Matter::Compressed}};
        }
    }
    const std::string syntax = instance->transferSyntaxUid();
    if (syntax == kDeflated) {
        constexpr std::size_t metaLengthAt = 140, metaBegin = 144;
        std::uint32_t length = 0;
        if (file.size() < metaBegin)
            return {};
        std::memcpy(&length, file.data() + metaLengthAt, sizeof length);
        const std::size_t begin = std::min<std::size_t>(file.size(), metaBegin + length);
        return {{begin, file.size(), Matter::Compressed}};
    }
    if (const auto pixels = findEncapsulated(file))
        return codedFragments(file, *pixels, syntax == kRle);
    std::size_t length = 0;
    instance->visit([&](const dicom::ElementView& element) {
        if (element.path.empty() && element.tag == dicom::Tag{0x7FE0, 0x0010})
            length = element.length;
    });
    return length > 0 ? samplesOf(file, length + length % 2) : std::vector<Region>();
}

} // namespace cw::anonymizer
