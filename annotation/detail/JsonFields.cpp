// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/JsonFields.h"

#include <algorithm>
#include <cmath>

namespace cw::annotation::detail {
namespace {

const Json kNull;
const Json::Array kNothing;
constexpr double kLargestIndex = 9007199254740992.0;

std::optional<core::PointPx> pointFrom(const Json& value) {
    const auto* pair = value.as<Json::Array>();
    if (pair == nullptr || pair->size() != 2)
        return std::nullopt;
    const auto *x = (*pair)[0].as<double>(), *y = (*pair)[1].as<double>();
    if (x == nullptr || y == nullptr)
        return std::nullopt;
    return core::PointPx{*x, *y};
}

} // namespace

JsonFields::JsonFields(const Json& value) : m_object(value.as<Json::Object>()) {
    if (m_object == nullptr)
        complain();
}

void JsonFields::complain() { m_sound = false; }

const Json* JsonFields::optional(std::string_view key) {
    if (m_object == nullptr)
        return nullptr;
    const auto found = m_object->find(key);
    if (found == m_object->end())
        return nullptr;
    m_taken.insert(found->first);
    return &found->second;
}

const Json& JsonFields::required(std::string_view key) {
    const auto* value = optional(key);
    if (value == nullptr)
        complain();
    return value != nullptr ? *value : kNull;
}

std::string JsonFields::text(std::string_view key) {
    if (const auto* value = required(key).as<std::string>())
        return *value;
    complain();
    return {};
}

std::optional<std::string> JsonFields::optionalText(std::string_view key) {
    const auto* value = optional(key);
    if (value == nullptr || value->isNull())
        return std::nullopt;
    if (const auto* string = value->as<std::string>())
        return *string;
    complain();
    return std::nullopt;
}

double JsonFields::number(std::string_view key) {
    if (const auto* value = required(key).as<double>())
        return *value;
    complain();
    return 0;
}

std::size_t JsonFields::index(std::string_view key) {
    const double value = number(key);
    if (value >= 0 && value <= kLargestIndex && value == std::floor(value))
        return static_cast<std::size_t>(value);
    complain();
    return 0;
}

core::PointPx JsonFields::point(std::string_view key) {
    const auto value = pointFrom(required(key));
    if (!value)
        complain();
    return value.value_or(core::PointPx{});
}

const Json::Array& JsonFields::array(std::string_view key) {
    if (const auto* value = required(key).as<Json::Array>())
        return *value;
    complain();
    return kNothing;
}

core::Polygon JsonFields::polygon(std::string_view key) {
    core::Polygon result;
    const auto& points = array(key);
    result.vertices.reserve(points.size());
    for (const auto& element : points) {
        const auto value = pointFrom(element);
        if (!value) {
            complain();
            break;
        }
        result.vertices.push_back(*value);
    }
    return result;
}

TextMap JsonFields::texts(std::string_view key) {
    TextMap result;
    const auto* object = required(key).as<Json::Object>();
    if (object == nullptr) {
        complain();
        return result;
    }
    for (const auto& [name, value] : *object) {
        if (const auto* string = value.as<std::string>())
            result.emplace(name, *string);
        else
            complain();
    }
    return result;
}

bool JsonFields::flag(std::string_view key) {
    if (const auto* value = required(key).as<bool>())
        return *value;
    complain();
    return false;
}

Result<void> JsonFields::finished() const {
    if (m_sound && m_object != nullptr && m_taken.size() == m_object->size())
        return {};
    return fail(ErrorCode::Malformed, "a field is missing, of the wrong kind or not known");
}

Json json(core::PointPx point) { return Json(Json::Array{Json(point.x), Json(point.y)}); }

Json json(const core::Polygon& polygon) {
    Json::Array points;
    points.reserve(polygon.vertices.size());
    for (const auto& vertex : polygon.vertices)
        points.push_back(json(vertex));
    return Json(std::move(points));
}

Json json(const TextMap& texts) {
    Json::Object object;
    for (const auto& [key, value] : texts)
        object.emplace(key, Json(value));
    return Json(std::move(object));
}

Json json(const Finding& finding) {
    return Json(Json::Object{{"attributes", json(finding.attributes)},
                             {"id", Json(finding.id.text())},
                             {"image", Json(finding.image.text())},
                             {"label", Json(finding.label)},
                             {"outline", json(finding.outline)}});
}

Result<Finding> findingFrom(const Json& value) {
    JsonFields fields(value);
    Finding finding;
    finding.attributes = fields.texts("attributes");
    finding.id = core::LesionId(fields.text("id"));
    finding.image = core::ImageId(fields.text("image"));
    finding.label = fields.text("label");
    finding.outline = fields.polygon("outline");
    CW_CHECK(fields.finished());
    return finding;
}

Result<std::vector<Finding>> findingsFrom(const Json::Array& values) {
    std::vector<Finding> findings;
    for (const auto& value : values) {
        CW_TRY(auto finding, findingFrom(value));
        findings.push_back(std::move(finding));
    }
    std::ranges::sort(findings, {}, &Finding::id);
    if (std::ranges::adjacent_find(findings, {}, &Finding::id) != findings.end())
        return fail(ErrorCode::Malformed, "two findings have the same id");
    return findings;
}

} // namespace cw::annotation::detail
