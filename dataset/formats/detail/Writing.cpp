// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/detail/Writing.h"

#include "dataset/formats/VocColours.h"
#include "dataset/formats/detail/SetBuilder.h"
#include "imaging/Picture.h"

#include <algorithm>
#include <zlib.h>

namespace cw::dataset::detail {
namespace {

bool writable(std::string_view text) {
    return isUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
           });
}

void bigEndian(std::string& bytes, std::uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes += static_cast<char>(value >> shift & 0xff);
}

void chunk(std::string& png, std::string_view type, std::string_view data) {
    bigEndian(png, static_cast<std::uint32_t>(data.size()));
    const std::string body = std::string(type).append(data);
    png += body;
    bigEndian(png,
              static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(body.data()),
                                                 static_cast<uInt>(body.size()))));
}

} // namespace

std::vector<std::vector<const AnnotatedShape*>> shapesByImage(const AnnotationSet& set) {
    std::vector<std::vector<const AnnotatedShape*>> shapes(set.images.size());
    for (const AnnotatedShape& shape : set.shapes)
        shapes.at(shape.image).push_back(&shape);
    return shapes;
}

Result<void> checkTexts(const AnnotationSet& set) {
    bool good = !set.fractions;
    for (const AnnotatedImage& image : set.images) {
        good = good && writable(image.name);
        for (const auto& [key, value] : image.answers)
            good = good && writable(key) && writable(value);
        for (const auto& [key, value] : image.facts)
            good = good && writable(key) && writable(value);
    }
    for (const AnnotatedShape& shape : set.shapes) {
        good = good && writable(shape.label) && writable(shape.group) && writable(shape.id) &&
               std::ranges::count(set.categories, shape.label) > 0;
        for (const auto& [key, value] : shape.attributes)
            good = good && writable(key) && writable(value);
    }
    if (!good)
        return fail(ErrorCode::InvalidArgument,
                    "a text of the data set is not valid UTF-8 or holds control characters");
    return {};
}

std::size_t categoryOf(const AnnotationSet& set, const std::string& label) {
    return static_cast<std::size_t>(std::ranges::find(set.categories, label) -
                                    set.categories.begin());
}

bool hasHoles(const AnnotatedShape& shape) {
    return std::ranges::any_of(shape.regions,
                               [](const Region& region) { return !region.holes.empty(); });
}

std::string palettePng(int width, int height, std::span<const std::uint8_t> indices) {
    std::string png("\x89PNG\r\n\x1a\n", 8), header, palette, rows;
    bigEndian(header, static_cast<std::uint32_t>(width));
    bigEndian(header, static_cast<std::uint32_t>(height));
    header += std::string("\x08\x03\x00\x00\x00", 5); // 8 bits, palette, deflate, no interlace
    for (std::uint32_t i = 0; i < 256; ++i)
        for (const std::uint8_t c : vocColourOf(i))
            palette += static_cast<char>(c);
    const auto wide = static_cast<std::size_t>(width);
    for (std::size_t row = 0; row < static_cast<std::size_t>(height); ++row) {
        rows += '\0'; // no filter
        rows.append(reinterpret_cast<const char*>(indices.data()) + row * wide, wide);
    }
    uLongf size = ::compressBound(static_cast<uLong>(rows.size()));
    std::string packed(size, '\0');
    const int outcome = ::compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                                    reinterpret_cast<const Bytef*>(rows.data()),
                                    static_cast<uLong>(rows.size()), 6);
    CW_ASSERT(outcome == Z_OK);
    packed.resize(size);
    chunk(png, "IHDR", header);
    chunk(png, "PLTE", palette);
    chunk(png, "IDAT", packed);
    chunk(png, "IEND", {});
    return png;
}

Result<std::string> greyPng(const core::Image& image) {
    CW_TRY(const auto bytes, imaging::encodePng(image));
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

} // namespace cw::dataset::detail
