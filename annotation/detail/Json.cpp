// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/Json.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace cw::annotation::detail {
namespace {

constexpr std::size_t kMaxDepth = 32;

void writeNumber(double value, std::string& out) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    // "-0" would be read back as the integer 0 and then be written differently.
    if (value == 0)
        value = 0;
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    out.append(text, end);
}

void writeString(std::string_view value, std::string& out) {
    out += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
            out += escaped;
        } else {
            out += c;
        }
    }
    out += '"';
}

void write(const Json& value, std::string& out) {
    if (const auto* flag = value.as<bool>()) {
        out += *flag ? "true" : "false";
    } else if (const auto* number = value.as<double>()) {
        writeNumber(*number, out);
    } else if (const auto* text = value.as<std::string>()) {
        writeString(*text, out);
    } else if (const auto* array = value.as<Json::Array>()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i > 0)
                out += ',';
            write((*array)[i], out);
        }
        out += ']';
    } else if (const auto* object = value.as<Json::Object>()) {
        out += '{';
        for (bool first = true; const auto& [key, member] : *object) {
            if (!std::exchange(first, false))
                out += ',';
            writeString(key, out);
            out += ':';
            write(member, out);
        }
        out += '}';
    } else {
        out += "null";
    }
}

/// Builds our value from the parser's events, so that depth and doubled keys are seen as they come
/// and nothing is recursive.
class Builder {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    bool null() { return place(Json()); }
    bool boolean(bool value) { return place(Json(value)); }
    bool number_integer(number_integer_t value) { return place(Json(static_cast<double>(value))); }
    bool number_unsigned(number_unsigned_t value) {
        return place(Json(static_cast<double>(value)));
    }
    bool number_float(number_float_t value, const string_t&) { return place(Json(value)); }
    bool string(string_t& value) { return place(Json(std::move(value))); }
    bool binary(binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Json(Json::Object{})); }
    bool start_array(std::size_t) { return open(Json(Json::Array{})); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(string_t& name) {
        m_open.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
        return false;
    }
    Json take() { return std::move(m_root); }

private:
    struct Level {
        Json value;
        std::string key; ///< of the next member
    };
    bool open(Json value) {
        if (m_open.size() >= kMaxDepth)
            return false;
        m_open.push_back({std::move(value), {}});
        return true;
    }
    bool close() {
        Json value = std::move(m_open.back().value);
        m_open.pop_back();
        return place(std::move(value));
    }
    bool place(Json value) {
        if (m_open.empty()) {
            m_root = std::move(value);
            return true;
        }
        auto& level = m_open.back();
        if (auto* array = const_cast<Json::Array*>(level.value.as<Json::Array>())) {
            array->push_back(std::move(value));
            return true;
        }
        auto* object = const_cast<Json::Object*>(level.value.as<Json::Object>());
        return object->emplace(std::move(level.key), std::move(value)).second;
    }
    std::vector<Level> m_open;
    Json m_root;
};

} // namespace

std::string written(const Json& value) {
    std::string out;
    write(value, out);
    return out;
}

Result<Json> parsed(std::string_view text) {
    Builder builder;
    try {
        if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
            return builder.take();
    } catch (const nlohmann::json::exception&) {
        // Falls through: what the exception says may quote the text.
    }
    return fail(ErrorCode::Malformed, "this is not the JSON that was expected");
}

bool isUtf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80   ? 1
                                   : lead < 0xC2 ? 0
                                   : lead < 0xE0 ? 2
                                   : lead < 0xF0 ? 3
                                   : lead < 0xF5 ? 4
                                                 : 0;
        if (length == 0 || i + length > text.size())
            return false;
        std::uint32_t point = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xC0U) != 0x80)
                return false;
            point = (point << 6U) | (next & 0x3FU);
        }
        const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
        if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
            return false;
        i += length;
    }
    return true;
}

} // namespace cw::annotation::detail
