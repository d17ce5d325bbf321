// SPDX-License-Identifier: Apache-2.0
#include "validation/models/detail/Outlines.h"

#include "core/Files.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace cw::validation::detail {
namespace {

using Json = nlohmann::json;

Result<core::Polygon> polygonFrom(const Json& points) {
    core::Polygon polygon;
    const auto bad =
        fail(ErrorCode::Malformed, "an outline is not a list of three or more pairs of numbers");
    if (!points.is_array() || points.size() < 3)
        return bad;
    for (const Json& point : points) {
        if (!point.is_array() || point.size() != 2 || !point[0].is_number() ||
            !point[1].is_number())
            return bad;
        polygon.vertices.push_back({point[0].get<double>(), point[1].get<double>()});
        if (!std::isfinite(polygon.vertices.back().x) || !std::isfinite(polygon.vertices.back().y))
            return bad;
    }
    return polygon;
}

} // namespace

Result<Outlines> readOutlines(const std::filesystem::path& file) {
    if (file.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the model of patches learns from outlines, and this data set brings none");
    CW_TRY(const std::string text, core::readText(file));
    return outlinesFrom(text);
}

Result<Outlines> outlinesFrom(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::Malformed, "the file of outlines is not a JSON object");
    Outlines outlines;
    for (const auto& [image, polygons] : json.items()) {
        if (!polygons.is_array())
            return fail(ErrorCode::Malformed, "the outlines of an image are not a list");
        auto& own = outlines[image];
        for (const Json& points : polygons) {
            CW_TRY(own.emplace_back(), polygonFrom(points));
        }
    }
    return outlines;
}

std::vector<core::Polygon> scaled(const std::vector<core::Polygon>& outlines, double x, double y) {
    std::vector<core::Polygon> result = outlines;
    for (core::Polygon& outline : result)
        for (core::PointPx& point : outline.vertices)
            point = {point.x * x, point.y * y};
    return result;
}

} // namespace cw::validation::detail
