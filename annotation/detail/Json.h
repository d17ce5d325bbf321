// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cw::annotation::detail {

/// A JSON value with one written form: object keys sorted, no white space, numbers as the shortest
/// text that reads back to the same double. So equal values have equal bytes and equal hashes.
class Json {
public:
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json, std::less<>>;

    Json() = default;
    explicit Json(bool value) : m_value(value) {}
    explicit Json(double value) : m_value(value) {}
    explicit Json(std::string value) : m_value(std::move(value)) {}
    explicit Json(std::string_view value) : m_value(std::string(value)) {}
    explicit Json(const char* value) : m_value(std::string(value)) {}
    explicit Json(Array value) : m_value(std::move(value)) {}
    explicit Json(Object value) : m_value(std::move(value)) {}

    /// The value as T (bool, double, std::string, Array, Object), or nullptr if it is another kind.
    template <class T>
    const T* as() const {
        return std::get_if<T>(&m_value);
    }
    bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }

private:
    std::variant<std::monostate, bool, double, std::string, Array, Object> m_value;
};

/// The one form. A double that is not finite becomes null, which no reader of ours accepts.
std::string written(const Json& value);

/// Malformed: not JSON, invalid UTF-8, a key twice, nested deeper than 32, or a number out of
/// range. No message quotes the text.
Result<Json> parsed(std::string_view text);

bool isUtf8(std::string_view text);

} // namespace cw::annotation::detail
