// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/detail/JsonText.h"

#include "dataset/formats/detail/Text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cw::dataset::detail {
namespace {

constexpr std::size_t kDeepest = 64, kMostValues = 32'000'000;

/// Before a tree is built: its depth and size by counting brackets and commas outside of strings.
Result<void> checkSize(std::string_view text) {
    std::size_t depth = 0, values = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (c == '"')
            quoted = true;
        else if (c == '[' || c == '{') {
            ++values;
            if (++depth > kDeepest)
                return fail(ErrorCode::TooLarge, "JSON nested deeper than 64");
        } else if (c == ']' || c == '}')
            depth -= depth > 0 ? 1 : 0;
        else if (c == ',')
            ++values;
    }
    if (values > kMostValues)
        return fail(ErrorCode::TooLarge, "JSON of more than 32 million values");
    return {};
}

} // namespace

Result<Json> parsedJson(std::string_view text) {
    CW_CHECK(checkSize(text));
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        const auto end = std::min(error.byte, text.size());
        const auto line =
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
        return fail(ErrorCode::Malformed, "line " + std::to_string(line + 1) + " is not JSON");
    } catch (const Json::exception&) {
        return fail(ErrorCode::Malformed, "a number in the JSON is out of range");
    }
}

const Json* member(const Json& object, const char* key) {
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

const Json* arrayMember(const Json& object, const char* key) {
    const Json* value = member(object, key);
    return value && value->is_array() ? value : nullptr;
}

std::string textMember(const Json& object, const char* key) {
    const Json* value = member(object, key);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

std::optional<double> numberOf(const Json& value) {
    if (!value.is_number())
        return std::nullopt;
    const auto number = value.get<double>();
    return std::abs(number) < 1e9 ? std::optional(number) : std::nullopt;
}

std::optional<double> numberMember(const Json& object, const char* key) {
    const Json* value = member(object, key);
    return value ? numberOf(*value) : std::nullopt;
}

std::optional<int> wholeMember(const Json& object, const char* key) {
    const auto value = numberMember(object, key);
    if (!value || *value != std::floor(*value))
        return std::nullopt;
    return static_cast<int>(*value);
}

std::optional<std::string> scalarText(const Json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "true" : "false";
    if (value.is_number())
        return shortest(value.get<double>());
    return std::nullopt;
}

std::optional<core::PointPx> pointOf(const Json& value) {
    if (!value.is_array() || value.size() != 2)
        return std::nullopt;
    const auto x = numberOf(value[0]), y = numberOf(value[1]);
    return x && y ? std::optional(core::PointPx{*x, *y}) : std::nullopt;
}

std::optional<std::vector<core::PointPx>> pointsOf(const Json& value) {
    if (!value.is_array())
        return std::nullopt;
    std::vector<core::PointPx> points;
    for (const Json& entry : value) {
        const auto point = pointOf(entry);
        if (!point)
            return std::nullopt;
        points.push_back(*point);
    }
    return points;
}

} // namespace cw::dataset::detail
