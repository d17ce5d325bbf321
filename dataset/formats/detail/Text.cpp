// SPDX-License-Identifier: Apache-2.0
#include "dataset/formats/detail/Text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace cw::dataset::detail {

std::string fixed(double value, int decimals) {
    char buffer[400];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals)
            .ptr;
    std::string text(buffer, end);
    if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos)
        text.erase(0, 1);
    return text;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<double> number(std::string_view text) {
    text = trimmed(text);
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(value) < 1e9))
        return std::nullopt;
    return value;
}

std::optional<int> wholeNumber(std::string_view text) {
    const auto value = number(text);
    if (!value || *value != std::floor(*value))
        return std::nullopt;
    return static_cast<int>(*value);
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto next = text.find(at);
        parts.push_back(text.substr(0, next));
        if (next == std::string_view::npos)
            return parts;
        text.remove_prefix(next + 1);
    }
}

Result<std::vector<core::PointPx>> points(std::string_view text, char between, char after) {
    std::vector<core::PointPx> result;
    text = trimmed(text);
    if (text.empty())
        return result;
    for (const std::string_view pair : split(text, after)) {
        const auto comma = pair.find(between);
        const auto x = number(pair.substr(0, comma));
        const auto y =
            comma == std::string_view::npos ? std::nullopt : number(pair.substr(comma + 1));
        if (!x || !y)
            return fail(ErrorCode::Malformed,
                        "point " + std::to_string(result.size() + 1) + " is not two numbers");
        result.push_back({*x, *y});
    }
    return result;
}

std::string_view baseName(std::string_view path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view stem(std::string_view path) {
    const std::string_view base = baseName(path);
    return base.substr(0, base.find_last_of('.'));
}

core::Polygon rectangle(double left, double top, double right, double bottom) {
    return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
}

core::Polygon ellipse(core::PointPx centre, double rx, double ry, double degrees) {
    constexpr int kCorners = 64;
    const double turn = degrees * std::numbers::pi / 180;
    core::Polygon polygon;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2 * std::numbers::pi * i / kCorners;
        const double x = rx * std::cos(angle), y = ry * std::sin(angle);
        polygon.vertices.push_back({centre.x + x * std::cos(turn) - y * std::sin(turn),
                                    centre.y + x * std::sin(turn) + y * std::cos(turn)});
    }
    return polygon;
}

core::Polygon withoutRepeats(core::Polygon polygon) {
    auto& v = polygon.vertices;
    v.erase(std::unique(v.begin(), v.end()), v.end());
    while (v.size() > 1 && v.front() == v.back())
        v.pop_back();
    return polygon;
}

Result<std::vector<std::byte>> fromBase64(std::string_view text) {
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 4 * 3);
    unsigned held = 0, bits = 0;
    bool padded = false;
    for (const char c : text) {
        unsigned value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<unsigned>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<unsigned>(c - 'a') + 26;
        else if (c >= '0' && c <= '9')
            value = static_cast<unsigned>(c - '0') + 52;
        else if (c == '+' || c == '/')
            value = c == '+' ? 62 : 63;
        else if (c == '=') {
            padded = true;
            continue;
        } else if (c == '\n' || c == '\r' || c == ' ')
            continue;
        else
            return fail(ErrorCode::Malformed, "text that is not base64");
        if (padded)
            return fail(ErrorCode::Malformed, "base64 goes on after its end");
        held = (held << 6 | value) & 0xffffff;
        if ((bits += 6) >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<std::byte>(held >> bits & 0xff));
        }
    }
    return bytes;
}

} // namespace cw::dataset::detail
