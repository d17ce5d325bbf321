// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/Findings.h"

#include "annotation/Outlines.h"
#include "dataset/formats/MaskOutlines.h"
#include "dataset/formats/detail/Text.h"

#include <algorithm>

namespace cw::dataset {
namespace {

// Checking an outline compares every edge with every other.
constexpr std::size_t kMostCorners = 8192;

bool inside(const core::Polygon& outline, int width, int height) {
    return std::ranges::all_of(outline.vertices, [&](const core::PointPx& p) {
        return p.x >= 0 && p.y >= 0 && p.x <= width && p.y <= height;
    });
}

/// Boxes stay boxes to the last digit; other outlines are cut on Clipper's grid of 1/1024 px.
std::optional<core::Polygon> cutTo(const AnnotatedShape& shape, const core::Polygon& outline,
                                   int width, int height) {
    if (shape.kind == ShapeKind::Box) {
        const core::RectPx box = core::boundsOf(outline);
        const core::RectPx cut{std::max(box.left, 0.0), std::max(box.top, 0.0),
                               std::min<double>(box.right, width),
                               std::min<double>(box.bottom, height)};
        if (cut.empty())
            return std::nullopt;
        return detail::rectangle(cut.left, cut.top, cut.right, cut.bottom);
    }
    const core::RectPx box = core::boundsOf(outline);
    if (std::max({std::abs(box.left), std::abs(box.top), std::abs(box.right),
                  std::abs(box.bottom)}) > 1e6)
        return std::nullopt; // beyond the grid
    return annotation::clipped(outline, width, height);
}

std::vector<core::Polygon> outlinesOf(const AnnotatedShape& shape, const Region& region, int width,
                                      int height, ConversionCounts& counts) {
    core::Polygon outline = region.outline;
    if (region.holes.empty() && !inside(outline, width, height)) {
        ++counts.cut;
        auto cut = cutTo(shape, outline, width, height);
        if (!cut)
            return {};
        outline = std::move(*cut);
    }
    const bool small = outline.vertices.size() <= kMostCorners;
    if (region.holes.empty() && small && core::checkStorable(outline, width, height))
        return {std::move(outline)};
    if (region.holes.empty())
        ++counts.asPixels;
    const auto bitmap = bitmapOf({Region{outline, region.holes}}, width, height);
    return bitmap ? simplePieces(*bitmap, kMostCorners) : std::vector<core::Polygon>();
}

std::vector<core::Polygon> areasOf(const AnnotatedShape& shape, int width, int height,
                                   ConversionCounts& counts) {
    std::vector<core::Polygon> outlines;
    if (shape.kind == ShapeKind::Point)
        for (const core::PointPx& point : shape.points) {
            ++counts.pointsAsDiscs;
            auto disc = annotation::disc(point, 2, 12);
            if (!inside(disc, width, height)) {
                auto cut = annotation::clipped(disc, width, height);
                disc = cut ? std::move(*cut) : core::Polygon{};
            }
            if (core::checkStorable(disc, width, height))
                outlines.push_back(std::move(disc));
        }
    for (const Region& region : shape.regions)
        for (core::Polygon& outline : outlinesOf(shape, region, width, height, counts))
            if (core::checkStorable(outline, width, height))
                outlines.push_back(std::move(outline));
    return outlines;
}

} // namespace

std::vector<annotation::Finding> findingsOf(const AnnotatedShape& shape, const core::ImageId& image,
                                            int width, int height, const LabelMap& labels,
                                            std::size_t number, ConversionCounts& counts) {
    const auto mapped = labels.find(shape.label);
    if (!mapped) {
        ++counts.unknownLabels[shape.label];
        return {};
    }
    if (mapped->label.empty()) {
        ++counts.leftOut;
        return {};
    }
    if (shape.kind == ShapeKind::Line) {
        ++counts.lines;
        return {};
    }
    const auto outlines = areasOf(shape, width, height, counts);
    if (outlines.empty()) {
        ++counts.withoutArea;
        return {};
    }
    auto own = mappedAttributes(shape, labels.kind());
    counts.wordsLeft += own.left;
    annotation::Finding finding;
    finding.image = image;
    finding.label = mapped->label;
    finding.attributes = std::move(own.attributes);
    for (const auto& [key, word] : mapped->attributes)
        finding.attributes.try_emplace(key, word);
    if (outlines.size() > 1)
        finding.attributes["group"] = std::to_string(number);
    std::vector<annotation::Finding> findings;
    for (const core::Polygon& outline : outlines) {
        finding.outline = outline;
        findings.push_back(finding);
    }
    counts.findings += findings.size();
    counts.pieces += findings.size() - 1;
    return findings;
}

} // namespace cw::dataset
