// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/detail/SetBuilder.h"

#include "core/Image.h"
#include "dataset/formats/detail/Text.h"

#include <algorithm>
#include <cmath>

namespace cw::dataset::detail {
namespace {

Result<void> checkText(const std::string& text, const char* what) {
    if (text.size() > Limits::kText)
        return fail(ErrorCode::TooLarge, std::string(what) + " of more than 4096 bytes");
    if (!isUtf8(text))
        return fail(ErrorCode::Malformed, std::string(what) + " is not valid UTF-8");
    return {};
}

bool usable(const core::PointPx& p) { return std::abs(p.x) < 1e9 && std::abs(p.y) < 1e9; }

} // namespace

bool isUtf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        const int more = c < 0x80                ? 0
                         : c >= 0xc2 && c < 0xe0 ? 1
                         : c >= 0xe0 && c < 0xf0 ? 2
                         : c >= 0xf0 && c < 0xf5 ? 3
                                                 : -1;
        if (more < 0 || i + static_cast<std::size_t>(more) >= text.size() + (more == 0 ? 1 : 0))
            return false;
        for (int k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0xc0) != 0x80)
                return false;
        if (more >= 2) {
            const auto second = static_cast<unsigned char>(text[i + 1]);
            if ((c == 0xe0 && second < 0xa0) || (c == 0xed && second > 0x9f) ||
                (c == 0xf0 && second < 0x90) || (c == 0xf4 && second > 0x8f))
                return false; // overlong, surrogate, beyond Unicode
        }
        i += static_cast<std::size_t>(more) + 1;
    }
    return true;
}

Result<std::size_t> SetBuilder::image(std::string name, int width, int height) {
    if (const auto known = m_images.find(name); known != m_images.end()) {
        AnnotatedImage& image = m_set.images[known->second];
        if (image.width == 0 && width > 0)
            image.width = width, image.height = height;
        return known->second;
    }
    CW_CHECK(checkText(name, "an image's name"));
    if (width < 0 || height < 0 ||
        static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) >
            core::Image::kMaxSamples)
        return fail(ErrorCode::Malformed, "image " + std::to_string(m_set.images.size() + 1) +
                                              " has a size that is none");
    if (m_set.images.size() >= Limits::kImages)
        return fail(ErrorCode::TooLarge, "more than a million images");
    m_images.emplace(name, m_set.images.size());
    m_set.images.push_back({std::move(name), width, height, {}, {}, {}, {}});
    return m_set.images.size() - 1;
}

void SetBuilder::category(const std::string& name) {
    if (m_categories.emplace(name, m_categories.size()).second)
        m_set.categories.push_back(name);
}

Result<void> SetBuilder::add(AnnotatedShape shape, const std::string& where) {
    CW_ASSERT(shape.image < m_set.images.size());
    if (m_set.shapes.size() >= Limits::kShapes)
        return fail(ErrorCode::TooLarge, "more than four million shapes");
    for (const std::string* text : {&shape.label, &shape.group, &shape.id, &shape.origin})
        CW_CHECK(checkText(*text, "a label"));
    for (const auto& [key, value] : shape.attributes) {
        CW_CHECK(checkText(key, "an attribute's name"));
        CW_CHECK(checkText(value, "an attribute"));
    }
    const auto count = [&](const std::vector<core::PointPx>& points) {
        m_points += points.size();
        return std::all_of(points.begin(), points.end(), usable);
    };
    bool good = count(shape.points);
    for (Region& region : shape.regions) {
        region.outline = withoutRepeats(std::move(region.outline));
        good = count(region.outline.vertices) && good;
        for (const core::Polygon& hole : region.holes)
            good = count(hole.vertices) && good;
    }
    if (m_points > Limits::kPoints)
        return fail(ErrorCode::TooLarge, "more than 32 million points");
    if (!good)
        return fail(ErrorCode::Malformed, "a coordinate is not a usable number");
    const auto flat = std::erase_if(
        shape.regions, [](const Region& region) { return region.outline.vertices.size() < 3; });
    if (flat > 0)
        fault(where + ": an outline of less than three points is left out");
    if (flat > 0 && shape.regions.empty())
        return {};
    category(shape.label);
    m_set.shapes.push_back(std::move(shape));
    return {};
}

void SetBuilder::fault(std::string sentence) {
    if (m_set.faults.size() < Limits::kFaults)
        m_set.faults.push_back(std::move(sentence));
    else
        ++m_set.moreFaults;
}

Result<std::vector<Region>> SetBuilder::traced(const Bitmap& bitmap) {
    m_tracedPixels += bitmap.inside.size();
    if (m_tracedPixels > Limits::kTracedPixels)
        return fail(ErrorCode::TooLarge, "masks of more than two thousand million pixels");
    return regionsOf(bitmap);
}

AnnotationSet SetBuilder::done() { return std::move(m_set); }

} // namespace cw::dataset::detail
