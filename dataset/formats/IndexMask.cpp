// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/VocColours.h"
#include "dataset/formats/detail/Csv.h"
#include "dataset/formats/detail/Readers.h"
#include "dataset/formats/detail/Text.h"

#include <algorithm>
#include <set>

namespace cw::dataset::detail {

Result<IndexMask> indexMaskOf(const core::Image& image) {
    IndexMask mask{image.width(), image.height(), {}};
    const auto pixels =
        static_cast<std::size_t>(mask.width) * static_cast<std::size_t>(mask.height);
    mask.index.reserve(pixels);
    if (image.samplesPerPixel() == 3 && image.sampleType() == core::SampleType::U8) {
        const auto samples = image.samples<std::uint8_t>();
        for (std::size_t i = 0; i < pixels; ++i)
            mask.index.push_back(
                vocIndexOf({samples[3 * i], samples[3 * i + 1], samples[3 * i + 2]}));
        return mask;
    }
    if (image.samplesPerPixel() != 1 ||
        (image.sampleType() != core::SampleType::U8 && image.sampleType() != core::SampleType::U16))
        return fail(ErrorCode::Unsupported, "a mask is grey or coloured, of 8 or 16 bits");
    if (image.sampleType() == core::SampleType::U8)
        for (const std::uint8_t value : image.samples<std::uint8_t>())
            mask.index.push_back(value);
    else
        for (const std::uint16_t value : image.samples<std::uint16_t>())
            mask.index.push_back(value);
    return mask;
}

Bitmap bitmapOf(const IndexMask& mask, std::uint32_t index) {
    int left = mask.width, right = -1, top = mask.height, bottom = -1;
    std::size_t at = 0;
    for (int row = 0; row < mask.height; ++row)
        for (int column = 0; column < mask.width; ++column)
            if (mask.index[at++] == index) {
                left = std::min(left, column), right = std::max(right, column);
                top = std::min(top, row), bottom = std::max(bottom, row);
            }
    if (right < 0)
        return {};
    Bitmap bitmap{left, top, right - left + 1, bottom - top + 1, {}};
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column)
            bitmap.inside.push_back(
                mask.index[static_cast<std::size_t>(row) * static_cast<std::size_t>(mask.width) +
                           static_cast<std::size_t>(column)] == index);
    return bitmap;
}

std::vector<std::uint32_t> indicesIn(const IndexMask& mask) {
    std::set<std::uint32_t> indices;
    std::uint32_t last = 0;
    for (const std::uint32_t index : mask.index)
        if (index != last) {
            indices.insert(index);
            last = index;
        }
    indices.erase(0);
    return {indices.begin(), indices.end()};
}

Result<std::vector<std::string>> maskLabels(std::string_view classesCsv) {
    CW_TRY(const auto table, parsedCsv(classesCsv));
    std::vector<std::string> labels;
    for (const CsvRow& row : table.rows) {
        const auto index = wholeNumber(table.field(row, "index"));
        if (!index || *index < 0 || *index > 65535)
            return fail(ErrorCode::Malformed, "line " + std::to_string(row.line) +
                                                  ": the index of a class is 0 to 65535");
        if (labels.size() <= static_cast<std::size_t>(*index))
            labels.resize(static_cast<std::size_t>(*index) + 1);
        labels[static_cast<std::size_t>(*index)] = table.field(row, "label");
    }
    return labels;
}

Result<void> readIndexMask(const IndexMask& mask, std::string_view fileName,
                           const std::vector<std::string>& labels, SetBuilder& builder) {
    CW_TRY(const auto image, builder.image(std::string(stem(fileName)), mask.width, mask.height));
    const auto indices = indicesIn(mask);
    if (indices.size() > 4096)
        return fail(ErrorCode::Unsupported,
                    "a picture of more than 4096 values is a photograph, not a mask");
    for (const std::uint32_t index : indices) {
        AnnotatedShape shape;
        shape.image = image;
        shape.label = index < labels.size() && !labels[index].empty()
                          ? labels[index]
                          : "class-" + std::to_string(index);
        shape.kind = ShapeKind::Mask;
        CW_TRY(shape.regions, builder.traced(bitmapOf(mask, index)));
        CW_CHECK(builder.add(std::move(shape), "class " + std::to_string(index)));
    }
    return {};
}

} // namespace cw::dataset::detail
