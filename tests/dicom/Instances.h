// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Image.h"
#include "core/Random.h"
#include "dicom/Pixels.h"
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cw::testing {

/// The value, or a test that ends with the error's sentence.
template <class T>
T must(Result<T> result) {
    if (!result)
        throw std::runtime_error(result.error().sentence());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

inline constexpr std::string_view kMammogram = "1.2.840.10008.5.1.4.1.1.1.2";

/// A data set with the identifiers that a file needs, and nothing else.
inline dicom::Instance bareInstance(std::string_view sopClass = kMammogram) {
    dicom::Instance instance;
    must(instance.setText({0x0008, 0x0016}, sopClass));
    must(instance.setText({0x0008, 0x0018}, "2.25.1234567890"));
    must(instance.setText({0x0008, 0x0060}, "MG"));
    return instance;
}

/// Noise over the whole range of the stored bits, with runs so that every codec path is taken.
inline core::Image randomImage(core::Random& random, int width, int height, core::SampleType type,
                               core::PixelMeaning meaning, int bitsStored) {
    const int samples = meaning == core::PixelMeaning::Rgb ? 3 : 1;
    auto image = must(core::Image::create(width, height, samples, type, meaning));
    image.setBitsStored(bitsStored);
    const bool isSigned = type == core::SampleType::S8 || type == core::SampleType::S16;
    long long value = 0;
    for (std::size_t i = 0; i < image.sampleCount(); ++i) {
        if (!random.chance(0.3))
            value = static_cast<long long>(random.below(std::size_t{1} << bitsStored)) -
                    (isSigned ? 1LL << (bitsStored - 1) : 0);
        if (core::bytesPerSample(type) == 1)
            image.bytes()[i] = static_cast<std::byte>(value);
        else
            image.samples<std::uint16_t>()[i] = static_cast<std::uint16_t>(value);
    }
    return image;
}

inline dicom::Instance instanceOf(const core::Image& image) {
    auto instance = bareInstance();
    must(dicom::setPixels(instance, image));
    return instance;
}

// ---- raw bytes, for data sets that no writer would make -------------------------------------

using Bytes = std::vector<std::byte>;

inline void little(Bytes& out, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i)
        out.push_back(static_cast<std::byte>((value >> (8 * i)) & 0xFFU));
}
inline void chars(Bytes& out, std::string_view text) {
    for (const char c : text)
        out.push_back(static_cast<std::byte>(c));
}
/// An explicit VR little endian element; the length may lie.
inline void element(Bytes& out, dicom::Tag tag, std::string_view vr, std::string_view value,
                    std::int64_t length = -1) {
    const auto claimed = length < 0 ? value.size() : static_cast<std::uint64_t>(length);
    little(out, tag.group, 2);
    little(out, tag.element, 2);
    chars(out, vr);
    const bool extended = vr == "OB" || vr == "OW" || vr == "SQ" || vr == "UN" || vr == "UT";
    if (extended)
        little(out, 0, 2);
    little(out, claimed, extended ? 4 : 2);
    chars(out, value);
}
inline void marker(Bytes& out, std::uint16_t elementNumber, std::uint32_t length) {
    little(out, 0xFFFE, 2);
    little(out, elementNumber, 2);
    little(out, length, 4);
}
/// Preamble, magic word and a meta header with the transfer syntax.
inline Bytes fileStart(std::string_view syntaxUid) {
    Bytes out(128);
    chars(out, "DICM");
    std::string uid(syntaxUid);
    if (uid.size() % 2 != 0)
        uid += '\0';
    element(out, {0x0002, 0x0010}, "UI", uid);
    return out;
}
inline std::string u16(int value) {
    return {static_cast<char>(value & 0xFF), static_cast<char>((value >> 8) & 0xFF)};
}
/// The Image Pixel module of a monochrome picture, Pixel Data left to the caller.
inline void imageModule(Bytes& out, int rows, int columns, int bits,
                        std::string_view frames = "1 ") {
    element(out, {0x0028, 0x0002}, "US", u16(1));
    element(out, {0x0028, 0x0004}, "CS", "MONOCHROME2 ");
    element(out, {0x0028, 0x0008}, "IS", frames);
    element(out, {0x0028, 0x0010}, "US", u16(rows));
    element(out, {0x0028, 0x0011}, "US", u16(columns));
    element(out, {0x0028, 0x0100}, "US", u16(bits));
    element(out, {0x0028, 0x0101}, "US", u16(bits));
    element(out, {0x0028, 0x0102}, "US", u16(bits - 1));
    element(out, {0x0028, 0x0103}, "US", u16(0));
}

} // namespace cw::testing
